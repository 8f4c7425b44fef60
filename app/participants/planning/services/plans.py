"""Plans and their reviews: drawing up, agreeing, ending, continuing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.participants.identity import store
from app.participants.models import Participation
from app.participants.planning import queries
from app.participants.planning.models import Goal, IntegrationPlan, PlanReview, PlanStep
from app.participants.planning.rules import (
    PlanDays,
    check_agreeable,
    check_changeable,
    check_plan_days,
    check_review,
)
from app.participants.services.facts import participation_for


@dataclass(frozen=True)
class ReviewFacts:
    """What is told of a review: agreed for a day, held on another, with what result."""

    due_on: date
    held_on: date | None = None
    result: str = ""


def begins_on(row: Participation) -> date:
    """The first day about which anything is written: referral, or entry where that is earlier."""
    return min(row.referred_on or row.admitted_on, row.admitted_on)


def draw_up(actor: Actor, number: int, drawn_up_on: date, today: date) -> int:
    """Begins a plan; a case has one at a time."""
    participation = participation_for(actor, number)
    _refuse_second(actor, participation, None)
    check_plan_days(PlanDays(drawn_up_on), begins_on(participation), today)
    row = _new_plan(actor, participation, drawn_up_on)
    db.session.flush()
    audit.record(actor, "draw_up_plan", "integration_plan", row.id, ["drawn_up_on"])
    return row.id


def agree(
    actor: Actor, number: int, plan_id: int, agreed_on: date, version: int, today: date
) -> None:
    """Both sides have signed; the gate of a stage may ask for it."""
    participation, row = plan_for(actor, number, plan_id, version)
    check_changeable(row.ended_on)
    check_agreeable(queries.goal_count(row.pilot_id, row.id))
    check_plan_days(PlanDays(row.drawn_up_on, agreed_on), begins_on(participation), today)
    row.agreed_on = agreed_on
    db.session.flush()
    audit.record(actor, "agree_plan", "integration_plan", row.id, ["agreed_on"])


def correct_plan(
    actor: Actor, number: int, plan_id: int, days: PlanDays, version: int, today: date
) -> None:
    """Corrects, sets or empties the days of a plan; without an end it is open again."""
    participation, row = plan_for(actor, number, plan_id, version)
    check_plan_days(days, begins_on(participation), today)
    if days.agreed_on is not None:
        check_agreeable(queries.goal_count(row.pilot_id, row.id))
    if days.ended_on is None:
        _refuse_second(actor, participation, row.id)
    changed = [name for name, day in vars(days).items() if getattr(row, name) != day]
    for name in changed:
        setattr(row, name, getattr(days, name))
    db.session.flush()
    audit.record(actor, "correct_plan", "integration_plan", row.id, changed)


def continue_plan(
    actor: Actor, number: int, plan_id: int, on: date, version: int, today: date
) -> int:
    """Ends a plan on a day and begins the next one with a copy of its open goals and steps."""
    participation, row = plan_for(actor, number, plan_id, version)
    check_changeable(row.ended_on)
    days = PlanDays(row.drawn_up_on, row.agreed_on, on)
    check_plan_days(days, begins_on(participation), today)
    row.ended_on = on
    following = _new_plan(actor, participation, on)
    db.session.flush()
    copies = {goal.id: _copy_goal(goal, following) for goal in queries.open_goals(*_key(row))}
    db.session.flush()
    for step in queries.open_steps(row.pilot_id, list(copies)):
        _copy_step(step, copies[step.goal_id])
    db.session.flush()
    audit.record(actor, "continue_plan", "integration_plan", following.id, ["drawn_up_on"])
    return following.id


def agree_review(actor: Actor, number: int, plan_id: int, facts: ReviewFacts, today: date) -> int:
    """Agrees a review (Standortbestimmung) for a day."""
    participation, plan = plan_for(actor, number, plan_id)
    check_changeable(plan.ended_on)
    check_review(facts.due_on, facts.held_on, facts.result.strip(), plan.drawn_up_on, today)
    row = PlanReview(
        pilot_id=actor.pilot_id,
        id=new_id(),
        plan_id=plan.id,
        participation_id=participation.id,
        due_on=facts.due_on,
        held_on=facts.held_on,
    )
    row.result_sealed = _sealed_result(row, facts.result)
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "agree_review", "plan_review", row.id, ["due_on"])
    return row.id


def correct_review(
    actor: Actor, number: int, review_id: int, facts: ReviewFacts, version: int, today: date
) -> None:
    """Enters that a review was held, with its result, or corrects it."""
    participation = participation_for(actor, number)
    row = queries.review_row(actor.pilot_id, participation.id, review_id)
    if row is None:
        raise NotFound
    if row.version != version:
        raise Stale
    _participation, plan = plan_for(actor, number, row.plan_id)
    check_review(facts.due_on, facts.held_on, facts.result.strip(), plan.drawn_up_on, today)
    changed = [name for name in ("due_on", "held_on") if getattr(row, name) != getattr(facts, name)]
    row.due_on, row.held_on = facts.due_on, facts.held_on
    if facts.result.strip() != queries.result_of(row):
        row.result_sealed = _sealed_result(row, facts.result)
        changed.append("result")
    db.session.flush()
    audit.record(actor, "correct_review", "plan_review", row.id, changed)


def plan_for(
    actor: Actor, number: int, plan_id: int, version: int | None = None
) -> tuple[Participation, IntegrationPlan]:
    """The plan of this case; Stale when it is no longer the version that was read."""
    participation = participation_for(actor, number)
    row = queries.plan_row(actor.pilot_id, participation.id, plan_id)
    if row is None:
        raise NotFound
    if version is not None and row.version != version:
        raise Stale
    return participation, row


def _refuse_second(actor: Actor, participation: Participation, besides: int | None) -> None:
    known = queries.open_plan(actor.pilot_id, participation.id)
    if known is not None and known.id != besides:
        raise DomainError("planning.plan_open", drawn_up_on=known.drawn_up_on)


def _new_plan(actor: Actor, participation: Participation, on: date) -> IntegrationPlan:
    row = IntegrationPlan(
        pilot_id=actor.pilot_id,
        id=new_id(),
        participation_id=participation.id,
        drawn_up_on=on,
    )
    db.session.add(row)
    return row


def _key(row: IntegrationPlan) -> tuple[int, int]:
    return row.pilot_id, row.id


def _copy_goal(goal: Goal, plan: IntegrationPlan) -> int:
    row_id = new_id()
    db.session.add(
        Goal(
            pilot_id=goal.pilot_id,
            id=row_id,
            plan_id=plan.id,
            area=goal.area,
            target_on=goal.target_on,
            # a sealed text opens in its own row only
            text_sealed=store.seal_text(queries.text_of(goal), goal.pilot_id, row_id, "text"),
        )
    )
    return row_id


def _copy_step(step: PlanStep, goal_id: int) -> None:
    row_id = new_id()
    db.session.add(
        PlanStep(
            pilot_id=step.pilot_id,
            id=row_id,
            goal_id=goal_id,
            participation_id=step.participation_id,
            responsible=step.responsible,
            partner_id=step.partner_id,
            due_on=step.due_on,
            text_sealed=store.seal_text(queries.text_of(step), step.pilot_id, row_id, "text"),
        )
    )


def _sealed_result(row: PlanReview, text: str) -> bytes | None:
    text = text.strip()
    return store.seal_text(text, row.pilot_id, row.id, "result") if text else None
