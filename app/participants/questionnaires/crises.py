"""Reads of the crisis procedure and of crises that nobody has confirmed yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Date, Select, and_, bindparam, exists, or_, select
from sqlalchemy.sql import ColumnElement

from app.access import Actor, Permission
from app.clock import BERLIN
from app.extensions import db, fetch
from app.participants.models import Care, Participation
from app.participants.queries import seen, viewer
from app.participants.questionnaires.models import Crisis, CrisisProcedure, Questionnaire
from app.participants.questionnaires.rules import Addressee, addressees, is_overdue
from app.pilots.models import PostHolding

_PILOT = bindparam("pilot", type_=BigInteger())


@dataclass(frozen=True)
class OpenCrisis:
    """An unconfirmed crisis that is put before the actor."""

    number: int
    participation_id: int
    person_id: int
    instrument: str
    wave: str
    raised_at: datetime
    due_at: datetime
    is_escalated: bool


def procedure_in_force(pilot_id: int) -> CrisisProcedure | None:
    """What is to be done in a crisis; None while nothing is recorded or it was ended."""
    return db.session.scalar(
        select(CrisisProcedure)
        .where(CrisisProcedure.pilot_id == pilot_id, CrisisProcedure.ended_at.is_(None))
        .order_by(CrisisProcedure.recorded_at.desc(), CrisisProcedure.id.desc())
        .limit(1)
    )


def has_procedure(pilot_id: int) -> bool:
    """Whether a procedure is in force; asked for every list, so without the procedure itself."""
    return fetch(_any_in_force(), {"pilot": pilot_id}).first() is not None


@cache
def _any_in_force() -> Select[int]:
    return (
        select(CrisisProcedure.id)
        .where(CrisisProcedure.pilot_id == _PILOT, CrisisProcedure.ended_at.is_(None))
        .limit(1)
    )


def procedures(pilot_id: int) -> Sequence[CrisisProcedure]:
    """All versions of the procedure, the latest first."""
    return db.session.scalars(
        select(CrisisProcedure)
        .where(CrisisProcedure.pilot_id == pilot_id)
        .order_by(CrisisProcedure.recorded_at.desc(), CrisisProcedure.id.desc())
    ).all()


def procedure_at(pilot_id: int, moment: datetime) -> CrisisProcedure | None:
    """The procedure that was in force at a moment: the latest recorded until then."""
    return db.session.scalar(
        select(CrisisProcedure)
        .where(CrisisProcedure.pilot_id == pilot_id, CrisisProcedure.recorded_at <= moment)
        .order_by(CrisisProcedure.recorded_at.desc(), CrisisProcedure.id.desc())
        .limit(1)
    )


def crisis_of(pilot_id: int, questionnaire_id: int) -> Crisis | None:
    """The crisis that a questionnaire opened."""
    return db.session.scalar(
        select(Crisis).where(
            Crisis.pilot_id == pilot_id, Crisis.questionnaire_id == questionnaire_id
        )
    )


def crises_of(pilot_id: int, participation_id: int) -> Sequence[tuple[Crisis, Questionnaire]]:
    """All crises of a participation, the latest first, with what opened them."""
    rows = db.session.execute(
        select(Crisis, Questionnaire)
        .join(
            Questionnaire,
            and_(
                Questionnaire.pilot_id == Crisis.pilot_id,
                Questionnaire.id == Crisis.questionnaire_id,
            ),
        )
        .where(Crisis.pilot_id == pilot_id, Crisis.participation_id == participation_id)
        .order_by(Crisis.raised_at.desc())
    )
    return [(crisis, row) for crisis, row in rows]


def open_crises(actor: Actor, now: datetime) -> list[OpenCrisis]:
    """Unconfirmed crises that call the actor at this moment, the oldest first; one statement.

    The real moment counts, whatever the day of account: roles and posts do so too.
    """
    asked = {**viewer(actor, date.max), "on": now.astimezone(BERLIN).date()}
    found = []
    for row in fetch(_unconfirmed(actor.sees_post is None), asked):
        roles = {
            Addressee.HOLDER: row.is_holder,
            Addressee.DEPUTY: row.is_deputy,
            Addressee.COORDINATOR: actor.may(Permission.ALL_CASES),
        }
        called = addressees(row.due_at, now, has_holder=row.has_holder)
        if any(roles[one] for one in called):
            number, case, person, instrument, wave, raised_at, due_at, *_roles = row
            is_escalated = is_overdue(due_at, now)
            found.append(
                OpenCrisis(number, case, person, instrument, wave, raised_at, due_at, is_escalated)
            )
    return found


@cache
def _unconfirmed(sees_all: bool) -> Select[*tuple[Any, ...]]:
    mine = PostHolding.user_id == bindparam("user", type_=BigInteger())
    return (
        select(
            Participation.number,
            Participation.id,
            Participation.person_id,
            Questionnaire.instrument,
            Questionnaire.wave,
            Crisis.raised_at,
            Crisis.due_at,
            _held(PostHolding.is_deputy.is_(False)).label("has_holder"),
            _held(PostHolding.is_deputy.is_(False), mine).label("is_holder"),
            _held(PostHolding.is_deputy.is_(True), mine).label("is_deputy"),
        )
        .join(Participation, _of_crisis(Participation, Crisis.participation_id))
        .join(Questionnaire, _of_crisis(Questionnaire, Crisis.questionnaire_id))
        .where(seen(sees_all), Crisis.confirmed_at.is_(None))
        .order_by(Crisis.raised_at)
    )


def _of_crisis(table: type[Participation | Questionnaire], key: object) -> ColumnElement[bool]:
    return and_(table.pilot_id == Crisis.pilot_id, table.id == key)


def _held(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the post that has or last had the case is held on the real day by such a holder."""
    on = bindparam("on", type_=Date())
    return exists(
        select(1)
        .select_from(Care)
        .join(
            PostHolding,
            and_(PostHolding.pilot_id == Care.pilot_id, PostHolding.post_id == Care.post_id),
        )
        .where(
            Care.pilot_id == Participation.pilot_id,
            Care.participation_id == Participation.id,
            or_(Care.until_day.is_(None), Care.until_day == Participation.exited_on),
            PostHolding.from_day <= on,
            or_(PostHolding.until_day.is_(None), PostHolding.until_day > on),
            *which,
        )
        .correlate(Participation)
    )
