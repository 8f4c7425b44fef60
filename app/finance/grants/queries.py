"""Reads of draw-downs, of the money that came and went back, and of base rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, func, select

from app import history
from app.errors import NotFound
from app.extensions import db
from app.finance.bank import queries as bank
from app.finance.grants import demand as demands
from app.finance.grants import rules
from app.finance.grants.account import Account, Payment, ReceiptRow, RepaymentRow, Usage, usages
from app.finance.grants.demand import Demand, Due
from app.finance.grants.interest import YEAR_DAYS, BaseRate, Terms
from app.finance.grants.models import DrawDown, DrawDownPosition, DrawDownReceipt, EnteredRate
from app.finance.grants.rates import shipped_rates
from app.finance.grants.rules import OPEN_STATES, Arrival, Standing, State
from app.finance.grants.uses import Use
from app.finance.models import Booking, Receipt, Repayment
from app.finance.queries import bound_shares, plan_in_force
from app.finance.staff.queries import expected_by_position_and_year
from app.history import Change
from app.pilots.preset import Preset

AHEAD_DAYS = 180
"""How far planned payments are followed when it is said what will be late."""


def account_of(pilot_id: int, on: date) -> Account:
    """All that came, was spent and went back up to a day."""
    return Account(on, receipts(pilot_id, on), _payments(pilot_id, on), repayments(pilot_id, on))


def receipts(pilot_id: int, on: date) -> list[ReceiptRow]:
    """What came in, in time order; a receipt that was cancelled is gone with its counterpart."""
    rows = db.session.execute(
        select(Receipt, DrawDown.number)
        .outerjoin(
            DrawDownReceipt,
            and_(
                DrawDownReceipt.pilot_id == Receipt.pilot_id,
                DrawDownReceipt.receipt_id == Receipt.id,
            ),
        )
        .outerjoin(
            DrawDown,
            and_(
                DrawDown.pilot_id == DrawDownReceipt.pilot_id,
                DrawDown.id == DrawDownReceipt.draw_down_id,
            ),
        )
        .where(Receipt.pilot_id == pilot_id, Receipt.received_on <= on)
        .order_by(Receipt.received_on, Receipt.id)
    ).all()
    cancelled = {row.reverses_id for row, _number in rows}
    return [
        ReceiptRow(
            row.id,
            row.kind,
            row.received_on,
            row.payer,
            row.reason,
            row.amount_cents,
            row.bank_part_id,
            row.by_hand_reason,
            number,
        )
        for row, number in rows
        if row.reverses_id is None and row.id not in cancelled
    ]


def repayments(pilot_id: int, on: date) -> list[RepaymentRow]:
    """What went back to the funder, in time order, without what was cancelled."""
    rows = db.session.scalars(
        select(Repayment)
        .where(Repayment.pilot_id == pilot_id, Repayment.paid_on <= on)
        .order_by(Repayment.paid_on, Repayment.id)
    ).all()
    cancelled = {row.reverses_id for row in rows}
    return [
        RepaymentRow(row.id, row.kind, row.paid_on, row.reason, row.amount_cents, row.bank_part_id)
        for row in rows
        if row.reverses_id is None and row.id not in cancelled
    ]


def _payments(pilot_id: int, on: date) -> list[Payment]:
    rows = db.session.execute(
        select(
            Booking.id,
            Booking.paid_on,
            Booking.position,
            Booking.amount_cents,
            Booking.reverses_id,
        )
        .where(Booking.pilot_id == pilot_id, Booking.paid_on <= on, Booking.is_eligible)
        .order_by(Booking.paid_on, Booking.id)
    )
    return [Payment(*row) for row in rows]


def open_payments(pilot_id: int, on: date) -> list[Due]:
    """What open commitments will take, each on the day on which its payment is expected."""
    return [
        Due(share.expected_on, share.position, share.amount_cents, share.payee, share.number)
        for share in bound_shares(pilot_id, on)
    ]


def planned_staff(pilot_id: int, after: date, until: date) -> dict[date, dict[str, int]]:
    """Planned staff costs of the payrolls in (after, until], by payroll day and position.

    The plan of a year's months is divided among them evenly.
    """
    days = demands.payrolls(after, until)
    if not days:
        return {}
    found: dict[date, dict[str, int]] = {day: {} for day in days}
    expected = expected_by_position_and_year(pilot_id, days[0].replace(day=1), days[-1])
    for (position, year), cents in expected.items():
        of_year = {day: 1 for day in days if day.year == year}
        for day, part in rules.split(cents, of_year).items():
            found[day][position] = part
    return found


@dataclass(frozen=True)
class DrawDownRow:
    """A draw-down in the list, with what came of it."""

    number: int
    state: State
    amount_cents: int
    received_cents: int
    drafted_on: date
    payout_on: date
    sent_on: date | None

    @property
    def standing(self) -> Standing:
        """Where it stands, by what people did and what came."""
        return rules.standing(self.state, self.amount_cents, self.received_cents)

    @property
    def awaited_cents(self) -> int:
        """What may still come."""
        if self.state not in OPEN_STATES:
            return 0
        return max(0, self.amount_cents - self.received_cents)


def draw_downs(pilot_id: int) -> list[DrawDownRow]:
    """All draw-downs, the newest first."""
    came = func.coalesce(func.sum(Receipt.amount_cents), 0)
    rows = db.session.execute(
        select(DrawDown, came)
        .outerjoin(
            DrawDownReceipt,
            and_(
                DrawDownReceipt.pilot_id == DrawDown.pilot_id,
                DrawDownReceipt.draw_down_id == DrawDown.id,
            ),
        )
        .outerjoin(
            Receipt,
            and_(
                Receipt.pilot_id == DrawDownReceipt.pilot_id,
                Receipt.id == DrawDownReceipt.receipt_id,
            ),
        )
        .where(DrawDown.pilot_id == pilot_id)
        .group_by(DrawDown.pilot_id, DrawDown.id)
        .order_by(DrawDown.number.desc())
    )
    return [
        DrawDownRow(
            row.number,
            State(row.state),
            row.amount_cents,
            int(received),
            row.drafted_on,
            row.payout_on,
            row.sent_on,
        )
        for row, received in rows
    ]


def draw_down(pilot_id: int, number: int) -> DrawDown:
    """The draw-down with that number; NotFound when the pilot has none."""
    row = db.session.scalar(
        select(DrawDown).where(DrawDown.pilot_id == pilot_id, DrawDown.number == number)
    )
    if row is None:
        raise NotFound
    return row


def positions_of(row: DrawDown) -> dict[str, int]:
    """What of a draw-down is for which position."""
    rows = db.session.execute(
        select(DrawDownPosition.position, DrawDownPosition.amount_cents)
        .where(DrawDownPosition.pilot_id == row.pilot_id, DrawDownPosition.draw_down_id == row.id)
        .order_by(DrawDownPosition.position)
    )
    return dict(rows.all())


def receipt_row(pilot_id: int, receipt_id: int, on: date) -> ReceiptRow:
    """A receipt that counts; NotFound for none, and for one that was cancelled."""
    found = next((one for one in receipts(pilot_id, on) if one.id == receipt_id), None)
    if found is None:
        raise NotFound
    return found


def repayment_row(pilot_id: int, repayment_id: int, on: date) -> RepaymentRow:
    """A repayment that counts; NotFound for none, and for one that was cancelled."""
    found = next((one for one in repayments(pilot_id, on) if one.id == repayment_id), None)
    if found is None:
        raise NotFound
    return found


def unlinked(rows: Sequence[ReceiptRow]) -> list[Arrival]:
    """Draw-downs at the bank that belong to no request yet."""
    return [
        Arrival(one.id, one.received_on, one.amount_cents, one.reason)
        for one in rows
        if one.kind == "draw_down" and one.draw_down is None
    ]


def base_rates(pilot_id: int) -> dict[date, BaseRate]:
    """The base rate of every half-year that has one: entered by a person, or shipped."""
    rows = db.session.scalars(select(EnteredRate).where(EnteredRate.pilot_id == pilot_id))
    entered = {
        row.valid_from: BaseRate(row.valid_from, row.basis_points, row.source, row.is_confirmed)
        for row in rows
    }
    return {**shipped_rates(), **entered}


def entered_rate(pilot_id: int, valid_from: date) -> EnteredRate | None:
    """What a person has entered for a half-year."""
    return db.session.scalar(
        select(EnteredRate).where(
            EnteredRate.pilot_id == pilot_id, EnteredRate.valid_from == valid_from
        )
    )


def terms_of(preset: Preset) -> Terms:
    """How interest is counted in a programme."""
    settings = preset.grants
    return Terms(settings.interest_from, settings.points_above_base, YEAR_DAYS[settings.day_count])


def demand_of(
    pilot_id: int, preset: Preset, account: Account, requests: Sequence[DrawDownRow]
) -> Demand:
    """What may be asked on the day of the account."""
    on, settings = account.on, preset.grants
    span = demands.window(on, settings.payout_days, preset.rule_set.draw_down_days)
    staff = demands.staff_due(planned_staff(pilot_id, on, span.last), account.paid_this_month, on)
    year = span.payout_on.year
    plan = plan_in_force(pilot_id, on) if settings.allotment_binds else None
    allotted = [cents for (_p, y), cents in plan.amounts.items() if y == year] if plan else None
    return Demand(
        window=span,
        due=demands.due_until([*open_payments(pilot_id, account.on), *staff], span.last),
        received_cents=account.received_cents,
        spent_cents=account.spent_cents,
        repaid_cents=account.repaid_cents,
        under_way_cents=sum(one.awaited_cents for one in requests),
        grant_cents=preset.notice.grant_cents,
        drawn_cents=account.drawn_cents(),
        allotted_cents=None if allotted is None else sum(allotted),
        drawn_in_year_cents=account.drawn_cents(year),
    )


def demand(pilot_id: int, preset: Preset, on: date) -> Demand:
    """What may be asked on a day, from the books as they stand."""
    return demand_of(pilot_id, preset, account_of(pilot_id, on), draw_downs(pilot_id))


@dataclass(frozen=True)
class Uses:
    """The draw-downs that came, and how far ahead it was looked."""

    account: Account
    usages: Sequence[Usage]
    horizon: date


def uses_of(pilot_id: int, preset: Preset, account: Account) -> Uses:
    """How far the draw-downs are used, with the interest on what is late and will be."""
    on = account.on
    horizon = on + timedelta(days=AHEAD_DAYS)
    staff = demands.staff_due(planned_staff(pilot_id, on, horizon), account.paid_this_month, on)
    planned = demands.due_until([*open_payments(pilot_id, on), *staff], horizon)
    days = preset.rule_set.draw_down_days
    found = usages(account, days, planned, horizon, base_rates(pilot_id), terms_of(preset))
    return Uses(account, found, horizon)


@dataclass(frozen=True)
class UsedBy:
    """A payment, or the part of one, that used money up on a day; the rest went back."""

    day: date
    amount_cents: int
    voucher: Booking | None
    repayment: RepaymentRow | None


def used_by(pilot_id: int, use: Use, repaid: Sequence[RepaymentRow]) -> list[UsedBy]:
    """What used a receipt up, in time order."""
    ids = [part.key[1] for part in use.parts if part.key and part.key[0] == "booking"]
    rows = db.session.scalars(
        select(Booking).where(Booking.pilot_id == pilot_id, Booking.id.in_(ids))
    )
    vouchers = {row.id: row for row in rows}
    back = {row.id: row for row in repaid}
    return [
        UsedBy(
            part.day,
            part.amount_cents,
            vouchers.get(part.key[1]) if part.key[0] == "booking" else None,
            back.get(part.key[1]) if part.key[0] == "repayment" else None,
        )
        for part in use.parts
        if part.key
    ]


@dataclass(frozen=True)
class Entry:
    """A payment at the bank that nothing stands behind yet."""

    id: int
    booked_on: date
    amount_cents: int
    counterparty: str
    purpose: str


def fitting_entries(pilot_id: int, cents: int, day: date) -> list[Entry]:
    """Open payments of exactly this amount, in the bank's signs, on this day."""
    return [
        Entry(one.id, one.booked_on, one.amount_cents, one.counterparty, one.purpose)
        for one in bank.open_parts(pilot_id)
        if (one.open_cents, one.amount_cents, one.booked_on) == (cents, cents, day)
    ]


def changes_of(row: DrawDown) -> list[Change]:
    """What was recorded of a draw-down, oldest first."""
    return history.changes_of(db.session(), DrawDown, pilot_id=row.pilot_id, id=row.id)
