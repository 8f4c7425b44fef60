"""The list of commitments: narrowed, added up, and with what follows from other facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select
from sqlalchemy.orm import aliased

from app.access import Actor, Permission
from app.extensions import db
from app.finance.bank.models import BankMatch, BankSetOff
from app.finance.commitments.models import Commitment, CommitmentShare
from app.finance.commitments.queries import NOTHING, settled_of, shares_by_commitment, shares_of
from app.finance.commitments.rules import (
    OPEN_STATES,
    Rest,
    State,
    bound_cents,
    is_expired,
    standing,
)
from app.finance.models import Booking
from app.finance.queries import of_its_commitment, settled, still_binds


@dataclass(frozen=True)
class CommitmentFilters:
    """What the list is narrowed to; None leaves open. `state` may be one that is derived."""

    state: State | None = None
    only_open: bool = False
    waits_for: Actor | None = None
    position: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class CommitmentRow:
    """A commitment as it stands on a day; amounts are what is to be paid, gross."""

    record: Commitment
    shares: Sequence[CommitmentShare]
    settled: Mapping[int, Rest]
    is_matched: bool
    day: date

    @property
    def state(self) -> State:
        """Where it stands, with what follows from other facts."""
        stored = State(self.record.state)
        return standing(stored, self.record.expires_on, self.is_matched, self.day)

    @property
    def gross_cents(self) -> int:
        """What it was entered for."""
        return sum(share.amount_cents + share.deductible_cents for share in self.shares)

    @property
    def paid_cents(self) -> int:
        """What was paid of it; a payment taken back as an error was none."""
        return sum(self.settled.get(share.id, NOTHING).gross_cents for share in self.shares)

    @property
    def bound_cents(self) -> int:
        """Expenditure of the grant that it binds still, without what the carrier bears itself."""
        state = State(self.record.state)
        expired = is_expired(state, self.record.expires_on, self.day)
        return sum(
            bound_cents(
                state,
                expired,
                share.amount_cents,
                self.settled.get(share.id, NOTHING).amount_cents,
            )
            for share in self.shares
            if share.is_eligible
        )

    @property
    def expected_on(self) -> date:
        """The first day on which a payment is expected."""
        return min(share.expected_on for share in self.shares)


def one(row: Commitment, on: date) -> CommitmentRow:
    """A commitment as it stands on a day."""
    is_matched = bool(
        db.session.scalar(
            select(_is_matched()).where(
                Commitment.pilot_id == row.pilot_id, Commitment.id == row.id
            )
        )
    )
    return CommitmentRow(row, shares_of(row), settled_of(row.pilot_id, [row.id]), is_matched, on)


def commitments(
    pilot_id: int, on: date, filters: CommitmentFilters, page: int, per_page: int = 50
) -> tuple[list[CommitmentRow], int, int]:
    """A page of commitments, the newest first; how many fit, and what those bind in cents.

    With a position only its shares are added up, as in the budget.
    """
    conditions = [Commitment.pilot_id == pilot_id, *_conditions(on, filters)]
    found = db.session.execute(
        select(Commitment, _is_matched())
        .where(*conditions)
        .order_by(Commitment.number.desc())
        .limit(per_page)
        .offset((page - 1) * per_page)
    ).all()
    total = db.session.scalar(select(func.count(Commitment.id)).where(*conditions)) or 0
    ids = [row.id for row, _matched in found]
    shares, paid = shares_by_commitment(pilot_id, ids), settled_of(pilot_id, ids)
    rows = [
        CommitmentRow(row, shares[row.id], paid, bool(is_matched), on) for row, is_matched in found
    ]
    return rows, total, _bound(conditions, filters.position, on)


def _bound(conditions: Sequence[ColumnElement[bool]], position: str | None, on: date) -> int:
    narrowed = [*conditions, still_binds(on), CommitmentShare.is_eligible]
    if position:
        narrowed.append(CommitmentShare.position == position)
    total = db.session.scalar(
        select(func.coalesce(func.sum(CommitmentShare.amount_cents - settled()), 0))
        .join(Commitment, of_its_commitment())
        .where(*narrowed)
    )
    return int(total or 0)


def _conditions(on: date, filters: CommitmentFilters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.state:
        conditions.append(_stands(filters.state, on))
    if filters.only_open:
        conditions.append(Commitment.state.in_(OPEN_STATES))
    if filters.waits_for:
        conditions.append(_waits_for(filters.waits_for, on))
    if filters.position:
        conditions.append(_has_share_in(filters.position))
    if filters.text:
        conditions.append(_mentions(filters.text))
    return conditions


def _has_share_in(position: str) -> ColumnElement[bool]:
    # under another name: the sum of the list narrows the shares themselves
    share = aliased(CommitmentShare)
    return exists().where(
        share.pilot_id == Commitment.pilot_id,
        share.commitment_id == Commitment.id,
        share.position == position,
    )


def _stands(state: State, on: date) -> ColumnElement[bool]:
    """Stored or derived: an expired one is not found as reserved, a matched one not as paid."""
    if state is State.EXPIRED:
        return _is_expired(on)
    if state is State.MATCHED:
        return and_(Commitment.state == State.PAID, _is_matched())
    if state is State.PAID:
        return and_(Commitment.state == State.PAID, not_(_is_matched()))
    return and_(Commitment.state == state, not_(_is_expired(on)))


def _is_expired(on: date) -> ColumnElement[bool]:
    return and_(Commitment.state.in_(OPEN_STATES), not_(still_binds(on)))


def _waits_for(actor: Actor, on: date) -> ColumnElement[bool]:
    """Where the next act is the actor's: to renew, to check, to pay; to approve for others."""
    acts: list[ColumnElement[bool]] = []
    if actor.may(Permission.KEEP_BOOKS):
        acts += [Commitment.state.in_((State.INVOICED, State.APPROVED)), _is_expired(on)]
    if actor.may(Permission.APPROVE):
        me = actor.user_id
        others = and_(Commitment.entered_by != me, Commitment.changed_by != me)
        acts.append(and_(Commitment.state == State.CHECKED, others))
    return or_(*acts) if acts else Commitment.id.is_(None)


