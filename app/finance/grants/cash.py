"""The cash position (Kassenbestand) by month. Pure; cents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.periods import month_starts

Signed = tuple[date, int]
"""A day with what came or went on it; a reversal has the other sign."""


@dataclass(frozen=True)
class CashMonth:
    """A month with what came in, was spent and went back, and the balance at its end.

    Below 0 the carrier advances.
    """

    month: date
    received_cents: int
    spent_cents: int
    repaid_cents: int
    balance_cents: int


def by_month(
    first: date,
    last: date,
    received: Iterable[Signed],
    spent: Iterable[Signed],
    repaid: Iterable[Signed],
) -> list[CashMonth]:
    """Every month from the first to the last day, also where nothing moved.

    What moved before the first day belongs to the first month, so that no balance lacks it.
    """
    starts = list(month_starts(first, max(first, last)))
    sums = [_by_month(each, starts[0]) for each in (received, spent, repaid)]
    found, balance = [], 0
    for month in starts:
        came, went, back = (one.get(month, 0) for one in sums)
        balance += came - went - back
        found.append(CashMonth(month, came, went, back, balance))
    return found


def _by_month(movements: Iterable[Signed], first: date) -> dict[date, int]:
    found: dict[date, int] = {}
    for day, cents in movements:
        month = max(day.replace(day=1), first)
        found[month] = found.get(month, 0) + cents
    return found
