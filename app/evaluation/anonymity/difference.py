"""What two releases tell a recipient together that the newer one alone does not.

Pseudonyms stay the same for a recipient, so that rows of both can be put side by side. A column
that one of them lacks counts as suppressed there. Both releases are kept in memory while they are
compared, by their quasi-identifying and sensitive values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.evaluation.anonymity.coarsening import Coarsenings
from app.evaluation.anonymity.tables import MISSING, SUPPRESSED, Layout, Row, Table, Values

Identity = tuple[str, ...]

FINER: Final = "releases.learned_finer"
COARSER: Final = "releases.learned_coarser"
TOGETHER: Final = "releases.learned_together"
LEFT: Final = "releases.learned_left"
CAME: Final = "releases.learned_came"
LEFT_VALUE: Final = "releases.learned_left_value"
CAME_VALUE: Final = "releases.learned_came_value"
SHOWN: Final = "releases.learned_shown"
WITHHELD: Final = "releases.learned_withheld"


@dataclass(frozen=True)
class Finding:
    """Something that can be learned: the key of its sentence, and about how many people."""

    key: str
    people: int
    column: str = ""
    """The name of the column it is about, where it is about one."""
    k: int = 0
    """The size a class must have, where it is about one."""

    @property
    def params(self) -> dict[str, object]:
        """The parameters of the sentence; a page puts the labels in the column's place."""
        return {"people": self.people, "column": self.column, "k": self.k}


@dataclass
class _Release:
    """The rows of a release: by pseudonym and what tells a person's rows apart."""

    rows: dict[Identity, tuple[Values, Values]] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)


def learned(before: Table, after: Table, coarsenings: Coarsenings, k: int) -> tuple[Finding, ...]:
    """Counts by kind what the two releases tell together, in the order of the sentences.

    Finer and coarser are told by the declared steps: a value is coarser than those it is made of,
    a suppressed one coarser than all. What only changed with time is not counted. A person who
    stands in both counts as neither come nor left, even with another stay.
    """
    if before.layout.key is None or before.layout.key != after.layout.key:
        raise ValueError("both releases need the same pseudonym")
    layout = _common(before.layout, after.layout)
    old, new = (_read(table, layout) for table in (before, after))
    precision = _Precision(layout, coarsenings)
    return (
        *_precise(old, new, layout, precision),
        *_together(old, new, precision, k),
        *_moved(LEFT, LEFT_VALUE, old, new, layout, k),
        *_moved(CAME, CAME_VALUE, new, old, layout, k),
        *_told(old, new, layout),
    )


def _common(before: Layout, after: Layout) -> Layout:
    """The columns of either; what is quasi-identifying in one of them is not sensitive."""
    quasi = tuple(dict.fromkeys((*after.quasi, *before.quasi)))
    sensitive = tuple(dict.fromkeys((*after.sensitive, *before.sensitive)))
    sensitive = tuple(name for name in sensitive if name not in quasi)
    if before.within != after.within:
        raise ValueError("both releases must tell a person's rows apart in the same way")
    keys = () if after.key is None else (after.key,)
    columns = tuple(dict.fromkeys((*keys, *after.within, *quasi, *sensitive)))
    return Layout(columns, quasi, sensitive, after.key, after.within)


def _read(table: Table, layout: Layout) -> _Release:
    """The values of a release in the columns of both."""
    names = ((layout.key or "", *layout.within), layout.quasi, layout.sensitive)
    identity, quasi, sensitive = (_Picked(table.layout.columns, those) for those in names)
    found = _Release()
    for row in table.rows:
        who = identity.of(row)
        if who in found.rows:
            raise ValueError("two rows of a person cannot be told apart")
        found.rows[who] = (quasi.of(row), sensitive.of(row))
        found.people.add(who[0])
    return found


class _Picked:
    """Columns of a row by name; suppressed where the release lacks them."""

    def __init__(self, columns: Sequence[str], names: Sequence[str]) -> None:
        self._places = [columns.index(name) if name in columns else -1 for name in names]

    def of(self, row: Row) -> Values:
        return tuple([SUPPRESSED if place < 0 else row[place] for place in self._places])


class _Precision:
    """Which of two values tells more, by the declared steps of their column."""

    def __init__(self, layout: Layout, coarsenings: Coarsenings) -> None:
        self._steps = [coarsenings.get(name, ()) for name in layout.quasi]
        self._above: list[dict[str, frozenset[str]]] = [{} for _ in layout.quasi]

    def is_finer(self, place: int, one: str, other: str) -> bool:
        """Whether `one` is a value that `other` may stand for, and not the other way round."""
        if one == other or one in MISSING:
            return False
        return other == SUPPRESSED or (
            other in self._coarser(place, one) and one not in self._coarser(place, other)
        )

    def _coarser(self, place: int, value: str) -> frozenset[str]:
        known = self._above[place].get(value)
        if known is None:
            above, now = set(), value
            for step in self._steps[place]:
                now = step.of(now)
                above.add(now)
            known = self._above[place][value] = frozenset(above)
        return known


