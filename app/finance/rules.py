"""Decisions about money: budget, the funder's 20 % rule, days of booking. Pure; cents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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


HINT_PERCENT = 10


def nearly_used(lines: Sequence[BudgetLine]) -> list[BudgetLine]:
    """Positions of which at most HINT_PERCENT of the plan is still free, none overrun: a hint."""
    return [
        line
        for line in lines
        if 0 <= line.remaining_cents * 100 <= line.planned_cents * HINT_PERCENT
        and line.planned_cents > 0
    ]


class Verdict(StrEnum):
    """How a rule of the funder stands."""

    KEPT = "kept"
    PROVISIONAL = "provisional"
    BROKEN = "broken"


@dataclass(frozen=True)
class RuleFinding:
    """A rule of the rule set with its norm and the figures it rests on, in cents."""

    rule: str
    norm: str
    verdict: Verdict
    subject: str
    figures: Mapping[str, int]


OVERRUN_NORM = "ANBest-P 1.2"


def position_overruns(
    lines: Sequence[BudgetLine], grant_cents: int, percent: int, is_completed: bool
) -> list[RuleFinding]:
    """The 20 % rule over the whole plan in force (ANBest-P 1.2).

    A position may exceed its plan by up to `percent` where others save as much; yearly allotments
    are no positions. Before completion nothing is saved yet, so a cover is provisional only. The
    total of the plan binds in any case.
    """
    total = sum(line.paid_cents for line in lines)
    over = {
        line.position: line.paid_cents - line.planned_cents
        for line in lines
        if line.paid_cents > line.planned_cents
    }
    free = sum(max(0, line.planned_cents - line.paid_cents) for line in lines)
    found = [_total(total, grant_cents)]
    found.extend(
        _overrun(line, percent, sum(over.values()), free, is_completed)
        for line in lines
        if line.position in over
    )
    return found


def _total(total: int, grant_cents: int) -> RuleFinding:
    verdict = Verdict.KEPT if total <= grant_cents else Verdict.BROKEN
    figures = {"spent_cents": total, "granted_cents": grant_cents}
    return RuleFinding("total", OVERRUN_NORM, verdict, "", figures)


def _overrun(
    line: BudgetLine, percent: int, all_over: int, free: int, is_completed: bool
) -> RuleFinding:
    # Whole cents below the limit: rounding up would allow part of a cent above it.
    allowed = line.planned_cents * percent // 100
    excess = line.paid_cents - line.planned_cents
    figures = {
        "planned_cents": line.planned_cents,
        "spent_cents": line.paid_cents,
        "excess_cents": excess,
        "allowed_cents": allowed,
        "saved_elsewhere_cents": free,
    }
    if excess > allowed or all_over > free:
        verdict = Verdict.BROKEN
    else:
        verdict = Verdict.KEPT if is_completed else Verdict.PROVISIONAL
    return RuleFinding("position_overrun", OVERRUN_NORM, verdict, line.position, figures)


def check_reversal_day(paid_on: date, original_paid_on: date, today: date) -> None:
    """A refund has its own day: not before the payment it refunds, not in the future."""
    if paid_on < original_paid_on:
        raise DomainError("voucher.refund_before_payment", "refunded_on", paid_on=original_paid_on)
    check_not_later(paid_on, today, "refunded_on")


def check_not_later(day: date, today: date, field: str) -> None:
    """What is recorded has happened: its day is not after the day of account."""
    if day > today:
        raise DomainError("house.future", field, day=day, on=today)
