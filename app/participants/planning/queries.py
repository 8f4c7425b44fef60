"""Reads of plans: those of a case, one with its goals, steps and reviews; single rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import func, select

from app.extensions import db
from app.participants.identity import store
from app.participants.planning.dues import due, finished
from app.participants.planning.models import Goal, IntegrationPlan, PlanReview, PlanStep, Task
from app.participants.planning.rules import OPEN

__all__ = ["due", "finished"]

Sealed = TypeVar("Sealed", Goal, PlanStep, Task)


@dataclass(frozen=True)
class StepView:
    """A step with its text opened."""

    row: PlanStep
    text: str


@dataclass(frozen=True)
class GoalView:
    """A goal with its text opened, and its steps in the order of their deadlines."""

    row: Goal
    text: str
    steps: Sequence[StepView]


@dataclass(frozen=True)
class ReviewView:
    """A review with its result opened."""

    row: PlanReview
    result: str


@dataclass(frozen=True)
class PlanView:
    """A plan as its page shows it; `place` counts the plans of a case from 1, the oldest."""

    row: IntegrationPlan
    place: int
    goals: Sequence[GoalView]
    reviews: Sequence[ReviewView]

    @property
    def is_open(self) -> bool:
        """Whether it is still worked on."""
        return self.row.ended_on is None


def plans_of(pilot_id: int, participation_id: int) -> Sequence[IntegrationPlan]:
    """The plans of a case, the oldest first."""
    return db.session.scalars(
        select(IntegrationPlan)
        .where(
            IntegrationPlan.pilot_id == pilot_id,
            IntegrationPlan.participation_id == participation_id,
        )
        .order_by(IntegrationPlan.drawn_up_on, IntegrationPlan.id)
    ).all()


def open_plan(pilot_id: int, participation_id: int) -> IntegrationPlan | None:
    """The plan that has no end yet."""
    plans = plans_of(pilot_id, participation_id)
    return next((plan for plan in plans if plan.ended_on is None), None)


def has_agreed_plan(pilot_id: int, participation_id: int, on: date) -> bool:
    """Whether a plan agreed by both sides is in force on a day: what the gate "plan" asks for."""
    return any(
        plan.agreed_on is not None
        and plan.agreed_on <= on
        and (plan.ended_on is None or plan.ended_on > on)
        for plan in plans_of(pilot_id, participation_id)
    )


def plan_view(plan: IntegrationPlan, place: int, reads_texts: bool) -> PlanView:
    """A plan with all that belongs to it, in three statements; texts only for who may read them."""
    ours = plan.pilot_id
    goals = db.session.scalars(
        select(Goal).where(Goal.pilot_id == ours, Goal.plan_id == plan.id).order_by(Goal.id)
    ).all()
    steps: dict[int, list[StepView]] = defaultdict(list)
    for step in db.session.scalars(
        select(PlanStep)
        .where(PlanStep.pilot_id == ours, PlanStep.goal_id.in_([goal.id for goal in goals]))
        .order_by(PlanStep.due_on.is_(None), PlanStep.due_on, PlanStep.id)
    ):
        steps[step.goal_id].append(StepView(step, text_of(step) if reads_texts else ""))
    reviews = db.session.scalars(
        select(PlanReview)
        .where(PlanReview.pilot_id == ours, PlanReview.plan_id == plan.id)
        .order_by(PlanReview.due_on, PlanReview.id)
    )
    return PlanView(
        plan,
        place,
        [GoalView(one, text_of(one) if reads_texts else "", steps[one.id]) for one in goals],
        [ReviewView(one, result_of(one) if reads_texts else "") for one in reviews],
    )


def text_of(row: Goal | PlanStep | Task) -> str:
    """The opened text of a goal, step or task; the caller has recorded the reading."""
    return store.unseal_text(row.text_sealed, row.pilot_id, row.id, "text")


def result_of(row: PlanReview) -> str:
    """The opened result of a review; the caller has recorded the reading."""
    return store.unseal_text(row.result_sealed, row.pilot_id, row.id, "result")


def plan_row(pilot_id: int, participation_id: int, plan_id: int) -> IntegrationPlan | None:
    """The plan with that number, if it belongs to this participation."""
    row = db.session.get(IntegrationPlan, (pilot_id, plan_id))
    return row if row is not None and row.participation_id == participation_id else None


def goal_row(pilot_id: int, participation_id: int, goal_id: int) -> Goal | None:
    """The goal with that number, if its plan belongs to this participation."""
    row = db.session.get(Goal, (pilot_id, goal_id))
    if row is None or plan_row(pilot_id, participation_id, row.plan_id) is None:
        return None
    return row


def step_row(pilot_id: int, participation_id: int, step_id: int) -> PlanStep | None:
    """The step with that number, if it belongs to this participation."""
    row = db.session.get(PlanStep, (pilot_id, step_id))
    return row if row is not None and row.participation_id == participation_id else None


def review_row(pilot_id: int, participation_id: int, review_id: int) -> PlanReview | None:
    """The review with that number, if it belongs to this participation."""
    row = db.session.get(PlanReview, (pilot_id, review_id))
    return row if row is not None and row.participation_id == participation_id else None


def task_row(pilot_id: int, participation_id: int, task_id: int) -> Task | None:
    """The task with that number, if it belongs to this participation."""
    row = db.session.get(Task, (pilot_id, task_id))
    return row if row is not None and row.participation_id == participation_id else None


def goal_count(pilot_id: int, plan_id: int) -> int:
    """How many goals a plan has, whatever became of them."""
    found = select(func.count()).where(Goal.pilot_id == pilot_id, Goal.plan_id == plan_id)
    return db.session.scalar(found) or 0


def open_goals(pilot_id: int, plan_id: int) -> Sequence[Goal]:
    """The goals of a plan that are still open."""
    return db.session.scalars(
        select(Goal)
        .where(Goal.pilot_id == pilot_id, Goal.plan_id == plan_id, Goal.state == OPEN)
        .order_by(Goal.id)
    ).all()


def open_steps(pilot_id: int, goal_ids: Sequence[int]) -> Sequence[PlanStep]:
    """The steps of these goals that are still open."""
    return db.session.scalars(
        select(PlanStep)
        .where(
            PlanStep.pilot_id == pilot_id,
            PlanStep.goal_id.in_(goal_ids),
            PlanStep.state == OPEN,
        )
        .order_by(PlanStep.id)
    ).all()


def tasks_of(pilot_id: int, participation_id: int) -> Sequence[Task]:
    """The tasks of a case: open ones by deadline, then those done, the latest first."""
    rows = db.session.scalars(
        select(Task)
        .where(Task.pilot_id == pilot_id, Task.participation_id == participation_id)
        .order_by(Task.due_on, Task.id)
    ).all()
    done = [row for row in rows if row.done_on is not None]
    return [
        *(row for row in rows if row.done_on is None),
        *sorted(done, key=lambda row: row.done_on or row.due_on, reverse=True),
    ]
