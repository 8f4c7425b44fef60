"""New pseudonyms after a leak: one asks, another approves, old and new are handed over once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from app import audit
from app.access import Actor, Permission
from app.config import Settings
from app.database import new_id, utc_now
from app.errors import DomainError, NotFound, Stale
from app.evaluation.freezing import Pseudonyms
from app.evaluation.recipients import queries, rules
from app.evaluation.recipients.models import PseudonymRotation, Recipient
from app.evaluation.releases.queries import without_consent
from app.evaluation.rules import scope_of
from app.extensions import db
from app.stored_files import read_sealed, write_sealed
from exports.pseudonym_list import write_pseudonyms


def request_rotation(actor: Actor, recipient_id: int, reason: str) -> int:
    """Somebody asks for new pseudonyms, with a reason; returns the wish's id."""
    row = queries.known_recipient(actor.pilot_id, recipient_id)
    if queries.waiting_rotation(actor.pilot_id, recipient_id) is not None:
        raise DomainError("recipients.rotation_waits")
    rotation_id = new_id()
    db.session.add(
        PseudonymRotation(
            pilot_id=actor.pilot_id,
            id=rotation_id,
            recipient_id=recipient_id,
            generation=row.generation,
            reason=reason.strip(),
            requested_by=actor.user_id,
        )
    )
    db.session.flush()
    audit.record(actor, "request_rotation", "pseudonym_rotation", rotation_id, ["reason"])
    return rotation_id


def approve_rotation(
    actor: Actor, rotation_id: int, version: int, settings: Settings, day: date
) -> None:
    """A second person gives the recipient new pseudonyms; old and new are sealed for handing over.

    Who has withdrawn the consent is in no further release, and therefore not in the file either.
    """
    row = _waiting(actor, rotation_id, version)
    rules.check_second_person(row.requested_by, actor.user_id)
    recipient = queries.known_recipient(actor.pilot_id, row.recipient_id)
    if recipient.generation != row.generation:
        raise Stale
    if queries.has_release_waiting(actor.pilot_id, recipient.id):
        raise DomainError("recipients.release_waits")
    people = queries.people_reached(actor.pilot_id, recipient.id)
    gone = set(without_consent(actor.pilot_id, day, people))
    row.people = len(people) - len(gone)
    row.approved_by, row.approved_at = actor.user_id, utc_now()
    recipient.generation += 1
    db.session.flush()
    audit.record(actor, "approve_rotation", "pseudonym_rotation", rotation_id, ["generation"])
    pairs = renamed(recipient, row.generation, settings.keys["pseudonym"], set(people) - gone)
    path = _path(settings, actor.pilot_id, rotation_id)
    write_sealed(path, write_pseudonyms(pairs.items()), settings.keys["files"])


def renamed(recipient: Recipient, since: int, key: bytes, people: Iterable[int]) -> dict[str, str]:
    """What people were called in an earlier generation, and what they are called now."""
    scope = scope_of(recipient.scope, since)
    old = Pseudonyms(key, recipient.pilot_id, scope)
    new = Pseudonyms(key, recipient.pilot_id, recipient.pseudonym_scope)
    return {old.of(person_id): new.of(person_id) for person_id in people}


def decline_rotation(actor: Actor, rotation_id: int, version: int) -> None:
    """The pseudonyms stay as they are."""
    row = _waiting(actor, rotation_id, version)
    row.declined_by, row.declined_at = actor.user_id, utc_now()
    db.session.flush()
    audit.record(actor, "decline_rotation", "pseudonym_rotation", rotation_id)


def may_take(actor: Actor, row: PseudonymRotation) -> bool:
    """Whether the file is there for the actor: once for the recipient, until then once here."""
    if row.approved_at is None or row.taken_at is not None:
        return False
    if queries.belongs_to(actor, row.recipient_id):
        return True
    return actor.may(Permission.RELEASE) and row.house_took_at is None


def take_mapping(actor: Actor, rotation_id: int, settings: Settings) -> bytes:
    """Old and new pseudonyms, once; whatever is not there for the actor does not exist."""
    row = queries.rotation(actor.pilot_id, rotation_id)
    if not may_take(actor, row):
        raise NotFound
    content = read_sealed(_path(settings, actor.pilot_id, rotation_id), settings.keys["files"])
    if queries.belongs_to(actor, row.recipient_id):
        row.taken_by, row.taken_at = actor.user_id, utc_now()
    else:
        row.house_took_by, row.house_took_at = actor.user_id, utc_now()
    db.session.flush()
    audit.record(actor, "take_mapping", "pseudonym_rotation", rotation_id)
    return content


def forget_taken(actor: Actor, rotation_id: int, settings: Settings) -> None:
    """Removes the file once the recipient has taken it; after the commit."""
    if queries.rotation(actor.pilot_id, rotation_id).taken_at is not None:
        _path(settings, actor.pilot_id, rotation_id).unlink(missing_ok=True)


def _path(settings: Settings, pilot_id: int, rotation_id: int) -> Path:
    return settings.files / "pseudonyms" / f"{pilot_id}-{rotation_id}.csv.sealed"


def _waiting(actor: Actor, rotation_id: int, version: int) -> PseudonymRotation:
    row = queries.rotation(actor.pilot_id, rotation_id)
    if not row.is_waiting:
        raise DomainError("recipients.decided_already")
    if row.version != version:
        raise Stale
    return row
