"""Reads of closed months and of what stands in the books of a month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import aliased

from app.accounts.models import User
from app.extensions import db
from app.finance.closing.models import MonthClosing
from app.finance.closing.rules import (
    Act,
    Figures,
    Recorded,
    State,
    Tally,
    figures_of,
    from_json,
    last_closed,
    month_of_books,
    states,
)
from app.finance.journal import queries as journal
from app.finance.journal.lines import BookedLine
from app.finance.models import Booking
from app.periods import add_months

MonthFor = Callable[[date], date]


def month_for(pilot_id: int) -> MonthFor:
    """Tells the month of the books for a day of payment: its own, as long as that is open.

    Ask only while holding the turn (`one_at_a_time`), so that nobody closes it meanwhile.
    """
    closed = closed_until(pilot_id)
    return lambda paid_on: month_of_books(paid_on, closed)


def closed_until(pilot_id: int) -> date | None:
    """The latest closed month of the books; all before it are closed too."""
    return last_closed(states_of(pilot_id))


def states_of(pilot_id: int) -> dict[date, State]:
    """The state of each month that anything was done with."""
    rows = db.session.execute(
        select(MonthClosing.month, MonthClosing.turn, MonthClosing.act).where(
            MonthClosing.pilot_id == pilot_id
        )
    )
    return states(Recorded(month, turn, Act(act)) for month, turn, act in rows)


def first_month(pilot_id: int, starts_on: date) -> date:
    """The first month of the books: that of the funding, or an earlier one with bookings.

    What was reversed within its month does not count: else a slip of the pen, paid in 1922, would
    ask for a hundred years of months to be closed, for good.
    """
    reversal = aliased(Booking)
    is_taken_back = (
        select(1)
        .where(
            reversal.pilot_id == Booking.pilot_id,
            reversal.reverses_id == Booking.id,
            reversal.booking_month == Booking.booking_month,
        )
        .exists()
    )
    booked = db.session.scalar(
        select(Booking.booking_month)
        .where(Booking.pilot_id == pilot_id, Booking.reverses_id.is_(None), ~is_taken_back)
        .order_by(Booking.booking_month)
        .limit(1)
    )
    return min(filter(None, (booked, starts_on.replace(day=1))))


@dataclass(frozen=True)
class Done:
    """An act on a month as people read it."""

    id: int
    month: date
    act: Act
    by: str
    user_id: int
    reason: str | None
    at: datetime
    figures: Figures | None
    obstacles: Sequence[dict[str, Any]]


def acts(pilot_id: int, first: date, until: date) -> list[Done]:
    """What was done with the months of [first, until), the oldest first."""
    rows = db.session.execute(
        select(MonthClosing, User.display_name)
        .join(User, User.id == MonthClosing.done_by)
        .where(
            MonthClosing.pilot_id == pilot_id,
            MonthClosing.month >= first,
            MonthClosing.month < until,
        )
        .order_by(MonthClosing.month, MonthClosing.turn)
    )
    return [
        Done(
            row.id,
            row.month,
            Act(row.act),
            name,
            row.done_by,
            row.reason,
            row.at,
            from_json(row.figures) if row.figures else None,
            row.figures["obstacles"] if row.figures else (),
        )
        for row, name in rows
    ]


def sums_by_month(pilot_id: int, first: date, until: date) -> dict[date, Tally]:
    """All vouchers, and the expenditure of the grant, by month of the books in [first, until)."""
    # a voucher has one month, so its source's number counts it once however many its lines
    rows = db.session.execute(
        select(
            Booking.booking_month,
            func.count(Booking.source_number.distinct()),
            func.sum(case((Booking.is_eligible, Booking.amount_cents), else_=0)),
        )
        .where(
            Booking.pilot_id == pilot_id,
            Booking.booking_month >= first,
            Booking.booking_month < until,
        )
        .group_by(Booking.booking_month)
    )
    return {month: Tally(count, int(cents)) for month, count, cents in rows}


def figures_now(pilot_id: int, month: date) -> Figures:
    """The figures of a month as they are today."""
    before = db.session.scalar(
        select(func.sum(Booking.amount_cents)).where(
            Booking.pilot_id == pilot_id, Booking.booking_month < month, Booking.is_eligible
        )
    )
    last = add_months(month, 1) - timedelta(days=1)
    return figures_of(
        journal.lines(pilot_id, Booking.booking_month == month),
        journal.movements(pilot_id, month, last),
        int(before or 0),
    )


def booked_since(pilot_id: int, month: date, moment: datetime) -> list[BookedLine]:
    """Lines in the books of the month that were booked after a moment."""
    return journal.lines(pilot_id, Booking.booking_month == month, Booking.booked_at > moment)


def paid_but_booked_later(pilot_id: int, month: date) -> list[BookedLine]:
    """Lines paid in the month that stand in the books of a later one."""
    return journal.lines(
        pilot_id,
        Booking.paid_on >= month,
        Booking.paid_on < add_months(month, 1),
        Booking.booking_month > month,
    )


def stands_in_closed_month(pilot_id: int, import_id: int) -> date | None:
    """The first closed month in which a voucher of the import stands; None where all are open."""
    closed = closed_until(pilot_id)
    if closed is None:
        return None
    return db.session.scalar(
        select(func.min(Booking.booking_month)).where(
            Booking.pilot_id == pilot_id,
            Booking.import_id == import_id,
            Booking.booking_month <= closed,
        )
    )
