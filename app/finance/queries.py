"""Reads of money; each starts from a pilot. Amounts in cents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Date,
    Select,
    and_,
    bindparam,
    extract,
    func,
    or_,
    select,
)

from app.accounts.queries import user_by_id
from app.extensions import db, fetch
from app.finance.commitments.models import Commitment, CommitmentShare
from app.finance.commitments.rules import MAY_EXPIRE, OPEN_STATES
from app.finance.models import Booking, Plan, PlanAmount, Receipt, Repayment
from app.finance.rules import BudgetLine, budget, by_month, by_position, by_position_and_year


@dataclass(frozen=True)
class PlanInForce:
    """A version of the financing plan with its amounts by position and year."""

    id: int
    notice: str
    valid_from: date
    amounts: dict[tuple[str, int], int]

    @property
    def total_cents(self) -> int:
        """The sum of the plan; equals the grant."""
        return sum(self.amounts.values())


# Statements are put together once (`cache`): for every page anew it would take longer than to run
# them. They ask for a pilot and a day.
_PILOT = bindparam("pilot", type_=BigInteger())
_DAY = bindparam("day", type_=Date())


def plan_in_force(pilot_id: int, on: date) -> PlanInForce | None:
    """The plan that binds on a day: the latest valid one; of two from one day the later one."""
    row = fetch(_latest_plan(), {"pilot": pilot_id, "day": on}).first()
    if row is None:
        return None
    amounts = fetch(_amounts_of_plan(), {"pilot": pilot_id, "plan": row.id})
    return PlanInForce(
        row.id, row.notice, row.valid_from, {(p, y): cents for p, y, cents in amounts}
    )


@cache
def _latest_plan() -> Select[int, str, date]:
    return (
        select(Plan.id, Plan.notice, Plan.valid_from)
        .where(Plan.pilot_id == _PILOT, Plan.valid_from <= _DAY)
        .order_by(Plan.valid_from.desc(), Plan.id.desc())
        .limit(1)
    )


@cache
def _amounts_of_plan() -> Select[str, int, int]:
    return select(PlanAmount.position, PlanAmount.year, PlanAmount.amount_cents).where(
        PlanAmount.pilot_id == _PILOT, PlanAmount.plan_id == bindparam("plan", type_=BigInteger())
    )


def paid_by_position_and_year(pilot_id: int, on: date) -> dict[tuple[str, int], int]:
    """Expenditure paid up to and on the day, in the year of payment; reversals subtract.

    What the carrier bears itself is none.
    """
    rows = fetch(_summed_payments(), {"pilot": pilot_id, "day": on})
    return {(position, int(year)): int(cents) for position, year, cents in rows}


@cache
def _summed_payments() -> Select[str, int, int]:
    year = extract("year", Booking.paid_on)
    return (
        select(Booking.position, year, func.sum(Booking.amount_cents))
        .where(Booking.pilot_id == _PILOT, Booking.paid_on <= _DAY, Booking.is_eligible)
        .group_by(Booking.position, year)
    )


def committed_by_position(pilot_id: int, on: date) -> dict[str, int]:
    """Bound by open commitments as they stand now: not paid, not expired on the day.

    What the carrier bears itself is not bound in the grant.
    """
    rows = fetch(_summed_commitments(), {"pilot": pilot_id, "day": on})
    return {position: int(cents) for position, cents in rows if cents}


@cache
def _summed_commitments() -> Select[str, int]:
    return (
        select(CommitmentShare.position, func.sum(CommitmentShare.amount_cents - settled()))
        .join(Commitment, of_its_commitment())
        .where(
            Commitment.pilot_id == _PILOT,
            CommitmentShare.is_eligible,
            still_binds(_DAY),
        )
        .group_by(CommitmentShare.position)
    )


def of_its_commitment() -> ColumnElement[bool]:
    """A share and its commitment."""
    return and_(
        CommitmentShare.pilot_id == Commitment.pilot_id,
        CommitmentShare.commitment_id == Commitment.id,
    )


def still_binds(day: date | BindParameter[date]) -> ColumnElement[bool]:
    """Open, and on the day not expired: as `app.finance.commitments.rules` says it of one."""
    return and_(
        Commitment.state.in_(OPEN_STATES),
        or_(
            Commitment.state.not_in(MAY_EXPIRE),
            Commitment.expires_on.is_(None),
            Commitment.expires_on >= day,
        ),
    )


def settled() -> ColumnElement[int]:
    """What was paid for a share; never more than the share."""
    return (
        select(func.coalesce(func.sum(Booking.amount_cents), 0))
        .where(Booking.pilot_id == CommitmentShare.pilot_id, Booking.share_id == CommitmentShare.id)
        .correlate(CommitmentShare)
        .scalar_subquery()
    )


@dataclass(frozen=True)
class BoundShare:
    """What an open commitment still binds for a position, and when its payment is expected."""

    number: int
    payee: str
    position: str
    expected_on: date
    amount_cents: int


def bound_shares(pilot_id: int, on: date) -> list[BoundShare]:
    """All that `committed_by_position` sums, share by share in the order of expected payment."""
    rows = fetch(_bound_shares(), {"pilot": pilot_id, "day": on})
    return [BoundShare(*row[:4], int(row[4])) for row in rows if row[4]]


@cache
def _bound_shares() -> Select[int, str, str, date, int]:
    return (
        select(
            Commitment.number,
            Commitment.payee,
            CommitmentShare.position,
            CommitmentShare.expected_on,
            CommitmentShare.amount_cents - settled(),
        )
        .join(Commitment, of_its_commitment())
        .where(Commitment.pilot_id == _PILOT, CommitmentShare.is_eligible, still_binds(_DAY))
        .order_by(CommitmentShare.expected_on, Commitment.number, CommitmentShare.line)
    )


def committed_by_position_and_month(pilot_id: int, on: date) -> dict[tuple[str, date], int]:
    """Bound by open commitments, by position and first day of the month of expected payment."""
    found: dict[tuple[str, date], int] = {}
    for share in bound_shares(pilot_id, on):
        at = (share.position, share.expected_on.replace(day=1))
        found[at] = found.get(at, 0) + share.amount_cents
    return found


@dataclass(frozen=True)
class Ledger:
    """Plan, payments and commitments of a day, read once where several figures rest on them.

    What is paid and committed by position and first day of the month; see the reads of the same
    names.
    """

    planned: Mapping[tuple[str, int], int]
    paid: Mapping[tuple[str, date], int]
    committed: Mapping[tuple[str, date], int]

    def budget(self, positions: Sequence[str], years: Sequence[int]) -> list[BudgetLine]:
        """The lines of `budget_on`."""
        return budget(
            positions,
            years,
            self.planned,
            by_position_and_year(self.paid),
            by_position(self.committed),
        )

    @property
    def spent_by_month(self) -> dict[date, int]:
        """The payments of `spent_by_month`."""
        return by_month(self.paid)


def ledger_on(pilot_id: int, on: date) -> Ledger:
    """The ledger of a day, in a fixed number of statements."""
    plan = plan_in_force(pilot_id, on)
    return Ledger(
        plan.amounts if plan else {},
        spent_by_position_and_month(pilot_id, on),
        committed_by_position_and_month(pilot_id, on),
    )


def budget_on(
    pilot_id: int, on: date, positions: Sequence[str], years: Sequence[int]
) -> list[BudgetLine]:
    """Budget against actual on a day, by position and year."""
    plan = plan_in_force(pilot_id, on)
    return budget(
        positions,
        years,
        plan.amounts if plan else {},
        paid_by_position_and_year(pilot_id, on),
        committed_by_position(pilot_id, on),
    )


def spent_by_position(pilot_id: int, on: date, positions: Sequence[str]) -> dict[str, int]:
    """Paid up to and on the day, for every position of the plan."""
    spent = dict.fromkeys(positions, 0)
    for (position, _year), cents in paid_by_position_and_year(pilot_id, on).items():
        spent[position] = spent.get(position, 0) + cents
    return spent


def spent_by_month(pilot_id: int, on: date) -> dict[date, int]:
    """Expenditure paid by the first day of the month of payment."""
    rows = fetch(_summed_by_month(), {"pilot": pilot_id, "day": on})
    return {date(int(y), int(m), 1): int(cents) for y, m, cents in rows}


@cache
def _summed_by_month() -> Select[int, int, int]:
    year, month = extract("year", Booking.paid_on), extract("month", Booking.paid_on)
    return (
        select(year, month, func.sum(Booking.amount_cents))
        .where(Booking.pilot_id == _PILOT, Booking.paid_on <= _DAY, Booking.is_eligible)
        .group_by(year, month)
        .order_by(year, month)
    )


def spent_by_position_and_month(pilot_id: int, on: date) -> dict[tuple[str, date], int]:
    """Expenditure paid up to and on the day, by position and first day of the month of payment."""
    rows = fetch(_summed_by_position_and_month(), {"pilot": pilot_id, "day": on}).all()
    return {(code, date(int(y), int(m), 1)): int(cents) for code, y, m, cents in rows}


@cache
def _summed_by_position_and_month() -> Select[str, int, int, int]:
    year, month = extract("year", Booking.paid_on), extract("month", Booking.paid_on)
    return (
        select(Booking.position, year, month, func.sum(Booking.amount_cents))
        .where(Booking.pilot_id == _PILOT, Booking.paid_on <= _DAY, Booking.is_eligible)
        .group_by(Booking.position, year, month)
        .order_by(year, month, Booking.position)
    )


def booking_numbered(pilot_id: int, source_number: str) -> Booking | None:
    """The first line of the voucher with that number of the source."""
    return db.session.scalar(
        select(Booking).where(
            Booking.pilot_id == pilot_id,
            Booking.source_number == source_number,
            Booking.line == 1,
        )
    )


def lines_of_voucher(pilot_id: int, source_number: str) -> Sequence[Booking]:
    """All lines of a voucher in their order; none where there is no such voucher."""
    return db.session.scalars(
        select(Booking)
        .where(Booking.pilot_id == pilot_id, Booking.source_number == source_number)
        .order_by(Booking.line)
    ).all()


def booking_by_id(pilot_id: int, booking_id: int) -> Booking | None:
    """The voucher with that id."""
    return db.session.get(Booking, (pilot_id, booking_id))


def reversal_of(pilot_id: int, booking_id: int) -> Booking | None:
    """The booking that reverses this one."""
    return db.session.scalar(
        select(Booking).where(Booking.pilot_id == pilot_id, Booking.reverses_id == booking_id)
    )


def bookings_paid(pilot_id: int, first: date, last: date) -> Sequence[Booking]:
    """All expenditure paid in a period, in time order; not what the carrier bears itself."""
    return db.session.scalars(
        select(Booking)
        .where(
            Booking.pilot_id == pilot_id,
            Booking.paid_on.between(first, last),
            Booking.is_eligible,
        )
        .order_by(Booking.paid_on, Booking.voucher_number, Booking.line)
    ).all()


def repayments_between(pilot_id: int, first: date, last: date) -> Sequence[Repayment]:
    """Money paid back to the funder in a period, in time order."""
    return db.session.scalars(
        select(Repayment)
        .where(Repayment.pilot_id == pilot_id, Repayment.paid_on.between(first, last))
        .order_by(Repayment.paid_on, Repayment.id)
    ).all()


def receipts_between(pilot_id: int, first: date, last: date) -> Sequence[Receipt]:
    """Money received in a period, in time order."""
    return db.session.scalars(
        select(Receipt)
        .where(Receipt.pilot_id == pilot_id, Receipt.received_on.between(first, last))
        .order_by(Receipt.received_on, Receipt.id)
    ).all()


def next_voucher_number(pilot_id: int, year: int) -> int:
    """The running number of the next voucher paid in a year; ask only while holding the turn."""
    highest = db.session.scalar(
        select(func.max(Booking.voucher_number)).where(
            Booking.pilot_id == pilot_id, Booking.voucher_year == year
        )
    )
    return (highest or 0) + 1


def user_name(user_id: int | None) -> str:
    """How a user is called; a dash for none."""
    user = user_by_id(user_id) if user_id else None
    return user.display_name if user else "–"
