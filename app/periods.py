"""Dates as half-open intervals [from, until), grant years and months; pure, without a clock."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache


@dataclass(frozen=True)
class Interval:
    """Days from `start` up to, not including, `end`; no end means still open."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError("an interval cannot end before it starts")

    def contains(self, day: date) -> bool:
        """Whether the day lies in [start, end): the day of the end no longer counts."""
        return self.start <= day and (self.end is None or day < self.end)

    def days(self, on: date) -> int:
        """Length in days, an open interval up to `on`; never below 0."""
        return max(0, ((self.end if self.end and self.end <= on else on) - self.start).days)

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share at least one day."""
        return (other.end is None or self.start < other.end) and (
            self.end is None or other.start < self.end
        )


def whole_years(born: date, on: date) -> int:
    """Age in completed years; somebody born on 29.02. ages on 01.03. of common years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def years_and_days(born: date, on: date) -> tuple[int, int]:
    """Completed years and the days since the last birthday."""
    years = whole_years(born, on)
    return years, (on - _birthday(born, born.year + years)).days


def _birthday(born: date, year: int) -> date:
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def add_months(day: date, months: int) -> date:
    """The same day that many months later, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


@cache
def days_in_month(year: int, month: int) -> int:
    """28 to 31; kept, since lists ask it for every line."""
    return monthrange(year, month)[1]


def whole_months(start: date, end: date) -> int:
    """Completed months between two days; negative when `end` comes first."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if end >= start:
        return months if add_months(start, months) <= end else months - 1
    return -whole_months(end, start)


def month_starts(start: date, end: date) -> Iterator[date]:
    """The first days of all months touched by [start, end]."""
    year, month = start.year, start.month
    while (year, month) <= (end.year, end.month):
        yield date(year, month, 1)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def calendar_years(start: date, last: date) -> list[int]:
    """The calendar years from the first to the last day, both included."""
    return list(range(start.year, last.year + 1))


def day_after(day: date) -> date:
    """The exclusive end of a period whose last day is given."""
    return day + timedelta(days=1)


def day_of_year(year: int, month_and_day: str) -> date:
    """MM-DD in a year; 02-29 is the last of February in common years."""
    month, day = (int(part) for part in month_and_day.split("-"))
    return date(year, month, min(day, days_in_month(year, month)))


def month_end(on: date) -> date:
    """The last month end up to a day: tables of days close together tell who came between them."""
    last = on.replace(day=days_in_month(on.year, on.month))
    return on if on == last else on.replace(day=1) - timedelta(days=1)
