"""Reads of the caseload: posts over time, cases beyond the ratio, hand-overs, emergencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from app.access import Actor
from app.accounts.models import User
from app.extensions import db, fetch
from app.participants.caseload.models import EmergencyAccess, RatioException
from app.participants.caseload.rules import PostTime, cases_over_time, share_over_time
from app.participants.models import Care, Participation
from app.participants.queries import visible
from app.participants.stays.models import Interruption
from app.pilots.models import Post
from app.pilots.queries import PostRow, posts_of, shares_of

MOST = 100
"""Lines of a list of what happened lately."""
_PILOT = bindparam("pilot", type_=BigInteger())


def posts_over_time(pilot_id: int, pauses_count: bool) -> dict[PostRow, PostTime]:
    """The posts that carry cases with their cases and shares on every day, past and planned."""
    posts, shares = posts_of(pilot_id), shares_of(pilot_id)
    begun = _counts(pilot_id, _changes(is_end=False, is_pause=False))
    ended = _counts(pilot_id, _changes(is_end=True, is_pause=False))
    if not pauses_count:
        # A pause takes its days out: it ends the case on its first and begins it after its last.
        for days, is_end in ((ended, False), (begun, True)):
            for post_id, changes in _counts(pilot_id, _changes(is_end, is_pause=True)).items():
                for day, count in changes.items():
                    days[post_id][day] = days[post_id].get(day, 0) + count
    return {
        post: PostTime(
            cases_over_time(begun[post.id], ended[post.id]),
            share_over_time(
                post.fte_percent, {row.from_day: row.fte_percent for row in shares.get(post.id, ())}
            ),
        )
        for post in posts
        if post.carries_cases
    }


def _counts(pilot_id: int, statement: Select[Any, Any, Any]) -> dict[int, dict[date, int]]:
    found: dict[int, dict[date, int]] = defaultdict(dict)
    for post_id, day, count in fetch(statement, {"pilot": pilot_id}):
        found[post_id][day] = count
    return found


def _later(one: Any, other: Any) -> ColumnElement[Any]:
    return case((one < other, other), else_=one)


def _earlier(one: Any, other: Any) -> ColumnElement[Any]:
    """The earlier of two ends; an open one comes last."""
    return case((one.is_(None), other), (other.is_(None), one), (other < one, other), else_=one)


@cache
def _changes(is_end: bool, is_pause: bool) -> Select[Any, Any, Any]:
    """How many cases begin or end with each post by day: a row per day, not per case.

    A case counts from the later of care and entry to the earlier of end of care and exit.
    """
    start = _later(Care.from_day, Participation.admitted_on)
    end = _earlier(Care.until_day, Participation.exited_on)
    if is_pause:
        start, end = _later(start, Interruption.from_day), _earlier(end, Interruption.until_day)
    asked = (end if is_end else start).label("day")
    statement = select(Care.post_id, asked, func.count()).join(
        Participation,
        and_(
            Participation.pilot_id == Care.pilot_id,
            Participation.id == Care.participation_id,
        ),
    )
    if is_pause:
        statement = statement.join(
            Interruption,
            and_(
                Interruption.pilot_id == Care.pilot_id,
                Interruption.participation_id == Care.participation_id,
            ),
        )
    is_real = or_(end.is_(None), end > start)
    if is_end:
        is_real = and_(end.is_not(None), end > start)
    return statement.where(Care.pilot_id == _PILOT, is_real).group_by(Care.post_id, asked)


@dataclass(frozen=True)
class ExceptionRow:
    """A case given to a post beyond the ratio; the reason is still sealed."""

    id: int
    from_day: date
    in_care: int
    places: int
    reason_sealed: bytes
    number: int
    post_title: str


def exceptions(actor: Actor, day: date) -> Sequence[ExceptionRow]:
    """Cases given beyond the ratio up to a day, the latest first, of those the actor may see."""
    rows = db.session.execute(
        select(
            RatioException.id,
            RatioException.from_day,
            RatioException.in_care,
            RatioException.places,
            RatioException.reason_sealed,
            Participation.number,
            Post.title,
        )
        .join(
            Participation,
            and_(
                Participation.pilot_id == RatioException.pilot_id,
                Participation.id == RatioException.participation_id,
            ),
        )
        .join(
            Post,
            and_(Post.pilot_id == RatioException.pilot_id, Post.id == RatioException.post_id),
        )
        .where(RatioException.from_day <= day, visible(actor, day))
        .order_by(RatioException.from_day.desc(), RatioException.id.desc())
        .limit(MOST)
    )
    return [ExceptionRow(*row) for row in rows]


@dataclass(frozen=True)
class HandOver:
    """Cases that went from a post to another on a day and are still there."""

    to_post: int
    from_day: date
    cases: int


def hand_overs(pilot_id: int, post_id: int) -> Sequence[HandOver]:
    """What a post has handed over and could take back: the latest first."""
    taken = aliased(Care)
    rows = db.session.execute(
        select(taken.post_id, taken.from_day, func.count())
        .select_from(Care)
        .join(taken, _handed_over(taken))
        .join(
            Participation,
            and_(
                Participation.pilot_id == Care.pilot_id,
                Participation.id == Care.participation_id,
            ),
        )
        .where(
            Care.pilot_id == pilot_id,
            Care.post_id == post_id,
            Participation.exited_on.is_(None),
        )
        .group_by(taken.post_id, taken.from_day)
        .order_by(taken.from_day.desc(), taken.post_id)
        .limit(MOST)
    )
    return [HandOver(*row) for row in rows]


def handed_over(
    pilot_id: int, post_id: int, to_post: int, from_day: date
) -> Sequence[tuple[Care, Care, Participation]]:
    """The cases of one hand-over: care before, care since, participation."""
    taken = aliased(Care)
    rows = db.session.execute(
        select(Care, taken, Participation)
        .join(taken, _handed_over(taken))
        .join(
            Participation,
            and_(
                Participation.pilot_id == Care.pilot_id,
                Participation.id == Care.participation_id,
            ),
        )
        .where(
            Care.pilot_id == pilot_id,
            Care.post_id == post_id,
            Participation.exited_on.is_(None),
            taken.post_id == to_post,
            taken.from_day == from_day,
        )
        .order_by(Participation.number)
    )
    return [(before, since, row) for before, since, row in rows]


def _handed_over(taken: Any) -> ColumnElement[bool]:
    return and_(
        taken.pilot_id == Care.pilot_id,
        taken.participation_id == Care.participation_id,
        taken.from_day == Care.until_day,
        taken.until_day.is_(None),
    )


def participation_numbered(pilot_id: int, number: int) -> Participation | None:
    """Any participation of the pilot by its number, whoever has the case."""
    return db.session.scalar(
        select(Participation).where(
            Participation.pilot_id == pilot_id, Participation.number == number
        )
    )


@dataclass(frozen=True)
class EmergencyRow:
    """A case opened in an emergency; the reason is still sealed."""

    id: int
    opened_at: datetime
    ends_at: datetime
    seen_at: datetime | None
    reason_sealed: bytes
    number: int
    opened_by: str


def unseen_emergencies(pilot_id: int) -> int:
    """How many openings in an emergency no coordinator has confirmed having seen."""
    return fetch(_counted_unseen(), {"pilot": pilot_id}).scalar() or 0


@cache
def _counted_unseen() -> Select[int]:
    return select(func.count()).where(
        EmergencyAccess.pilot_id == _PILOT, EmergencyAccess.seen_at.is_(None)
    )


def emergencies(pilot_id: int) -> Sequence[EmergencyRow]:
    """Cases opened in an emergency: those not yet seen first, then the latest."""
    return _emergencies(EmergencyAccess.pilot_id == pilot_id)


def open_emergencies(actor: Actor, now: datetime) -> Sequence[EmergencyRow]:
    """The cases that the actor has open in an emergency at a moment."""
    return _emergencies(
        EmergencyAccess.pilot_id == actor.pilot_id,
        EmergencyAccess.user_id == actor.user_id,
        EmergencyAccess.ends_at > now,
    )


def _emergencies(*conditions: ColumnElement[bool]) -> Sequence[EmergencyRow]:
    rows = db.session.execute(
        select(
            EmergencyAccess.id,
            EmergencyAccess.opened_at,
            EmergencyAccess.ends_at,
            EmergencyAccess.seen_at,
            EmergencyAccess.reason_sealed,
            Participation.number,
            User.display_name,
        )
        .join(
            Participation,
            and_(
                Participation.pilot_id == EmergencyAccess.pilot_id,
                Participation.id == EmergencyAccess.participation_id,
            ),
        )
        .join(User, User.id == EmergencyAccess.user_id)
        .where(*conditions)
        .order_by(
            EmergencyAccess.seen_at.is_not(None),
            EmergencyAccess.opened_at.desc(),
        )
        .limit(MOST)
    )
    return [EmergencyRow(*row) for row in rows]
