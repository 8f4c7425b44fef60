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


def course_days(ends: Sequence[date], scope: Scope, most_months: int = MOST_MONTHS) -> list[date]:
    """Of the ends of months those of a scope: all, or of a longer one those of its quarters."""
    days = [day for day in ends if scope.holds(day)]
    if len(days) <= most_months:
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


def told_admissions(before: Count, course: Sequence[Count], k: int = FEWEST) -> list[int | None]:
    """Admitted people as others may see them; None where 1 to k − 1 could be told from it."""
    kept = _wide_enough(before.admitted, [one.admitted for one in course], k)
    return [one.admitted if at in kept else None for at, one in enumerate(course)]


def told_caseload(before: Count, course: Sequence[Count], k: int = FEWEST) -> list[int | None]:
    """People in care as others may see them; None where 1 to k − 1 exits could be told from it.

    Beside the admitted, who is in care tells who has left.
    """
    kept = _wide_enough(before.exited, [one.exited for one in course], k)
    return [
        one.in_care if at in kept and not 0 < one.in_care < k else None
        for at, one in enumerate(course)
    ]


def _wide_enough(before: int, course: Sequence[int], k: int) -> set[int]:
    """The places of a growing count that can stand together without telling 1 to k − 1 people.

    Neither the counts do, nor their differences. What stood before and the last place are told
    elsewhere in the report, so they stay; others go where needed.
    """
    kept: list[int] = []
    for place in range(len(course) - 1, -1, -1):
        is_wide = not kept or _hides_few(course[kept[-1]] - course[place], k)
        if is_wide and _hides_few(course[place], k):
            kept.append(place)
    while len(kept) > 1 and not _hides_few(course[kept[-1]] - before, k):
        kept.pop()
    return set(kept)


def _hides_few(count: int, k: int) -> bool:
    return not 0 < count < k
