"""The second person decides; later a release may be withdrawn."""

from __future__ import annotations

from app import audit
from app.access import Actor
from app.database import utc_now
from app.errors import DomainError, NotFound
from app.evaluation.releases import rules
from app.evaluation.releases.services.standing import hold, seen, waiting
from app.extensions import db


def approve(actor: Actor, release_id: int, version: int) -> None:
    """A second person lets a release go; nobody in it may have withdrawn a consent since."""
    found = waiting(actor, release_id)
    row = found.release
    rules.check_second_person(row.prepared_by, actor.user_id)
    if found.is_locked:
        raise DomainError("releases.locked_meanwhile")
    protection = rules.Protection(row.k_reached, row.l_reached, row.k_asked, row.l_asked)
    rules.check_safe(row.kind, protection, row.exception or "")
    hold(row, version)
    row.approved_by, row.approved_at = actor.user_id, utc_now()
    db.session.flush()
    audit.record(actor, "approve_release", "release", row.id, ["approved_by"])


def discard(actor: Actor, release_id: int, version: int, reason: str) -> None:
    """Gives up a prepared release, with a reason; its files go once that is committed."""
    row = waiting(actor, release_id).release
    hold(row, version)
    row.discarded_at, row.discarded_for = utc_now(), reason.strip()
    db.session.flush()
    audit.record(actor, "discard_release", "release", row.id, ["discarded_at"])


def withdraw(actor: Actor, release_id: int, version: int) -> None:
    """Withdraws a release: it stays on record, and nobody can open it any more."""
    found = seen(actor, release_id)
    row = found.release
    if row.approved_at is None or row.withdrawn_at is not None:
        raise NotFound
    hold(row, version)
    row.withdrawn_at = utc_now()
    db.session.flush()
    audit.record(actor, "withdraw_release", "release", row.id, ["withdrawn_at"])
