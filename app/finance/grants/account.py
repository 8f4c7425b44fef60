"""All money of a pilot up to a day: what came, was spent and went back. Pure; cents.

Money is used in the order in which it came, whatever it is: a refund or other income pays for what
follows just as a draw-down does, but only a draw-down has a time for its use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.finance.grants.demand import Due
from app.finance.grants.interest import BaseRate, Interest, Terms, interest_on, late_amounts
from app.finance.grants.uses import Key, Movement, Use, uses

DRAW_DOWN, INTEREST, UNSPENT = "draw_down", "interest", "unspent"


@dataclass(frozen=True)
class ReceiptRow:
    """Money that came in; `bank_part_id` None: no entry of the bank stands behind it yet."""

    id: int
    kind: str
    received_on: date
    payer: str
    reason: str
    amount_cents: int
    bank_part_id: int | None
    by_hand_reason: str | None
    draw_down: int | None = None
    """The number of the draw-down that it answers."""


@dataclass(frozen=True)
class RepaymentRow:
    """Money that went back to the funder, or interest paid on it."""

    id: int
    kind: str
    paid_on: date
    reason: str
    amount_cents: int
    bank_part_id: int | None


@dataclass(frozen=True)
class Payment:
    """A line of a voucher that the grant bears; below 0 it reverses another or gives back."""

    id: int
    paid_on: date
    position: str
    amount_cents: int
    reverses_id: int | None


@dataclass(frozen=True)
class Account:
    """The movements up to and with a day, without what was cancelled."""

    on: date
    receipts: Sequence[ReceiptRow]
    payments: Sequence[Payment]
    repayments: Sequence[RepaymentRow]

    @property
    def received_cents(self) -> int:
        """All that came in."""
        return sum(one.amount_cents for one in self.receipts)

    def received_as(self, kind: str) -> int:
        """What came in of a kind: draw_down, refund or other."""
        return sum(one.amount_cents for one in self.receipts if one.kind == kind)

    @property
    def spent_cents(self) -> int:
        """Expenditure, reversals subtracted."""
        return sum(one.amount_cents for one in self.payments)

    @property
    def paid_back(self) -> list[RepaymentRow]:
        """What went back of the grant: interest is borne by the carrier and is none of it."""
        return [one for one in self.repayments if one.kind != INTEREST]

    @property
    def repaid_cents(self) -> int:
        """What went back of the grant."""
        return sum(one.amount_cents for one in self.paid_back)

    def drawn_cents(self, year: int | None = None) -> int:
        """Draw-downs less what went back unspent, of a calendar year or of all."""
        days = [(r.received_on, r.amount_cents) for r in self.receipts if r.kind == DRAW_DOWN]
        days += [(r.paid_on, -r.amount_cents) for r in self.repayments if r.kind == UNSPENT]
        return sum(cents for day, cents in days if year in (None, day.year))

    @property
    def paid_this_month(self) -> dict[str, int]:
        """Expenditure since the first of the month, by position."""
        found: dict[str, int] = {}
        for one in self.payments:
            if one.paid_on >= self.on.replace(day=1):
                found[one.position] = found.get(one.position, 0) + one.amount_cents
        return found

    @property
    def arrivals(self) -> list[Movement]:
        """Whatever can be spent; on the same day a draw-down comes last."""
        ordered = sorted(self.receipts, key=lambda one: one.kind == DRAW_DOWN)
        given_back = [p for p in _without_corrected(self.payments) if p.amount_cents < 0]
        return [
            *(Movement(p.paid_on, -p.amount_cents, ("booking", p.id)) for p in given_back),
            *(Movement(r.received_on, r.amount_cents, ("receipt", r.id)) for r in ordered),
        ]

    @property
    def without_term(self) -> frozenset[Key]:
        """Of the arrivals, what has no time for its use: all but draw-downs."""
        timed = {("receipt", one.id) for one in self.receipts if one.kind == DRAW_DOWN}
        return frozenset(one.key for one in self.arrivals if one.key and one.key not in timed)

    @property
    def departures(self) -> list[Movement]:
        """Whatever uses money up: payments, and what went back of the grant."""
        paid = [p for p in _without_corrected(self.payments) if p.amount_cents > 0]
        return [
            *(Movement(p.paid_on, p.amount_cents, ("booking", p.id)) for p in paid),
            *(Movement(r.paid_on, r.amount_cents, ("repayment", r.id)) for r in self.paid_back),
        ]

    def uses(self, days: int) -> dict[Key, Use]:
        """How far each arrival is used up, by its key."""
        return _keyed(uses(self.arrivals, self.departures, days))

    def planned_uses(self, days: int, planned: Sequence[Due]) -> dict[Key, Use]:
        """The same with the payments still to come; what is overdue is paid tomorrow."""
        tomorrow = self.on + timedelta(days=1)
        coming = [Movement(max(d.due_on, tomorrow), d.amount_cents) for d in planned]
        return _keyed(uses(self.arrivals, [*self.departures, *coming], days))


def _keyed(found: Sequence[Use]) -> dict[Key, Use]:
    return {use.key: use for use in found if use.key is not None}


def _without_corrected(payments: Sequence[Payment]) -> list[Payment]:
    """Payments without those that were booked by mistake, and without what takes them back.

    A correction bears the payment day of what it corrects; a refund has its own and stays.
    """
    by_id = {one.id: one for one in payments}
    gone: set[int] = set()
    for one in payments:
        corrected = by_id.get(one.reverses_id) if one.reverses_id is not None else None
        if (
            corrected is not None
            and corrected.paid_on == one.paid_on
            and corrected.amount_cents == -one.amount_cents
        ):
            gone |= {one.id, corrected.id}
    return [one for one in payments if one.id not in gone]


@dataclass(frozen=True)
class Usage:
    """A draw-down that came: how far it is used, what is late, and what will be by the plan."""

    receipt: ReceiptRow
    use: Use
    late: tuple[Interest, ...]
    ahead: tuple[Interest, ...]
    """What is unspent today and will be late, up to the planned payment or the horizon."""

    @property
    def late_cents(self) -> int:
        """Used or overdue after its time, up to today."""
        return sum(one.late.amount_cents for one in self.late)

    @property
    def ahead_cents(self) -> int:
        """Unspent today, and late by what is planned."""
        return sum(one.late.amount_cents for one in self.ahead)


def usages(
    account: Account,
    days: int,
    planned: Sequence[Due],
    horizon: date,
    rates: Mapping[date, BaseRate],
    terms: Terms,
) -> list[Usage]:
    """Every draw-down that came, in time order, with the interest on what is and will be late."""
    now, then = account.uses(days), account.planned_uses(days, planned)
    found = []
    for receipt in account.receipts:
        if receipt.kind != DRAW_DOWN:
            continue
        key = ("receipt", receipt.id)
        late = late_amounts(now[key], account.on)
        ahead = [one for one in late_amounts(then[key], horizon) if one.until > account.on]
        found.append(
            Usage(
                receipt,
                now[key],
                tuple(interest_on(one, rates, terms) for one in late),
                tuple(interest_on(one, rates, terms) for one in ahead),
            )
        )
    return found


@dataclass(frozen=True)
class Deadline:
    """An amount that must be spent up to and with a day."""

    last: date
    amount_cents: int


def deadlines(found: Sequence[Usage], on: date) -> list[Deadline]:
    """What is unspent of draw-downs whose time is not over, by its last day."""
    by_day: dict[date, int] = {}
    for one in found:
        if one.use.rest_cents and one.use.last_timely_on >= on:
            last = one.use.last_timely_on
            by_day[last] = by_day.get(last, 0) + one.use.rest_cents
    return [Deadline(last, cents) for last, cents in sorted(by_day.items())]
