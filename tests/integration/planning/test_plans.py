"""Plans: drawn up, agreed, corrected, continued; who sees them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from app import history
from app.access import Actor
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.participants import record
from app.participants.planning import queries
from app.participants.planning.models import PlanStep
from app.participants.planning.queries import PlanView
from app.participants.planning.rules import PlanDays
from app.participants.planning.services import goals, plans
from app.participants.planning.services.goals import GoalFacts, StepFacts
from app.participants.planning.services.plans import ReviewFacts
from app.pilots.queries import posts_of
from tests.factories import DAY, admitted, token

ClientAs = Callable[[str], FlaskClient]
DRAWN_UP = date(2024, 6, 3)
GOAL = GoalFacts("work", "Praktikum bei Wilhelmine", date(2024, 9, 30))
STEP = StepFacts("=Bewerbung schreiben", "person", None, date(2024, 7, 5))


def with_plan(actor: Actor) -> tuple[int, int, int, int]:
    """Number, plan, goal and step of a case."""
    number = admitted(actor)
    plan_id = plans.draw_up(actor, number, DRAWN_UP, DAY)
    goal_id = goals.add_goal(actor, number, plan_id, GOAL, DAY)
    return number, plan_id, goal_id, goals.add_step(actor, number, goal_id, STEP, DAY)


def shown(actor: Actor, number: int, place: int = 1) -> PlanView:
    row = record.participation(actor, number)
    known = queries.plans_of(row.pilot_id, row.id)
    return queries.plan_view(known[place - 1], place, reads_texts=True)


def test_a_plan_with_goal_and_step_is_kept_sealed(actor: Actor) -> None:
    number, *_ids = with_plan(actor)
    (goal,) = shown(actor, number).goals
    (step,) = goal.steps
    assert (goal.row.area, goal.text, goal.row.target_on) == ("work", GOAL.text, GOAL.target_on)
    assert (step.text, step.row.responsible, step.row.due_on) == (STEP.text, "person", STEP.due_on)
    stored = bytes(db.session.execute(text("select text_sealed from goal")).scalar_one())
    assert b"Wilhelmine" not in stored


def test_an_empty_plan_is_not_agreed_and_an_agreed_one_opens_the_gate(actor: Actor) -> None:
    number = admitted(actor)
    plan_id = plans.draw_up(actor, number, DRAWN_UP, DAY)
    with pytest.raises(DomainError, match="no_goal"):
        plans.agree(actor, number, plan_id, DAY, 1, DAY)
    goals.add_goal(actor, number, plan_id, GOAL, DAY)
    plans.agree(actor, number, plan_id, date(2024, 6, 10), 1, DAY)
    row = record.participation(actor, number)
    agreed = [
        queries.has_agreed_plan(row.pilot_id, row.id, on)
        for on in (date(2024, 6, 9), date(2024, 6, 10), DAY)
    ]
    assert agreed == [False, True, True]
    plans.correct_plan(
        actor, number, plan_id, PlanDays(DRAWN_UP, date(2024, 6, 10), date(2024, 6, 20)), 2, DAY
    )
    assert queries.has_agreed_plan(row.pilot_id, row.id, date(2024, 6, 19))
    assert not queries.has_agreed_plan(row.pilot_id, row.id, date(2024, 6, 20))


def test_a_case_has_one_open_plan_and_an_ended_one_is_not_worked_on(actor: Actor) -> None:
    number, plan_id, goal_id, step_id = with_plan(actor)
    with pytest.raises(DomainError, match="plan_open"):
        plans.draw_up(actor, number, DAY, DAY)
    plans.correct_plan(actor, number, plan_id, PlanDays(DRAWN_UP, None, DAY), 1, DAY)
    for act in (
        lambda: goals.add_goal(actor, number, plan_id, GOAL, DAY),
        lambda: goals.add_step(actor, number, goal_id, STEP, DAY),
        lambda: goals.finish_step(actor, number, step_id, DAY),
        lambda: plans.agree_review(actor, number, plan_id, ReviewFacts(DAY), DAY),
    ):
        with pytest.raises(DomainError, match="plan_ended"):
            act()
    plans.draw_up(actor, number, DAY, DAY)
    with pytest.raises(DomainError, match="plan_open"):
        plans.correct_plan(actor, number, plan_id, PlanDays(DRAWN_UP), 2, DAY)


def test_a_plan_that_is_continued_hands_on_what_is_open(actor: Actor) -> None:
    number, plan_id, goal_id, _step_id = with_plan(actor)
    done = goals.add_step(actor, number, goal_id, StepFacts("schon getan", "coach"), DAY)
    goals.finish_step(actor, number, done, DAY)
    reached = goals.add_goal(actor, number, plan_id, GoalFacts("health", "erreicht"), DAY)
    goals.close_goal(actor, number, reached, "reached", DAY)
    plans.continue_plan(actor, number, plan_id, DAY, 1, DAY)
    old, new = shown(actor, number, 1), shown(actor, number, 2)
    assert (old.row.ended_on, new.row.drawn_up_on, new.row.agreed_on) == (DAY, DAY, None)
    assert len(old.goals) == 2
    (goal,) = new.goals
    assert (goal.text, [step.text for step in goal.steps]) == (GOAL.text, [STEP.text])


def test_closing_is_taken_back_and_the_history_keeps_both(actor: Actor) -> None:
    number, _plan_id, goal_id, step_id = with_plan(actor)
    db.session.commit()
    goals.finish_step(actor, number, step_id, DAY)
    db.session.commit()
    (goal,) = shown(actor, number).goals
    assert (goal.steps[0].row.state, goal.steps[0].row.closed_on) == ("done", DAY)
    goals.reopen_step(actor, number, step_id)
    goals.close_goal(actor, number, goal_id, "dropped", DAY)
    goals.reopen_goal(actor, number, goal_id)
    db.session.commit()
    (goal,) = shown(actor, number).goals
    assert (goal.row.state, goal.row.closed_on, goal.steps[0].row.state) == ("open", None, "open")
    changes = history.changes_of(db.session(), PlanStep, id=step_id)
    assert [change.values["state"][1] for change in changes] == ["open", "done", "open"]


def test_whoever_corrects_second_is_told(actor: Actor) -> None:
    number, plan_id, goal_id, step_id = with_plan(actor)
    goals.correct_goal(actor, number, goal_id, GoalFacts("health", "anders"), 1, DAY)
    goals.correct_step(actor, number, step_id, StepFacts("anders", "coach"), 1, DAY)
    review_id = plans.agree_review(actor, number, plan_id, ReviewFacts(DAY), DAY)
    plans.correct_review(actor, number, review_id, ReviewFacts(DAY, DAY, "gut"), 1, DAY)
    for act in (
        lambda: goals.correct_goal(actor, number, goal_id, GOAL, 1, DAY),
        lambda: goals.correct_step(actor, number, step_id, STEP, 1, DAY),
        lambda: plans.correct_review(actor, number, review_id, ReviewFacts(DAY), 1, DAY),
    ):
        with pytest.raises(Stale):
            act()
    (review,) = shown(actor, number).reviews
    assert (review.row.held_on, review.result) == (DAY, "gut")


def test_a_goal_of_another_case_is_not_there(actor: Actor) -> None:
    _number, plan_id, goal_id, step_id = with_plan(actor)
    other = admitted(actor)
    for act in (
        lambda: goals.add_goal(actor, other, plan_id, GOAL, DAY),
        lambda: goals.close_goal(actor, other, goal_id, "reached", DAY),
        lambda: goals.finish_step(actor, other, step_id, DAY),
    ):
        with pytest.raises(NotFound):
            act()


def test_the_sheet_to_sign_holds_the_plan_and_no_navigation(
    client_as: ClientAs, actor: Actor
) -> None:
    number, plan_id, goal_id, _step_id = with_plan(actor)
    goals.add_step(actor, number, goal_id, StepFacts("entfällt", "coach", state="dropped"), DAY)
    plans.agree_review(actor, number, plan_id, ReviewFacts(date(2024, 8, 1)), DAY)
    db.session.commit()
    page = client_as("coach").get(f"/p/gecko/participants/{number}/plan/print")
    said = page.get_data(as_text=True)
    for words in ("Muster, Kim", GOAL.text, STEP.text, "05.07.2024", "01.08.2024"):
        assert words in said
    assert "Unterschrift teilnehmende Person" in said
    assert "entfällt" not in said
    assert "<nav" not in said


def test_a_case_of_another_post_is_not_there_for_a_coach(client_as: ClientAs, actor: Actor) -> None:
    number = admitted(actor, post_id=posts_of(actor.pilot_id)[1].id)
    plan_id = plans.draw_up(actor, number, DRAWN_UP, DAY)
    db.session.commit()
    coach = client_as("coach")
    here = f"/p/gecko/participants/{number}"
    pages = ("plan", "plan/new", "plan/print", f"plan/{plan_id}/agree", f"plan/{plan_id}/days")
    further = (f"plan/{plan_id}/continue", f"plan/{plan_id}/goals/new", "plan/goals/1", "tasks/new")
    for page in (*pages, *further):
        assert coach.get(f"{here}/{page}").status_code == 404, page
    key = token(coach, "/p/gecko/tasks/new")
    for page in ("plan/steps/1/finish", "plan/goals/1/close", "tasks/1/finish"):
        assert coach.post(f"{here}/{page}", data={"csrf_token": key}).status_code == 404, page


def test_the_pages_lead_from_an_empty_plan_to_an_agreed_one(
    client_as: ClientAs, actor: Actor
) -> None:
    number = admitted(actor)
    db.session.commit()
    coach = client_as("coach")
    here = f"/p/gecko/participants/{number}/plan"

    def post(address: str, **entries: Any) -> str:
        sent = {**entries, "csrf_token": token(coach, address)}
        answer = coach.post(address, data=sent, follow_redirects=True)
        return str(answer.get_data(as_text=True))

    assert "Noch kein Integrationsplan" in coach.get(here).get_data(as_text=True)
    assert "Noch kein Ziel" in post(f"{here}/new", drawn_up_on="03.06.2024")
    plan_id = shown(actor, number).row.id
    db.session.rollback()
    entries = {"area": "work", "text": "Arbeit finden"}
    assert "noch nicht vereinbart" in post(f"{here}/{plan_id}/goals/new", **entries)
    refused = post(f"{here}/{plan_id}/agree", agreed_on="01.06.2024", version="1")
    assert "Der Tag liegt vor dem 03.06.2024" in refused
    agreed = post(f"{here}/{plan_id}/agree", agreed_on="10.06.2024", version="1")
    assert "vereinbart am 10.06.2024" in agreed
