"""Reads of participants; each starts from the pilot of the actor and the cases they may see."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Date,
    ScalarSelect,
    Select,
    SQLColumnExpression,
    Table,
    and_,
    bindparam,
    or_,
    select,
)

from app.access import Actor
from app.database import Moment, utc_now
from app.errors import NotFound
from app.extensions import db, fetch
from app.participants.caseload.models import EmergencyAccess
from app.participants.models import (
    Care,
    Consent,
    CriterionAnswer,
    Participation,
    StageEvent,
)
from app.participants.rules import HiddenCase, Move
from app.pilots.models import Post

# Statements of nearly every record are put together once; they ask for a pilot and a stay.
_PILOT = bindparam("pilot", type_=BigInteger())
_STAY = bindparam("stay", type_=BigInteger())
_EVENTS = (
    select(*cast(Table, StageEvent.__table__).c)
    .where(StageEvent.pilot_id == _PILOT, StageEvent.participation_id == _STAY)
    .order_by(StageEvent.entered_on, StageEvent.id)
)
_CONSENTS = (
    select(Consent)
    .where(Consent.pilot_id == _PILOT, Consent.participation_id == _STAY)
    .order_by(Consent.given_on, Consent.purpose)
)
_ANSWERS = select(CriterionAnswer.criterion, CriterionAnswer.answer).where(
    CriterionAnswer.pilot_id == _PILOT, CriterionAnswer.participation_id == _STAY
)
_CARE = (
    select(Care, Post.title)
    .join(Post, and_(Post.pilot_id == Care.pilot_id, Post.id == Care.post_id))
    .where(Care.pilot_id == _PILOT, Care.participation_id == _STAY)
    .order_by(Care.from_day)
)
_OF_PERSON = (
    Participation.pilot_id == _PILOT,
    Participation.person_id == bindparam("person", type_=BigInteger()),
)
_NUMBERS = select(Participation.number).where(*_OF_PERSON).order_by(Participation.number)
_STAYS = select(Participation).where(*_OF_PERSON).order_by(Participation.number)

Told = TypeVar("Told")
AnyDay = date | BindParameter[date]
"""A day, or the place of one in a statement that is built once."""


@dataclass(frozen=True)
class StageRecord:
    """The moves of a participation that still stand, in time order."""

    moves: Sequence[Move]
    standing_ids: Sequence[int]

    @property
    def current(self) -> int | None:
        """The stage entered last."""
        return self.moves[-1].stage if self.moves else None

    @property
    def latest_on(self) -> date | None:
        """The day of the last move."""
        return self.moves[-1].entered_on if self.moves else None


def in_care_on(day: AnyDay) -> ColumnElement[bool]:
    """In care on a day: entry ≤ day < exit."""
    return and_(Participation.admitted_on <= day, not_left_on(day))


def not_left_on(day: AnyDay) -> ColumnElement[bool]:
    """No exit up to and on the day."""
    return or_(Participation.exited_on.is_(None), Participation.exited_on > day)


def _still_stands() -> ColumnElement[bool]:
    """A move that is neither a reversal nor taken back by one."""
    reversal = StageEvent.__table__.alias("reversal")
    taken_back = select(1).where(
        reversal.c.pilot_id == StageEvent.pilot_id, reversal.c.reverses_id == StageEvent.id
    )
    return and_(_by_stay(StageEvent.reverses_id).is_(None), ~taken_back.exists())


def _by_stay(column: SQLColumnExpression[Any]) -> ColumnElement[Any]:
    """Keeps SQLite from looking rows up by this column instead of by their participation.

    A post has thousands of periods of care, a stay one or two; SQLite, which has not counted them,
    would take the longer way for every line of a list.
    """
    return column + 0


def stage_of(day: AnyDay) -> ScalarSelect[int]:
    """The stage of the participation of the surrounding statement on a day."""
    return (
        select(StageEvent.stage)
        .where(
            StageEvent.pilot_id == Participation.pilot_id,
            StageEvent.participation_id == Participation.id,
            StageEvent.entered_on <= day,
            _still_stands(),
        )
        .order_by(StageEvent.entered_on.desc(), StageEvent.id.desc())
        .limit(1)
        .correlate(Participation)
        .scalar_subquery()
    )


def post_of(day: AnyDay) -> ScalarSelect[str]:
    """The title of the post that has, or last had, the participation in its care on a day."""
    same = and_(Post.pilot_id == Care.pilot_id, Post.id == Care.post_id)
    return _last_care(select(Post.title).join(Care, same), day)


def post_id_of(day: AnyDay) -> ScalarSelect[int]:
    """The same post by its id."""
    return _last_care(select(Care.post_id), day)


def _last_care(statement: Select[Told], day: AnyDay) -> ScalarSelect[Told]:
    return (
        statement.where(
            Care.pilot_id == Participation.pilot_id,
            Care.participation_id == Participation.id,
            Care.from_day <= day,
        )
        .order_by(Care.from_day.desc())
        .limit(1)
        .correlate(Participation)
        .scalar_subquery()
    )


def agrees_on(purpose: str, day: AnyDay) -> ColumnElement[bool]:
    """Consent to a purpose is in force on a day."""
    return (
        select(1)
        .where(
            Consent.pilot_id == Participation.pilot_id,
            Consent.participation_id == Participation.id,
            Consent.purpose == purpose,
            Consent.given_on <= day,
            or_(Consent.withdrawn_on.is_(None), Consent.withdrawn_on > day),
        )
        .exists()
    )


def visible(actor: Actor, day: date) -> ColumnElement[bool]:
    """The cases an actor may see: all, or those in (or last in) the care of own posts.

    Besides these the ones opened in an emergency, as long as that lasts.
    """
    ours = Participation.pilot_id == actor.pilot_id
    if actor.sees_post is None:
        return ours
    own = in_care_of_posts(actor.sees_post, day)
    return and_(ours, or_(own, opened_in_emergency(actor.pilot_id, actor.user_id, utc_now())))


def seen(sees_all: bool) -> ColumnElement[bool]:
    """The same for statements that are put together once; `viewer` has the values for it."""
    ours = Participation.pilot_id == _PILOT
    if sees_all:
        return ours
    own = in_care_of_posts(
        bindparam("posts", type_=BigInteger(), expanding=True), bindparam("day", type_=Date())
    )
    user, now = bindparam("user", type_=BigInteger()), bindparam("now", type_=Moment())
    return and_(ours, or_(own, opened_in_emergency(_PILOT, user, now)))


def viewer(actor: Actor, day: date) -> dict[str, Any]:
    """Who looks at the cases, and on which day."""
    return {
        "pilot": actor.pilot_id,
        "day": day,
        "posts": list(actor.sees_post or ()),
        "user": actor.user_id,
        "now": utc_now(),
    }


def opened_in_emergency(
    pilot_id: int | BindParameter[int],
    user_id: int | BindParameter[int],
    now: datetime | BindParameter[datetime],
) -> ColumnElement[bool]:
    """Opened by a user in an emergency that lasts at that moment.

    The few rows are looked up once for a statement, not for each of its cases.
    """
    return Participation.id.in_(
        select(EmergencyAccess.participation_id).where(
            EmergencyAccess.pilot_id == pilot_id,
            EmergencyAccess.user_id == user_id,
            EmergencyAccess.ends_at > now,
        )
    )


def in_care_of_posts(
    posts: Collection[int] | BindParameter[Any], day: AnyDay, has_begun: bool = False
) -> ColumnElement[bool]:
    """In the care of one of the posts on the day, or last in it before the exit.

    `has_begun` leaves out care that begins only after the day.
    """
    begun = (Care.from_day <= day,) if has_begun else ()
    return (
        select(1)
        .where(
            Care.pilot_id == Participation.pilot_id,
            Care.participation_id == Participation.id,
            _by_stay(Care.post_id).in_(posts),
            or_(
                Care.until_day.is_(None),
                Care.until_day > day,
                Care.until_day == Participation.exited_on,
            ),
            *begun,
        )
        .exists()
    )


def participation_row(actor: Actor, number: int) -> Participation | None:
    """The participation with that number, if the actor may see it."""
    asked = {**viewer(actor, date.max), "number": number}
    return db.session.scalar(_case(actor.sees_post is None), asked)


@cache
def _case(sees_all: bool) -> Select[Participation]:
    return select(Participation).where(called(sees_all))


def called(sees_all: bool) -> ColumnElement[bool]:
    """The one with a number, as far as it may be seen; for statements put together once."""
    number = bindparam("number", type_=BigInteger())
    return and_(seen(sees_all), Participation.number == number)


def refusal(actor: Actor, number: int) -> NotFound:
    """Why a case is not there for the actor: it is another's (to be recorded), or there is none."""
    participation_id = db.session.scalar(
        select(Participation.id).where(
            Participation.pilot_id == actor.pilot_id, Participation.number == number
        )
    )
    return NotFound() if participation_id is None else HiddenCase(participation_id)


