"""Private calendars, choices about reminders, what was sent. Flushes, never commits."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError
from app.extensions import db
from app.notices.models import CalendarFeed, NoticeChoice, NoticeSent
from app.notices.queries import token_hash
from app.notices.rules import Reminder, Rhythm
from app.pilots.queries import one_at_a_time

TOKEN_BYTES = 32


def make_calendar(actor: Actor, now: datetime) -> str:
    """A new private address of the pilot's calendar; returns its token, which is kept nowhere.

    An address made before opens nothing from then on.
    """
    one_at_a_time(actor.pilot_id)
    for row in _in_force(actor):
        row.revoked_at = now
    token = secrets.token_urlsafe(TOKEN_BYTES)
    made = CalendarFeed(
        pilot_id=actor.pilot_id,
        id=new_id(),
        user_id=actor.user_id,
        token_hash=token_hash(token),
        made_at=now,
    )
    db.session.add(made)
    db.session.flush()
    audit.record(actor, "make_calendar", "calendar_feed", made.id)
    return token


def revoke_calendar(actor: Actor, now: datetime) -> None:
    """The address opens nothing any more; DomainError where there is none."""
    one_at_a_time(actor.pilot_id)
    rows = _in_force(actor)
    if not rows:
        raise DomainError("notices.no_calendar")
    for row in rows:
        row.revoked_at = now
    db.session.flush()
    for row in rows:
        audit.record(actor, "revoke_calendar", "calendar_feed", row.id)


def _in_force(actor: Actor) -> Sequence[CalendarFeed]:
    return db.session.scalars(
        select(CalendarFeed).where(
            CalendarFeed.pilot_id == actor.pilot_id,
            CalendarFeed.user_id == actor.user_id,
            CalendarFeed.revoked_at.is_(None),
        )
    ).all()


def choose_rhythm(actor: Actor, rhythm: Rhythm) -> None:
    """How often the actor wants mail about the pilot."""
    one_at_a_time(actor.pilot_id)
    row = db.session.scalar(
        select(NoticeChoice).where(
            NoticeChoice.pilot_id == actor.pilot_id, NoticeChoice.user_id == actor.user_id
        )
    )
    if row is None:
        row = NoticeChoice(pilot_id=actor.pilot_id, id=new_id(), user_id=actor.user_id)
        db.session.add(row)
    row.rhythm = rhythm
    db.session.flush()
    audit.record(actor, "choose_reminders", "user", actor.user_id, ["rhythm"])


def note_sent(actor: Actor, user_id: int, told: Sequence[Reminder]) -> None:
    """Keeps what a mail told, so that nobody is told twice; called once the server has taken it."""
    for reminder in told:
        item, due_on, stage = reminder.key
        db.session.add(
            NoticeSent(
                pilot_id=actor.pilot_id,
                id=new_id(),
                user_id=user_id,
                item=item,
                due_on=due_on,
                stage=stage,
            )
        )
    db.session.flush()
    audit.record(actor, "send_notice", "user", user_id)
