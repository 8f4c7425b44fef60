"""Reads of stays with the groups that they are in, in one statement; no names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Date, Select, bindparam, select

from app.extensions import fetch
from app.participants.models import Participation
from app.participants.queries import post_id_of, stage_of
from app.reporting.breakdown.rules import OF_EXITS, STILL_THERE, By, Question, Stay
from app.reporting.figures.rules import NOT_STATED
from exports.codes import age_group

_DAY = bindparam("day", type_=Date())


def stays(pilot_id: int, question: Question) -> list[Stay]:
    """The stays begun by the day, with their groups by the characteristics in question."""
    rows = fetch(_stays(question.by), {"pilot": pilot_id, "day": question.on})
    found = []
    for person, admitted_on, exited_on, *values in rows:
        is_there = exited_on is None or exited_on > question.on
        parts = tuple(
            _group(by, value, is_there) for by, value in zip(question.by, values, strict=True)
        )
        found.append(Stay(person, admitted_on, exited_on, parts))
    return found


def _group(by: By, value: Any, is_there: bool) -> str:
    if by in OF_EXITS and is_there:
        return STILL_THERE
    if value is None:
        return NOT_STATED
    if by is By.AGE:
        return age_group(value)
    return str(value.year if by is By.YEAR else value)


@cache
def _stays(by: tuple[By, ...]) -> Select[*tuple[Any, ...]]:
    columns = _columns()
    return (
        select(
            Participation.person_id,
            Participation.admitted_on,
            Participation.exited_on,
            *(columns[one] for one in by),
        )
        .where(
            Participation.pilot_id == bindparam("pilot", type_=BigInteger()),
            Participation.admitted_on <= _DAY,
        )
        .order_by(Participation.admitted_on, Participation.number)
    )


@cache
def _columns() -> Mapping[By, Any]:
    return {
        By.SEX: Participation.sex,
        By.AGE: Participation.age_at_entry,
        By.SCHOOL: Participation.school,
        By.VOCATIONAL: Participation.vocational,
        By.STAGE: stage_of(_DAY),
        By.YEAR: Participation.admitted_on.label("entered_on"),
        By.EXIT_REASON: Participation.exit_reason,
        By.OUTCOME: Participation.outcome,
        By.POST: post_id_of(_DAY),
    }
