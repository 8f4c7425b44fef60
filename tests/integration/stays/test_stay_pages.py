"""The record, the consents and the interruptions through the test client."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select

from app.access import Actor
from app.audit import AuditEntry
from app.extensions import db
from app.participants import queries, record
from app.participants.planning.models import Task
from app.participants.services import consents, stay
from app.participants.stays import services
from app.participants.stays.queries import interruptions_of
from app.partners.models import Partner
from app.pilots.queries import posts_of
from tests import factories
from tests.factories import DAY, admitted, token

HERE = "/p/gecko/participants"
ClientAs = Callable[[str], FlaskClient]


def post(client: FlaskClient, path: str, **entries: object) -> Any:
    return client.post(HERE + path, data={**entries, "csrf_token": token(client, HERE + path)})


def text(answer: Any) -> str:
    return " ".join(str(answer.get_data(as_text=True)).split())


@pytest.fixture
def number(actor: Actor) -> int:
    """Somebody in the care of the coach's post."""
    found = admitted(actor)
    db.session.commit()
    return found


def pause_id(actor: Actor, number: int) -> int:
    row = record.participation(actor, number)
    found = interruptions_of(row.pilot_id, row.id)[-1].id
    db.session.rollback()
    return found


def test_an_interruption_is_recorded_ended_removed_and_brought_back(
    client_as: ClientAs, actor: Actor, number: int
) -> None:
    client = client_as("coach")
    begun = post(client, f"/{number}/interruptions/new", kind="hospital", from_day="20.06.2024")
    assert begun.headers["Location"] == f"{HERE}/{number}"
    assert "unterbrochen seit 20.06.2024" in text(client.get(f"{HERE}/{number}"))
    path = f"/{number}/interruptions/{pause_id(actor, number)}"
    assert post(client, f"{path}/end", until_day="25.06.2024", version="1").status_code == 302
    shown = text(client.get(f"{HERE}/{number}"))
    assert "474 Tage, ohne Unterbrechungen 469 Tage" in shown
    assert post(client, f"{path}/remove", version="2").status_code == 302
    shown = text(client.get(f"{HERE}/{number}"))
    assert "ohne Unterbrechungen" not in shown
    assert "zurückholen" in shown
    assert post(client, f"{path}/restore").status_code == 302
    assert "ohne Unterbrechungen 469 Tage" in text(client.get(f"{HERE}/{number}"))
    assert client.get(f"{HERE}{path}/restore").status_code == 404


def test_the_second_to_correct_an_interruption_sees_both_versions(
    client_as: ClientAs, actor: Actor, number: int
) -> None:
    start = date(2024, 6, 1)
    services.interrupt(actor, number, "other", start, None, DAY)
    db.session.commit()
    found = pause_id(actor, number)
    services.change_interruption(actor, number, found, "custody", start, None, 1, DAY)
    db.session.commit()
    mine = {"kind": "hospital", "from_day": "02.06.2024"}
    client, path = client_as("coach"), f"/{number}/interruptions/{found}/correct"
    lost = post(client, path, **mine, version="1")
    assert lost.status_code == 422
    for said in ("Inzwischen hat jemand anderes", "gespeichert: Haft", "gespeichert: 01.06.2024"):
        assert said in text(lost)
    assert 'value="02.06.2024"' in text(lost)
    assert post(client, path, **mine, version="2").status_code == 302


def test_bad_days_and_texts_come_back_with_a_sentence(client_as: ClientAs, number: int) -> None:
    client = client_as("coach")
    path = f"/{number}/interruptions/new"
    for day, said in (
        ("31.02.2024", "Diesen Tag gibt es nicht."),
        ("13.03.2023", "vor der Aufnahme am 14.03.2023"),
        ("01.07.2024", "nach dem Stichtag 30.06.2024"),
    ):
        answer = post(client, path, kind="other", from_day=day)
        assert (answer.status_code, said in text(answer)) == (422, True), day
    exited = {"exit_reason": "regular", "outcome": "", "version": "1"}
    for day, said in (
        ("13.03.2023", "Der Austritt liegt vor der Aufnahme."),
        ("31.02.2024", "Diesen Tag gibt es nicht."),
    ):
        assert said in text(post(client, f"/{number}/exit", exited_on=day, **exited))
    formula = {"purpose": "follow_up", "given_on": "01.06.2024", "form": "written"}
    given = {"signed_by": "representative", "representative": "=cmd|' /C calc'!A0"}
    kept = post(client, f"/{number}/consents/new", **formula, **given)
    assert kept.status_code == 302
    assert "=cmd|&#39; /C calc&#39;!A0" in text(client.get(f"{HERE}/{number}/consents"))


