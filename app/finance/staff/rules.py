"""Planned staff costs by days, and what was planned against what it cost. Pure; cents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from app.errors import DomainError
from app.money import share
from app.periods import add_months, days_in_month, month_starts

SPECIAL_MONTH = 11
"""The yearly special payment comes in November (§ 20 TVöD)."""
HIGHEST_STEP = 6


class Kind(StrEnum):
    """What a line of the payroll is."""

    REGULAR = "regular"
    SPECIAL = "special"
    CORRECTION = "correction"


@dataclass(frozen=True)
class Terms:
    """What a post is paid by from a day on; shares in percent, costs in cents at full time."""

    post_id: int
    valid_from: date
    fte_percent: int
    pilot_percent: int
    monthly_cents: int
    special_cents: int
    position: str


def planned_by_month(
    terms: Iterable[Terms], months: Iterable[date]
) -> dict[tuple[int, str, date], int]:
    """The pilot's share of planned cost by post, position and first day of the month.

    Terms count from their day on, so a month in which they change is split by its days; each post,
    position and month is rounded once, half up.
    """
    by_post: dict[int, list[Terms]] = {}
    for one in terms:
        by_post.setdefault(one.post_id, []).append(one)
    found: dict[tuple[int, str, date], Fraction] = {}
    for post_id, rows in by_post.items():
        ordered = sorted(rows, key=lambda row: row.valid_from)
        for month in months:
            for one, days in _days(ordered, month):
                at = (post_id, one.position, month)
                found[at] = found.get(at, Fraction(0)) + _cost(one, month, days)
    return {at: share(exact.numerator, 1, exact.denominator) for at, exact in found.items()}


def _days(ordered: Sequence[Terms], month: date) -> list[tuple[Terms, int]]:
    """How many days of the month each of the terms holds."""
    after = add_months(month, 1)
    ends = [*(one.valid_from for one in ordered[1:]), after]
    spans = [
        (one, (min(end, after) - max(one.valid_from, month)).days)
        for one, end in zip(ordered, ends, strict=True)
    ]
    return [(one, days) for one, days in spans if days > 0]


def _cost(one: Terms, month: date, days: int) -> Fraction:
    whole = one.monthly_cents + (one.special_cents if month.month == SPECIAL_MONTH else 0)
    length = days_in_month(month.year, month.month)
    return Fraction(whole * one.fte_percent * one.pilot_percent * days, 100 * 100 * length)


def expected(terms: Iterable[Terms], first: date, last: date) -> dict[tuple[str, int], int]:
    """The pilot's share of planned cost by position and year, in the months of a period."""
    years: dict[tuple[str, int], int] = {}
    months = list(month_starts(first, last))
    for (_post, position, month), cents in planned_by_month(terms, months).items():
        years[position, month.year] = years.get((position, month.year), 0) + cents
    return years


@dataclass(frozen=True)
class Compared:
    """Planned against actual cost; None where the payroll of the month is not there yet."""

    planned_cents: int
    actual_cents: int | None

    @property
    def difference_cents(self) -> int | None:
        """What it cost more than planned; negative: less."""
        return None if self.actual_cents is None else self.actual_cents - self.planned_cents


def compared(
    planned: Mapping[tuple[int, str, date], int], actual: Mapping[tuple[int, date], int]
) -> dict[tuple[int, date], Compared]:
    """Planned against actual by post and month, whatever the position."""
    plan: dict[tuple[int, date], int] = {}
    for (post_id, _position, month), cents in planned.items():
        plan[post_id, month] = plan.get((post_id, month), 0) + cents
    return {
        at: Compared(plan.get(at, 0), actual.get(at)) for at in sorted({*plan, *actual}, key=str)
    }


def check_terms(
    fte_percent: int, pilot_percent: int, monthly_cents: int, special_cents: int, step: int | None
) -> None:
    """Shares are whole percent from 0 to 100, costs not negative, steps those of the TVöD."""
    if not 0 <= fte_percent <= 100:
        raise DomainError("staff.percent_out_of_bounds", "fte_percent")
    if not 0 <= pilot_percent <= 100:
        raise DomainError("staff.percent_out_of_bounds", "pilot_percent")
    if monthly_cents < 0:
        raise DomainError("staff.cost_negative", "monthly_cents")
    if special_cents < 0:
        raise DomainError("staff.cost_negative", "special_cents")
    if step is not None and not 1 <= step <= HIGHEST_STEP:
        raise DomainError("staff.no_such_step", "step", highest=HIGHEST_STEP)


def pilot_share(amount_cents: int, pilot_percent: int) -> int:
    """What of a cost belongs to the pilot, rounded half up."""
    return share(amount_cents, pilot_percent, 100)