def stage_record(pilot_id: int, participation_id: int) -> StageRecord:
    """The standing moves of a participation."""
    return standing_of(stage_events(pilot_id, participation_id))


def standing_of(rows: Sequence[StageEvent]) -> StageRecord:
    """The moves among all recorded ones that still stand."""
    taken_back = {row.reverses_id for row in rows if row.reverses_id}
    standing = [row for row in rows if row.reverses_id is None and row.id not in taken_back]
    return StageRecord(
        [Move(row.stage, row.entered_on) for row in standing], [row.id for row in standing]
    )


def stage_events(pilot_id: int, participation_id: int) -> Sequence[StageEvent]:
    """All moves and reversals in the order of recording, as bare rows to read."""
    rows = fetch(_EVENTS, {"pilot": pilot_id, "stay": participation_id}).all()
    return cast(Sequence[StageEvent], rows)


def consents_of(pilot_id: int, participation_id: int) -> Sequence[Consent]:
    """Every consent ever given, in the order of giving."""
    return db.session.scalars(_CONSENTS, {"pilot": pilot_id, "stay": participation_id}).all()


def consents_in_force(pilot_id: int, participation_id: int, on: date) -> frozenset[str]:
    """The purposes consented to on a day; from the day of withdrawal on no longer."""
    return in_force(consents_of(pilot_id, participation_id), on)


