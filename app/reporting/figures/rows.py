"""The rows behind a figure: what a reader finds when they open it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select

from app.extensions import db
from app.finance.models import Booking, Receipt, Repayment
from app.reporting.figures.queries import Moment, planned_on, recorded_until, stays_of
from app.reporting.figures.rules import Scope, Stayed, name_of, part_of, stays_behind


@dataclass(frozen=True)
class MoneyRow:
    """A line of a voucher, or money that came in or went back (`payee` None: to the funder)."""

    id: int
    on: date
    number: str
    payee: str | None
    reason: str
    position: str
    cents: int
    is_repayment: bool = False


@dataclass(frozen=True)
class MoneyRows:
    """A page of rows with how many there are and what they come to."""

    rows: Sequence[MoneyRow]
    total: int
    cents: int


def bookings_behind(
    pilot_id: int, key: str, scope: Scope, known: Moment, offset: int, limit: int
) -> MoneyRows:
    """The lines of vouchers that a figure of expenditure adds up, in time order."""
    here = _booked(pilot_id, key, scope, known)
    count, cents = db.session.execute(
        select(func.count(), func.coalesce(func.sum(Booking.amount_cents), 0)).where(*here)
    ).one()
    found = db.session.scalars(
        select(Booking)
        .where(*here)
        .order_by(Booking.paid_on, Booking.voucher_number, Booking.line)
        .offset(offset)
        .limit(limit)
    )
    rows = [
        MoneyRow(
            row.id,
            row.paid_on,
            row.source_number,
            row.payee,
            row.reason,
            row.position,
            row.amount_cents,
        )
        for row in found
    ]
    return MoneyRows(rows, count, int(cents))


def _booked(pilot_id: int, key: str, scope: Scope, known: Moment) -> list[ColumnElement[bool]]:
    name, position = name_of(key), part_of(key)
    days = {
        "spent_before": Booking.paid_on < scope.first,
        "spent_to_date": Booking.paid_on <= scope.last,
        "remaining": Booking.paid_on <= scope.last,
    }.get(name, Booking.paid_on.between(scope.first, scope.last))
    return [
        Booking.pilot_id == pilot_id,
        days,
        Booking.is_eligible.is_(name != "carrier"),
        *([Booking.position == position] if position else []),
        *recorded_until(Booking.booked_at, known),
    ]


def receipts_behind(
    pilot_id: int, key: str, scope: Scope, known: Moment, offset: int, limit: int
) -> MoneyRows:
    """What came in and went back in the days of the scope, in time order."""
    kind = part_of(key)
    came = db.session.scalars(
        select(Receipt).where(
            Receipt.pilot_id == pilot_id,
            Receipt.received_on.between(scope.first, scope.last),
            *([Receipt.kind == kind] if kind else []),
            *recorded_until(Receipt.recorded_at, known),
        )
    )
    rows = [
        MoneyRow(row.id, row.received_on, "", row.payer, row.reason, row.kind, row.amount_cents)
        for row in came
    ]
    if kind in {"", "draw_down"}:
        rows += _repaid(pilot_id, scope, known)
    rows.sort(key=lambda row: (row.on, row.id))
    return MoneyRows(rows[offset : offset + limit], len(rows), sum(row.cents for row in rows))


def _repaid(pilot_id: int, scope: Scope, known: Moment) -> list[MoneyRow]:
    went = db.session.scalars(
        select(Repayment).where(
            Repayment.pilot_id == pilot_id,
            Repayment.paid_on.between(scope.first, scope.last),
            Repayment.kind != "interest",
            *recorded_until(Repayment.recorded_at, known),
        )
    )
    return [
        MoneyRow(row.id, row.paid_on, "", None, row.reason, "draw_down", -row.amount_cents, True)
        for row in went
    ]


def people_behind(pilot_id: int, key: str, scope: Scope, known: Moment) -> list[Stayed]:
    """The stays that a figure of people counts, the earliest entry first."""
    return stays_behind(key, stays_of(pilot_id, scope.last, known), scope)


def planned_behind(
    pilot_id: int, key: str, scope: Scope, known: Moment
) -> list[tuple[str, int, int]]:
    """Position, year and amount of the plan in force on the last day."""
    part = part_of(key)
    return [
        (position, year, cents)
        for (position, year), cents in sorted(planned_on(pilot_id, scope.last, known).items())
        if part in {"", position} and (name_of(key) != "planned_here" or year in scope.years)
    ]
