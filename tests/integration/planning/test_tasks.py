"""The page of tasks: what it gathers, for whom, and how it is ticked off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select

from app.access import Actor
from app.audit import AuditEntry
from app.errors import DomainError, Stale
from app.extensions import db
from app.participants.due import told
from app.participants.planning import queries
from app.participants.planning.services import goals, plans, tasks
from app.participants.planning.services.goals import GoalFacts, StepFacts
from app.participants.planning.services.plans import ReviewFacts
from app.participants.services import stay
from app.pilots.queries import posts_of
from tests import factories
from tests.factories import DAY, admitted, token

ClientAs = Callable[[str], FlaskClient]
HERE = "/p/gecko/tasks"
SOON, LATER = date(2024, 7, 14), date(2024, 7, 15)


def planned(actor: Actor, due_on: date | None, **changes: Any) -> tuple[int, int, int]:
    """Number, plan and step of a case with a step due on a day."""
    number = admitted(actor, **changes)
    plan_id = plans.draw_up(actor, number, date(2024, 6, 1), DAY)
    goal_id = goals.add_goal(actor, number, plan_id, GoalFacts("work", "Ziel"), DAY)
    step = StepFacts("Unterlagen", "person", None, due_on)
    return number, plan_id, goals.add_step(actor, number, goal_id, step, DAY)


def kinds(actor: Actor, until: date = SOON) -> list[tuple[str, int, date]]:
    found = told(queries.due(actor, factories.gecko(), DAY, until))
    return sorted((one.kind, one.number, one.on) for one in found)


def test_steps_reviews_and_tasks_are_due_up_to_the_last_day_of_the_window(actor: Actor) -> None:
    number, plan_id, _step_id = planned(actor, SOON)
    plans.agree_review(actor, number, plan_id, ReviewFacts(date(2024, 6, 20)), DAY)
    plans.agree_review(actor, number, plan_id, ReviewFacts(LATER), DAY)
    tasks.add_task(actor, number, "anrufen", DAY, DAY)
    planned(actor, LATER)
    planned(actor, None)
    assert kinds(actor) == [
        ("due.review", number, date(2024, 6, 20)),
        ("due.step", number, SOON),
        ("due.task", number, DAY),
    ]


def test_what_is_closed_ended_or_of_somebody_who_left_asks_for_nothing_more(actor: Actor) -> None:
    number, _plan, step_id = planned(actor, DAY)
    goals.finish_step(actor, number, step_id, DAY)
    ended, plan_id, _step = planned(actor, DAY)
    plans.continue_plan(actor, ended, plan_id, DAY, 1, DAY)
    left, _plan, _step = planned(actor, DAY)
    tasks.add_task(actor, left, "Akte schließen", DAY, DAY)
    stay.record_exit(actor, left, DAY, "regular", None, 1, DAY)
    assert kinds(actor) == [("due.step", ended, DAY), ("due.task", left, DAY)]


def test_a_goal_that_is_dropped_takes_its_steps_along(actor: Actor) -> None:
    number, plan_id, _step = planned(actor, DAY)
    row = queries.open_goals(actor.pilot_id, plan_id)[0]
    goals.close_goal(actor, number, row.id, "dropped", DAY)
    assert kinds(actor) == []


def test_a_task_is_corrected_done_and_reopened(actor: Actor) -> None:
    number = admitted(actor)
    task_id = tasks.add_task(actor, number, "anrufen", DAY, DAY)
    tasks.correct_task(actor, number, task_id, "schreiben", SOON, 1, DAY)
    with pytest.raises(Stale):
        tasks.correct_task(actor, number, task_id, "faxen", SOON, 1, DAY)
    with pytest.raises(DomainError, match="due_past"):
        tasks.correct_task(actor, number, task_id, "schreiben", date(2024, 6, 29), 2, DAY)
    tasks.finish_task(actor, number, task_id, DAY)
    assert kinds(actor) == []
    assert [one.act.text for one in told(queries.finished(actor, DAY))] == ["schreiben"]
    tasks.reopen_task(actor, number, task_id)
    assert kinds(actor) == [("due.task", number, SOON)]


def test_a_coach_sees_the_own_cases_and_the_coordinator_filters_by_post(
    client_as: ClientAs, actor: Actor
) -> None:
    own = admitted(actor)
    other = admitted(actor, post_id=posts_of(actor.pilot_id)[1].id)
    tasks.add_task(actor, own, "eigene Sache", DAY, DAY)
    tasks.add_task(actor, other, "fremde Sache", DAY, DAY)
    db.session.commit()
    said = client_as("coach").get(HERE).get_data(as_text=True)
    assert ("eigene Sache" in said, "fremde Sache" in said) == (True, False)
    coordinator = client_as("coordinator")
    said = coordinator.get(HERE).get_data(as_text=True)
    assert ("eigene Sache" in said, "fremde Sache" in said) == (True, True)
    said = coordinator.get(f"{HERE}?post=2").get_data(as_text=True)
    assert ("eigene Sache" in said, "fremde Sache" in said) == (False, True)
    for nonsense in ("post=99", "days=0", "days=x&page=-3", "post=%00".replace("%00", "x")):
        assert coordinator.get(f"{HERE}?{nonsense}").status_code == 200
    read = select(AuditEntry).where(AuditEntry.action == "read_names")
    assert "text" in db.session.scalars(read.order_by(AuditEntry.sequence)).all()[0].fields


def test_one_click_ticks_off_from_the_page_and_back(client_as: ClientAs, actor: Actor) -> None:
    number, _plan, step_id = planned(actor, DAY)
    db.session.commit()
    coach = client_as("coach")
    here = f"/p/gecko/participants/{number}/plan/steps/{step_id}"
    sent = {"csrf_token": token(coach, HERE), "back": "tasks", "days": "30", "post": ""}
    answer = coach.post(f"{here}/finish", data=sent)
    assert answer.location == f"{HERE}?days=30"
    said = coach.get(answer.location).get_data(as_text=True)
    assert "Heute erledigt" in said
    assert f"{here}/reopen" in said
    coach.post(f"{here}/reopen", data=sent)
    assert "Heute erledigt" not in coach.get(HERE).get_data(as_text=True)
    assert coach.post(f"{here}/finish", data={}).status_code in {400, 403}, "without a token"


def test_the_page_asks_the_same_number_of_statements_whatever_there_is(
    client_as: ClientAs, actor: Actor
) -> None:
    number, _plan, step_id = planned(actor, DAY)
    planned(actor, DAY)
    tasks.add_task(actor, number, "anrufen", DAY, DAY)
    goals.finish_step(actor, number, step_id, DAY)
    db.session.commit()
    coach = client_as("coach")
    coach.get(HERE)
    few = statements(coach)
    for _again in range(15):
        number, plan_id, _step = planned(actor, DAY)
        plans.agree_review(actor, number, plan_id, ReviewFacts(DAY), DAY)
        tasks.add_task(actor, number, "anrufen", DAY, DAY)
    db.session.commit()
    assert statements(coach) == few


def statements(client: FlaskClient) -> int:
    counted: list[str] = []

    def count(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        counted.append(statement)

    engine = db.engine
    event.listen(engine, "before_cursor_execute", count)
    assert client.get(HERE).status_code == 200
    event.remove(engine, "before_cursor_execute", count)
    return len(counted)
