"""Integration plans with goals, steps and reviews, and tasks of the workers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from app.cli.training.cases import Case
from app.cli.training.texts import GOALS, REVIEWS, TASKS
from app.participants.planning.rules import PlanDays
from app.participants.planning.services.goals import GoalFacts, StepFacts, add_goal, add_step
from app.participants.planning.services.plans import (
    ReviewFacts,
    agree,
    agree_review,
    correct_plan,
    draw_up,
)
from app.participants.planning.services.tasks import add_task, finish_task

LATE = 0.15
"""Share of open steps whose day is over."""
SETTLED = 20
"""Days after the beginning of the second stage until the plan is drawn up."""


def plan(case: Case, rng: Random, day: date) -> None:
    """A plan for everybody who has come into the second stage; over with the stay."""
    analysed = case.stage_from(2)
    if analysed is None:
        return
    drawn_up_on = case.within(max(analysed, case.admitted_on) + timedelta(SETTLED))
    plan_id = draw_up(case.worker, case.number, drawn_up_on, day)
    areas = [
        area
        for area in GOALS
        if (area != "addiction" or case.addiction) and (area != "family" or case.children)
    ]
    for area in rng.sample(areas, 2 if case.is_in_care else 1):
        _pursue(case, plan_id, area, drawn_up_on, rng, day)
    agreed_on = case.within(drawn_up_on + timedelta(7))
    is_fresh = case.is_in_care and (day - drawn_up_on).days < 10
    if not is_fresh:
        agree(case.worker, case.number, plan_id, agreed_on, 1, day)
    _review(case, plan_id, drawn_up_on, rng, day)
    if case.exited_on is not None:
        days = PlanDays(drawn_up_on, agreed_on, case.exited_on)
        correct_plan(case.worker, case.number, plan_id, days, 2, day)


def _pursue(case: Case, plan_id: int, area: str, drawn_up_on: date, rng: Random, day: date) -> None:
    """A goal with its steps: the earlier ones done, the next due soon, now and then overdue."""
    text, steps = GOALS[area]
    is_reached = not case.is_in_care and rng.random() < 0.6
    start = day if case.is_in_care else drawn_up_on
    target_on = start + timedelta(rng.randint(45, 240))
    state, closed_on = ("reached", case.last) if is_reached else ("open", None)
    goal = GoalFacts(area, text, target_on, state, closed_on)
    goal_id = add_goal(case.worker, case.number, plan_id, goal, day)
    chosen = steps[: 3 if case.is_in_care else 1]
    for facts in _steps(case, chosen, drawn_up_on, rng, day):
        add_step(case.worker, case.number, goal_id, facts, day)


def _steps(
    case: Case, texts: Sequence[str], drawn_up_on: date, rng: Random, day: date
) -> list[StepFacts]:
    due_on = drawn_up_on + timedelta(rng.randint(21, 45))
    found = []
    for place, text in enumerate(texts):
        who = rng.choice(("person", "person", "coach"))
        is_last = place == len(texts) - 1
        if case.is_in_care and (is_last or due_on >= day):
            is_late = rng.random() < LATE
            due_on = day + timedelta(rng.randint(-14, -1) if is_late else rng.randint(0, 75))
            found.append(StepFacts(text, who, due_on=max(due_on, drawn_up_on)))
            break
        done_on = case.within(due_on - timedelta(rng.randint(0, 9)))
        found.append(StepFacts(text, who, None, due_on, "done", max(done_on, drawn_up_on)))
        due_on += timedelta(rng.randint(40, 120))
    return found


def _review(case: Case, plan_id: int, drawn_up_on: date, rng: Random, day: date) -> None:
    due_on = drawn_up_on + timedelta(120)
    if due_on < case.last:
        held = ReviewFacts(due_on, case.within(due_on + timedelta(3)), rng.choice(REVIEWS))
        agree_review(case.worker, case.number, plan_id, held, day)
    if case.is_in_care:
        ahead = day + timedelta(rng.choice((3, 9, 20, 35, 50, 70, 90)))
        agree_review(case.worker, case.number, plan_id, ReviewFacts(ahead), day)


def note_tasks(case: Case, rng: Random, day: date) -> None:
    """A task for some of those in care: due soon, due today, done, or overdue."""
    if not case.is_in_care or rng.random() > 0.45:
        return
    due_on = day + timedelta(rng.choice((-6, -2, 0, 0, 2, 5, 9, 16, 30)))
    noted_on = min(day, due_on) - timedelta(10)
    task_id = add_task(case.worker, case.number, rng.choice(TASKS), due_on, noted_on)
    if rng.random() < 0.25:
        finish_task(case.worker, case.number, task_id, day)
