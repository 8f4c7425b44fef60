"""Cases beyond the ratio (Fallzahlschlüssel): a written reason, kept and reported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError
from app.extensions import db
from app.participants.caseload.models import RatioException
from app.participants.caseload.queries import posts_over_time
from app.participants.caseload.rules import first_excess
from app.participants.identity import store
from app.pilots.preset import Preset


def note_excess(
    actor: Actor,
    preset: Preset,
    participation_id: int,
    post_id: int,
    from_day: date,
    reason: str,
    today: date,
) -> None:
    """After a case was given to a post: beyond the ratio it needs a reason, which is kept.

    Looked at is every day from `from_day` to today, so that a day long past is no way around.
    """
    note_excesses(actor, preset, [participation_id], post_id, from_day, reason, today)


def note_excesses(
    actor: Actor,
    preset: Preset,
    participation_ids: Sequence[int],
    post_id: int,
    from_day: date,
    reason: str,
    today: date,
) -> None:
    """The same for several cases given at once: those that came in last are the ones beyond."""
    db.session.flush()
    posts = posts_over_time(actor.pilot_id, preset.stays.pauses_count_in_caseload)
    time = next((time for post, time in posts.items() if post.id == post_id), None)
    if time is None:
        raise DomainError("participant.no_case_post", "post_id")
    found = first_excess(time, preset.target.caseload_ratio, from_day, max(from_day, today))
    if found is None:
        return
    if not reason.strip():
        raise DomainError(
            "caseload.beyond_ratio_needs_reason",
            "ratio_reason",
            in_care=found.in_care,
            places=found.places,
            day=found.day,
        )
    told = reason.strip()
    beyond = participation_ids[-min(found.in_care - found.places, len(participation_ids)) :]
    for in_care, participation_id in enumerate(beyond, found.in_care - len(beyond) + 1):
        row_id = new_id()
        db.session.add(
            RatioException(
                pilot_id=actor.pilot_id,
                id=row_id,
                participation_id=participation_id,
                post_id=post_id,
                from_day=found.day,
                in_care=in_care,
                places=found.places,
                reason_sealed=store.seal_text(told, actor.pilot_id, row_id, "reason"),
                recorded_by=actor.user_id,
            )
        )
        audit.record(
            actor, "exceed_ratio", "participation", participation_id, ["post_id", "reason"]
        )
    db.session.flush()
