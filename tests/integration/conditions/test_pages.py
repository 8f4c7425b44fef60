"""The page of barriers, resources and circumstances through the test client."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.access import Actor
from app.extensions import db
from app.participants import record
from app.participants.conditions import queries
from app.participants.conditions.services import barriers, circumstances
from app.participants.conditions.services.barriers import Noted
from app.pilots.queries import posts_of
from tests.factories import DAY, admitted, system_actor, token
from tests.integration.statements import counted

HERE = "/p/gecko/participants"
ClientAs = Callable[[str], FlaskClient]


def text(answer: Any) -> str:
    return " ".join(str(answer.get_data(as_text=True)).split())


def post(client: FlaskClient, path: str, **entries: object) -> Any:
    """Posts a form with its hidden fields as the page has them, unless others are given."""
    shown = text(client.get(HERE + path))
    version = re.search(r'name="version"[^>]*value="([^"]*)"', shown)
    hidden = {"version": version[1]} if version else {}
    filled = {**hidden, **entries, "csrf_token": token(client, HERE + path)}
    return client.post(HERE + path, data=filled)


def noted(actor: Actor, number: int, kind: str, group: str, state: str, words: str = "") -> int:
    told = Noted(group, text=words)
    found = barriers.note_condition(actor, number, kind, told, state, date(2023, 4, 1), (), DAY)
    db.session.commit()
    return found


@pytest.fixture
def case(actor: Actor) -> int:
    number = admitted(actor)
    db.session.commit()
    return number


def test_a_barrier_is_entered_moved_on_and_struck_out(client_as: ClientAs, case: int) -> None:
    client = client_as("coach")
    done = post(
        client,
        f"/{case}/conditions/new/barrier",
        group="pain",
        partner_id="",
        since="03.2019",
        text="Seit dem Unfall.",
        state="open",
        noted_on="01.04.2023",
    )
    assert done.headers["Location"].endswith(f"{HERE}/{case}/conditions")
    shown = text(client.get(f"{HERE}/{case}/conditions"))
    assert "seit 03.2019 · erfasst am 01.04.2023" in shown
    assert "Seit dem Unfall." in shown
    (found,) = condition_ids(case)
    here = f"/{case}/conditions/{found}"
    post(client, f"{here}/state", state="reduced", from_day="01.06.2023", version="1")
    shown = text(client.get(f"{HERE}/{case}/conditions"))
    assert "verringert" in shown
    assert '<time datetime="2023-06-01">' in shown
    post(client, f"{here}/void", version="2")
    assert "1 gestrichener Eintrag" in text(client.get(f"{HERE}/{case}/conditions"))
    post(client, f"{here}/restore", version="3")
    shown = text(client.get(f"{HERE}/{case}/conditions"))
    assert "gestrichen<" not in shown
    assert "Verlauf der Änderungen (3)" in shown


def condition_ids(number: int) -> list[int]:
    row = record.participation(system_actor(), number)
    found = [one.row.id for one in queries.conditions_of(row.pilot_id, row.id, DAY)]
    db.session.rollback()
    return found


def test_mistakes_come_back_at_their_fields_with_what_was_typed(
    client_as: ClientAs, case: int
) -> None:
    client = client_as("coach")
    answer = post(
        client,
        f"/{case}/conditions/new/barrier",
        group="pain",
        partner_id="",
        since="13.2019",
        state="open",
        noted_on="31.02.2023",
    )
    assert answer.status_code == 422
    assert "zum Beispiel 03.2019" in text(answer)
    assert 'value="13.2019"' in text(answer)
    assert "Diesen Tag gibt es nicht." in text(answer)
    assert client.get(f"{HERE}/{case}/conditions/new/x").status_code == 404
    for number, word in ((-1, "von 0 bis 20"), (21, "von 0 bis 20")):
        refused = post(
            client, f"/{case}/circumstances/new/children", value=number, from_day="01.01.2024"
        )
        assert word in text(refused)
    future = post(client, f"/{case}/circumstances/new/benefit_since", value="01.07.2024")
    assert "nach dem Stichtag 30.06.2024" in text(future)


def test_the_second_to_save_sees_both_versions(
    client_as: ClientAs, actor: Actor, case: int
) -> None:
    found = noted(actor, case, "barrier", "debts", "open")
    client = client_as("coach")
    barriers.change_state(actor, case, found, "reduced", date(2023, 6, 1), 1, DAY)
    db.session.commit()
    here = f"/{case}/conditions/{found}/state"
    answer = post(client, here, state="removed", from_day="01.06.2023", version="1")
    assert answer.status_code == 422
    assert "Inzwischen hat jemand anderes gespeichert" in text(answer)
    assert "Jetzt gespeichert: verringert" in text(answer)
    again = post(client, here, state="removed", from_day="01.06.2023", version="2")
    assert again.status_code == 302


def test_without_consent_the_page_says_what_to_do(client_as: ClientAs, actor: Actor) -> None:
    number = admitted(actor, consents={"participation": date(2023, 3, 10)})
    db.session.commit()
    client = client_as("coach")
    shown = text(client.get(f"{HERE}/{number}/conditions"))
    assert "Angaben zur Gesundheit werden nicht fortgeschrieben." in shown
    assert f"{HERE}/{number}/circumstances/new/disability" not in shown
    answer = post(
        client,
        f"/{number}/conditions/new/barrier",
        group="pain",
        partner_id="",
        state="open",
        noted_on="01.04.2023",
    )
    assert "Bitte zuerst die Einwilligung einholen" in text(answer)


def test_what_holds_since_when_begins_with_the_admission(
    client_as: ClientAs, actor: Actor, case: int
) -> None:
    circumstances.set_circumstance(actor, case, "children", "2", date(2024, 1, 1), DAY)
    circumstances.set_circumstance(actor, case, "benefit_since", "2022-03-30", None, DAY)
    db.session.commit()
    shown = text(client_as("coach").get(f"{HERE}/{case}/conditions"))
    assert "14.03.2023 (bei Aufnahme)" in shown
    assert "<strong>2</strong>" in shown
    assert "30.03.2022 (2 Jahre und 3 Monate)" in shown


def test_another_posts_case_is_not_there(client_as: ClientAs, actor: Actor) -> None:
    number = admitted(actor, post_id=posts_of(actor.pilot_id)[1].id)
    found = noted(actor, number, "barrier", "debts", "open")
    client = client_as("coach")
    for path in ("conditions", f"conditions/{found}/state", "circumstances/new/school"):
        assert client.get(f"{HERE}/{number}/{path}").status_code == 404


def test_the_page_runs_as_many_statements_for_one_entry_as_for_many(
    client_as: ClientAs, actor: Actor, case: int
) -> None:
    client = client_as("coordinator")
    noted(actor, case, "barrier", "debts", "open")
    with counted() as few:
        client.get(f"{HERE}/{case}/conditions")
    for group in ("pain", "mental", "housing", "legal"):
        found = noted(actor, case, "barrier", group, "open", "Mehr dazu.")
        barriers.change_state(actor, case, found, "reduced", date(2023, 6, 1), 1, DAY)
        noted(actor, case, "resource", "motivation", "present")
    circumstances.set_circumstance(actor, case, "children", "2", date(2024, 1, 1), DAY)
    db.session.commit()
    with counted() as many:
        client.get(f"{HERE}/{case}/conditions")
    assert len(many) == len(few)
