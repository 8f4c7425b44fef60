"""What a report is about, and courses of people as they may leave the house. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.disclosure import FEWEST
from app.errors import DomainError
from app.pilots.preset import Notice
from app.reporting.figures.rules import Scope

MOST_MONTHS = 24
"""Up to so many months a course is told by month, a longer one by quarter."""
DAYS_IN_FOUR_YEARS, MONTHS_IN_FOUR_YEARS = 1461, 48


def told_scope(asked: Scope, notice: Notice, on: date) -> Scope:
    """The days that can be told on the day of account: a period that runs ends with it.

    DomainError for a period that is over before the funding begins, or has not begun.
    """
    if asked.last < notice.starts_on:
        raise DomainError("package.before_funding", on=asked.last, starts_on=notice.starts_on)
    if asked.first > on:
        raise DomainError("package.not_begun", first=asked.first, on=on)
    return Scope(asked.first, min(asked.last, on))


def course_days(ends: Sequence[date], scope: Scope) -> list[date]:
    """Of the ends of months those of a scope: all, or of a long one those of its quarters."""
    days = [day for day in ends if scope.holds(day)]
    if len(days) <= MOST_MONTHS:
        return days
    return [day for day in days if day.month % 3 == 0 or day == days[-1]]


def days_of_months(months: int) -> int:
    """A length in months as whole days, 365.25 to the year, rounded half up."""
    return (2 * months * DAYS_IN_FOUR_YEARS + MONTHS_IN_FOUR_YEARS) // (2 * MONTHS_IN_FOUR_YEARS)


@dataclass(frozen=True)
class Count:
    """People up to a day: admitted (a returner once), in care on it, stays that have ended."""

    admitted: int
    in_care: int
    exited: int


def guarded_steps(before: Count, course: Sequence[Count], k: int = FEWEST) -> list[Count | None]:
    """A course as others may see it: None where 1 to k − 1 people could be told from it.

    That is so where a count is small, or where so few came or left since the point before: two
    counts that are told give their difference. `before` and the last point are told elsewhere in
    the report (what was newly admitted, who has left), so they stay; others go where needed.
    """
    kept: list[int] = []
    for place in range(len(course) - 1, -1, -1):
        if _is_told(course[place], k) and (
            not kept or _is_wide(course[place], course[kept[-1]], k)
        ):
            kept.append(place)
    while len(kept) > 1 and not _is_wide(before, course[kept[-1]], k):
        kept.pop()
    return [count if place in kept else None for place, count in enumerate(course)]


def _is_told(count: Count, k: int) -> bool:
    return all(not 0 < each < k for each in (count.admitted, count.in_care, count.exited))


def _is_wide(one: Count, other: Count, k: int) -> bool:
    steps = (abs(one.admitted - other.admitted), abs(one.exited - other.exited))
    return all(not 0 < step < k for step in steps)
