"""Duties are noted as met by hand, and such notes taken back. Flushes, never commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound
from app.extensions import db
from app.milestones.duties.models import DutyMet
from app.milestones.duties.queries import standing_notes
from app.milestones.duties.rules import Duty
from app.pilots.queries import one_at_a_time


@dataclass(frozen=True)
class Fulfilment:
    """On which day a duty was met, and where that can be seen: a file number, a confirmation."""

    met_on: date
    reference: str
    note: str = ""


def note_met(actor: Actor, duty: Duty, given: Fulfilment, today: date) -> int:
    """Notes that a duty was met, up to the day of account; one that is met already is refused."""
    one_at_a_time(actor.pilot_id)
    standing = standing_notes(actor.pilot_id).get(duty.code)
    if standing is not None:
        raise DomainError("milestone.duty_noted", on=standing.met_on, by=standing.by)
    if duty.met is not None:
        raise DomainError("milestone.duty_on_record", on=duty.met.on)
    if given.met_on > today:
        raise DomainError("house.future", "met_on", day=given.met_on, on=today)
    if not given.reference.strip():
        raise DomainError("milestone.duty_without_reference", "reference")
    row = DutyMet(
        pilot_id=actor.pilot_id,
        id=new_id(),
        duty=duty.code,
        met_on=given.met_on,
        reference=given.reference.strip(),
        note=given.note.strip(),
        noted_by=actor.user_id,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "note_duty_met", "duty_met", row.id, ["met_on", "reference", "note"])
    return row.id


def take_back(actor: Actor, code: str, reason: str) -> None:
    """Takes the note about a duty back, with the reason; both stay on record."""
    one_at_a_time(actor.pilot_id)
    standing = standing_notes(actor.pilot_id).get(code)
    if standing is None:
        raise NotFound
    if not reason.strip():
        raise DomainError("milestone.duty_without_reason", "reason")
    row = DutyMet(
        pilot_id=actor.pilot_id,
        id=new_id(),
        duty=code,
        note=reason.strip(),
        reverses_id=standing.id,
        noted_by=actor.user_id,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "take_back_duty_met", "duty_met", row.id, ["reason"])
