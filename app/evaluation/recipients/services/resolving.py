"""Whom a pseudonym means: one asks with a reason, another approves, then it is shown for a day.

Who it is, is found by calling everybody in the recipient's releases anew; nothing is kept of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app import audit
from app.access import Actor
from app.config import Settings
from app.database import new_id, utc_now
from app.errors import DomainError, Stale
from app.evaluation.freezing import Pseudonyms
from app.evaluation.recipients import queries, rules
from app.evaluation.recipients.models import Recipient, Reidentification
from app.evaluation.rules import scope_of
from app.extensions import db
from app.participants.models import Participation
from app.sealing import seal_bytes, unseal_bytes


@dataclass(frozen=True)
class Resolved:
    """Whom a pseudonym means, by the numbers of this person's stays."""

    pseudonym: str
    numbers: Sequence[int]
    until: datetime


def request_resolution(
    actor: Actor, recipient_id: int, pseudonym: str, reason: str, settings: Settings
) -> int:
    """Somebody asks whom a pseudonym means; refused for one that nobody bears. Returns its id."""
    recipient = queries.known_recipient(actor.pilot_id, recipient_id)
    written = rules.written_pseudonym(pseudonym)
    if person_of(recipient, written, settings.keys["pseudonym"]) is None:
        raise DomainError("recipients.nobody_called", "pseudonym", recipient=recipient.name)
    row_id = new_id()
    db.session.add(
        Reidentification(
            pilot_id=actor.pilot_id,
            id=row_id,
            recipient_id=recipient_id,
            pseudonym_sealed=_seal(settings, written, actor.pilot_id, row_id, "pseudonym_sealed"),
            reason_sealed=_seal(settings, reason.strip(), actor.pilot_id, row_id, "reason_sealed"),
            requested_by=actor.user_id,
        )
    )
    db.session.flush()
    audit.record(actor, "request_resolution", "reidentification", row_id, ["reason"])
    return row_id


def person_of(recipient: Recipient, pseudonym: str, key: bytes) -> int | None:
    """The person whom the pseudonym means in any release that reached the recipient."""
    people = queries.people_reached(recipient.pilot_id, recipient.id)
    for generation in range(recipient.generation, 0, -1):
        scope = scope_of(recipient.scope, generation)
        calls = Pseudonyms(key, recipient.pilot_id, scope)
        found = next((person for person in people if calls.of(person) == pseudonym), None)
        if found is not None:
            return found
    return None


def approve_resolution(actor: Actor, row_id: int, version: int) -> None:
    """A second person agrees; whoever asked sees the number from now on for a day."""
    row = _waiting(actor, row_id, version)
    rules.check_second_person(row.requested_by, actor.user_id)
    row.approved_by, row.approved_at = actor.user_id, utc_now()
    db.session.flush()
    audit.record(actor, "approve_resolution", "reidentification", row_id, ["approved_by"])


def decline_resolution(actor: Actor, row_id: int, version: int) -> None:
    """The pseudonym stays one."""
    row = _waiting(actor, row_id, version)
    row.declined_by, row.declined_at = actor.user_id, utc_now()
    db.session.flush()
    audit.record(actor, "decline_resolution", "reidentification", row_id)


def reason_of(actor: Actor, row_id: int, settings: Settings) -> str:
    """Why somebody asks, for those who ask and decide; the reading is on record."""
    row = queries.resolution(actor.pilot_id, row_id)
    audit.record(actor, "read_resolution", "reidentification", row_id, ["reason"])
    return _unseal(settings, row.reason_sealed, row, "reason_sealed")


def resolve(actor: Actor, row_id: int, settings: Settings, now: datetime) -> Resolved | None:
    """Whom the pseudonym means, for whoever asked and while it is shown; each look on record."""
    row = queries.resolution(actor.pilot_id, row_id)
    if row.requested_by != actor.user_id or not rules.is_shown(row.approved_at, now):
        return None
    assert row.approved_at is not None
    audit.record(actor, "resolve_pseudonym", "reidentification", row_id, ["number"])
    pseudonym = _unseal(settings, row.pseudonym_sealed, row, "pseudonym_sealed")
    recipient = queries.known_recipient(actor.pilot_id, row.recipient_id)
    person_id = person_of(recipient, pseudonym, settings.keys["pseudonym"])
    numbers = db.session.scalars(
        select(Participation.number)
        .where(Participation.pilot_id == actor.pilot_id, Participation.person_id == person_id)
        .order_by(Participation.number)
    ).all()
    return Resolved(pseudonym, numbers, row.approved_at + rules.SHOWN_FOR)


def _seal(settings: Settings, text: str, pilot_id: int, row_id: int, column: str) -> bytes:
    return seal_bytes(settings.keys["files"], text.encode(), pilot_id, row_id, column)


def _unseal(settings: Settings, sealed: bytes, row: Reidentification, column: str) -> str:
    key = settings.keys["files"]
    return unseal_bytes(key, sealed, row.pilot_id, row.id, column).decode()


def _waiting(actor: Actor, row_id: int, version: int) -> Reidentification:
    row = queries.resolution(actor.pilot_id, row_id)
    if not row.is_waiting:
        raise DomainError("recipients.decided_already")
    if row.version != version:
        raise Stale
    return row
