"""The statements of lists over all cases, put together once for each shape of the question.

That takes longer than running them; what is asked for goes in as parameters, see `parameters`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
)

from app.access import Actor
from app.database import Moment, utc_now
from app.participants.models import Consent, Participation
from app.participants.queries import in_care_of_posts, opened_in_emergency
from app.participants.questionnaires.models import Questionnaire
from app.participants.questionnaires.waves import FOLLOW_UP, HEALTH

_PILOT, _DAY = bindparam("pilot", type_=BigInteger()), bindparam("day", type_=Date())
_POSTS = bindparam("posts", type_=BigInteger(), expanding=True)
_POST = bindparam("post", type_=BigInteger(), expanding=True)
_USER, _NOW = bindparam("user", type_=BigInteger()), bindparam("now", type_=Moment())


def parameters(actor: Actor, day: date, post_id: int | None = None) -> Mapping[str, Any]:
    """The values that go into each of these statements."""
    return {
        "pilot": actor.pilot_id,
        "day": day,
        "posts": list(actor.sees_post or ()),
        "post": [post_id],
        "user": actor.user_id,
        "now": utc_now(),
    }


@cache
def people(sees_all: bool, has_post: bool) -> Select[*tuple[Any, ...]]:
    """Everybody admitted whom the actor may see, by number; of one post where it is asked for."""
    return (
        select(
            Participation.id,
            Participation.number,
            Participation.person_id,
            Participation.admitted_on,
            Participation.exited_on,
        )
        .where(*_seen(sees_all, has_post), Participation.admitted_on <= _DAY)
        .order_by(Participation.number)
    )


@cache
def consents(sees_all: bool, has_post: bool) -> Select[*tuple[Any, ...]]:
    """Their consents to health data and follow-up."""
    return (
        select(Consent.participation_id, Consent.purpose, Consent.given_on, Consent.withdrawn_on)
        .join(
            Participation,
            and_(
                Participation.pilot_id == Consent.pilot_id,
                Participation.id == Consent.participation_id,
            ),
        )
        .where(*_seen(sees_all, has_post), Consent.purpose.in_((HEALTH, FOLLOW_UP)))
    )


@cache
def recorded(sees_all: bool, instruments: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    """By participation and wave: the instruments answered, and those missing, as bits of a number.

    There is at most one row for each instrument of a wave.
    """
    bits = {key: 1 << place for place, key in enumerate(instruments)}
    bit = case(bits, value=Questionnaire.instrument, else_=0)
    return (
        select(
            Questionnaire.participation_id,
            Questionnaire.wave,
            func.sum(case((Questionnaire.missing.is_(None), bit), else_=0)),
            func.sum(case((Questionnaire.missing.is_not(None), bit), else_=0)),
        )
        .join(
            Participation,
            and_(
                Participation.pilot_id == Questionnaire.pilot_id,
                Participation.id == Questionnaire.participation_id,
            ),
        )
        .where(*_seen(sees_all))
        .group_by(Questionnaire.participation_id, Questionnaire.wave)
    )


def _seen(sees_all: bool, has_post: bool = False) -> list[ColumnElement[bool]]:
    """The cases that the actor may see, as `queries.visible` has it, narrowed to a post."""
    conditions: list[ColumnElement[bool]] = [Participation.pilot_id == _PILOT]
    if not sees_all:
        opened = opened_in_emergency(_PILOT, _USER, _NOW)
        conditions.append(or_(in_care_of_posts(_POSTS, _DAY), opened))
    if has_post:
        conditions.append(in_care_of_posts(_POST, _DAY))
    return conditions
