"""Single facts of a participation: moves, care, consents, sealed texts; the bricks of services."""

from __future__ import annotations

from datetime import date

from app.access import Actor
from app.database import new_id
from app.errors import DomainError
from app.extensions import db
from app.participants import queries
from app.participants.identity import store
from app.participants.models import Care, Consent, Participation, StageEvent
from app.participants.stays.queries import interruptions_of
from app.pilots.preset import ConsentText
from app.pilots.queries import one_at_a_time, posts_of


def participation_for(actor: Actor, number: int) -> Participation:
    """The participation, if the actor may work on it; otherwise it is not there (404).

    From here on others wait: what is checked about it still holds when it is written.
    """
    one_at_a_time(actor.pilot_id)
    row = queries.participation_row(actor, number)
    if row is None:
        raise queries.refusal(actor, number)
    return row


def add_move(
    actor: Actor, participation_id: int, stage: int, entered_on: date, reason: str | None
) -> None:
    db.session.add(
        StageEvent(
            pilot_id=actor.pilot_id,
            participation_id=participation_id,
            stage=stage,
            entered_on=entered_on,
            reason=reason,
            recorded_by=actor.user_id,
        )
    )


def start_care(actor: Actor, participation_id: int, post_id: int, from_day: date) -> None:
    if post_id not in {post.id for post in posts_of(actor.pilot_id) if post.carries_cases}:
        raise DomainError("participant.no_case_post", "post_id")
    db.session.add(
        Care(
            pilot_id=actor.pilot_id,
            participation_id=participation_id,
            post_id=post_id,
            from_day=from_day,
        )
    )


def add_consent(
    actor: Actor,
    participation_id: int,
    purpose: str,
    given_on: date,
    form: str,
    signed: ConsentText | None = None,
) -> Consent:
    """A consent; of the text that was signed its version and recipient are kept, where known."""
    consent = Consent(
        pilot_id=actor.pilot_id,
        id=new_id(),
        participation_id=participation_id,
        purpose=purpose,
        given_on=given_on,
        form=form,
        recipient=signed.recipient_de if signed else None,
        text_version=signed.version if signed else None,
    )
    db.session.add(consent)
    return consent


def end_stay(
    actor: Actor, row: Participation, exited_on: date, exit_reason: str, outcome: str | None
) -> None:
    """Exit, end of care and of an interruption; care that begins only afterwards becomes empty."""
    row.exited_on, row.exit_reason, row.outcome = exited_on, exit_reason, outcome
    for care, _title in queries.care_of(actor.pilot_id, row.id):
        if care.until_day is None or care.until_day > exited_on:
            care.until_day = max(exited_on, care.from_day)
    for pause in interruptions_of(actor.pilot_id, row.id):
        if pause.from_day >= exited_on:
            db.session.delete(pause)
        elif pause.until_day is None or pause.until_day > exited_on:
            pause.until_day = exited_on


def sealed(row: Participation, text: str, column: str) -> bytes | None:
    text = text.strip()
    return store.seal_text(text, row.pilot_id, row.id, column) if text else None
