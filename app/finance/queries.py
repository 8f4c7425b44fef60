"""Reads of money; each starts from a pilot. Amounts in cents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Select,
    bindparam,
    extract,
    func,
    or_,
    select,
)

from app import history
from app.accounts.queries import user_by_id
from app.errors import NotFound
from app.extensions import db, fetch
from app.finance.models import Booking, Commitment, Plan, PlanAmount, Receipt, Repayment
from app.finance.rules import OPEN_STATES, BudgetLine, budget
from app.history import Change
from app.intake.models import Import


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


@dataclass(frozen=True)
class BookingFilters:
    """What the list of vouchers is narrowed to; None leaves open."""

    position: str | None = None
    year: int | None = None
    text: str | None = None
    import_id: int | None = None
    month: date | None = None
    """First day of the month of the books."""


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


def committed_by_position(pilot_id: int) -> dict[str, int]:
    """Bound by open commitments, as it stands now."""
    rows = fetch(_summed_commitments(), {"pilot": pilot_id})
    return {position: int(cents) for position, cents in rows}


@cache
def _summed_commitments() -> Select[str, int]:
    return (
        select(Commitment.position, func.sum(Commitment.amount_cents))
        .where(Commitment.pilot_id == _PILOT, Commitment.state.in_(OPEN_STATES))
        .group_by(Commitment.position)
    )


def committed_by_position_and_month(pilot_id: int) -> dict[tuple[str, date], int]:
    """Bound by open commitments, by position and first day of the month of expected payment."""
    found: dict[tuple[str, date], int] = {}
    for position, expected_on, cents in db.session.execute(
        select(Commitment.position, Commitment.expected_on, Commitment.amount_cents).where(
            Commitment.pilot_id == pilot_id, Commitment.state.in_(OPEN_STATES)
        )
    ):
        at = (position, expected_on.replace(day=1))
        found[at] = found.get(at, 0) + cents
    return found


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
        committed_by_position(pilot_id),
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
    year, month = extract("year", Booking.paid_on), extract("month", Booking.paid_on)
    rows = db.session.execute(
        select(Booking.position, year, month, func.sum(Booking.amount_cents))
        .where(Booking.pilot_id == pilot_id, Booking.paid_on <= on, Booking.is_eligible)
        .group_by(Booking.position, year, month)
        .order_by(year, month, Booking.position)
    )
    return {(code, date(int(y), int(m), 1)): int(cents) for code, y, m, cents in rows}


ORDERS = {
    "paid_on": Booking.paid_on,
    "source_number": Booking.source_number,
    "amount_cents": Booking.amount_cents,
    "position": Booking.position,
}


def bookings(
    pilot_id: int,
    on: date,
    filters: BookingFilters,
    order: tuple[str, bool],
    page: int,
    per_page: int = 50,
) -> tuple[Sequence[Booking], int, int]:
    """A page of vouchers, how many there are, and their sum in cents."""
    conditions = _conditions(pilot_id, on, filters)
    column = ORDERS[order[0]]
    directed = column.desc() if order[1] else column.asc()
    rows = db.session.scalars(
        select(Booking)
        .where(*conditions)
        .order_by(directed, Booking.id)
        .limit(per_page)
        .offset((page - 1) * per_page)
    ).all()
    count, total = db.session.execute(
        select(func.count(), func.coalesce(func.sum(Booking.amount_cents), 0)).where(*conditions)
    ).one()
    return rows, int(count), int(total)


def _conditions(pilot_id: int, on: date, filters: BookingFilters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Booking.pilot_id == pilot_id, Booking.paid_on <= on]
    if filters.position:
        conditions.append(Booking.position == filters.position)
    if filters.year:
        conditions.append(
            Booking.paid_on.between(date(filters.year, 1, 1), date(filters.year, 12, 31))
        )
    if filters.month:
        conditions.append(Booking.booking_month == filters.month)
    if filters.import_id:
        conditions.append(Booking.import_id == filters.import_id)
    if filters.text:
        conditions.append(
            or_(
                *(
                    column.icontains(filters.text, autoescape=True)
                    for column in (Booking.source_number, Booking.payee, Booking.reason)
                )
            )
        )
    return conditions


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


@dataclass(frozen=True)
class Origin:
    """Where a voucher comes from and what belongs to it."""

    booked_by: str
    file_name: str | None
    reverses: str | None
    reversed_by: str | None
    commitment_number: int | None


def origin_of(booking: Booking) -> Origin:
    """Who booked a voucher, from which file or commitment, and the other one of a reversed pair."""
    pilot_id = booking.pilot_id
    file = db.session.get(Import, (pilot_id, booking.import_id)) if booking.import_id else None
    original = booking_by_id(pilot_id, booking.reverses_id) if booking.reverses_id else None
    reversal = reversal_of(pilot_id, booking.id)
    commitment = (
        db.session.get(Commitment, (pilot_id, booking.commitment_id))
        if booking.commitment_id
        else None
    )
    return Origin(
        user_name(booking.booked_by),
        file.file_name if file else None,
        original.source_number if original else None,
        reversal.source_number if reversal else None,
        commitment.number if commitment else None,
    )


def user_name(user_id: int | None) -> str:
    """How a user is called; a dash for none."""
    user = user_by_id(user_id) if user_id else None
    return user.display_name if user else "–"


def commitments(
    pilot_id: int, only_open: bool, position: str | None = None
) -> Sequence[Commitment]:
    """Commitments by number, the newest first."""
    wanted = select(Commitment).where(Commitment.pilot_id == pilot_id)
    if only_open:
        wanted = wanted.where(Commitment.state.in_(OPEN_STATES))
    if position:
        wanted = wanted.where(Commitment.position == position)
    return db.session.scalars(wanted.order_by(Commitment.number.desc())).all()


def commitment_numbered(pilot_id: int, number: int) -> Commitment | None:
    """The commitment with that number."""
    return db.session.scalar(
        select(Commitment).where(Commitment.pilot_id == pilot_id, Commitment.number == number)
    )


def commitment(pilot_id: int, number: int) -> Commitment:
    """The commitment with that number; NotFound when the pilot has none."""
    row = commitment_numbered(pilot_id, number)
    if row is None:
        raise NotFound
    return row


def payment_of(pilot_id: int, commitment_id: int) -> str | None:
    """The number of the voucher that paid a commitment."""
    return db.session.scalar(
        select(Booking.source_number).where(
            Booking.pilot_id == pilot_id, Booking.commitment_id == commitment_id
        )
    )


def commitment_changes(pilot_id: int, commitment_id: int) -> list[Change]:
    """What was recorded of a commitment, oldest first."""
    return history.changes_of(db.session(), Commitment, pilot_id=pilot_id, id=commitment_id)
