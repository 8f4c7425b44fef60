"""The books of a calendar year as a statement shows them: income, expenditure, cash, bank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.errors import DomainError
from app.finance.bank.queries import facts_of, open_parts, statement_from, statement_until
from app.finance.bank.rules.signing import DifferenceKind, balance
from app.finance.models import Booking
from app.finance.queries import (
    PlanInForce,
    bookings_paid,
    paid_by_position_and_year,
    plan_in_force,
    receipts_between,
    repayments_between,
)
from app.pilots.preset import Notice
from app.reporting import rules
from app.reporting.rules import CashGap


@dataclass(frozen=True)
class BankYear:
    """The account at the beginning and end of a period, in cents; the days are the bank's."""

    opening_cents: int | None
    closing_cents: int | None
    until_day: date | None


@dataclass(frozen=True)
class IncomeLine:
    """Money that came in; what went back to the funder lessens the draw-downs and has no payer.

    Interest is not among it: the carrier bears it, and it is no money of the grant.
    """

    day: date
    kind: str
    payer: str | None
    reason: str
    amount_cents: int


@dataclass(frozen=True)
class Books:
    """What was received and paid in a year, and before, in cents; vouchers in time order."""

    year: int
    first: date
    last: date
    plan: PlanInForce
    receipts: Sequence[IncomeLine]
    bookings: Sequence[Booking]
    paid: dict[tuple[str, int], int]
    received_before_cents: int
    bank: BankYear

    @property
    def is_complete(self) -> bool:
        """Whether the calendar year has ended."""
        return self.last == date(self.year, 12, 31)

    @property
    def spent_before_cents(self) -> int:
        """Paid in the years before."""
        return sum(cents for (_p, year), cents in self.paid.items() if year < self.year)

    @property
    def spent_cents(self) -> int:
        """Paid in the year."""
        return sum(cents for (_p, year), cents in self.paid.items() if year == self.year)

    @property
    def income_cents(self) -> int:
        """Received in the year, less what went back."""
        return sum(receipt.amount_cents for receipt in self.receipts)

    @property
    def opening_cents(self) -> int:
        """Cash position of the books at the beginning: all receipts less all payments before."""
        return self.received_before_cents - self.spent_before_cents

    @property
    def closing_cents(self) -> int:
        """Cash position of the books at the end."""
        return self.opening_cents + self.income_cents - self.spent_cents


def books_of(pilot_id: int, notice: Notice, year: int, on: date) -> Books:
    """The books of a year up to the day; refuses years outside the period or still to come."""
    if year not in rules.statement_years(notice, on):
        raise DomainError("statement.no_such_year", "year", year=year)
    first, last = rules.statement_days(year, on)
    plan = plan_in_force(pilot_id, last) or plan_in_force(pilot_id, on)
    if plan is None:
        raise DomainError("statement.no_plan", on=on)
    before = income_between(pilot_id, date.min, first - timedelta(days=1))
    return Books(
        year=year,
        first=first,
        last=last,
        plan=plan,
        receipts=income_between(pilot_id, first, last),
        bookings=bookings_paid(pilot_id, first, last),
        paid=paid_by_position_and_year(pilot_id, last),
        received_before_cents=sum(receipt.amount_cents for receipt in before),
        bank=bank_between(pilot_id, first, last),
    )


def income_between(pilot_id: int, first: date, last: date) -> list[IncomeLine]:
    """What came in and went back in a period, in time order."""
    came = [
        IncomeLine(row.received_on, row.kind, row.payer, row.reason, row.amount_cents)
        for row in receipts_between(pilot_id, first, last)
    ]
    went = [
        IncomeLine(row.paid_on, "draw_down", None, row.reason, -row.amount_cents)
        for row in repayments_between(pilot_id, first, last)
        if row.kind != "interest"
    ]
    return sorted([*came, *went], key=lambda line: line.day)


def bank_between(pilot_id: int, first: date, last: date) -> BankYear:
    """The account at the beginning and end of a period, as far as its statements are there."""
    begins, ends = statement_from(pilot_id, first), statement_until(pilot_id, last)
    opening = begins.opening_cents if begins and begins.from_day <= last else None
    is_ours = ends is not None and ends.until_day >= first
    return BankYear(
        opening,
        ends.closing_cents if ends and is_ours else None,
        ends.until_day if ends and is_ours else None,
    )


@dataclass(frozen=True)
class OpenEntries:
    """Payments at the bank of which something is unsettled, in a year, and how much of them."""

    count: int
    amount_cents: int


def open_entries(pilot_id: int, books: Books) -> OpenEntries:
    """What the bank booked in the year and the books do not know."""
    parts = [p for p in open_parts(pilot_id) if books.first <= p.booked_on <= books.last]
    return OpenEntries(len(parts), sum(part.open_cents for part in parts))


def cash_gap(pilot_id: int, books: Books, unmatched: OpenEntries) -> CashGap | None:
    """Where the bank's balance and the cash position of the books part; None without a balance."""
    bank = books.bank
    if bank.closing_cents is None or bank.opening_cents is None:
        return None
    told = balance(facts_of(pilot_id), 0, 0, books.first, books.last)
    by_kind = dict.fromkeys(DifferenceKind, 0)
    for each in told.differences:
        by_kind[each.kind] += each.cents
    moved = told.receipts_cents + told.payments_cents + told.repayments_cents
    return CashGap(
        difference=bank.closing_cents - books.closing_cents,
        opening=bank.opening_cents - books.opening_cents,
        unmatched=unmatched.amount_cents,
        unpaid=by_kind[DifferenceKind.NOT_AT_BANK],
        timing=by_kind[DifferenceKind.TIMING],
        rests=told.rests_cents,
        beside=moved - (books.closing_cents - books.opening_cents),
    )


@dataclass(frozen=True)
class YearRow:
    """A calendar year in the list of statements; amounts in cents."""

    year: int
    income_cents: int
    spent_cents: int
    is_complete: bool


def years_of(pilot_id: int, notice: Notice, on: date) -> list[YearRow]:
    """The years a statement can be made for, the latest first."""
    income: dict[int, int] = {}
    for line in income_between(pilot_id, date.min, on):
        income[line.day.year] = income.get(line.day.year, 0) + line.amount_cents
    spent: dict[int, int] = {}
    for (_position, year), cents in paid_by_position_and_year(pilot_id, on).items():
        spent[year] = spent.get(year, 0) + cents
    return [
        YearRow(year, income.get(year, 0), spent.get(year, 0), date(year, 12, 31) < on)
        for year in reversed(rules.statement_years(notice, on))
    ]