def in_force(consents: Sequence[Consent], on: date) -> frozenset[str]:
    """The purposes of those consents that are in force on a day."""
    return frozenset(
        consent.purpose
        for consent in consents
        if consent.given_on <= on and (consent.withdrawn_on is None or consent.withdrawn_on > on)
    )


def has_health_consent(pilot_id: int, participation_id: int, on: date) -> bool:
    """Whether health data may be newly recorded about a participation on a day."""
    return "health_data" in consents_in_force(pilot_id, participation_id, on)


def criterion_answers(pilot_id: int, participation_id: int) -> dict[str, str]:
    """How each criterion was answered on the day of entry."""
    return dict(fetch(_ANSWERS, {"pilot": pilot_id, "stay": participation_id}).all())


def care_of(pilot_id: int, participation_id: int) -> Sequence[tuple[Care, str]]:
    """Periods of care with the titles of the posts."""
    rows = db.session.execute(_CARE, {"pilot": pilot_id, "stay": participation_id})
    return [(care, title) for care, title in rows]


def open_care(pilot_id: int, participation_id: int) -> Care | None:
    """The care that has no end yet."""
    return db.session.scalar(
        select(Care).where(
            Care.pilot_id == pilot_id,
            Care.participation_id == participation_id,
            Care.until_day.is_(None),
        )
    )


def care_ending(pilot_id: int, participation_id: int, on: date) -> Care | None:
    """The care that ended on a day; of two (a change on that day) the one begun last."""
    return db.session.scalar(
        select(Care)
        .where(
            Care.pilot_id == pilot_id,
            Care.participation_id == participation_id,
            Care.until_day == on,
        )
        .order_by(Care.from_day.desc())
        .limit(1)
    )


def post_caring(pilot_id: int, participation_id: int, on: date) -> int | None:
    """The post in whose care a participation is on a day."""
    return db.session.scalar(
        select(Care.post_id).where(
            Care.pilot_id == pilot_id,
            Care.participation_id == participation_id,
            Care.from_day <= on,
            or_(Care.until_day.is_(None), Care.until_day > on),
        )
    )


def stays_of(pilot_id: int, person_id: int) -> Sequence[Participation]:
    """All stays of a person."""
    return db.session.scalars(_STAYS, {"pilot": pilot_id, "person": person_id}).all()


def earlier_stays(pilot_id: int, person_id: int, before: int) -> Sequence[int]:
    """The participant numbers of the person's stays before the one with that number."""
    numbers = fetch(_NUMBERS, {"pilot": pilot_id, "person": person_id}).scalars()
    return [number for number in numbers if number < before]


def other_stay_from(pilot_id: int, person_id: int, on: date, besides: int | None) -> bool:
    """Whether the person has another stay that lasts on, or begins after, that day."""
    return any(
        row.id != besides and (row.exited_on is None or row.exited_on > on)
        for row in stays_of(pilot_id, person_id)
    )