def _mentions(text: str) -> ColumnElement[bool]:
    columns = (Commitment.payee, Commitment.reason, Commitment.invoice_number)
    found = [column.icontains(text, autoescape=True) for column in columns]
    if text.isascii() and text.isdecimal() and len(text) < 10:
        found.append(Commitment.number == int(text))
    return or_(*found)


def _is_matched() -> ColumnElement[bool]:
    """Every payment that was not taken back as an error is settled at the bank to the cent."""
    payment, back = aliased(Booking), aliased(Booking)
    taken_back = exists().where(
        back.pilot_id == payment.pilot_id,
        back.reverses_id == payment.id,
        back.commitment_id.is_not(None),
    )
    stands = and_(
        payment.pilot_id == Commitment.pilot_id,
        payment.commitment_id == Commitment.id,
        payment.line == 1,
        payment.reverses_id.is_(None),
        ~taken_back,
    )
    line = aliased(Booking)
    owed = (
        select(func.sum(line.amount_cents + line.deductible_cents))
        .where(line.pilot_id == payment.pilot_id, line.source_number == payment.source_number)
        .correlate(payment)
        .scalar_subquery()
    )
    seen = owed + _settled(BankMatch, payment) + _settled(BankSetOff, payment) == 0
    return and_(
        exists().where(stands).correlate(Commitment),
        ~exists().where(stands, ~seen).correlate(Commitment),
    )


def _settled(table: type[BankMatch | BankSetOff], payment: Any) -> ColumnElement[int]:
    """What the bank's side holds against a voucher, in its signs."""
    return (
        select(func.coalesce(func.sum(table.amount_cents), 0))
        .where(table.pilot_id == payment.pilot_id, table.booking_id == payment.id)
        .correlate(payment)
        .scalar_subquery()
    )
