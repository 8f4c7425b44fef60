"""Expenditure spread over participant-months by declared keys, to the cent. Pure.

A participant-month is a month of the calendar in care; a part of it counts by its days. In care on
a day: entry ≤ day < exit, the day of account included.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from app.money import share
from app.participants.rules import Episode, Move, episodes
from app.periods import day_after, days_in_month, month_starts

Group = TypeVar("Group", bound=Hashable)


class Key(StrEnum):
    """How the expenditure of a position is spread."""

    MONTH = "month"
    """Over the days in care in the month of its payment: what recurs, such as pay."""
    PERIOD = "period"
    """Over all days in care up to the day of account: what serves everybody, whenever paid."""
    NONE = "none"
    """Over nobody: it stays unallocated, by declaration."""


class Unallocated(StrEnum):
    """Why expenditure is spread over nobody."""

    NOBODY_IN_CARE = "nobody_in_care"
    DECLARED = "declared"


@dataclass(frozen=True)
class Stay:
    """A stay with the moves that still stand; `outcome` only where it is over on the day."""

    participation_id: int
    admitted_on: date
    exited_on: date | None
    outcome: str | None
    moves: Sequence[Move]


@dataclass(frozen=True)
class Cell:
    """The days that a stay spends in one stage in one month; stage None: in none yet."""

    month: date
    participation_id: int
    stage: int | None
    outcome: str | None
    days: int

    @property
    def months(self) -> Fraction:
        """Participant-months, exactly."""
        return Fraction(self.days, days_in_month(self.month.year, self.month.month))


@dataclass(frozen=True)
class Spent:
    """Expenditure of a position in the month of its payment, in cents; reversals subtract."""

    position: str
    month: date
    amount_cents: int


@dataclass(frozen=True)
class Rest:
    """Expenditure that is spread over nobody, and why."""

    position: str
    month: date
    amount_cents: int
    why: Unallocated


@dataclass(frozen=True)
class Allocation:
    """All expenditure: what each cell bears, in the order of the cells, and the rest."""

    cells: Sequence[Cell]
    cents: Sequence[int]
    rests: Sequence[Rest]

    @property
    def allocated_cents(self) -> int:
        """What is spread over participant-months."""
        return sum(self.cents)

    @property
    def unallocated_cents(self) -> int:
        """What is spread over nobody."""
        return sum(rest.amount_cents for rest in self.rests)

    @property
    def total_cents(self) -> int:
        """All expenditure; equals the statement to the cent."""
        return self.allocated_cents + self.unallocated_cents


def largest_remainder(total_cents: int, weights: Sequence[int]) -> list[int]:
    """A total in parts as the weights are, each less than a cent from its exact share.

    Whole cents first, then one more cent where the largest remainders are (Hare and Niemeyer); of
    equal ones the first. ValueError for a weight below 0 or without any above it.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("nothing to spread over")
    cents, sign = abs(total_cents), 1 if total_cents >= 0 else -1
    exact = [divmod(cents * weight, whole) for weight in weights]
    parts = [part for part, _rest in exact]
    missing = cents - sum(parts)
    for place in sorted(range(len(exact)), key=lambda at: -exact[at][1])[:missing]:
        parts[place] += 1
    return [sign * part for part in parts]


def cells_of(stays: Iterable[Stay], on: date) -> list[Cell]:
    """The days in care up to and on the day, by month, stay and stage."""
    return [cell for stay in stays for cell in _cells(stay, day_after(on))]


def _cells(stay: Stay, until: date) -> list[Cell]:
    ends = min(stay.exited_on or until, until)
    found: dict[tuple[date, int | None], int] = {}
    for stage, start, end in _spans(stay, ends):
        for month in month_starts(start, end - timedelta(days=1)):
            first = max(start, month)
            last = min(end, day_after(month.replace(day=days_in_month(month.year, month.month))))
            at = (month, stage)
            found[at] = found.get(at, 0) + (last - first).days
    return [
        Cell(month, stay.participation_id, stage, stay.outcome, days)
        for (month, stage), days in found.items()
    ]


