"""What plans and tasks ask for by a day, and what was done on one: the page of tasks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Result,
    Row,
    Select,
    and_,
    bindparam,
    func,
    select,
)

from app.access import Actor, Permission
from app.extensions import db, fetch
from app.participants.due import Act, Pending
from app.participants.identity import store
from app.participants.models import Participation
from app.participants.planning.models import Goal, IntegrationPlan, PlanReview, PlanStep, Task
from app.participants.planning.rules import OPEN
from app.participants.queries import in_care_of_posts, not_left_on, post_of, seen, viewer
from app.pilots.preset import Preset

# Statements are put together once for each of two kinds of actors (`cache`), see `queries.seen`.
_PILOT = bindparam("pilot", type_=BigInteger())
_DAY, _UNTIL = bindparam("day", type_=Date()), bindparam("until", type_=Date())


@dataclass(frozen=True)
class CaseHead:
    """Whose something is, as the page of tasks names it, without a name."""

    participation_id: int
    person_id: int
    number: int
    post_title: str | None


def due(actor: Actor, preset: Preset, day: date, until: date) -> Iterator[Pending]:
    """Open steps and reviews of plans in force, and own tasks, up to a day; three statements.

    Steps and reviews end with the stay and with their goal or plan; tasks do not.
    """
    del preset
    sees_all, asked = actor.sees_post is None, {**viewer(actor, day), "until": until}
    opens = actor.may(Permission.NAMES)
    yield from _pending("due.step", partial(_step, opens=opens), fetch(_due_steps(sees_all), asked))
    yield from _pending("due.review", _review, fetch(_due_reviews(sees_all), asked))
    yield from _pending("due.task", partial(_task, opens=opens), fetch(_due_tasks(sees_all), asked))


def finished(actor: Actor, day: date) -> Iterator[Pending]:
    """Steps and tasks closed on a day, so that a slip can be taken back; two statements.

    Their `finish` reopens them.
    """
    sees_all, asked = actor.sees_post is None, viewer(actor, day)
    opens = actor.may(Permission.NAMES)
    steps, tasks = _closed_steps(sees_all), _done_tasks(sees_all)
    yield from _pending("due.step", partial(_step, opens=opens), fetch(steps, asked))
    yield from _pending("due.task", partial(_task, opens=opens), fetch(tasks, asked))


def _pending(
    kind: str, tell: Callable[[int, Any], Act], rows: Result[*tuple[Any, ...]]
) -> Iterator[Pending]:
    return (
        ((row.due_on,), row.number, kind, row.participation_id, tell, (row,)) for row in rows.all()
    )


def heads(actor: Actor, ids: Collection[int], day: date) -> dict[int, CaseHead]:
    """Whose these participations are; at most a page of them."""
    rows = fetch(_heads(), {"pilot": actor.pilot_id, "ids": list(ids), "day": day})
    return {row.id: CaseHead(*row) for row in rows}


@cache
def _heads() -> Select[*tuple[Any, ...]]:
    return select(
        Participation.id,
        Participation.person_id,
        Participation.number,
        post_of(_DAY).label("post_title"),
    ).where(
        Participation.pilot_id == _PILOT,
        Participation.id.in_(bindparam("ids", type_=BigInteger(), expanding=True)),
    )


def names(actor: Actor, found: Collection[CaseHead]) -> dict[int, str]:
    """The names behind these participations, by person; the caller has recorded the reading."""
    return store.full_names_of(actor.pilot_id, {head.person_id for head in found})


def cases_of_post(actor: Actor, post_id: int, day: date) -> set[int]:
    """The cases in (or last in) the care of a post."""
    return set(
        db.session.scalars(
            select(Participation.id).where(
                Participation.pilot_id == actor.pilot_id,
                in_care_of_posts([post_id], day, has_begun=True),
            )
        )
    )


@cache
def _due_steps(sees_all: bool) -> Select[*tuple[Any, ...]]:
    return _steps(sees_all).where(
        PlanStep.due_on <= _UNTIL,
        PlanStep.state == OPEN,
        Goal.state == OPEN,
        IntegrationPlan.ended_on.is_(None),
        not_left_on(_DAY),
    )


@cache
def _closed_steps(sees_all: bool) -> Select[*tuple[Any, ...]]:
    return _steps(sees_all).where(PlanStep.closed_on == _DAY, IntegrationPlan.ended_on.is_(None))


def _steps(sees_all: bool) -> Select[*tuple[Any, ...]]:
    """Columns instead of rows to work on: a page may ask for thousands."""
    return (
        select(
            PlanStep.pilot_id,
            PlanStep.id,
            PlanStep.participation_id,
            func.coalesce(PlanStep.due_on, PlanStep.closed_on).label("due_on"),
            PlanStep.state,
            PlanStep.text_sealed,
            Participation.number,
        )
        .join(Goal, _key(Goal, PlanStep.pilot_id, PlanStep.goal_id))
        .join(IntegrationPlan, _key(IntegrationPlan, Goal.pilot_id, Goal.plan_id))
        .join(Participation, _of(PlanStep))
        .where(PlanStep.pilot_id == _PILOT, seen(sees_all))
    )


@cache
def _due_reviews(sees_all: bool) -> Select[*tuple[Any, ...]]:
    return (
        select(PlanReview.id, PlanReview.participation_id, PlanReview.due_on, Participation.number)
        .join(Participation, _of(PlanReview))
        .join(IntegrationPlan, _key(IntegrationPlan, PlanReview.pilot_id, PlanReview.plan_id))
        .where(
            PlanReview.pilot_id == _PILOT,
            PlanReview.due_on <= _UNTIL,
            PlanReview.held_on.is_(None),
            IntegrationPlan.ended_on.is_(None),
            seen(sees_all),
            not_left_on(_DAY),
        )
    )


@cache
def _due_tasks(sees_all: bool) -> Select[*tuple[Any, ...]]:
    return _tasks(sees_all).where(Task.due_on <= _UNTIL, Task.done_on.is_(None))


@cache
def _done_tasks(sees_all: bool) -> Select[*tuple[Any, ...]]:
    return _tasks(sees_all).where(Task.done_on == _DAY)


def _tasks(sees_all: bool) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Task.pilot_id,
            Task.id,
            Task.participation_id,
            Task.due_on,
            Task.done_on,
            Task.text_sealed,
            Participation.number,
        )
        .join(Participation, _of(Task))
        .where(Task.pilot_id == _PILOT, seen(sees_all))
    )


def _of(table: Any) -> ColumnElement[bool]:
    return _key(Participation, table.pilot_id, table.participation_id)


def _key(table: Any, pilot_id: Any, row_id: Any) -> ColumnElement[bool]:
    return and_(table.pilot_id == pilot_id, table.id == row_id)


def _text(row: Row[*tuple[Any, ...]]) -> Callable[[], str]:
    """Opens the text: of thousands that are due, a page shows a hundred."""
    return partial(store.unseal_text, row.text_sealed, row.pilot_id, row.id, "text")


def _step(number: int, row: Row[*tuple[Any, ...]], opens: bool) -> Act:
    return Act(
        "planning.index",
        {"number": number},
        open_text=_text(row) if opens else None,
        finish="planning.finish_step" if row.state == OPEN else "planning.reopen_step",
        finish_arguments={"number": number, "step_id": row.id},
    )


def _review(number: int, row: Row[*tuple[Any, ...]]) -> Act:
    return Act("planning.review", {"number": number, "review_id": row.id})


def _task(number: int, row: Row[*tuple[Any, ...]], opens: bool) -> Act:
    here = {"number": number, "task_id": row.id}
    return Act(
        "planning.task",
        here,
        open_text=_text(row) if opens else None,
        finish="planning.finish_task" if row.done_on is None else "planning.reopen_task",
        finish_arguments=here,
    )
