"""Reads of staff costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from sqlalchemy import BigInteger, Select, bindparam, extract, func, select

from app.accounts.queries import names_in
from app.errors import NotFound
from app.extensions import db, fetch
from app.finance.models import Booking
from app.finance.staff import rules
from app.finance.staff.models import PayrollEntry, PayTerms
from app.finance.staff.rules import Terms


def all_terms(pilot_id: int) -> list[Terms]:
    """The pay terms of all posts in time order."""
    return [Terms(*row) for row in fetch(_all_terms(), {"pilot": pilot_id})]


@cache
def _all_terms() -> Select[int, date, int, int, int, int, str]:
    """Put together once: the forecast asks it, and with it the overview."""
    return (
        select(
            PayTerms.post_id,
            PayTerms.valid_from,
            PayTerms.fte_percent,
            PayTerms.pilot_percent,
            PayTerms.monthly_cents,
            PayTerms.special_cents,
            PayTerms.position,
        )
        .where(PayTerms.pilot_id == bindparam("pilot", type_=BigInteger()))
        .order_by(PayTerms.post_id, PayTerms.valid_from)
    )


def expected_by_position_and_year(
    pilot_id: int, first: date, last: date
) -> Mapping[tuple[str, int], int]:
    """Planned staff costs of the months of a period, in cents of the pilot's share."""
    return rules.expected(all_terms(pilot_id), first, last)


def actual_by_post_and_month(pilot_id: int, on: date) -> dict[tuple[int, date], int]:
    """The pilot's share by the payroll up to the day's month; reversals subtract."""
    rows = db.session.execute(
        select(PayrollEntry.post_id, PayrollEntry.month, func.sum(PayrollEntry.pilot_cents))
        .where(PayrollEntry.pilot_id == pilot_id, PayrollEntry.month <= on)
        .group_by(PayrollEntry.post_id, PayrollEntry.month)
    )
    return {(post_id, month): int(cents) for post_id, month, cents in rows}


def payroll_by_position_and_month(pilot_id: int, on: date) -> dict[tuple[str, date], int]:
    """The pilot's share by the payroll, by position and month."""
    rows = db.session.execute(
        select(PayrollEntry.position, PayrollEntry.month, func.sum(PayrollEntry.pilot_cents))
        .where(PayrollEntry.pilot_id == pilot_id, PayrollEntry.month <= on)
        .group_by(PayrollEntry.position, PayrollEntry.month)
    )
    return {(position, month): int(cents) for position, month, cents in rows}


def booked_by_position_and_month(
    pilot_id: int, positions: Sequence[str], on: date
) -> dict[tuple[str, date], int]:
    """What the books hold of staff positions, by month of payment."""
    year, month = extract("year", Booking.paid_on), extract("month", Booking.paid_on)
    rows = db.session.execute(
        select(Booking.position, year, month, func.sum(Booking.amount_cents))
        .where(
            Booking.pilot_id == pilot_id,
            Booking.position.in_(positions),
            Booking.paid_on <= on,
            Booking.is_eligible,
        )
        .group_by(Booking.position, year, month)
    )
    return {(code, date(int(y), int(m), 1)): int(cents) for code, y, m, cents in rows}


@dataclass(frozen=True)
class TermsRow:
    """Pay terms as people see them."""

    id: int
    valid_from: date
    pay_group: str
    step: int | None
    fte_percent: int
    pilot_percent: int
    monthly_cents: int
    special_cents: int
    position: str
    version: int


def terms_of(pilot_id: int, post_id: int) -> list[TermsRow]:
    """The pay terms of a post, the latest first."""
    rows = db.session.scalars(
        select(PayTerms)
        .where(PayTerms.pilot_id == pilot_id, PayTerms.post_id == post_id)
        .order_by(PayTerms.valid_from.desc())
    )
    return [_terms_row(row) for row in rows]


def terms_on(pilot_id: int, post_id: int, day: date) -> TermsRow | None:
    """The pay terms of a post on a day; None before the first."""
    return next((one for one in terms_of(pilot_id, post_id) if one.valid_from <= day), None)


def terms_with_id(pilot_id: int, post_id: int, terms_id: int) -> TermsRow:
    """Pay terms of a post; NotFound when it has none with that id."""
    row = db.session.get(PayTerms, (pilot_id, terms_id))
    if row is None or row.post_id != post_id:
        raise NotFound
    return _terms_row(row)


def _terms_row(row: PayTerms) -> TermsRow:
    return TermsRow(**{name: getattr(row, name) for name in TermsRow.__dataclass_fields__})


@dataclass(frozen=True)
class EntryRow:
    """A line of the payroll as people see it."""

    id: int
    month: date
    kind: str
    amount_cents: int
    pilot_percent: int
    pilot_cents: int
    remark: str | None
    recorded_by: str
    recorded_at: datetime
    is_reversal: bool
    is_reversed: bool


def entries_of(pilot_id: int, post_id: int) -> list[EntryRow]:
    """The payroll of a post, the latest month first."""
    rows = db.session.scalars(
        select(PayrollEntry)
        .where(PayrollEntry.pilot_id == pilot_id, PayrollEntry.post_id == post_id)
        .order_by(PayrollEntry.month.desc(), PayrollEntry.id.desc())
    ).all()
    reversed_ids = {row.reverses_id for row in rows}
    names = names_in(pilot_id)
    return [
        EntryRow(
            row.id,
            row.month,
            row.kind,
            row.amount_cents,
            row.pilot_percent,
            row.pilot_cents,
            row.remark,
            names.get(row.recorded_by, "–"),
            row.recorded_at,
            row.reverses_id is not None,
            row.id in reversed_ids,
        )
        for row in rows
    ]


def standing_entries(pilot_id: int) -> dict[tuple[int, date, str], int]:
    """What stands in the payroll by post, month and kind, in whole cents: neither side of a
    reversal counts.
    """
    rows = db.session.scalars(
        select(PayrollEntry).where(PayrollEntry.pilot_id == pilot_id).order_by(PayrollEntry.id)
    ).all()
    reversed_ids = {row.reverses_id for row in rows}
    return {
        (row.post_id, row.month, row.kind): row.amount_cents
        for row in rows
        if row.reverses_id is None and row.id not in reversed_ids
    }
