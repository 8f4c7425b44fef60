"""The allocation in tables, with few people protected for whoever does not see the cases. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from app.disclosure import Line, suppress_linked
from app.reporting.allocation.rules import Allocation, Cell, Sum, Unallocated, summed, whole

IN_CARE = "in_care"
"""The group of those whose stay is not over; the others stand by their outcome."""


@dataclass(frozen=True)
class Months:
    """A month: what it bears, None where protected, and the cost per month up to its end.

    The course up to its end leaves the months out that would give a protected one away.
    """

    month: date
    sum: Sum | None
    so_far_cents: int | None


@dataclass(frozen=True)
class PositionRow:
    """A position's expenditure in cents: spread over participant-months, or not and why."""

    position: str
    allocated_cents: int
    nobody_cents: int
    declared_cents: int

    @property
    def total_cents(self) -> int:
        """All its expenditure."""
        return self.allocated_cents + self.nobody_cents + self.declared_cents


@dataclass(frozen=True)
class Tables:
    """Everything the page and the workbook show; sums of few people are None where protected."""

    found: Allocation
    whole: Sum | None
    years: Mapping[int, Sum | None]
    months: Sequence[Months]
    stages: Mapping[int | None, Sum | None]
    outcomes: Mapping[str, Sum | None]
    positions: Sequence[PositionRow]

    @property
    def is_guarded(self) -> bool:
        """Whether something is left out to protect individuals."""
        shown = [self.whole, *self.years.values(), *self.stages.values(), *self.outcomes.values()]
        return None in shown or any(month.sum is None for month in self.months)


@dataclass(frozen=True)
class _At:
    """A sum in one of the tables: all tables stand for the same people."""

    table: str
    group: Any = None


_ALL = _At("all")


def tables(
    found: Allocation, spent: Mapping[tuple[str, date], int], positions: Sequence[str], k: int
) -> Tables:
    """The tables of an allocation; `k` 0 protects nobody, else sums of fewer people are None.

    Further sums go where a total would give a missing one away, in all tables together: months
    add up to their years, and years, stages and outcomes to the same whole.
    """
    groups: Mapping[str, Callable[[Cell], Hashable]] = {
        "month": lambda cell: cell.month,
        "year": lambda cell: cell.month.year,
        "stage": lambda cell: cell.stage,
        "outcome": lambda cell: cell.outcome or IN_CARE,
    }
    sums = {
        _At(table, group): one
        for table, group_of in groups.items()
        for group, one in summed(found, group_of).items()
    } | {_ALL: whole(found)}
    shown = suppress_linked({at: one.people for at, one in sums.items()}, _lines(sums), k)
    kept = {at: one if shown[at] is not None else None for at, one in sums.items()}

    def table(name: str) -> dict[Any, Sum | None]:
        return {at.group: one for at, one in kept.items() if at.table == name}

    return Tables(
        found,
        kept[_ALL],
        table("year"),
        _months({at.group: one for at, one in sums.items() if at.table == "month"}, table("month")),
        table("stage"),
        table("outcome"),
        _positions(found, spent, positions),
    )


def _lines(sums: Collection[_At]) -> list[Line[_At]]:
    """Every sum that a reader could form."""
    by_year: dict[Any, list[_At]] = {}
    for at in sums:
        if at.table == "month":
            by_year.setdefault(at.group.year, []).append(at)
    wholes = [[at for at in sums if at.table == name] for name in ("year", "stage", "outcome")]
    return [
        *(Line(parts, _At("year", year)) for year, parts in by_year.items()),
        *(Line(parts, _ALL) for parts in wholes if parts),
    ]


def _months(sums: Mapping[Any, Sum], shown: Mapping[Any, Sum | None]) -> list[Months]:
    ordered = sorted(sums)
    so_far = accumulate((sums[month] for month in ordered), added)
    hidden = [place for place, month in enumerate(ordered) if shown[month] is None]
    open_from = hidden[-1] + 1 if hidden else 0
    return [
        Months(month, shown[month], until.per_month_cents if place >= open_from else None)
        for place, (month, until) in enumerate(zip(ordered, so_far, strict=True))
    ]


def added(one: Sum, other: Sum) -> Sum:
    """Two sums of different months; people who are in both would count twice, so they do not."""
    return Sum(
        max(one.people, other.people),
        one.days + other.days,
        one.months + other.months,
        one.amount_cents + other.amount_cents,
    )


def _positions(
    found: Allocation, spent: Mapping[tuple[str, date], int], positions: Sequence[str]
) -> list[PositionRow]:
    totals: dict[str, int] = dict.fromkeys(positions, 0)
    for (position, _month), cents in spent.items():
        totals[position] = totals.get(position, 0) + cents
    rests = {(position, why): 0 for position in totals for why in Unallocated}
    for rest in found.rests:
        rests[rest.position, rest.why] += rest.amount_cents
    return [
        PositionRow(
            position,
            total - sum(rests[position, why] for why in Unallocated),
            rests[position, Unallocated.NOBODY_IN_CARE],
            rests[position, Unallocated.DECLARED],
        )
        for position, total in totals.items()
    ]
