"""Stays with what their record holds, of a whole pilot; without names. Two statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
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
    or_,
    select,
    true,
)

from app.extensions import fetch
from app.participants.aftercare.models import Whereabouts
from app.participants.aftercare.rules import FOLLOW_UP_CONSENT, Answer
from app.participants.completeness.rules import Looked, Period
from app.participants.models import Care, Consent, Participation
from app.participants.queries import agrees_on, post_id_of, stage_of

_PILOT = bindparam("pilot", type_=BigInteger())
_LAST, _DAY = bindparam("last", type_=Date()), bindparam("day", type_=Date())


def stays_until(pilot_id: int, required: Sequence[str], period: Period) -> list[Looked]:
    """Every stay begun by the last day, by number; `required`: the purposes of consent that an
    admission needs."""
    asked = {"pilot": pilot_id, "last": period.last, "day": period.day}
    answers: dict[int, dict[int, Answer]] = defaultdict(dict)
    for stay, months, on, status in fetch(_answers(), asked):
        answers[stay][months] = Answer(on, status is not None)
    return [
        Looked(*(*row, answers.get(row.id, {})))
        for row in fetch(_stays(tuple(sorted(required))), asked)
    ]


@cache
def _stays(required: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Participation.id,
            Participation.number,
            Participation.admitted_on,
            Participation.exited_on,
            Participation.exit_reason,
            Participation.outcome,
            Participation.against_criteria,
            Participation.reason_sealed.is_not(None),
            stage_of(_LAST),
            _cared_for(),
            and_(true(), *(_ever_agreed(purpose) for purpose in required)),
            agrees_on(FOLLOW_UP_CONSENT, _DAY),
            post_id_of(_DAY),
        )
        .where(Participation.pilot_id == _PILOT, Participation.admitted_on <= _LAST)
        .order_by(Participation.number)
    )


def _cared_for() -> ColumnElement[bool]:
    """In the care of a post on the last day."""
    return (
        select(1)
        .where(
            Care.pilot_id == Participation.pilot_id,
            Care.participation_id == Participation.id,
            Care.from_day <= _LAST,
            or_(Care.until_day.is_(None), Care.until_day > _LAST),
        )
        .exists()
    )


def _ever_agreed(purpose: str) -> ColumnElement[bool]:
    """A consent to the purpose is on record, whatever became of it."""
    return (
        select(1)
        .where(
            Consent.pilot_id == Participation.pilot_id,
            Consent.participation_id == Participation.id,
            Consent.purpose == purpose,
        )
        .exists()
    )


@cache
def _answers() -> Select[int, int, date, str | None]:
    """What became of people, as recorded by the day."""
    return select(
        Whereabouts.participation_id,
        Whereabouts.months_after,
        Whereabouts.asked_on,
        Whereabouts.status,
    ).where(Whereabouts.pilot_id == _PILOT, Whereabouts.asked_on <= _DAY)