def _in_both(old: _Release, new: _Release) -> Iterator[tuple[str, Identity]]:
    return ((who[0], who) for who in new.rows if who in old.rows)


def _precise(
    old: _Release, new: _Release, layout: Layout, precision: _Precision
) -> Iterator[Finding]:
    """People of whom a value is told more precisely in one of the releases."""
    finer: list[set[str]] = [set() for _ in layout.quasi]
    coarser: list[set[str]] = [set() for _ in layout.quasi]
    for person, who in _in_both(old, new):
        for place, (was, now) in enumerate(zip(old.rows[who][0], new.rows[who][0], strict=True)):
            if precision.is_finer(place, now, was):
                finer[place].add(person)
            elif precision.is_finer(place, was, now) or _is_withheld(was, now):
                coarser[place].add(person)
    yield from _by_column(FINER, layout.quasi, finer)
    yield from _by_column(COARSER, layout.quasi, coarser)


def _is_withheld(was: str, now: str) -> bool:
    """Whether a value that was told is no longer: a reason why it is missing stands there."""
    return now in MISSING and was not in MISSING


def _by_column(key: str, names: Sequence[str], people: Sequence[set[str]]) -> Iterator[Finding]:
    for name, who in zip(names, people, strict=True):
        if who:
            yield Finding(key, len(who), name)


def _together(old: _Release, new: _Release, precision: _Precision, k: int) -> Iterator[Finding]:
    """People in a class of fewer than k if each value is taken from where it says most."""
    alone = [(who[0], values) for who, (values, _) in new.rows.items()]
    joined = [
        (who[0], _finest(old.rows[who][0], values, precision) if who in old.rows else values)
        for who, (values, _) in new.rows.items()
    ]
    further = _in_small(joined, k) - _in_small(alone, k)
    if further:
        yield Finding(TOGETHER, len(further), k=k)


def _finest(was: Values, now: Values, precision: _Precision) -> Values:
    return tuple(
        older if precision.is_finer(place, older, newer) or _is_withheld(older, newer) else newer
        for place, (older, newer) in enumerate(zip(was, now, strict=True))
    )


def _members(rows: Iterable[tuple[str, Values]]) -> Mapping[Values, set[str]]:
    members: defaultdict[Values, set[str]] = defaultdict(set)
    for person, values in rows:
        members[values].add(person)
    return members


def _in_small(rows: Iterable[tuple[str, Values]], k: int) -> set[str]:
    """People who stand in some class of fewer than k."""
    members = _members(rows).values()
    return {person for people in members if len(people) < k for person in people}


def _moved(
    key: str, value_key: str, here: _Release, there: _Release, layout: Layout, k: int
) -> Iterator[Finding]:
    """People of one release who are not in the other: classes they form among themselves.

    And those of whom such a class tells a sensitive value, because all in it share one, where the
    class of the release has several.
    """
    moved = {who: row for who, row in here.rows.items() if who[0] not in there.people}
    small = _in_small(((who[0], values) for who, (values, _) in moved.items()), k)
    if small:
        yield Finding(key, len(small), k=k)
    people = _members((who[0], values) for who, (values, _) in moved.items())
    for place, name in enumerate(layout.sensitive):
        among, before = _values(moved, place), _values(here.rows, place)
        known = {
            person
            for values, told in among.items()
            if len(told) == 1 and not told & MISSING and len(before[values]) > 1
            for person in people[values]
        }
        if known:
            yield Finding(value_key, len(known), name)


def _values(rows: Mapping[Identity, tuple[Values, Values]], place: int) -> dict[Values, set[str]]:
    """Which values a sensitive column has in each class."""
    told: defaultdict[Values, set[str]] = defaultdict(set)
    for values, sensitive in rows.values():
        told[values].add(sensitive[place])
    return told


def _told(old: _Release, new: _Release, layout: Layout) -> Iterator[Finding]:
    """Sensitive values that stood suppressed and are told now, or were told and no longer are."""
    shown: list[set[str]] = [set() for _ in layout.sensitive]
    withheld: list[set[str]] = [set() for _ in layout.sensitive]
    for person, who in _in_both(old, new):
        for place, (was, now) in enumerate(zip(old.rows[who][1], new.rows[who][1], strict=True)):
            if was == SUPPRESSED and now not in MISSING:
                shown[place].add(person)
            elif _is_withheld(was, now):
                withheld[place].add(person)
    yield from _by_column(SHOWN, layout.sensitive, shown)
    yield from _by_column(WITHHELD, layout.sensitive, withheld)
