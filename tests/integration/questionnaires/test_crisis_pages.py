"""Crises and the crisis procedure through the test client."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from app.access import Actor
from app.audit import AuditEntry
from app.database import utc_now
from app.extensions import db
from app.participants.questionnaires.models import Crisis
from tests.factories import token
from tests.integration.questionnaires.visit import HERE, ClientAs, form, post, shown, text
from tests.integration.questionnaires.waves import (
    ALARMING,
    PROCEDURE,
    fill,
)

OTHER_WORDS = "An einzelnen Tagen"


def test_an_alarming_answer_shows_the_procedure_at_once_and_is_confirmed(
    client_as: ClientAs, number: int
) -> None:
    coach = client_as("coach")
    path = f"/{number}/questionnaires/t0/phq9"
    answer = post(coach, path, **form(ALARMING))
    assert answer.headers["Location"] == f"{HERE}{path}/crisis"
    assert PROCEDURE in shown(coach, f"{path}/crisis")
    assert "Krisenablauf offen" in shown(coach, "/questionnaires")
    assert "Krisenablauf offen" in shown(coach, f"/{number}/questionnaires")
    assert post(coach, f"{path}/crisis", measures="Mit der Person gesprochen.").status_code == 302
    page = shown(coach, f"{path}/crisis")
    assert "Gesehen und gehandelt: coach" in page
    assert "Mit der Person gesprochen." in page
    assert "Krisenablauf offen" not in shown(coach, "/questionnaires")


def test_who_confirms_second_sees_who_was_first(client_as: ClientAs, number: int) -> None:
    coach, coordinator = client_as("coach"), client_as("coordinator")
    path = f"/{number}/questionnaires/t0/phq9"
    post(coach, path, **form(ALARMING))
    late = token(coordinator, f"{HERE}{path}/crisis")
    post(coach, f"{path}/crisis", measures="Gesprochen.")
    answer = coordinator.post(f"{HERE}{path}/crisis", data={"measures": "Auch", "csrf_token": late})
    assert answer.status_code == 422
    assert "Gesehen und gehandelt: coach" in text(answer)


def test_a_crisis_past_its_hours_stands_before_the_coordinator(
    client_as: ClientAs, actor: Actor, number: int
) -> None:
    coordinator = client_as("coordinator")
    fill(actor, number, ALARMING)
    db.session.commit()
    assert "Krisenablauf offen" not in shown(coordinator, "/questionnaires")
    crisis = db.session.scalars(select(Crisis)).one()
    crisis.due_at = utc_now() - timedelta(minutes=1)
    db.session.commit()
    page = shown(coordinator, "/questionnaires")
    assert "Deshalb steht der Fall jetzt auch bei Vertretung und Koordination" in page


def test_only_a_coordinator_records_and_ends_the_procedure(client_as: ClientAs) -> None:
    coach, coordinator = client_as("coach"), client_as("coordinator")
    path = "/questionnaires/crisis-procedure"
    assert "Die Projektkoordination kann ihn hinterlegen" in shown(coach, path)
    assert coach.get(f"{HERE}{path}/new").status_code == 403
    told = {"text": "Anrufen\n112", "version": "0"}
    assert post(coordinator, f"{path}/new", **told, confirm_hours="169").status_code == 422
    assert post(coordinator, f"{path}/new", **told, confirm_hours="12").status_code == 302
    assert "innerhalb von 12 Stunden" in shown(coach, path)
    late = post(coordinator, f"{path}/new", text="Alt", confirm_hours="3", version="0")
    assert late.status_code == 422
    assert "Jetzt gespeichert:" in text(late)
    version = shown(coordinator, f"{path}/end").split('name="version"')[1].split('value="')[1]
    assert post(coordinator, f"{path}/end", version=version.split('"')[0]).status_code == 302
    assert "abgeschaltet" in shown(coach, path)


def test_the_log_holds_no_answer(client_as: ClientAs, number: int) -> None:
    coach = client_as("coach")
    path = f"/{number}/questionnaires/t0/phq9"
    post(coach, path, **form(ALARMING))
    post(coach, f"{path}/crisis", measures="Geheim")
    entries = db.session.execute(
        select(AuditEntry.action, AuditEntry.fields).where(
            AuditEntry.action.in_(("answer_questionnaire", "open_crisis", "confirm_crisis"))
        )
    ).all()
    assert sorted(map(tuple, entries)) == [
        ("answer_questionnaire", "answered_on,score"),
        ("confirm_crisis", ""),
        ("open_crisis", ""),
    ]
