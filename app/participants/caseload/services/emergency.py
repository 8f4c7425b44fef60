"""A case opened in an emergency: for some hours, with a reason, and the coordinator is told."""

from __future__ import annotations

from datetime import datetime, timedelta

from app import audit
from app.access import Actor, Permission
from app.database import new_id
from app.errors import DomainError, NotFound
from app.extensions import db
from app.participants import queries
from app.participants.caseload.models import EmergencyAccess
from app.participants.caseload.queries import participation_numbered
from app.participants.identity import store
from app.pilots.preset import Preset
from app.pilots.queries import one_at_a_time


def open_in_emergency(
    actor: Actor, preset: Preset, number: int, reason: str, now: datetime
) -> None:
    """Opens a case that the actor does not have, for the programme's hours from now on."""
    if not actor.may(Permission.OPEN_IN_EMERGENCY):
        raise NotFound
    one_at_a_time(actor.pilot_id)
    row = participation_numbered(actor.pilot_id, number)
    if row is None:
        raise DomainError("caseload.no_such_number", "number", number=number)
    if not reason.strip():
        raise DomainError("caseload.emergency_needs_reason", "reason")
    if queries.participation_row(actor, number) is not None:
        raise DomainError("caseload.case_is_open", "number", number=number)
    access_id = new_id()
    db.session.add(
        EmergencyAccess(
            pilot_id=actor.pilot_id,
            id=access_id,
            participation_id=row.id,
            user_id=actor.user_id,
            opened_at=now,
            ends_at=now + timedelta(hours=preset.stays.emergency_hours),
            reason_sealed=store.seal_text(reason.strip(), actor.pilot_id, access_id, "reason"),
        )
    )
    db.session.flush()
    audit.record(actor, "open_in_emergency", "participation", row.id, ["reason"])


def confirm_seen(actor: Actor, access_id: int, now: datetime) -> None:
    """The coordinator has seen an opening; the first confirmation stays."""
    one_at_a_time(actor.pilot_id)
    row = db.session.get(EmergencyAccess, (actor.pilot_id, access_id))
    if row is None:
        raise NotFound
    if row.seen_at is not None:
        raise DomainError("caseload.seen_already")
    row.seen_by, row.seen_at = actor.user_id, now
    db.session.flush()
    audit.record(actor, "see_emergency", "participation", row.participation_id)
