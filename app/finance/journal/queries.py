"""Reads of the books for the journal; a fixed number of statements, however long it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select

from app.extensions import db
from app.finance.bank.models import BankEntry, BankPart, BankRest
from app.finance.journal.lines import BookedLine, LineSum, Movement
from app.finance.journal.rules import (
    Account,
    Entry,
    balances,
    entries,
    movement_postings,
    voucher_postings,
)
from app.finance.models import Booking, Receipt, Repayment
from app.periods import add_months

REST: Final = "rest"
"""The kind of a movement that is what an entry of the bank leaves over."""

_COLUMNS = [
    Booking.booking_month if name == "month" else getattr(Booking, name)
    for name in BookedLine._fields
]


def lines(pilot_id: int, *conditions: ColumnElement[bool]) -> list[BookedLine]:
    """The booked lines that meet the conditions, by month of the books and payment day."""
    rows = db.session.execute(
        select(*_COLUMNS)
        .where(Booking.pilot_id == pilot_id, *conditions)
        .order_by(
            Booking.booking_month,
            Booking.paid_on,
            Booking.voucher_year,
            Booking.voucher_number,
            Booking.line,
        )
    )
    return [BookedLine(*row) for row in rows]


def movements(pilot_id: int, first: date, last: date) -> list[Movement]:
    """Money in and out between the days, both included, that is no voucher."""
    receipts = db.session.execute(
        select(
            Receipt.id,
            Receipt.kind,
            Receipt.received_on,
            Receipt.payer,
            Receipt.reason,
            Receipt.amount_cents,
        ).where(Receipt.pilot_id == pilot_id, Receipt.received_on.between(first, last))
    )
    repayments = db.session.execute(
        select(
            Repayment.id,
            Repayment.kind,
            Repayment.paid_on,
            Repayment.reason,
            Repayment.amount_cents,
        ).where(Repayment.pilot_id == pilot_id, Repayment.paid_on.between(first, last))
    )
    rests = db.session.execute(
        _rests(
            pilot_id, BankRest.id, BankEntry.booked_on, BankRest.reason, BankRest.amount_cents
        ).where(BankEntry.booked_on.between(first, last))
    )
    return [
        *(Movement(*row) for row in receipts),
        *(
            Movement(row_id, kind, day, "", reason, -cents)
            for row_id, kind, day, reason, cents in repayments
        ),
        *(Movement(row_id, REST, day, "", reason, cents) for row_id, day, reason, cents in rests),
    ]


def _rests(pilot_id: int, *columns: Any) -> Select[*tuple[Any, ...]]:
    """What the bank booked that belongs to no voucher, on the day of its entry."""
    return (
        select(*columns)
        .select_from(BankRest)
        .join(
            BankPart,
            (BankPart.pilot_id == BankRest.pilot_id) & (BankPart.id == BankRest.part_id),
        )
        .join(
            BankEntry,
            (BankEntry.pilot_id == BankPart.pilot_id) & (BankEntry.id == BankPart.entry_id),
        )
        .where(BankRest.pilot_id == pilot_id)
    )


@dataclass(frozen=True)
class Books:
    """The entries of a month, or of all months, and the balances that they begin with."""

    opening: Mapping[Account, int]
    entries: Sequence[Entry]


def books(pilot_id: int, money: Account, on: date, month: date | None) -> Books:
    """The journal of a month of the books up to the day; of all months where none is named."""
    known = Booking.paid_on <= on
    if month is None:
        found = entries(lines(pilot_id, known), movements(pilot_id, date.min, on), money)
        return Books({}, found)
    last = min(on, add_months(month, 1) - timedelta(days=1))
    shown = entries(
        lines(pilot_id, known, Booking.booking_month == month),
        movements(pilot_id, month, last) if month <= last else [],
        money,
    )
    return Books(_opening(pilot_id, money, on, month), shown)


def _opening(pilot_id: int, money: Account, on: date, month: date) -> Mapping[Account, int]:
    """The balances of all accounts before the month, added up by the database."""
    kept = (Booking.position, Booking.post_key, Booking.is_eligible)
    spent = db.session.execute(
        select(*kept, func.sum(Booking.amount_cents), func.sum(Booking.deductible_cents))
        .where(Booking.pilot_id == pilot_id, Booking.paid_on <= on, Booking.booking_month < month)
        .group_by(*kept)
    )
    sums = [
        LineSum(position, post_key, is_eligible, int(amount), int(deductible))
        for position, post_key, is_eligible, amount, deductible in spent
    ]
    moved = [
        *_received(pilot_id, on, month),
        *_repaid(pilot_id, on, month),
        *_left_over(pilot_id, on, month),
    ]
    other = [posting for kind, cents in moved for posting in movement_postings(kind, cents, money)]
    return balances([*voucher_postings(sums, money), *other])


def _received(pilot_id: int, on: date, month: date) -> list[tuple[str, int]]:
    day = Receipt.received_on
    rows = db.session.execute(
        select(Receipt.kind, func.sum(Receipt.amount_cents))
        .where(Receipt.pilot_id == pilot_id, day <= on, day < month)
        .group_by(Receipt.kind)
    )
    return [(kind, int(cents)) for kind, cents in rows]


def _repaid(pilot_id: int, on: date, month: date) -> list[tuple[str, int]]:
    day = Repayment.paid_on
    rows = db.session.execute(
        select(Repayment.kind, func.sum(Repayment.amount_cents))
        .where(Repayment.pilot_id == pilot_id, day <= on, day < month)
        .group_by(Repayment.kind)
    )
    return [(kind, -int(cents)) for kind, cents in rows]


def _left_over(pilot_id: int, on: date, month: date) -> list[tuple[str, int]]:
    day = BankEntry.booked_on
    wanted = _rests(pilot_id, func.sum(BankRest.amount_cents)).where(day <= on, day < month)
    cents = db.session.scalar(wanted)
    return [] if cents is None else [(REST, int(cents))]


def months_with_entries(pilot_id: int, on: date) -> list[date]:
    """The months of the books in which something stands, the latest first."""
    booked = select(Booking.booking_month).where(
        Booking.pilot_id == pilot_id, Booking.paid_on <= on
    )
    days = (
        select(Receipt.received_on).where(Receipt.pilot_id == pilot_id, Receipt.received_on <= on),
        select(Repayment.paid_on).where(Repayment.pilot_id == pilot_id, Repayment.paid_on <= on),
        _rests(pilot_id, BankEntry.booked_on).where(BankEntry.booked_on <= on),
    )
    found = db.session.scalars(booked.union(*days)).all()
    return sorted({day.replace(day=1) for day in found}, reverse=True)
