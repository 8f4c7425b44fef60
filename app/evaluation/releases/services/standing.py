"""Which release an actor may act upon."""

from __future__ import annotations

from app import audit
from app.access import Actor
from app.errors import DomainError, NotFound, Stale
from app.evaluation.recipients.program import Program
from app.evaluation.releases import queries
from app.evaluation.releases.models import (
    Release,
)
from app.evaluation.releases.queries import ReleaseRow


def note_refusal(actor: Actor, release_id: int) -> None:
    """Records that somebody asked for a release that is there, but not theirs to see."""
    if queries.is_somebodys(actor.pilot_id, release_id):
        traces = actor.traces if isinstance(actor, Program) else []
        audit.record(actor, "refuse_release", "release", release_id, traces)


def seen(actor: Actor, release_id: int) -> ReleaseRow:
    """A release that the actor may know of; whatever else is asked for is not there."""
    found = queries.release(actor, release_id)
    if found is None:
        raise NotFound
    return found


def waiting(actor: Actor, release_id: int) -> ReleaseRow:
    """A release that waits for its second person."""
    found = seen(actor, release_id)
    if found.release.approved_at is not None or found.release.discarded_at is not None:
        raise DomainError("releases.decided_already")
    return found


def hold(row: Release, version: int) -> None:
    """Refuses an act on a release that somebody else has changed meanwhile."""
    if row.version != version:
        raise Stale
