"""The list of participants: pages of it on a day, narrowed and sorted.

A statement is put together once for each shape of the question (`cache`), since that takes longer
than running it; what is asked for goes in as parameters.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Date,
    Integer,
    Row,
    Select,
    SQLColumnExpression,
    String,
    bindparam,
    func,
    select,
)

from app.access import Actor
from app.extensions import fetch
from app.participants.models import CriterionAnswer, Participation
from app.participants.queries import (
    in_care_of_posts,
    not_left_on,
    post_of,
    seen,
    stage_of,
    viewer,
)


class ParticipantRow(NamedTuple):
    """A line of the list, without a name."""

    id: int
    person_id: int
    number: int
    admitted_on: date
    exited_on: date | None
    exit_reason: str | None
    outcome: str | None
    age_at_entry: int | None
    sex: str | None
    against_criteria: bool
    stage: int | None
    post_title: str | None


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; None leaves open.

    Days of admission are bounds that count themselves; `criterion` is one that was not met, or not
    known, at entry; `ids` are participations.
    """

    state: str | None = None
    stage: int | None = None
    post_id: int | None = None
    number: int | None = None
    person_ids: Sequence[int] | None = None
    admitted_from: date | None = None
    admitted_until: date | None = None
    criterion: str | None = None
    ids: Collection[int] | None = None


ORDERS = {
    "number": Participation.number,
    "admitted_on": Participation.admitted_on,
    "exited_on": Participation.exited_on,
}

MOST_COUNTED = 1000
"""Counting on would cost more than showing a page; who looks for somebody narrows the list."""

_PILOT, _DAY = bindparam("pilot", type_=BigInteger()), bindparam("day", type_=Date())
_POST = bindparam("post", type_=BigInteger(), expanding=True)
_PERSONS = bindparam("persons", type_=BigInteger(), expanding=True)
_IDS = bindparam("ids", type_=BigInteger(), expanding=True)
_UNMET = ("not_met", "unknown")
_MOST = bindparam("most", type_=BigInteger())


class _Shape(NamedTuple):
    """Which conditions a question has, whatever their values."""

    sees_all: bool
    state: str | None
    has_stage: bool
    has_number: bool
    has_post: bool
    has_persons: bool
    has_first_day: bool
    has_last_day: bool
    has_criterion: bool
    has_ids: bool
    order: tuple[str, bool]


def participants(
    actor: Actor,
    day: date,
    filters: Filters,
    order: tuple[str, bool],
    page: int,
    per_page: int = 50,
) -> tuple[Sequence[ParticipantRow], int]:
    """A page of the list on the day of account, and how many there are, see `most_counted`."""
    shape = _Shape(
        actor.sees_post is None,
        filters.state,
        filters.stage is not None,
        filters.number is not None,
        filters.post_id is not None,
        filters.person_ids is not None,
        filters.admitted_from is not None,
        filters.admitted_until is not None,
        filters.criterion is not None,
        filters.ids is not None,
        order,
    )
    asked = {
        **viewer(actor, day),
        "post": [filters.post_id],
        "persons": list(filters.person_ids or ()),
        "stage": filters.stage,
        "number": filters.number,
        "first_day": filters.admitted_from,
        "last_day": filters.admitted_until,
        "criterion": filters.criterion,
        "ids": list(filters.ids or ()),
    }
    skipped = (page - 1) * per_page
    found = fetch(_page(shape), {**asked, "most": per_page, "skipped": skipped})
    rows = [_row(row, day) for row in found]
    if len(rows) < per_page and (rows or page == 1):
        return rows, skipped + len(rows)
    most = most_counted(page, per_page) + 1
    newest_first = shape._replace(order=("admitted_on", True))
    return rows, fetch(_count(newest_first), {**asked, "most": most}).scalar() or 0


def most_counted(page: int, per_page: int = 50) -> int:
    """How many lines are counted: 1,000, further back all up to the page; one more says "more"."""
    return max(MOST_COUNTED, page * per_page)


