"""Commitments entered, changed, and joined by their invoice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError
from app.extensions import db
from app.finance.commitments import queries
from app.finance.commitments.models import Award, Commitment, CommitmentShare
from app.finance.commitments.rules import (
    TRANSITIONS,
    Event,
    ShareFacts,
    State,
    check_payee,
    check_shares,
    invoice_key,
    payee_of_participant,
)
from app.finance.commitments.services.life import commitment_at, step
from app.finance.rules import check_not_later
from app.pilots.queries import one_at_a_time


@dataclass(frozen=True)
class Draft:
    """What money is to be bound for; who is paid is `payee`, or takes part under the number."""

    payee: str
    reason: str
    shares: tuple[ShareFacts, ...]
    participant_number: int | None = None
    expires_on: date | None = None
    basis: str | None = None
    award_number: int | None = None
    no_award_reason: str | None = None


@dataclass(frozen=True)
class Invoice:
    """The invoice of a commitment; `is_no_duplicate`: another of its number is another one."""

    invoiced_on: date
    number: str | None = None
    bears_mark: bool | None = None
    is_no_duplicate: bool = False


def reserve(actor: Actor, draft: Draft) -> int:
    """Binds money; returns the number of the commitment."""
    row = _new(actor, draft, State.RESERVED)
    audit.record(actor, "reserve", "commitment", row.id)
    return row.number


def enter_invoice(actor: Actor, draft: Draft, came: Invoice, today: date) -> int:
    """An invoice without an order before: a commitment that is invoiced at once."""
    check_not_later(came.invoiced_on, today, "invoiced_on")
    row = _new(actor, draft, State.INVOICED, came)
    audit.record(actor, "enter_invoice", "commitment", row.id)
    return row.number


def invoice(actor: Actor, number: int, came: Invoice, version: int, today: date) -> None:
    """Notes the invoice of a commitment; its day becomes the voucher's."""
    one_at_a_time(actor.pilot_id)
    row = commitment_at(actor, number, version)
    check_not_later(came.invoiced_on, today, "invoiced_on")
    # One change with one version, though it looks things up on the way.
    with db.session.no_autoflush:
        step(row, Event.INVOICE, today)
        _note_invoice(row, came)
        row.changed_by = actor.user_id
    db.session.flush()
    fields = ["state", "invoice_number", "invoiced_on", "bears_mark"]
    audit.record(actor, "invoice", "commitment", row.id, fields)


def revise(
    actor: Actor, number: int, draft: Draft, version: int, today: date, came: Invoice | None = None
) -> None:
    """Changes a commitment until it is approved; a check before is void.

    Whoever changes it may not approve it, no more than whoever entered it.
    """
    one_at_a_time(actor.pilot_id)
    row = commitment_at(actor, number, version)
    if (State(row.state), Event.REVISE) not in TRANSITIONS:
        raise DomainError("commitment.fixed")
    _check(draft)
    has_invoice = row.invoiced_on is not None
    if came is not None and has_invoice:
        check_not_later(came.invoiced_on, today, "invoiced_on")
    with db.session.no_autoflush:
        step(row, Event.REVISE, today)
        changed = _fill(row, draft)
        if came is not None and has_invoice:
            _note_invoice(row, came)
        if _write_shares(row, draft.shares):
            changed.append("shares")
        row.changed_by, row.checked_by = actor.user_id, None
        # Its lines may be all that changed: whoever comes second is told of that too.
        flag_modified(row, "changed_by")
    db.session.flush()
    audit.record(actor, "revise_commitment", "commitment", row.id, changed)


def _new(actor: Actor, draft: Draft, state: State, came: Invoice | None = None) -> Commitment:
    _check(draft)
    one_at_a_time(actor.pilot_id)
    highest = db.session.scalar(
        select(func.max(Commitment.number)).where(Commitment.pilot_id == actor.pilot_id)
    )
    row = Commitment(
        pilot_id=actor.pilot_id,
        id=new_id(),
        number=(highest or 0) + 1,
        state=state,
        entered_by=actor.user_id,
        changed_by=actor.user_id,
    )
    _fill(row, draft)
    if came is not None:
        _note_invoice(row, came)
    db.session.add(row)
    db.session.flush()
    _write_shares(row, draft.shares)
    db.session.flush()
    return row


def _check(draft: Draft) -> None:
    check_payee(draft.payee, draft.participant_number)
    check_shares(draft.shares)


def _fill(row: Commitment, draft: Draft) -> list[str]:
    """Writes what was entered; the names of what changed."""
    number = draft.participant_number
    values = {
        "payee": draft.payee if number is None else payee_of_participant(number),
        "participant_number": number,
        "reason": draft.reason,
        "expires_on": draft.expires_on,
        "basis": draft.basis,
        "award_id": _award_id(row.pilot_id, draft.award_number),
        "no_award_reason": draft.no_award_reason,
    }
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed


def _award_id(pilot_id: int, number: int | None) -> int | None:
    if number is None:
        return None
    found = db.session.scalar(
        select(Award.id).where(Award.pilot_id == pilot_id, Award.number == number)
    )
    if found is None:
        raise DomainError("award.unknown", "award_number")
    return found


def _note_invoice(row: Commitment, came: Invoice) -> None:
    """Refuses the number of an invoice that is bound or paid already, unless somebody looked."""
    row.invoiced_on, row.bears_mark = came.invoiced_on, came.bears_mark
    row.invoice_number = came.number
    row.invoice_key = invoice_key(row.payee, came.number)
    twins = queries.twins_of(row)
    if twins and not came.is_no_duplicate:
        raise DomainError("commitment.invoice_twice", "is_no_duplicate", count=len(twins))
    row.is_no_duplicate = bool(twins)


def _write_shares(row: Commitment, shares: tuple[ShareFacts, ...]) -> bool:
    """Line by line, so that its history says what was changed; whether anything was."""
    present = {one.line: one for one in queries.shares_of(row)}
    changed = len(present) != len(shares)
    for line, facts in enumerate(shares, start=1):
        share = present.pop(line, None)
        if share is None:
            share = CommitmentShare(
                pilot_id=row.pilot_id, id=new_id(), commitment_id=row.id, line=line
            )
            db.session.add(share)
        for name, value in vars(facts).items():
            if getattr(share, name) != value:
                changed = True
                setattr(share, name, value)
    for surplus in present.values():
        db.session.delete(surplus)
    return changed