def _spans(stay: Stay, ends: date) -> list[tuple[int | None, date, date]]:
    """The stay from admission to its end in stages; before the first move in none."""
    stages: Sequence[Episode] = episodes(stay.moves, ends)
    spans: list[tuple[int | None, date, date]] = [
        (one.stage, max(one.interval.start, stay.admitted_on), one.interval.end or ends)
        for one in stages
    ]
    begun = spans[0][1] if spans else ends
    spans.insert(0, (None, stay.admitted_on, min(begun, ends)))
    return [(stage, start, end) for stage, start, end in spans if start < end]


def allocate(
    spent: Sequence[Spent], cells: Sequence[Cell], keys: Mapping[str, Key], default: Key
) -> Allocation:
    """Spreads expenditure over the cells by the key of its position; positions without one have
    the default. What finds nobody is unallocated, with the reason.
    """
    places: dict[date | None, list[int]] = {None: list(range(len(cells)))}
    for at, cell in enumerate(cells):
        places.setdefault(cell.month, []).append(at)
    pots: dict[date | None, int] = {}
    rests = []
    for one in spent:
        key = keys.get(one.position, default)
        pot = one.month if key is Key.MONTH else None
        if key is Key.NONE:
            rests.append(_rest(one, Unallocated.DECLARED))
        elif not places.get(pot):
            rests.append(_rest(one, Unallocated.NOBODY_IN_CARE))
        else:
            pots[pot] = pots.get(pot, 0) + one.amount_cents
    cents = [0] * len(cells)
    for pot, total in pots.items():
        at_places = places[pot]
        parts = largest_remainder(total, [cells[at].days for at in at_places])
        for at, part in zip(at_places, parts, strict=True):
            cents[at] += part
    return Allocation(cells, cents, rests)


def _rest(one: Spent, why: Unallocated) -> Rest:
    return Rest(one.position, one.month, one.amount_cents, why)


@dataclass(frozen=True)
class Sum:
    """What a group of cells bears: stays, participant-months with their days, cents."""

    people: int
    days: int
    months: Fraction
    amount_cents: int

    @property
    def per_month_cents(self) -> int | None:
        """Cost of a participant-month, rounded half up; None without any."""
        return per_month(self.amount_cents, self.months)

    @property
    def per_person_cents(self) -> int | None:
        """Cost of a stay so far, rounded half up; None without any."""
        return share(self.amount_cents, 1, self.people) if self.people else None


def per_month(amount_cents: int, months: Fraction) -> int | None:
    """Cents for one participant-month, rounded half up; None without any."""
    if not months:
        return None
    return share(amount_cents, months.denominator, months.numerator)


def summed(found: Allocation, group: Callable[[Cell], Group]) -> dict[Group, Sum]:
    """The sums of the cells by group; over all groups they add up to what is allocated."""
    people: dict[Group, set[int]] = {}
    months: dict[Group, Fraction] = {}
    cents: dict[Group, int] = {}
    days: dict[tuple[Group, int], int] = {}
    for cell, amount in zip(found.cells, found.cents, strict=True):
        at = group(cell)
        people.setdefault(at, set()).add(cell.participation_id)
        cents[at] = cents.get(at, 0) + amount
        # Fractions are slow to add: whole days by length of month first.
        length = days_in_month(cell.month.year, cell.month.month)
        days[at, length] = days.get((at, length), 0) + cell.days
    for (at, length), count in days.items():
        months[at] = months.get(at, Fraction(0)) + Fraction(count, length)
    in_days: dict[Group, int] = {}
    for (at, _length), count in days.items():
        in_days[at] = in_days.get(at, 0) + count
    return {at: Sum(len(people[at]), in_days[at], months[at], cents[at]) for at in people}


def whole(found: Allocation) -> Sum:
    """The sum of all cells."""
    return summed(found, lambda _cell: None).get(None, Sum(0, 0, Fraction(0), 0))


def planned_per_month(grant_cents: int, participants: int, dwell_months: int) -> int:
    """The grant by planned participant-months, rounded half up: 705,34 EUR for Gecko (120 × 24)."""
    return share(grant_cents, 1, participants * dwell_months)
