"""Decisions about money: budget, days of booking. Pure; cents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.errors import DomainError


@dataclass(frozen=True)
class BudgetLine:
    """A position: planned, paid, bound by open commitments; planned and paid by year too."""

    position: str
    planned_cents: int
    paid_cents: int
    committed_cents: int
    years: Mapping[int, tuple[int, int]]

    @property
    def remaining_cents(self) -> int:
        """What is still free: plan − paid − open commitments, never counted twice."""
        return self.planned_cents - self.paid_cents - self.committed_cents


def budget(
    positions: Sequence[str],
    years: Sequence[int],
    planned: Mapping[tuple[str, int], int],
    paid: Mapping[tuple[str, int], int],
    committed: Mapping[str, int],
) -> list[BudgetLine]:
    """Budget against actual for each position; paid money counts in the year of its payment.

    A position that the programme no longer names keeps its line while there is money on it, so
    that the lines always add up to all that was paid.
    """
    seen = sorted({year for _position, year in paid} | {year for _p, year in planned} | set(years))
    named = {position for position, _year in [*planned, *paid]} | set(committed)
    return [
        BudgetLine(
            position,
            sum(planned.get((position, year), 0) for year in seen),
            sum(paid.get((position, year), 0) for year in seen),
            committed.get(position, 0),
            {
                year: (planned.get((position, year), 0), paid.get((position, year), 0))
                for year in seen
            },
        )
        for position in [*positions, *sorted(named.difference(positions))]
    ]


_Cents = Mapping[tuple[str, date], int]
"""Cents by position and first day of the month."""


def by_position_and_year(amounts: _Cents) -> dict[tuple[str, int], int]:
    """Amounts of months added up to years."""
    found: dict[tuple[str, int], int] = {}
    for (position, month), cents in amounts.items():
        at = (position, month.year)
        found[at] = found.get(at, 0) + cents
    return found


def by_position(amounts: _Cents) -> dict[str, int]:
    """Amounts of all months together; positions that come to nothing are left out."""
    found: dict[str, int] = {}
    for (position, _month), cents in amounts.items():
        found[position] = found.get(position, 0) + cents
    return {position: cents for position, cents in found.items() if cents}


def by_month(amounts: _Cents) -> dict[date, int]:
    """Amounts of all positions together."""
    found: dict[date, int] = {}
    for (_position, month), cents in amounts.items():
        found[month] = found.get(month, 0) + cents
    return found


RECEIPT_KINDS = ("draw_down", "refund", "other")
REPAYMENT_KINDS = ("unspent", "disallowed", "interest")

HINT_PERCENT = 10


def nearly_used(lines: Sequence[BudgetLine]) -> list[BudgetLine]:
    """Positions of which at most HINT_PERCENT of the plan is still free, none overrun: a hint."""
    return [
        line
        for line in lines
        if 0 <= line.remaining_cents * 100 <= line.planned_cents * HINT_PERCENT
        and line.planned_cents > 0
    ]


def check_reversal_day(paid_on: date, original_paid_on: date, today: date) -> None:
    """A refund has its own day: not before the payment it refunds, not in the future."""
    if paid_on < original_paid_on:
        raise DomainError("voucher.refund_before_payment", "refunded_on", paid_on=original_paid_on)
    check_not_later(paid_on, today, "refunded_on")


def check_not_later(day: date, today: date, field: str) -> None:
    """What is recorded has happened: its day is not after the day of account."""
    if day > today:
        raise DomainError("house.future", field, day=day, on=today)
