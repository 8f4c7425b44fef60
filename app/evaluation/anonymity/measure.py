"""k-anonymity and l-diversity of a table (Sweeney 2002; Machanavajjhala et al. 2007).

Both stand against `pycanon` in a test, which counts rows where we count people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from app.evaluation.anonymity.classes import Classes, Target, classes_of, people_in
from app.evaluation.anonymity.tables import MISSING, Table


@dataclass(frozen=True)
class Measured:
    """How alike the people of a table are; k and l are None in a table without rows."""

    rows: int
    people: int
    k: int | None
    """People in the smallest class."""
    asked: int
    """The k that `below` is counted against."""
    below: int
    """People who stand in some class of fewer."""
    unique: int
    """People who stand in some class alone."""
    sizes: tuple[tuple[int, int], ...]
    """How many classes have so many people, from the smallest on."""
    l: Mapping[str, int | None]  # noqa: E741 - the name of the measure
    """For each sensitive column the fewest distinct values in a class, missing codes included."""
    l_known: Mapping[str, int | None]
    """The same without missing codes, over the classes that have a known value; None without."""

    @property
    def least_l(self) -> int | None:
        """The l of the table: of the column that has the least; None without one."""
        return min((least for least in self.l.values() if least is not None), default=None)

    def reaches(self, target: Target) -> bool:
        """Whether every class reaches the target; a table without rows gives nobody away."""
        if self.k is None:
            return True
        if self.k < target.k:
            return False
        known = self.l_known.values() if target.is_strict else ()
        return all(least is None or least >= target.l for least in (*self.l.values(), *known))


def measure(table: Table, k: int) -> Measured:
    """Measures a table in one pass; `k` is asked for, and who stands below it is counted."""
    return measured(classes_of(table), k)


def measured(classes: Classes, k: int) -> Measured:
    """The same of classes that are known already."""
    groups = classes.groups.values()
    sizes = Counter(group.people for group in groups)
    return Measured(
        rows=classes.rows,
        people=classes.people,
        k=min(sizes, default=None),
        asked=k,
        below=people_in(group for group in groups if group.people < k),
        unique=people_in(group for group in groups if group.people == 1),
        sizes=tuple(sorted(sizes.items())),
        l=_least(classes, known=False),
        l_known=_least(classes, known=True),
    )


def _least(classes: Classes, *, known: bool) -> dict[str, int | None]:
    """For each sensitive column the least number of distinct values in a class."""
    least: dict[str, int | None] = {}
    for place, name in enumerate(classes.layout.sensitive):
        told = (group.told[place] for group in classes.groups.values())
        counts = (len(values - MISSING if known else values) for values in told)
        least[name] = min((count for count in counts if count), default=None)
    return least
