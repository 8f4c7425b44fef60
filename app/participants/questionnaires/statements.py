"""The statements of lists over all cases, put together once for each shape of the question.

That takes longer than running them; what is asked for goes in as parameters, see `parameters`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Date, Select, and_, bindparam, case, func, select

from app.access import Actor
from app.participants.models import Consent, Participation
from app.participants.queries import in_care_of_posts, post_of, seen, viewer
from app.participants.questionnaires.models import Questionnaire
from app.participants.questionnaires.waves import FOLLOW_UP, HEALTH

_DAY = bindparam("day", type_=Date())
_POST = bindparam("post", type_=BigInteger(), expanding=True)


def parameters(actor: Actor, day: date, post_id: int | None = None) -> Mapping[str, Any]:
    """The values that go into each of these statements."""
    return {**viewer(actor, day), "post": [post_id]}


@cache
def people(sees_all: bool, has_post: bool) -> Select[*tuple[Any, ...]]:
    """Everybody admitted whom the actor may see, by number; of one post where it is asked for.

    Once for each of their consents to health data and follow-up, and once where there is none.
    """
    of_post = [in_care_of_posts(_POST, _DAY)] if has_post else []
    agreed = and_(
        Consent.pilot_id == Participation.pilot_id,
        Consent.participation_id == Participation.id,
        Consent.purpose.in_((HEALTH, FOLLOW_UP)),
    )
    return (
        select(
            Participation.id,
            Participation.number,
            Participation.person_id,
            Participation.admitted_on,
            Participation.exited_on,
            Consent.purpose,
            Consent.given_on,
            Consent.withdrawn_on,
        )
        .outerjoin(Consent, agreed)
        .where(seen(sees_all), *of_post, Participation.admitted_on <= _DAY)
        .order_by(Participation.number)
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
        .where(seen(sees_all))
        .group_by(Questionnaire.participation_id, Questionnaire.wave)
    )


@cache
def posts_of_cases() -> Select[int, str]:
    """The posts that have, or last had, some cases."""
    return select(Participation.id, post_of(_DAY)).where(
        Participation.pilot_id == bindparam("pilot", type_=BigInteger()),
        Participation.id.in_(bindparam("ids", type_=BigInteger(), expanding=True)),
    )
