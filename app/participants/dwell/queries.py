"""Reads of dwell time: all stays of the pilot, and the lists of those still in care."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    true,
)

from app.access import Actor
from app.extensions import db, fetch
from app.participants.due import Act, Pending
from app.participants.dwell.rules import Bounds, Stay, last_entry_reaching
from app.participants.models import Participation
from app.participants.queries import (
    in_care_of_posts,
    in_care_on,
    post_of,
    seen,
    stage_of,
    viewer,
    visible,
)
from app.periods import add_months
from app.pilots.preset import Preset

_DAY = bindparam("day", type_=Date())
LISTS = ("all", "transition", "over", "short")
ORDERS = ("admitted_on", "number")


@dataclass(frozen=True)
class Person:
    """Somebody in care, without a name."""

    person_id: int
    number: int
    admitted_on: date
    exited_on: date | None
    post_title: str | None


def stays(pilot_id: int, day: date) -> list[Stay]:
    """All stays of the pilot that have begun by the day; exits after it are not known yet."""
    rows = fetch(_stays(), {"pilot": pilot_id, "day": day})
    return [
        Stay(person_id, admitted_on, exited_on, reason)
        if exited_on is not None and exited_on <= day
        else Stay(person_id, admitted_on, None, None)
        for person_id, admitted_on, exited_on, reason in rows
    ]


@cache
def _stays() -> Select[int, date, date | None, str | None]:
    return select(
        Participation.person_id,
        Participation.admitted_on,
        Participation.exited_on,
        Participation.exit_reason,
    ).where(
        Participation.pilot_id == bindparam("pilot", type_=BigInteger()),
        Participation.admitted_on <= _DAY,
    )


def _lists(at: Bounds) -> dict[str, ColumnElement[bool]]:
    """Who stands on which list, by the day of entry; nobody who is over plan is in transition."""
    entry = Participation.admitted_on
    return {
        "all": true(),
        "transition": and_(entry <= at.in_transition, entry > at.over_plan),
        "over": entry <= at.over_plan,
        "short": entry > at.full,
    }


def _in_care(actor: Actor, day: date, post_id: int | None) -> ColumnElement[bool]:
    of_post = true() if post_id is None else in_care_of_posts([post_id], day, has_begun=True)
    return and_(visible(actor, day), in_care_on(day), of_post)


def counts(actor: Actor, day: date, at: Bounds, post_id: int | None) -> dict[str, int]:
    """How many stand on each list, of those in care whom the actor may see."""
    sums = [func.coalesce(func.sum(case((on, 1), else_=0)), 0) for on in _lists(at).values()]
    found = db.session.execute(select(*sums).where(_in_care(actor, day, post_id))).one()
    return {name: int(count) for name, count in zip(LISTS, found, strict=True)}


def people(
    actor: Actor,
    day: date,
    at: Bounds,
    name: str,
    post_id: int | None,
    order: tuple[str, bool],
    page: int,
    per_page: int = 50,
) -> Sequence[Person]:
    """A page of a list, of those in care on the day whom the actor may see."""
    column = Participation.number if order[0] == "number" else Participation.admitted_on
    rows = db.session.execute(
        select(
            Participation.person_id,
            Participation.number,
            Participation.admitted_on,
            Participation.exited_on,
            post_of(day),
        )
        .where(_in_care(actor, day, post_id), _lists(at)[name])
        .order_by(column.desc() if order[1] else column.asc(), Participation.number)
        .limit(per_page)
        .offset((page - 1) * per_page)
    )
    return [
        Person(person_id, number, admitted_on, None if later and later > day else later, post)
        for person_id, number, admitted_on, later, post in rows
    ]


def due(actor: Actor, preset: Preset, day: date, until: date) -> Iterator[Pending]:
    """Transitions to plan: the month for it has begun by `until`, and the last stage has not."""
    months = preset.stays.transition_from_month
    asked = {
        **viewer(actor, day),
        "last_entry": last_entry_reaching(until, months),
        "last_stage": max((stage.number for stage in preset.stages), default=0),
    }
    for id_, number, admitted_on in fetch(_in_transition(actor.sees_post is None), asked):
        on = add_months(admitted_on, months)
        yield (on,), number, "due.transition", id_, _act, (months,)


def _act(number: int, months: int) -> Act:
    return Act("participants.show", {"number": number}, {"months": months})


@cache
def _in_transition(sees_all: bool) -> Select[int, int, date]:
    """Admitted by a day and not yet in the last stage, which is 0 where there are none."""
    stage = stage_of(_DAY)
    return (
        select(Participation.id, Participation.number, Participation.admitted_on)
        .where(
            seen(sees_all),
            in_care_on(_DAY),
            Participation.admitted_on <= bindparam("last_entry", type_=Date()),
            or_(stage.is_(None), stage != bindparam("last_stage", type_=Integer())),
        )
        .order_by(Participation.admitted_on, Participation.number)
    )
