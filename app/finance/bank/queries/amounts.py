"""What of parts and vouchers is still open: the one place that computes it. Cents, bank signs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    cast,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from app.extensions import db, fetch
from app.finance.bank.models import BankEntry, BankMatch, BankPart, BankRest, BankSetOff
from app.finance.bank.rules.sides import Part, Payable
from app.finance.models import Booking, Receipt, Repayment

PILOT = bindparam("pilot", type_=BigInteger())


def _whole(cents: ColumnElement[int]) -> ColumnElement[int]:
    """PostgreSQL sums integers to decimals: back to whole cents."""
    return cast(cents, BigInteger)


@cache
def settled_parts() -> CompoundSelect[int, int]:
    """All that settles parts, as (part, amount): matches, rests, set-offs, receipts, repayments."""
    return union_all(
        *(
            select(table.part_id.label("part_id"), table.amount_cents.label("cents")).where(
                table.pilot_id == PILOT
            )
            for table in (BankMatch, BankRest)
        ),
        select(BankSetOff.part_id, BankSetOff.amount_cents).where(
            BankSetOff.pilot_id == PILOT, BankSetOff.part_id.is_not(None)
        ),
        select(Receipt.bank_part_id, Receipt.amount_cents).where(
            Receipt.pilot_id == PILOT, Receipt.bank_part_id.is_not(None)
        ),
        select(Repayment.bank_part_id, -Repayment.amount_cents).where(
            Repayment.pilot_id == PILOT, Repayment.bank_part_id.is_not(None)
        ),
    )


@cache
def settled_vouchers() -> CompoundSelect[int, int]:
    """All that settles vouchers, as (first line, amount in bank signs): matches and set-offs."""
    return union_all(
        select(
            BankMatch.booking_id.label("booking_id"), BankMatch.amount_cents.label("cents")
        ).where(BankMatch.pilot_id == PILOT),
        select(BankSetOff.booking_id, BankSetOff.amount_cents).where(
            BankSetOff.pilot_id == PILOT, BankSetOff.booking_id.is_not(None)
        ),
    )


def entry_of_part() -> ColumnElement[bool]:
    """Joins parts with their entries."""
    return and_(BankEntry.pilot_id == BankPart.pilot_id, BankEntry.id == BankPart.entry_id)


@cache
def parts_by_openness() -> Select[int, int, date, int]:
    """Every part of a pilot with its entry, the day of it, and what of it is open."""
    settled = settled_parts().subquery()
    by_part = (
        select(settled.c.part_id, func.sum(settled.c.cents).label("cents"))
        .group_by(settled.c.part_id)
        .subquery()
    )
    return (
        select(
            BankPart.id,
            BankPart.entry_id,
            BankEntry.booked_on,
            (BankPart.amount_cents - _whole(func.coalesce(by_part.c.cents, 0))).label("open_cents"),
        )
        .join(BankEntry, entry_of_part())
        .outerjoin(by_part, by_part.c.part_id == BankPart.id)
        .where(BankPart.pilot_id == PILOT)
    )


def _known_by_hand(known: Subquery) -> ColumnElement[bool]:
    """Whether money of a whole open part and its day was recorded by hand and has no entry yet."""
    found = []
    for table, day_of, sign in (
        (Receipt, Receipt.received_on, 1),
        (Repayment, Repayment.paid_on, -1),
    ):
        counter: Any = aliased(table)
        is_cancelled = (
            select(1)
            .where(counter.pilot_id == table.pilot_id, counter.reverses_id == table.id)
            .correlate(table)
            .exists()
        )
        found.append(
            select(1)
            .where(
                table.pilot_id == BankPart.pilot_id,
                day_of == known.c.booked_on,
                table.amount_cents == sign * BankPart.amount_cents,
                known.c.open_cents == BankPart.amount_cents,
                table.bank_part_id.is_(None),
                table.reverses_id.is_(None),
                ~is_cancelled,
            )
            .correlate(BankPart, known)
            .exists()
        )
    return or_(*found)


@cache
def _open_parts() -> Select[int, date, int, str, str, int, bool]:
    known = parts_by_openness().subquery()
    return (
        select(
            BankPart.id,
            known.c.booked_on,
            BankPart.amount_cents,
            BankPart.purpose,
            BankPart.counterparty,
            known.c.open_cents,
            _known_by_hand(known),
        )
        .join(known, known.c.id == BankPart.id)
        .where(BankPart.pilot_id == PILOT, known.c.open_cents != 0)
        .order_by(known.c.booked_on, BankPart.id)
    )


def open_parts(pilot_id: int) -> list[Part]:
    """Parts of which something is open, in the order of the bank."""
    return [Part(*row) for row in fetch(_open_parts(), {"pilot": pilot_id})]


@cache
def vouchers_by_openness() -> Select[int, str, date, int, int]:
    """Every voucher of a pilot: what was paid for it and what of it is open, as in the books."""
    settled = settled_vouchers().subquery()
    by_voucher = (
        select(settled.c.booking_id, func.sum(settled.c.cents).label("cents"))
        .group_by(settled.c.booking_id)
        .subquery()
    )
    paid = (
        select(
            func.max(case((Booking.line == 1, Booking.id))).label("id"),
            Booking.source_number,
            func.max(Booking.paid_on).label("paid_on"),
            _whole(func.sum(Booking.amount_cents + Booking.deductible_cents)).label("paid_cents"),
        )
        .where(Booking.pilot_id == PILOT)
        .group_by(Booking.source_number)
        .subquery()
    )
    return select(
        paid.c.id,
        paid.c.source_number,
        paid.c.paid_on,
        paid.c.paid_cents,
        (paid.c.paid_cents + _whole(func.coalesce(by_voucher.c.cents, 0))).label("open_cents"),
    ).outerjoin(by_voucher, by_voucher.c.booking_id == paid.c.id)


@cache
def _open_payables() -> Select[int, str, date, int, int, str, str, str, int]:
    known = vouchers_by_openness().subquery()
    return (
        select(
            known.c.id,
            known.c.source_number,
            known.c.paid_on,
            known.c.paid_cents,
            known.c.open_cents,
            Booking.payee,
            Booking.reason,
            Booking.invoice_number,
            Booking.reverses_id,
        )
        .join(Booking, and_(Booking.pilot_id == PILOT, Booking.id == known.c.id))
        .where(known.c.open_cents != 0)
        .order_by(known.c.paid_on, known.c.id)
    )


def open_payables(pilot_id: int) -> list[Payable]:
    """Vouchers of which something is open, in the order of their payment."""
    return [Payable(*row) for row in fetch(_open_payables(), {"pilot": pilot_id})]


def parts_with(pilot_id: int, ids: Collection[int]) -> list[Part]:
    """These parts as they stand, settled ones too, in the order of the bank."""
    known = parts_by_openness().subquery()
    rows = db.session.execute(
        select(BankPart, known.c.booked_on, known.c.open_cents, _known_by_hand(known))
        .join(known, known.c.id == BankPart.id)
        .where(BankPart.pilot_id == pilot_id, BankPart.id.in_(ids))
        .order_by(known.c.booked_on, BankPart.id),
        {"pilot": pilot_id},
    )
    return [
        Part(row.id, day, row.amount_cents, row.purpose, row.counterparty, left, is_known)
        for row, day, left, is_known in rows
    ]


def payables_with(pilot_id: int, ids: Collection[int]) -> list[Payable]:
    """Vouchers with these first lines as they stand, settled ones too, in order of payment."""
    known = vouchers_by_openness().subquery()
    rows = db.session.execute(
        select(Booking, known.c.paid_cents, known.c.open_cents)
        .join(known, known.c.id == Booking.id)
        .where(Booking.pilot_id == pilot_id, Booking.id.in_(ids))
        .order_by(Booking.paid_on, Booking.id),
        {"pilot": pilot_id},
    )
    return [
        Payable(
            row.id,
            row.source_number,
            row.paid_on,
            paid,
            left,
            row.payee,
            row.reason,
            row.invoice_number,
            row.reverses_id,
        )
        for row, paid, left in rows
    ]


def payable_numbered(pilot_id: int, source_number: str) -> Payable | None:
    """The voucher with that number as it stands, settled or not."""
    first = select(Booking.id).where(
        Booking.pilot_id == pilot_id, Booking.source_number == source_number, Booking.line == 1
    )
    found = db.session.scalar(first)
    return payables_with(pilot_id, [found])[0] if found is not None else None
