"""Commitments: money bound before it is paid, with four eyes between entering and approving."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app import audit
from app.access import Actor, Permission
from app.database import new_id
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.finance import queries
from app.finance.models import Commitment
from app.finance.rules import Event, State, check_not_later, next_state
from app.finance.services.booking import Line, Voucher, book
from app.pilots.queries import one_at_a_time


@dataclass(frozen=True)
class Intent:
    """What money is to be bound for; `amount_cents` above 0."""

    position: str
    amount_cents: int
    payee: str
    reason: str
    expected_on: date


def reserve(actor: Actor, intent: Intent) -> int:
    """Binds money; returns the number of the commitment."""
    if intent.amount_cents <= 0:
        raise DomainError("commitment.not_positive", "amount_cents")
    one_at_a_time(actor.pilot_id)
    highest = db.session.scalar(
        select(func.max(Commitment.number)).where(Commitment.pilot_id == actor.pilot_id)
    )
    row = Commitment(
        pilot_id=actor.pilot_id,
        id=new_id(),
        number=(highest or 0) + 1,
        state=State.RESERVED,
        entered_by=actor.user_id,
        **vars(intent),
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "reserve", "commitment", row.id)
    return row.number


def revise(actor: Actor, number: int, intent: Intent, version: int) -> None:
    """Changes a commitment until it is approved; who changes it counts as who entered it."""
    row = _commitment(actor, number, version)
    if State(row.state) not in (State.RESERVED, State.ORDERED, State.INVOICED):
        raise DomainError("commitment.fixed")
    if intent.amount_cents <= 0:
        raise DomainError("commitment.not_positive", "amount_cents")
    changed = [name for name, value in vars(intent).items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, getattr(intent, name))
    row.entered_by = actor.user_id
    db.session.flush()
    audit.record(actor, "revise_commitment", "commitment", row.id, changed)


def advance(actor: Actor, number: int, event: Event, version: int) -> None:
    """Order, approve or cancel; approving takes a second person."""
    row = _commitment(actor, number, version)
    if event in (Event.PAY, Event.INVOICE):
        raise DomainError("commitment.not_now", state=row.state, event=str(event))
    state = next_state(State(row.state), event)
    if event is Event.APPROVE:
        if not actor.may(Permission.APPROVE):
            raise DomainError("house.not_allowed")
        if row.entered_by == actor.user_id:
            raise DomainError("commitment.four_eyes")
        row.approved_by = actor.user_id
    row.state = state
    db.session.flush()
    audit.record(actor, str(event), "commitment", row.id, ["state"])


def invoice(actor: Actor, number: int, invoiced_on: date, version: int, today: date) -> None:
    """Notes the invoice of a commitment; its day becomes the voucher's."""
    row = _commitment(actor, number, version)
    state = next_state(State(row.state), Event.INVOICE)
    check_not_later(invoiced_on, today, "invoiced_on")
    row.state, row.invoiced_on = state, invoiced_on
    db.session.flush()
    audit.record(actor, "invoice", "commitment", row.id, ["state", "invoiced_on"])


def pay(
    actor: Actor, number: int, source_number: str, paid_on: date, version: int, today: date
) -> None:
    """Books the payment of an approved commitment under the source's voucher number."""
    one_at_a_time(actor.pilot_id)
    row = _commitment(actor, number, version)
    state = next_state(State(row.state), Event.PAY)
    check_not_later(paid_on, today, "paid_on")
    row.state = state
    book(actor, _voucher(row, source_number.strip(), paid_on))
    audit.record(actor, "pay", "commitment", row.id, ["state"])


def _voucher(row: Commitment, source_number: str, paid_on: date) -> Voucher:
    return Voucher(
        source_number=source_number,
        invoiced_on=row.invoiced_on or paid_on,
        paid_on=paid_on,
        payee=row.payee,
        reason=row.reason,
        lines=(Line(row.position, row.amount_cents),),
        commitment_id=row.id,
    )


def _commitment(actor: Actor, number: int, version: int) -> Commitment:
    row = queries.commitment_numbered(actor.pilot_id, number)
    if row is None:
        raise NotFound
    if row.version != version:
        raise Stale
    return row
