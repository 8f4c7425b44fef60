"""A recipient is asked to delete, and says that it has."""

from __future__ import annotations

from datetime import date

from app import audit
from app.access import Actor
from app.config import Settings
from app.database import utc_now
from app.errors import DomainError
from app.evaluation.releases import queries
from app.evaluation.releases.keeping import forget
from app.evaluation.releases.models import (
    DeletionNotice,
)
from app.evaluation.releases.services.standing import seen
from app.extensions import db


def note_letter(actor: Actor, release_id: int) -> None:
    """Records that the letter asking for deletion was taken out."""
    audit.record(actor, "download_deletion_letter", "release", release_id)


def note_request(actor: Actor, release_id: int, sent_on: date, way: str, day: date) -> None:
    """Records that the recipient of a locked release was asked to delete it."""
    found = seen(actor, release_id)
    if not found.is_locked or found.release.approved_at is None:
        raise DomainError("releases.not_locked")
    if sent_on > day:
        raise DomainError("house.future", "sent_on", day=sent_on, on=day)
    if queries.notice_of(actor.pilot_id, release_id) is not None:
        raise DomainError("releases.already_asked")
    db.session.add(
        DeletionNotice(
            pilot_id=actor.pilot_id,
            release_id=release_id,
            sent_on=sent_on,
            way=way,
            sent_by=actor.user_id,
        )
    )
    db.session.flush()
    audit.record(actor, "request_deletion", "release", release_id, ["sent_on", "way"])


def note_confirmation(
    actor: Actor, release_id: int, confirmed_on: date, reference: str, day: date
) -> None:
    """Records that the recipient has deleted a release; what it said person by person goes, too.

    The files go once that is committed; hashes and counts stay.
    """
    row = seen(actor, release_id).release
    notice = queries.notice_of(actor.pilot_id, release_id)
    if notice is None or notice.confirmed_on is not None:
        raise DomainError("releases.nothing_to_confirm")
    if confirmed_on > day:
        raise DomainError("house.future", "confirmed_on", day=confirmed_on, on=day)
    if confirmed_on < notice.sent_on:
        raise DomainError("releases.confirmed_too_early", "confirmed_on", sent_on=notice.sent_on)
    notice.confirmed_on, notice.confirmed_by = confirmed_on, actor.user_id
    notice.reference = reference.strip() or None
    row.cleared_at = utc_now()
    row.difference = {"counts": row.difference.get("counts", [])}
    db.session.flush()
    audit.record(actor, "confirm_deletion", "release", release_id, ["confirmed_on"])


def forget_files(actor: Actor, release_id: int, settings: Settings) -> None:
    """Removes the files of a release that is discarded, withdrawn or cleared; after the commit."""
    found = queries.release(actor, release_id)
    if found is None:
        return
    row = found.release
    if row.discarded_at or row.withdrawn_at or row.cleared_at:
        forget(settings, actor.pilot_id, release_id)
