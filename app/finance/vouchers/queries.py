"""Reads of vouchers as people look at them: the list, one with its origin, imports to approve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, case, cast, exists, func, or_, select

from app.accounts.models import User
from app.extensions import db
from app.finance.commitments.models import Commitment
from app.finance.models import Booking, VoucherBatchApproval
from app.finance.queries import booking_by_id, reversal_of, user_name
from app.intake.models import Import


@dataclass(frozen=True)
class BookingFilters:
    """What the list of vouchers is narrowed to; None leaves open."""

    position: str | None = None
    year: int | None = None
    text: str | None = None
    import_id: int | None = None
    month: date | None = None
    """First day of the month of the books."""


@dataclass(frozen=True)
class VoucherRow:
    """A voucher in a list with those of its lines that were asked for."""

    source_number: str
    lines: Sequence[Booking]

    @property
    def head(self) -> Booking:
        """What all lines have in common: days, payee, reason."""
        return self.lines[0]

    @property
    def amount_cents(self) -> int:
        """Expenditure of the lines, whoever bears it."""
        return sum(line.amount_cents for line in self.lines)


@dataclass(frozen=True)
class VoucherSums:
    """How many vouchers there are, their expenditure, and apart from it what the carrier bears."""

    count: int
    amount_cents: int
    carrier_cents: int


ORDERS: dict[str, ColumnElement[Any]] = {
    "paid_on": func.max(Booking.paid_on),
    "source_number": func.max(Booking.source_number),
    "amount_cents": func.sum(Booking.amount_cents),
    "position": func.min(Booking.position),
}


def bookings(
    pilot_id: int,
    on: date,
    filters: BookingFilters,
    order: tuple[str, bool],
    page: int,
    per_page: int = 50,
) -> tuple[Sequence[VoucherRow], VoucherSums]:
    """A page of vouchers with their lines, and the sums of all that fit the filters."""
    conditions = _conditions(pilot_id, on, filters)
    column = ORDERS[order[0]]
    numbers = db.session.scalars(
        select(Booking.source_number)
        .where(*conditions)
        .group_by(Booking.source_number)
        .order_by(column.desc() if order[1] else column.asc(), func.min(Booking.id))
        .limit(per_page)
        .offset((page - 1) * per_page)
    ).all()
    found: dict[str, list[Booking]] = {number: [] for number in numbers}
    for line in db.session.scalars(
        select(Booking)
        .where(*conditions, Booking.source_number.in_(numbers))
        .order_by(Booking.line)
    ):
        found[line.source_number].append(line)
    return [VoucherRow(number, lines) for number, lines in found.items()], _sums(conditions)


def _sums(conditions: Sequence[ColumnElement[bool]]) -> VoucherSums:
    own = case((Booking.is_eligible, Booking.amount_cents), else_=0)
    count, eligible, total = db.session.execute(
        select(
            func.count(Booking.source_number.distinct()),
            func.coalesce(func.sum(own), 0),
            func.coalesce(func.sum(Booking.amount_cents), 0),
        ).where(*conditions)
    ).one()
    return VoucherSums(int(count), int(eligible), int(total) - int(eligible))


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


@dataclass(frozen=True)
class Origin:
    """Where a voucher comes from and what belongs to it."""

    booked_by: str
    file_name: str | None
    reverses: str | None
    reversed_by: str | None
    commitment_number: int | None
    approval: VoucherBatchApproval | None


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
        batch_approval(pilot_id, booking.import_id) if booking.import_id else None,
    )


def batch_approval(pilot_id: int, import_id: int) -> VoucherBatchApproval | None:
    """Who approved an import of vouchers as a whole, and when."""
    return db.session.scalar(
        select(VoucherBatchApproval).where(
            VoucherBatchApproval.pilot_id == pilot_id, VoucherBatchApproval.import_id == import_id
        )
    )


@dataclass(frozen=True)
class WaitingImport:
    """An import of vouchers that nobody has approved yet; `amount_cents` is their sum."""

    id: int
    file_name: str
    imported_at: datetime
    imported_by: int
    by: str
    count: int
    amount_cents: int


def unapproved_imports(pilot_id: int) -> list[WaitingImport]:
    """Imports of vouchers that wait for their approval as a batch, the oldest first."""
    total = (
        # a sum of 64-bit numbers is a decimal on PostgreSQL
        select(cast(func.coalesce(func.sum(Booking.amount_cents), 0), BigInteger))
        .where(Booking.pilot_id == Import.pilot_id, Booking.import_id == Import.id)
        .correlate(Import)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(
            Import.id,
            Import.file_name,
            Import.imported_at,
            Import.imported_by,
            User.display_name,
            Import.accepted,
            total,
        )
        .join(User, User.id == Import.imported_by)
        .where(*_waiting(pilot_id))
        .order_by(Import.id)
    )
    return [WaitingImport(*row) for row in rows]


def unapproved_in(pilot_id: int, month: date) -> tuple[int, int]:
    """Vouchers in the books of a month whose import waits for its approval: how many, cents."""
    count, total = db.session.execute(
        select(
            func.count(Booking.source_number.distinct()),
            func.coalesce(func.sum(Booking.amount_cents), 0),
        )
        .join(Import, (Import.pilot_id == Booking.pilot_id) & (Import.id == Booking.import_id))
        .where(Booking.pilot_id == pilot_id, Booking.booking_month == month, *_waiting(pilot_id))
    ).one()
    return int(count), int(total)


def count_of_unapproved_imports(pilot_id: int) -> int:
    """How many imports of vouchers wait for their approval."""
    return db.session.scalar(select(func.count()).where(*_waiting(pilot_id))) or 0


def _waiting(pilot_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Import.pilot_id == pilot_id,
        Import.kind == "vouchers",
        Import.undone_at.is_(None),
        ~exists().where(
            VoucherBatchApproval.pilot_id == Import.pilot_id,
            VoucherBatchApproval.import_id == Import.id,
        ),
    )
