"""What plans and tasks ask for by a day, and what was done on one: the page of tasks."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select

from app.access import Actor, Permission
from app.extensions import db
from app.participants.due import Due
from app.participants.identity import store
from app.participants.models import Participation
from app.participants.planning.models import Goal, IntegrationPlan, PlanReview, PlanStep, Task
from app.participants.planning.rules import OPEN
from app.participants.queries import in_care_of_posts, post_of, visible
from app.pilots.preset import Preset


@dataclass(frozen=True)
class CaseHead:
    """Whose something is, as the page of tasks names it, without a name."""

    participation_id: int
    person_id: int
    number: int
    post_title: str | None


def due(actor: Actor, preset: Preset, day: date, until: date) -> list[Due]:
    """Open steps and reviews of plans in force, and own tasks, up to a day; three statements.

    Steps and reviews end with the stay and with their goal or plan; tasks do not.
    """
    del preset
    steps = _steps(actor, day).where(
        PlanStep.due_on <= until,
        PlanStep.state == OPEN,
        Goal.state == OPEN,
        IntegrationPlan.ended_on.is_(None),
        _still_here(day),
    )
    reviews = (
        select(PlanReview.id, PlanReview.participation_id, PlanReview.due_on, Participation.number)
        .join(Participation, _of(PlanReview))
        .join(IntegrationPlan, _key(IntegrationPlan, PlanReview.pilot_id, PlanReview.plan_id))
        .where(
            PlanReview.pilot_id == actor.pilot_id,
            PlanReview.due_on <= until,
            PlanReview.held_on.is_(None),
            IntegrationPlan.ended_on.is_(None),
            visible(actor, day),
            _still_here(day),
        )
    )
    tasks = _tasks(actor, day).where(Task.due_on <= until, Task.done_on.is_(None))
    return [
        *(_step(actor, row) for row in db.session.execute(steps)),
        *(_review(row) for row in db.session.execute(reviews)),
        *(_task(actor, row) for row in db.session.execute(tasks)),
    ]


def finished(actor: Actor, day: date) -> list[Due]:
    """Steps and tasks closed on a day, so that a slip can be taken back; two statements.

    Their `finish` reopens them.
    """
    steps = _steps(actor, day).where(PlanStep.closed_on == day, IntegrationPlan.ended_on.is_(None))
    tasks = _tasks(actor, day).where(Task.done_on == day)
    return [
        *(_step(actor, row) for row in db.session.execute(steps)),
        *(_task(actor, row) for row in db.session.execute(tasks)),
    ]


def heads(actor: Actor, ids: Collection[int], day: date) -> dict[int, CaseHead]:
    """Whose these participations are; at most a page of them."""
    rows = db.session.execute(
        select(
            Participation.id,
            Participation.person_id,
            Participation.number,
            post_of(day).label("post_title"),
        ).where(Participation.pilot_id == actor.pilot_id, Participation.id.in_(ids))
    )
    return {row.id: CaseHead(*row) for row in rows}


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


def _steps(actor: Actor, day: date) -> Select[*tuple[Any, ...]]:
    """Columns instead of rows to work on: a page may ask for thousands."""
    return (
        select(
            PlanStep.id,
            PlanStep.participation_id,
            PlanStep.due_on,
            PlanStep.closed_on,
            PlanStep.state,
            PlanStep.text_sealed,
            Participation.number,
        )
        .join(Goal, _key(Goal, PlanStep.pilot_id, PlanStep.goal_id))
        .join(IntegrationPlan, _key(IntegrationPlan, Goal.pilot_id, Goal.plan_id))
        .join(Participation, _of(PlanStep))
        .where(PlanStep.pilot_id == actor.pilot_id, visible(actor, day))
    )


def _tasks(actor: Actor, day: date) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Task.id,
            Task.participation_id,
            Task.due_on,
            Task.done_on,
            Task.text_sealed,
            Participation.number,
        )
        .join(Participation, _of(Task))
        .where(Task.pilot_id == actor.pilot_id, visible(actor, day))
    )


def _of(table: Any) -> ColumnElement[bool]:
    return _key(Participation, table.pilot_id, table.participation_id)


def _key(table: Any, pilot_id: Any, row_id: Any) -> ColumnElement[bool]:
    return and_(table.pilot_id == pilot_id, table.id == row_id)


def _still_here(day: date) -> ColumnElement[bool]:
    return or_(Participation.exited_on.is_(None), Participation.exited_on > day)


def _text(actor: Actor, row: Row[*tuple[Any, ...]]) -> Callable[[], str] | None:
    """Opens the text: of thousands that are due, a page shows a hundred."""
    if not actor.may(Permission.NAMES):
        return None
    return partial(store.unseal_text, row.text_sealed, actor.pilot_id, row.id, "text")


def _step(actor: Actor, row: Row[*tuple[Any, ...]]) -> Due:
    return Due(
        row.due_on or row.closed_on,
        "due.step",
        row.participation_id,
        row.number,
        "planning.index",
        {"number": row.number},
        open_text=_text(actor, row),
        finish="planning.finish_step" if row.state == OPEN else "planning.reopen_step",
        finish_arguments={"number": row.number, "step_id": row.id},
    )


def _review(row: Row[*tuple[Any, ...]]) -> Due:
    return Due(
        row.due_on,
        "due.review",
        row.participation_id,
        row.number,
        "planning.review",
        {"number": row.number, "review_id": row.id},
    )


def _task(actor: Actor, row: Row[*tuple[Any, ...]]) -> Due:
    here = {"number": row.number, "task_id": row.id}
    return Due(
        row.due_on,
        "due.task",
        row.participation_id,
        row.number,
        "planning.task",
        here,
        open_text=_text(actor, row),
        finish="planning.finish_task" if row.done_on is None else "planning.reopen_task",
        finish_arguments=here,
    )
