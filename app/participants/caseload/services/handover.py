"""Cases go from one post to another: one, or all of a post in one step, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete

from app import audit
from app.access import Actor
from app.errors import DomainError, NotFound
from app.extensions import db
from app.participants import queries
from app.participants.caseload.models import RatioException
from app.participants.caseload.queries import handed_over
from app.participants.caseload.services.ratio import note_excesses
from app.participants.services.facts import participation_for
from app.participants.services.stay import change_care
from app.pilots.preset import Preset


def hand_over(
    actor: Actor,
    preset: Preset,
    posts: Mapping[int, int],
    from_day: date,
    reason: str,
    today: date,
) -> None:
    """From that day on other posts care for the cases: `posts` says by number which one.

    All or none; beyond the ratio with a reason only.
    """
    if not posts:
        raise DomainError("caseload.no_case_chosen", "cases")
    taken: dict[int, list[int]] = defaultdict(list)
    for number, post_id in sorted(posts.items()):
        row = participation_for(actor, number)
        _check_is_own(actor, row.id)
        try:
            change_care(actor, number, post_id, from_day, today)
        except DomainError as error:
            if error.key == "participant.care_out_of_order" and len(posts) > 1:
                raise DomainError(
                    "caseload.case_out_of_order", "from_day", number=number, **error.params
                ) from error
            raise
        taken[post_id].append(row.id)
    for post_id, ids in taken.items():
        note_excesses(actor, preset, ids, post_id, from_day, reason, today)


def _check_is_own(actor: Actor, participation_id: int) -> None:
    """Whoever opened a case in an emergency works it but does not give it to somebody."""
    current = queries.open_care(actor.pilot_id, participation_id)
    is_others = current is not None and current.post_id not in (actor.sees_post or ())
    if actor.sees_post is not None and is_others:
        raise DomainError("caseload.others_case", "post_id")


def take_back(
    actor: Actor,
    preset: Preset,
    post_id: int,
    to_post: int,
    from_day: date,
    reason: str,
    today: date,
) -> int:
    """Takes a hand-over back, as if it had not been; returns how many cases went back.

    Only cases that are still there; the history keeps both. Exceptions it needed go with it.
    """
    ids = []
    for before, since, row in handed_over(actor.pilot_id, post_id, to_post, from_day):
        participation_for(actor, row.number)
        db.session.delete(since)
        before.until_day = None
        db.session.flush()
        audit.record(actor, "take_back_hand_over", "participation", row.id, ["post_id"])
        ids.append(row.id)
    if not ids:
        raise NotFound
    db.session.execute(
        delete(RatioException).where(
            RatioException.pilot_id == actor.pilot_id,
            RatioException.post_id == to_post,
            RatioException.from_day >= from_day,
            RatioException.participation_id.in_(ids),
        )
    )
    note_excesses(actor, preset, ids, post_id, from_day, reason, today)
    return len(ids)
