"""Goals of a plan and the steps towards them: adding, correcting, closing, reopening."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import NotFound, Stale
from app.extensions import db
from app.participants.identity import store
from app.participants.planning import queries
from app.participants.planning.models import Goal, IntegrationPlan, PlanStep
from app.participants.planning.rules import (
    GOAL_STATES,
    OPEN,
    STEP_STATES,
    check_area,
    check_changeable,
    check_deadline,
    check_responsible,
    closing,
    required,
)
from app.participants.planning.services.plans import plan_for
from app.participants.services.facts import participation_for


@dataclass(frozen=True)
class GoalFacts:
    """What is told of a goal; closed without a day means today."""

    area: str
    text: str
    target_on: date | None = None
    state: str = OPEN
    closed_on: date | None = None


@dataclass(frozen=True)
class StepFacts:
    """What is told of a step; closed without a day means today."""

    text: str
    responsible: str
    partner_id: int | None = None
    due_on: date | None = None
    state: str = OPEN
    closed_on: date | None = None


def add_goal(actor: Actor, number: int, plan_id: int, facts: GoalFacts, today: date) -> int:
    """Adds a goal to a plan that is open."""
    _participation, plan = plan_for(actor, number, plan_id)
    check_changeable(plan.ended_on)
    row = Goal(pilot_id=actor.pilot_id, id=new_id(), plan_id=plan.id)
    _fill_goal(row, plan, facts, today)
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "add_goal", "goal", row.id, ["area", "text", "target_on"])
    return row.id


def correct_goal(
    actor: Actor, number: int, goal_id: int, facts: GoalFacts, version: int, today: date
) -> None:
    """Corrects, closes or reopens a goal; the history keeps what stood there."""
    row, plan = _goal(actor, number, goal_id)
    if row.version != version:
        raise Stale
    check_changeable(plan.ended_on)
    changed = _fill_goal(row, plan, facts, today)
    db.session.flush()
    audit.record(actor, "correct_goal", "goal", row.id, changed)


def close_goal(actor: Actor, number: int, goal_id: int, state: str, today: date) -> None:
    """The goal is reached or dropped today; one that is closed already stays as it is."""
    row, plan = _goal(actor, number, goal_id)
    check_changeable(plan.ended_on)
    if row.state == OPEN:
        row.closed_on = closing(state, None, GOAL_STATES, plan.drawn_up_on, today)
        row.state = state
        db.session.flush()
        audit.record(actor, "close_goal", "goal", row.id, ["state", "closed_on"])


def reopen_goal(actor: Actor, number: int, goal_id: int) -> None:
    """Takes the closing of a goal back."""
    row, plan = _goal(actor, number, goal_id)
    check_changeable(plan.ended_on)
    if row.state != OPEN:
        row.state, row.closed_on = OPEN, None
        db.session.flush()
        audit.record(actor, "reopen_goal", "goal", row.id, ["state", "closed_on"])


def add_step(actor: Actor, number: int, goal_id: int, facts: StepFacts, today: date) -> int:
    """Adds a step towards a goal of an open plan."""
    goal, plan = _goal(actor, number, goal_id)
    check_changeable(plan.ended_on)
    row = PlanStep(
        pilot_id=actor.pilot_id,
        id=new_id(),
        goal_id=goal.id,
        participation_id=plan.participation_id,
    )
    _fill_step(row, plan, facts, today)
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "add_step", "plan_step", row.id, ["text", "responsible", "due_on"])
    return row.id


def correct_step(
    actor: Actor, number: int, step_id: int, facts: StepFacts, version: int, today: date
) -> None:
    """Corrects, closes or reopens a step; the history keeps what stood there."""
    row, plan = _step(actor, number, step_id)
    if row.version != version:
        raise Stale
    check_changeable(plan.ended_on)
    changed = _fill_step(row, plan, facts, today)
    db.session.flush()
    audit.record(actor, "correct_step", "plan_step", row.id, changed)


def finish_step(actor: Actor, number: int, step_id: int, today: date) -> None:
    """The step is done today; one that is closed already stays as it is."""
    row, plan = _step(actor, number, step_id)
    check_changeable(plan.ended_on)
    if row.state == OPEN:
        row.closed_on = closing("done", None, STEP_STATES, plan.drawn_up_on, today)
        row.state = "done"
        db.session.flush()
        audit.record(actor, "close_step", "plan_step", row.id, ["state", "closed_on"])


def reopen_step(actor: Actor, number: int, step_id: int) -> None:
    """Takes the closing of a step back."""
    row, plan = _step(actor, number, step_id)
    check_changeable(plan.ended_on)
    if row.state != OPEN:
        row.state, row.closed_on = OPEN, None
        db.session.flush()
        audit.record(actor, "reopen_step", "plan_step", row.id, ["state", "closed_on"])


def _fill_goal(row: Goal, plan: IntegrationPlan, facts: GoalFacts, today: date) -> list[str]:
    """Writes what is told, and names the fields that changed."""
    check_area(facts.area)
    check_deadline(facts.target_on, plan.drawn_up_on, "target_on")
    ended = closing(facts.state, facts.closed_on, GOAL_STATES, plan.drawn_up_on, today)
    told = {
        "area": facts.area,
        "target_on": facts.target_on,
        "state": facts.state,
        "closed_on": ended,
    }
    return [*_set(row, told), *_set_text(row, facts.text)]


def _fill_step(row: PlanStep, plan: IntegrationPlan, facts: StepFacts, today: date) -> list[str]:
    """Writes what is told, and names the fields that changed."""
    check_responsible(facts.responsible, facts.partner_id)
    check_deadline(facts.due_on, plan.drawn_up_on, "due_on")
    ended = closing(facts.state, facts.closed_on, STEP_STATES, plan.drawn_up_on, today)
    told = {
        "responsible": facts.responsible,
        "partner_id": facts.partner_id,
        "due_on": facts.due_on,
        "state": facts.state,
        "closed_on": ended,
    }
    return [*_set(row, told), *_set_text(row, facts.text)]


def _set(row: Goal | PlanStep, told: Mapping[str, object]) -> list[str]:
    changed = [name for name, value in told.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, told[name])
    return changed


def _set_text(row: Goal | PlanStep, text: str) -> list[str]:
    wanted = required(text)
    if queries.text_of(row) == wanted:
        return []
    row.text_sealed = store.seal_text(wanted, row.pilot_id, row.id, "text")
    return ["text"]


def _goal(actor: Actor, number: int, goal_id: int) -> tuple[Goal, IntegrationPlan]:
    participation = participation_for(actor, number)
    row = queries.goal_row(actor.pilot_id, participation.id, goal_id)
    if row is None:
        raise NotFound
    return row, plan_for(actor, number, row.plan_id)[1]


def _step(actor: Actor, number: int, step_id: int) -> tuple[PlanStep, IntegrationPlan]:
    participation = participation_for(actor, number)
    row = queries.step_row(actor.pilot_id, participation.id, step_id)
    if row is None:
        raise NotFound
    return row, _goal(actor, number, row.goal_id)[1]
