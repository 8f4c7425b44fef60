"""The events of a commitment; each asks the one table of transitions whether it may happen."""

from __future__ import annotations

from datetime import date

from app import audit
from app.access import Actor, Permission
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.finance.commitments import queries
from app.finance.commitments.models import Commitment
from app.finance.commitments.rules import (
    Event,
    State,
    check_approver,
    check_award,
    is_expired,
    next_state,
)
from app.pilots.queries import preset_of


def commitment_at(actor: Actor, number: int, version: int) -> Commitment:
    """The commitment as the actor saw it; Stale when somebody saved since."""
    row = queries.commitment_numbered(actor.pilot_id, number)
    if row is None:
        raise NotFound
    if row.version != version:
        raise Stale
    return row


def after(row: Commitment, event: Event, on: date) -> State:
    """The state after an event; DomainError if it cannot happen on the day. Changes nothing."""
    state = State(row.state)
    expired = is_expired(state, row.expires_on, on)
    return next_state(state, event, expired, queries.has_payments(row.pilot_id, row.id))


def step(row: Commitment, event: Event, on: date) -> None:
    """Moves the state by an event; why the act before was done is past."""
    row.state = after(row, event, on)
    row.note = None


def order(actor: Actor, number: int, version: int, today: date) -> None:
    """The order is out."""
    row = commitment_at(actor, number, version)
    step(row, Event.ORDER, today)
    _save(actor, row, Event.ORDER)


def check(actor: Actor, number: int, version: int, today: date) -> None:
    """The invoice is right in fact and figures (sachlich und rechnerisch richtig)."""
    row = commitment_at(actor, number, version)
    step(row, Event.CHECK, today)
    row.checked_by = actor.user_id
    _save(actor, row, Event.CHECK, "checked_by")


def send_back(actor: Actor, number: int, reason: str, version: int, today: date) -> None:
    """Whoever approves finds it wrong; it is to be changed or checked anew."""
    row = commitment_at(actor, number, version)
    if not actor.may(Permission.APPROVE):
        raise DomainError("house.not_allowed")
    step(row, Event.SEND_BACK, today)
    row.checked_by, row.note = None, reason.strip()
    _save(actor, row, Event.SEND_BACK, "reason")


def approve(actor: Actor, number: int, version: int, today: date) -> None:
    """A second person approves the payment; a contract needs the record of its award."""
    row = commitment_at(actor, number, version)
    if not actor.may(Permission.APPROVE):
        raise DomainError("house.not_allowed")
    positions = {one.position for one in queries.shares_of(row)}
    need_award = preset_of(actor.pilot_id).voucherwork.award_positions
    state = after(row, Event.APPROVE, today)
    check_approver(actor.user_id, row.entered_by, row.changed_by)
    check_award(positions, need_award, row.award_id is not None, row.no_award_reason)
    row.state, row.approved_by, row.note = state, actor.user_id, None
    _save(actor, row, Event.APPROVE, "approved_by")


def renew(
    actor: Actor, number: int, expires_on: date, reason: str, version: int, today: date
) -> None:
    """Binds the money until a new day, from which on it is free."""
    row = commitment_at(actor, number, version)
    if expires_on < today:
        raise DomainError("commitment.renewed_into_the_past", "expires_on", on=today)
    step(row, Event.RENEW, today)
    row.expires_on, row.note, row.changed_by = expires_on, reason.strip() or None, actor.user_id
    _save(actor, row, Event.RENEW, "expires_on")


def cancel(actor: Actor, number: int, reason: str, version: int, today: date) -> None:
    """The money is free again."""
    row = commitment_at(actor, number, version)
    step(row, Event.CANCEL, today)
    row.note = reason.strip() or None
    _save(actor, row, Event.CANCEL)


def close(actor: Actor, number: int, version: int, today: date) -> None:
    """After partial payments nothing more is owed: the rest is free."""
    row = commitment_at(actor, number, version)
    step(row, Event.CLOSE, today)
    _save(actor, row, Event.CLOSE)


def reopen(actor: Actor, commitment_id: int) -> None:
    """A payment was taken back as an error: what it paid is owed again, and approved still."""
    row = db.session.get_one(Commitment, (actor.pilot_id, commitment_id))
    if State(row.state) is not State.PAID:
        return
    row.state, row.note = next_state(State.PAID, Event.REOPEN), None
    _save(actor, row, Event.REOPEN)


def _save(actor: Actor, row: Commitment, event: Event, *fields: str) -> None:
    db.session.flush()
    audit.record(actor, str(event), "commitment", row.id, ["state", *fields])