@cache
def _count(shape: _Shape) -> Select[int]:
    """Counts in the order given: from the newest on, those in care come together."""
    name, descending = shape.order
    column = ORDERS[name].desc() if descending else ORDERS[name]
    found = select(1).select_from(Participation).where(*_conditions(shape)).order_by(column)
    return select(func.count()).select_from(found.limit(_MOST).subquery())


@cache
def _page(shape: _Shape) -> Select[*tuple[Any, ...]]:
    """Stage and post are looked up for the lines of the page only, not for all that are sorted."""
    ids = (
        select(Participation.id)
        .where(*_conditions(shape))
        .order_by(*_ordered(shape.order))
        .limit(_MOST)
        .offset(bindparam("skipped", type_=BigInteger()))
        .subquery()
    )
    return (
        select(
            Participation.id,
            Participation.person_id,
            Participation.number,
            Participation.admitted_on,
            Participation.exited_on,
            Participation.exit_reason,
            Participation.outcome,
            Participation.age_at_entry,
            Participation.sex,
            Participation.against_criteria,
            stage_of(_DAY).label("stage"),
            post_of(_DAY).label("post_title"),
        )
        .join(ids, ids.c.id == Participation.id)
        .where(Participation.pilot_id == _PILOT)
        .order_by(*_ordered(shape.order))
    )


def _row(row: Row[*tuple[Any, ...]], day: date) -> ParticipantRow:
    """A line as it was known on the day: a later exit has not happened yet."""
    has_left = row.exited_on is not None and row.exited_on <= day
    return ParticipantRow(
        row.id,
        row.person_id,
        row.number,
        row.admitted_on,
        row.exited_on if has_left else None,
        row.exit_reason if has_left else None,
        row.outcome if has_left else None,
        row.age_at_entry,
        row.sex,
        row.against_criteria,
        row.stage,
        row.post_title,
    )


def _ordered(order: tuple[str, bool]) -> list[SQLColumnExpression[Any]]:
    """Column and direction, then the number; said so that an index can give the order."""
    name, descending = order
    column = ORDERS[name]
    directed = column.desc() if descending else column.asc()
    if name == "number":
        return [directed]
    return [directed.nulls_last() if name == "exited_on" else directed, Participation.number]


def _conditions(shape: _Shape) -> list[ColumnElement[bool]]:
    states = {"in_care": not_left_on(_DAY), "exited": Participation.exited_on <= _DAY}
    stage = stage_of(_DAY)
    asked = [
        (True, seen(shape.sees_all)),
        (True, _has_begun(shape.order[0])),
        (shape.state in states, states.get(shape.state or "", states["exited"])),
        (shape.has_stage, stage == bindparam("stage", type_=Integer())),
        (shape.has_number, Participation.number == bindparam("number", type_=BigInteger())),
        (shape.has_persons, Participation.person_id.in_(_PERSONS)),
        (shape.has_post, in_care_of_posts(_POST, _DAY, has_begun=True)),
        (shape.has_first_day, Participation.admitted_on >= bindparam("first_day", type_=Date())),
        (shape.has_last_day, Participation.admitted_on <= bindparam("last_day", type_=Date())),
        (shape.has_criterion, _lacks(bindparam("criterion", type_=String()))),
        (shape.has_ids, Participation.id.in_(_IDS)),
    ]
    return [condition for is_asked, condition in asked if is_asked]


def _lacks(criterion: BindParameter[str]) -> ColumnElement[bool]:
    """A criterion that was not met, or not known, on the day of entry."""
    return (
        select(1)
        .where(
            CriterionAnswer.pilot_id == Participation.pilot_id,
            CriterionAnswer.participation_id == Participation.id,
            CriterionAnswer.criterion == criterion,
            CriterionAnswer.answer.in_(_UNMET),
        )
        .exists()
    )


def _has_begun(order: str) -> ColumnElement[bool]:
    """Admitted on the day or before; everybody is, or nearly.

    SQLite takes it for a strong condition: it would look everybody up by day and sort them instead
    of following the numbers to the end of the page.
    """
    column = Participation.admitted_on
    return (func.coalesce(column, column) if order == "number" else column) <= _DAY
