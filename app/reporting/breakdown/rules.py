"""People broken down by their characteristics: groups, counts, mean dwell, small cells. Pure.

A table is protected together with its neighbours: who is in care and who has left are the parts of
who was admitted, and every other table of the same characteristic shows the same sums. So the
totals are settled first, then the sums of each characteristic alone, and a two-way table hides only
cells inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from app.disclosure import Line, NothingLeftToHide, suppress_linked
from app.errors import DomainError


class Measure(StrEnum):
    """What is counted, as the figures of the same names count it."""

    IN_CARE = "in_care"
    ADMITTED = "admitted"
    EXITED = "exited"
    DWELL = "dwell_mean"


class By(StrEnum):
    """What people are broken down by."""

    SEX = "sex"
    AGE = "age"
    SCHOOL = "school"
    VOCATIONAL = "vocational"
    STAGE = "stage"
    YEAR = "year"
    EXIT_REASON = "exit_reason"
    OUTCOME = "outcome"
    POST = "post"


OF_EXITS = frozenset({By.EXIT_REASON, By.OUTCOME})
"""Only who has left has these."""
STAFF_DATA = frozenset({By.POST})
"""Only where the programme shows figures of single posts."""
FEWEST_TO_BREAK_DOWN = 10
"""Of fewer people no protected table is made: little could be shown, and much be guessed."""
STILL_THERE = "in_care"
"""The exit of those who have not left."""
_COUNTED = (Measure.IN_CARE, Measure.EXITED, Measure.ADMITTED)


@dataclass(frozen=True)
class Question:
    """What is asked: a measure on a day, by one characteristic or two."""

    measure: Measure
    rows: By
    columns: By | None
    on: date

    @property
    def by(self) -> tuple[By, ...]:
        """The characteristics in question."""
        return (self.rows,) if self.columns is None else (self.rows, self.columns)


def asked(measure: str, rows: str, columns: str, on: date, *, has_posts: bool) -> Question:
    """The question of an address; DomainError for what is not offered or makes no sense."""
    try:
        found = Question(Measure(measure), By(rows), By(columns) if columns else None, on)
    except ValueError as error:
        raise DomainError("breakdown.unknown") from error
    if not has_posts and STAFF_DATA.intersection(found.by):
        raise DomainError("breakdown.no_single_posts")
    if found.rows is found.columns:
        raise DomainError("breakdown.same_twice", "columns")
    if found.measure is Measure.IN_CARE:
        for name, by in (("rows", found.rows), ("columns", found.columns)):
            if by in OF_EXITS:
                raise DomainError("breakdown.not_left_yet", name)
    return found


@dataclass(frozen=True)
class Stay:
    """A stay begun by the day; `parts` are its groups by the characteristics in question."""

    person: int
    admitted_on: date
    exited_on: date | None
    parts: tuple[str, ...]

    def has_left(self, on: date) -> bool:
        """Whether it has ended by the day; in care on a day is entry ≤ day < exit."""
        return self.exited_on is not None and self.exited_on <= on


Place = tuple[str | None, ...]
"""Groups by the characteristics in question; None stands for all of them together."""


@dataclass
class Counts:
    """People by measure and place, and days of the stays that have ended."""

    people: dict[tuple[Measure, Place], int] = field(default_factory=dict)
    days: dict[Place, int] = field(default_factory=dict)


def counted(stays: Sequence[Stay], on: date) -> Counts:
    """Counts of every place and its sums. Admissions count people: a returner at the first."""
    found, known = Counts(), set[int]()
    for stay in sorted(stays, key=lambda stay: stay.admitted_on):
        measures = [Measure.EXITED if stay.has_left(on) else Measure.IN_CARE]
        if stay.person not in known:
            known.add(stay.person)
            measures.append(Measure.ADMITTED)
        days = (stay.exited_on - stay.admitted_on).days if stay.exited_on else 0
        for place in _places(stay.parts):
            for measure in measures:
                at = (measure, place)
                found.people[at] = found.people.get(at, 0) + 1
            if stay.has_left(on):
                found.days[place] = found.days.get(place, 0) + days
    return found


def _places(parts: tuple[str, ...]) -> list[Place]:
    """A place and all sums that it is part of."""
    places: list[Place] = [()]
    for part in parts:
        places = [(*place, one) for place in places for one in (part, None)]
    return places


@dataclass(frozen=True)
class Value:
    """A cell: its people, and their mean days; both None where they are protected."""

    people: int | None
    mean_days: float | None = None


@dataclass(frozen=True)
class Table:
    """A broken-down measure; `None` as a group is the sum. Rows and columns stand in order."""

    question: Question
    rows: Sequence[str]
    columns: Sequence[str]
    values: Mapping[Place, Value]
    is_refused: bool = False
    """Whether there are too few people for a protected table."""

    def at(self, row: str | None, column: str | None = None) -> Value:
        """A cell or, with None, a sum."""
        place: Place = (row,) if self.question.columns is None else (row, column)
        return self.values[place]

    @cached_property
    def is_guarded(self) -> bool:
        """Whether something is left out to protect individuals."""
        return any(value.people is None for value in self.values.values())


def broken_down(
    stays: Sequence[Stay], question: Question, orders: Sequence[Sequence[str]], k: int
) -> Table:
    """The table that a question asks for; `orders` name the groups of each characteristic.

    Counts from 1 to k − 1, and what they would follow from, are protected; k 0 shows everything.
    A mean is shown where the number of people behind it is.
    """
    counts = counted(stays, question.on)
    measure = Measure.EXITED if question.measure is Measure.DWELL else question.measure
    groups = [
        [*(one for one in order if one in there), *sorted(there.difference(order))]
        for at, order in enumerate(orders)
        for there in [_there(counts, at, measure, has_empty=bool(k))]
    ]
    shown = _protected(counts, question.by, measure, k)
    if shown is None:
        nothing: dict[Place, Value] = {(None,) * len(question.by): Value(None)}
        return Table(question, [], [], nothing, is_refused=True)
    values = {}
    for place in _all_places(groups):
        people = shown.get((measure, place), 0)
        has_mean = question.measure is Measure.DWELL
        mean = counts.days.get(place, 0) / people if has_mean and people else None
        values[place] = Value(people, mean)
    return Table(question, groups[0], groups[1] if len(groups) > 1 else [], values)


def _there(counts: Counts, at: int, measure: Measure, *, has_empty: bool) -> set[str]:
    """The groups of a characteristic that anybody is in; of a protected table whatever is counted:
    a group that is left out would tell that nobody counted is in it."""
    found = {
        group
        for counted_as, place in counts.people
        if (has_empty or counted_as is measure) and (group := place[at]) is not None
    }
    return found - {STILL_THERE} if measure is Measure.EXITED else found


def _all_places(groups: Sequence[Sequence[str]]) -> list[Place]:
    places: list[Place] = [()]
    for one in groups:
        places = [(*place, group) for place in places for group in (*one, None)]
    return places


Cell = tuple[Measure, Place]


def _protected(
    counts: Counts, by: Sequence[By], measure: Measure, k: int
) -> dict[Cell, int | None] | None:
    """The counts as they may be shown, the totals first; None where too few are counted."""
    if not k:
        return dict(counts.people)
    everybody: Place = (None,) * len(by)
    totals = {one: counts.people.get((one, everybody), 0) for one in _COUNTED}
    told = _told(totals)
    if measure not in told:
        return None
    groups = [sorted(_there(counts, at, Measure.ADMITTED, has_empty=True)) for at in range(len(by))]
    exits = [at for at, one in enumerate(by) if one in OF_EXITS]
    full = {
        (counted_as, place): counts.people.get((counted_as, place), 0)
        for place in _all_places(groups)
        for counted_as in _measures(place, exits)
        if counted_as in told
    }
    settled: dict[Cell, int | None] = {(one, everybody): totals[one] for one in told}
    lines = list(_lines(groups, full))
    try:
        sums = dict(settled)
        for at in range(len(by)):
            sums |= _sums(full, lines, at, settled, k)
    except NothingLeftToHide:
        return None
    if len(by) == 1:
        return sums
    try:
        return suppress_linked(full, lines, k, hidden=_missing(sums), kept=_open(sums))
    except NothingLeftToHide:
        return {**dict.fromkeys(full), **sums}


def _told(totals: Mapping[Measure, int]) -> set[Measure]:
    """What enough people stand behind for a table; who was admitted only where both parts of
    them are told, since the one would tell the other."""
    few = {one for one, count in totals.items() if 0 < count < FEWEST_TO_BREAK_DOWN}
    return set(_COUNTED) - few - ({Measure.ADMITTED} if few else set())


def _sums(
    full: Mapping[Cell, int],
    lines: Sequence[Line[Cell]],
    at: int,
    settled: Mapping[Cell, int | None],
    k: int,
) -> dict[Cell, int | None]:
    """The sums of one characteristic as any table of it shows them, the totals being settled."""
    edge = [line for line in lines if _is_edge(line.total, at) and _is_edge(line.parts[0], at)]
    among = {cell: count for cell, count in full.items() if _is_edge(cell, at)}
    return suppress_linked(among, edge, k, hidden=_missing(settled), kept=_open(settled))


def _open(shown: Mapping[Cell, int | None]) -> list[Cell]:
    return [cell for cell, count in shown.items() if count is not None]


def _measures(place: Place, exits: Sequence[int]) -> Sequence[Measure]:
    """What can be counted at a place: who is there has no reason of exit, who has left has one."""
    states = {place[at] == STILL_THERE for at in exits if place[at] is not None}
    if not states:
        return _COUNTED
    if len(states) > 1:
        return ()
    return (Measure.IN_CARE if states == {True} else Measure.EXITED, Measure.ADMITTED)


def _missing(shown: Mapping[Cell, int | None]) -> list[Cell]:
    return [cell for cell, count in shown.items() if count is None]


def _is_edge(cell: Cell, at: int) -> bool:
    """Whether a cell is a sum over all characteristics but one, or over all."""
    return all(group is None for place, group in enumerate(cell[1]) if place != at)


def _lines(groups: Sequence[Sequence[str]], full: Mapping[Cell, int]) -> Iterator[Line[Cell]]:
    """Every sum a reader could form: along each characteristic, and of those there and gone."""
    for place in _all_places(groups):
        there, left, came = ((measure, place) for measure in _COUNTED)
        parts = [cell for cell in (there, left) if cell in full]
        if parts and came in full:
            yield Line(parts, came, is_even=True)
        for at, group in enumerate(place):
            along = [(*place[:at], one, *place[at + 1 :]) for one in groups[at]]
            for measure in _COUNTED if group is None else ():
                parts = [(measure, part) for part in along if (measure, part) in full]
                if parts and (measure, place) in full:
                    yield Line(parts, (measure, place))