def test_a_consent_is_given_corrected_and_withdrawn(client_as: ClientAs, number: int) -> None:
    client = client_as("coach")
    assert "Programm-Monitoring" in text(client.get(f"{HERE}/{number}/consents/new"))
    given = {
        "purpose": "follow_up",
        "given_on": "01.06.2024",
        "form": "written",
        "document_reference": "AZ 12",
    }
    nobody = post(client, f"/{number}/consents/new", **given, signed_by="representative")
    assert "wer für die Person unterschrieben hat" in text(nobody)
    done = post(client, f"/{number}/consents/new", **given, signed_by="person")
    assert done.headers["Location"] == f"{HERE}/{number}/consents"
    shown = text(client.get(f"{HERE}/{number}/consents"))
    assert "AZ 12" in shown
    assert "Jobcenter Uckermark und Evaluationsinstitut" in shown
    stop = f"/{number}/consents/evaluation/withdraw"
    assert "fehlt dann in jedem späteren Datensatz" in text(client.get(HERE + stop))
    assert post(client, stop, withdrawn_on="02.06.2024").status_code == 302
    assert "widerrufen am 02.06.2024" in text(client.get(f"{HERE}/{number}/consents"))


def test_the_second_to_correct_a_consent_sees_both_versions(
    client_as: ClientAs, actor: Actor, number: int
) -> None:
    row = record.participation(actor, number)
    known = next(
        one for one in queries.consents_of(row.pilot_id, row.id) if one.purpose == "evaluation"
    )
    other = consents.Written(date(2023, 3, 8), "electronic", "1", consents.Proof("AZ 1"))
    consents.correct_consent(actor, factories.gecko(), number, known.id, other, 1, DAY)
    path = f"/{number}/consents/{known.id}/correct"
    db.session.commit()
    mine = {"given_on": "09.03.2023", "form": "written", "text_version": "1"}
    client = client_as("coach")
    lost = post(client, path, **mine, document_reference="AZ 2", signed_by="person", version="1")
    assert lost.status_code == 422
    for said in ("gespeichert: 08.03.2023", "gespeichert: AZ 1", "gespeichert: elektronisch"):
        assert said in text(lost)
    done = post(client, path, **mine, document_reference="AZ 2", signed_by="person", version="2")
    assert done.status_code == 302
    assert "AZ 2" in text(client.get(f"{HERE}/{number}/consents"))


def test_the_sheet_names_what_is_in_force_and_that_it_is_voluntary(
    client_as: ClientAs, actor: Actor, number: int
) -> None:
    clinic = Partner(pilot_id=actor.pilot_id, name="Klinik am See", kind="clinic")
    db.session.add(clinic)
    db.session.commit()
    clinic_id = clinic.id
    db.session.rollback()
    client = client_as("coach")
    released = post(
        client,
        f"/{number}/releases/new",
        partner_id=clinic_id,
        scope="to_partner",
        given_on="01.06.2024",
        form="written",
        signed_by="person",
    )
    assert released.status_code == 302
    post(client, f"/{number}/consents/evaluation/withdraw", withdrawn_on="02.06.2024")
    shown = text(client.get(f"{HERE}/{number}/consents/sheet"))
    for said in (
        "Muster, Kim",
        "Klinik am See",
        "nur an die Einrichtung",
        "freiwillig",
        "10.03.2023",
    ):
        assert said in shown
    assert "Beauftragtes Evaluationsinstitut" not in shown
    release = shown_release(client, number)
    assert post(client, release, withdrawn_on="03.06.2024").status_code == 302
    assert "Klinik am See" not in text(client.get(f"{HERE}/{number}/consents/sheet"))
    assert client.get(HERE + release).status_code == 404


def shown_release(client: FlaskClient, number: int) -> str:
    """Where the page of consents lets the release be withdrawn."""
    shown = text(client.get(f"{HERE}/{number}/consents"))
    found = re.search(rf'"{HERE}(/{number}/releases/\d+/withdraw)"', shown)
    assert found is not None
    return found[1]


