"""The milestone trend analysis: what was forecast month by month, and which way it goes. Pure.

Report days go across, milestone days up. A line that rises slips, a level one holds, a falling one
gains; a milestone is reached where its line meets the diagonal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True)
class Forecast:
    """When a milestone was expected, as reported on a day; of two of one day the later recorded
    has the greater `order`."""

    milestone_id: int
    reported_on: date
    expected_on: date
    order: int = 0
    reason: str | None = None


class Direction(StrEnum):
    """Which way the line of a milestone went at its last report."""

    RISING = "rising"
    LEVEL = "level"
    FALLING = "falling"
    REACHED = "reached"


@dataclass(frozen=True)
class Cell:
    """What a month says of a milestone: the day expected, or reached, that was reported at last.

    `slip_days` after the day planned; `change_days` after the report before, None at the first.
    """

    reported_on: date
    expected_on: date
    slip_days: int
    change_days: int | None
    is_reached: bool = False
    reason: str | None = None


@dataclass(frozen=True)
class Course:
    """The line of a milestone: by first day of the month, in their order."""

    cells: Mapping[date, Cell] = field(default_factory=dict)

    @property
    def last(self) -> Cell | None:
        """What was told at last."""
        return next(reversed(list(self.cells.values())), None)

    @property
    def points(self) -> list[tuple[date, date]]:
        """Day of the report and day expected; of a reached one the last lies on the diagonal."""
        return [(cell.reported_on, cell.expected_on) for cell in self.cells.values()]

    @property
    def direction(self) -> Direction:
        """Level while there is one report only."""
        last = self.last
        if last is not None and last.is_reached:
            return Direction.REACHED
        change = (last.change_days if last else None) or 0
        if not change:
            return Direction.LEVEL
        return Direction.RISING if change > 0 else Direction.FALLING


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def course(
    forecasts: Iterable[Forecast], baseline_on: date, reached_on: date | None, on: date
) -> Course:
    """The line of one milestone up to a day: each month's last forecast counts.

    Once it is reached its line ends on that day; what was reported afterwards does not count.
    """
    is_reached = reached_on is not None and reached_on <= on
    until = reached_on if reached_on is not None and is_reached else on
    known = sorted(
        (one for one in forecasts if one.reported_on <= until),
        key=lambda one: (one.reported_on, one.order),
    )
    told = {
        month_of(one.reported_on): (one.reported_on, one.expected_on, one.reason) for one in known
    }
    if is_reached:
        told[month_of(until)] = (until, until, None)
    cells: dict[date, Cell] = {}
    before: date | None = None
    for month, (reported_on, expected_on, reason) in sorted(told.items()):
        cells[month] = Cell(
            reported_on,
            expected_on,
            (expected_on - baseline_on).days,
            None if before is None else (expected_on - before).days,
            is_reached and month == month_of(until),
            reason,
        )
        before = expected_on
    return Course(cells)


def months_of(courses: Sequence[Course]) -> list[date]:
    """The months in which anything was reported, the latest first."""
    return sorted({month for one in courses for month in one.cells}, reverse=True)
