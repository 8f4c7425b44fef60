"""Classes of rows that agree in every quasi-identifier, with the people in them.

A person with two stays counts once in a class, and once in each of several classes. A missing code
is a value like any other: who refused to answer is alike to who refused. Coarser classes are made
from finer ones without another look at the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.evaluation.anonymity.tables import MISSING, Layout, Table, Values

Told = tuple[frozenset[str], ...]
"""For each sensitive column the values that occur."""
_NOBODY: Final[frozenset[str]] = frozenset()


@dataclass(slots=True)
class Group:
    """A class: its rows, its people, and which values each sensitive column has in it."""

    told: Told
    rows: int = 0
    alone: int = 0
    """People whose rows all stand in one of the finest classes."""
    shared: frozenset[str] = _NOBODY
    """The others, by pseudonym: they may stand in two classes that become one."""

    @property
    def people(self) -> int:
        """How many people stand in it."""
        return self.alone + len(self.shared)

    def take(self, other: Group) -> None:
        """Takes in the rows of another class."""
        self.rows += other.rows
        self.alone += other.alone
        if other.shared:
            self.shared |= other.shared
        if other.told is not self.told:
            self.told = _joined(self.told, other.told)


@lru_cache(maxsize=1024)  # few combinations of codes occur, each of them very often
def _joined(one: Told, other: Told) -> Told:
    return tuple(a | b for a, b in zip(one, other, strict=True))


@dataclass(frozen=True)
class Classes:
    """The classes of a table by their quasi-identifying values."""

    layout: Layout
    groups: Mapping[Values, Group]

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return sum(group.rows for group in self.groups.values())

    @property
    def people(self) -> int:
        """How many people the table is about."""
        return people_in(self.groups.values())


@dataclass(frozen=True)
class Target:
    """What every class must reach: k people, l distinct values of each sensitive column.

    A missing code counts as a value, as pycanon counts it. `is_strict`: where a value is known,
    l known ones are needed besides, so that one diagnosis beside refusals does not pass.
    """

    k: int
    l: int = 1  # noqa: E741 - the name of the measure
    is_strict: bool = False

    def is_reached_by(self, group: Group) -> bool:
        """Whether a class is large and diverse enough."""
        if group.alone + len(group.shared) < self.k:
            return False
        if self.l <= 1:
            return True
        return all(
            len(values) >= self.l and not (self.is_strict and 0 < len(values - MISSING) < self.l)
            for values in group.told
        )


def classes_of(table: Table) -> Classes:
    """The classes of a table; reads the rows once.

    Keeps the distinct classes, and one pseudonym for each person while it reads: who comes twice
    can be known in no other way.
    """
    layout = table.layout
    pick, tell = layout.pick(layout.quasi), layout.pick(layout.sensitive)
    key = None if layout.key is None else layout.columns.index(layout.key)
    nothing: Told = tuple(_NOBODY for _ in layout.sensitive)
    groups: dict[Values, Group] = {}
    homes: dict[str, Group | None] = {}
    grown: dict[tuple[Told, Values], Told] = {}
    for row in table.rows:
        values = pick(row)
        group = groups.get(values)
        if group is None:
            group = groups[values] = Group(nothing)
        group.rows += 1
        step = (group.told, tell(row))
        told = grown.get(step)
        if told is None:
            told = grown[step] = tuple(a | {b} for a, b in zip(*step, strict=True))
        group.told = told
        if key is None:
            group.alone += 1
        else:
            _enter(row[key], group, homes)
    return Classes(layout, groups)


def _enter(person: str, group: Group, homes: dict[str, Group | None]) -> None:
    """Counts a person into a class; `homes` knows the only class so far, None for several."""
    if person not in homes:
        homes[person] = group
        group.alone += 1
        return
    home = homes[person]
    if home is group:
        return
    if home is not None:
        home.alone -= 1
        home.shared |= {person}
        homes[person] = None
    group.shared |= {person}


def merged(pairs: Iterable[tuple[Values, Group]]) -> dict[Values, Group]:
    """Classes of classes: those that get the same values become one."""
    groups: dict[Values, Group] = {}
    for values, group in pairs:
        known = groups.get(values)
        if known is None:
            groups[values] = Group(group.told, group.rows, group.alone, group.shared)
        else:
            known.take(group)
    return groups


def people_in(groups: Iterable[Group]) -> int:
    """How many people stand in these classes; who stands in several counts once."""
    alone, shared = 0, set[str]()
    for group in groups:
        alone += group.alone
        shared.update(group.shared)
    return alone + len(shared)