def test_the_record_says_what_is_due_and_what_the_next_stage_needs(
    client_as: ClientAs, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = admitted(actor, consents={"participation": date(2023, 3, 10)})
    row = record.participation(actor, number)
    ours = {"pilot_id": actor.pilot_id, "participation_id": row.id, "text_sealed": b"-"}
    for due_on in (date(2024, 6, 29), date(2024, 7, 28), date(2024, 7, 29)):
        db.session.add(Task(**ours, due_on=due_on, recorded_by=actor.user_id))
    db.session.commit()
    gecko = factories.gecko()
    strict = replace(gecko.stages[1], gates=("coach", "plan", "consent_health_data"))
    stricter = replace(gecko, stages=(gecko.stages[0], strict))
    client = client_as("coach")
    monkeypatch.setattr("app.pilots.queries._preset", lambda *_stored: stricter)
    shown = text(client.get(f"{HERE}/{number}"))
    assert "Für Baustein 2 fehlt" in shown
    assert f'href="{HERE}/{number}/consents/new?purpose=health_data"' in shown
    assert "vereinbarter Plan" in shown
    assert "zuständige Stelle" not in shown
    refused = post(client, f"/{number}/move", stage="2", entered_on="01.06.2024")
    assert "Für Baustein 2 fehlt" in text(refused)
    assert "29.06.2024" in shown
    assert "28.07.2024" in shown
    assert "29.07.2024" not in shown
    assert "überfällig" in shown


def test_asking_for_the_case_of_another_is_refused_and_on_record(
    client_as: ClientAs, actor: Actor
) -> None:
    foreign = admitted(actor, post_id=posts_of(actor.pilot_id)[1].id)
    foreign_id = record.participation(actor, foreign).id
    db.session.commit()
    coach = client_as("coach")
    for path in (f"/{foreign}", f"/{foreign}/consents", f"/{foreign}/move"):
        assert coach.get(HERE + path).status_code == 404
    assert coach.get(f"{HERE}/999").status_code == 404
    assert client_as("coordinator").get(f"{HERE}/{foreign}").status_code == 200
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "refused_case"))
    user = factories.actor_as("coach").user_id
    assert [(one.subject_id, one.user_id) for one in entries] == [(foreign_id, user)] * 3


def test_a_posted_act_on_the_case_of_another_is_refused_too(
    client_as: ClientAs, actor: Actor, number: int
) -> None:
    client = client_as("coach")
    path = f"/{number}/exit"
    mine = {"csrf_token": token(client, HERE + path), "exited_on": "01.06.2024"}
    stay.change_care(actor, number, posts_of(actor.pilot_id)[1].id, date(2024, 6, 1), DAY)
    db.session.commit()
    answer = client.post(HERE + path, data={**mine, "exit_reason": "regular", "version": "1"})
    assert answer.status_code == 404
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "refused_case"))
    assert len(entries.all()) == 1
    assert record.participation(actor, number).exited_on is None


def test_the_record_needs_the_same_statements_whatever_has_happened(
    client_as: ClientAs, actor: Actor, number: int
) -> None:
    busy, preset = admitted(actor), factories.gecko()
    for place in range(5):
        day = date(2023, 4 + place, 1)
        stay.move_stage(actor, preset, busy, 2 - place % 2, day, "hin und her", DAY)
        services.interrupt(actor, busy, "other", day, date(2023, 4 + place, 9), DAY)
    db.session.commit()
    coordinator = factories.actor_as("coordinator")
    stay.change_care(coordinator, busy, posts_of(actor.pilot_id)[1].id, date(2024, 1, 1), DAY)
    row = record.participation(actor, busy)
    services.remove_interruption(coordinator, busy, interruptions_of(row.pilot_id, row.id)[0].id, 1)
    db.session.commit()
    client = client_as("coordinator")
    client.get(f"{HERE}/{number}")
    told = [statements_of(lambda path=one: client.get(f"{HERE}/{path}")) for one in (number, busy)]
    assert told[0] == told[1]
    told = [
        statements_of(lambda path=one: client.get(f"{HERE}/{path}/consents"))
        for one in (number, busy)
    ]
    assert told[0] == told[1]
    assert "Tage je Baustein" in text(client.get(f"{HERE}/{busy}"))


def statements_of(act: Any) -> int:
    """How many statements a request sends."""
    sent: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", count)
    assert act().status_code == 200
    event.remove(db.engine, "before_cursor_execute", count)
    return len(sent)
