"""The rows of `expenditure_months`: what was spent by position and month.

The positions of staff are added up, by quarter: with three posts, a position and a month would tell
what one of them earns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from app.evaluation.datasets.sources import Asked, CountSource, Values
from app.finance.queries import spent_by_position_and_month
from app.finance.staff.queries import payroll_by_position_and_month
from exports.datasets import EXPENDITURE_MONTHS

STAFF: Final = "staff"


def lines(asked: Asked) -> Iterator[Values]:
    """Months and positions with expenditure, in this order; an unfinished quarter waits."""
    paid = payroll_by_position_and_month(asked.pilot_id, asked.day)
    staff = {*asked.preset.outlook.staff, *(position for position, _month in paid)}
    summed: Counter[tuple[str, str]] = Counter()
    spent = spent_by_position_and_month(asked.pilot_id, asked.day)
    for (position, month), cents in spent.items():
        if position not in staff:
            summed[_month(month), position] += cents
        elif _quarter_is_over(month, asked.day):
            summed[_month(_last_of_quarter(month)), STAFF] += cents
    for (named, position), cents in sorted(summed.items()):
        yield named, position, cents


def _month(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def _last_of_quarter(month: date) -> date:
    return month.replace(month=(month.month + 2) // 3 * 3)


def _quarter_is_over(month: date, day: date) -> bool:
    last = _last_of_quarter(month)
    following = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    return day >= following - date.resolution


SOURCE: Final = CountSource(EXPENDITURE_MONTHS, lines)
