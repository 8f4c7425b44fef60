"""Reads of private calendars, of choices about reminders and of what was sent."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select

from app.accounts.models import User
from app.extensions import db, fetch
from app.notices.models import CalendarFeed, NoticeChoice, NoticeSent
from app.notices.rules import Rhythm
from app.pilots.models import Pilot


@dataclass(frozen=True)
class Feed:
    """Whose calendar an address opens: the pilot, the user and the user's language."""

    pilot_key: str
    pilot_id: int
    user_id: int
    language: str


def token_hash(token: str) -> str:
    """What the table keeps of the token in a calendar's address."""
    return hashlib.sha256(token.encode()).hexdigest()


_FEED = (
    select(Pilot.key, CalendarFeed.pilot_id, CalendarFeed.user_id, User.language)
    .join(Pilot, Pilot.id == CalendarFeed.pilot_id)
    .join(User, User.id == CalendarFeed.user_id)
    .where(
        CalendarFeed.token_hash == bindparam("token_hash"),
        CalendarFeed.revoked_at.is_(None),
        User.is_active,
    )
)


def feed_of(token: str) -> Feed | None:
    """The calendar behind a token, unless it was revoked or the account is closed."""
    row = fetch(_FEED, {"token_hash": token_hash(token)}).first()
    return Feed(*row) if row else None


def feed_made_at(pilot_id: int, user_id: int) -> datetime | None:
    """When the user made the address that is in force; None without one."""
    return db.session.scalar(
        select(CalendarFeed.made_at).where(
            CalendarFeed.pilot_id == pilot_id,
            CalendarFeed.user_id == user_id,
            CalendarFeed.revoked_at.is_(None),
        )
    )


def rhythm_of(pilot_id: int, user_id: int) -> Rhythm:
    """How often the user wants mail about the pilot; at the lead times unless chosen otherwise."""
    return rhythms(pilot_id).get(user_id, Rhythm.LEAD)


def rhythms(pilot_id: int) -> Mapping[int, Rhythm]:
    """What users of the pilot chose."""
    rows = db.session.execute(
        select(NoticeChoice.user_id, NoticeChoice.rhythm).where(NoticeChoice.pilot_id == pilot_id)
    )
    return {user_id: Rhythm(rhythm) for user_id, rhythm in rows}


def sent_to(pilot_id: int, user_id: int) -> set[tuple[str, date, str]]:
    """What the user was told already: item, its day, stage."""
    rows = db.session.execute(
        select(NoticeSent.item, NoticeSent.due_on, NoticeSent.stage).where(
            NoticeSent.pilot_id == pilot_id, NoticeSent.user_id == user_id
        )
    )
    return {(row.item, row.due_on, row.stage) for row in rows}


@dataclass(frozen=True)
class Recipient:
    """Whom mail goes to, in which language."""

    user_id: int
    email: str
    language: str


def recipient(user_id: int) -> Recipient:
    """Address and language of an account."""
    user = db.session.get_one(User, user_id)
    return Recipient(user.id, user.email, user.language)
