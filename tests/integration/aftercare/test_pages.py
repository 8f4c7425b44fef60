"""The page of exit and follow-up through the test client."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.access import Actor
from app.extensions import db
from app.participants.identity.store import Name
from app.participants.services import stay
from app.participants.services.consents import give_consent
from app.pilots.queries import posts_of
from tests.factories import DAY, admitted, gecko, token
from tests.integration.statements import counted

HERE = "/p/gecko/participants"
ClientAs = Callable[[str], FlaskClient]
EXIT = date(2023, 6, 30)


def text(answer: Any) -> str:
    return " ".join(str(answer.get_data(as_text=True)).split())


def post(client: FlaskClient, path: str, **entries: object) -> Any:
    filled = {
        "status": "",
        "perspective": "",
        **{f"aim_{aim}": "" for aim in ("medical_rehab", "vocational_rehab", "em_pension")},
        **{f"aim_{aim}": "" for aim in ("integration_aid", "social_assistance")},
        **entries,
    }
    return client.post(HERE + path, data={**filled, "csrf_token": token(client, HERE + path)})


@pytest.fixture
def case(actor: Actor) -> int:
    """Somebody who left a year ago and agreed to be asked."""
    number = admitted(actor)
    give_consent(actor, gecko(), number, "follow_up", date(2023, 3, 14), "written", DAY)
    stay.record_exit(actor, number, EXIT, "employment", "employment", 1, DAY)
    db.session.commit()
    return number


def test_the_status_at_the_exit_begins_with_what_the_exit_said(
    client_as: ClientAs, case: int
) -> None:
    client = client_as("coach")
    assert "Noch nicht erhoben" in text(client.get(f"{HERE}/{case}/aftercare"))
    form = text(client.get(f"{HERE}/{case}/aftercare/0"))
    assert 'value="30.06.2023"' in form
    assert '<option selected value="employment">' in form
    answer = post(
        client,
        f"/{case}/aftercare/0",
        version=0,
        asked_on="30.06.2023",
        status="employment",
        perspective="training",
        aim_em_pension="rejected",
        text="Die Klinik half.",
    )
    assert answer.headers["Location"].endswith(f"{HERE}/{case}/aftercare")
    shown = text(client.get(f"{HERE}/{case}/aftercare"))
    for word in ("Ausbildung oder Qualifizierung", "abgelehnt", "Die Klinik half."):
        assert word in shown


def test_a_follow_up_is_recorded_corrected_and_removed(client_as: ClientAs, case: int) -> None:
    client = client_as("coach")
    here = f"/{case}/aftercare/6"
    assert "überfällig" in text(client.get(f"{HERE}/{case}/aftercare"))
    early = post(client, here, version=0, asked_on="01.12.2023", status="training")
    assert "Das Zeitfenster beginnt erst am 02.12.2023." in text(early)
    post(client, here, version=0, asked_on="28.01.2024", status="training")
    assert "außerhalb des Zeitfensters" in text(client.get(f"{HERE}/{case}/aftercare"))
    stale = post(client, here, version=0, asked_on="15.01.2024", status="measure")
    assert stale.status_code == 422
    assert "Jetzt gespeichert: Ausbildung" in text(stale)
    post(client, here, version=1, asked_on="15.01.2024", status="measure")
    assert "außerhalb des Zeitfensters" not in text(client.get(f"{HERE}/{case}/aftercare"))
    post(client, f"{here}/remove", version=2)
    assert "überfällig" in text(client.get(f"{HERE}/{case}/aftercare"))
    assert client.get(f"{HERE}/{case}/aftercare/6/remove").status_code == 404
    assert client.get(f"{HERE}/{case}/aftercare/7").status_code == 404


def test_without_consent_it_says_so_and_offers_no_entry(client_as: ClientAs, actor: Actor) -> None:
    number = admitted(actor)
    stay.record_exit(actor, number, EXIT, "regular", None, 1, DAY)
    db.session.commit()
    client = client_as("coach")
    shown = text(client.get(f"{HERE}/{number}/aftercare"))
    assert "ohne Einwilligung zur Nachbefragung" in shown
    assert f"{HERE}/{number}/aftercare/6" not in shown
    refused = post(
        client, f"/{number}/aftercare/6", version=0, asked_on="30.12.2023", status="lost"
    )
    assert "Für die Nachbefragung fehlt am 30.12.2023 die Einwilligung." in text(refused)


def test_before_the_exit_the_page_leads_to_it(client_as: ClientAs, actor: Actor) -> None:
    number = admitted(actor)
    db.session.commit()
    client = client_as("coach")
    assert f"{HERE}/{number}/exit" in text(client.get(f"{HERE}/{number}/aftercare"))
    assert client.get(f"{HERE}/{number}/aftercare/0").status_code == 302


def test_a_returner_is_shown_as_such_with_a_link_for_who_may_follow_it(
    client_as: ClientAs, actor: Actor
) -> None:
    name = Name("Muster", "Kim", date(1985, 5, 17), "036D777777")
    first = admitted(actor, name=name, post_id=posts_of(actor.pilot_id)[1].id)
    stay.record_exit(actor, first, EXIT, "regular", None, 1, DAY)
    second = admitted(actor, name=name, admitted_on=date(2023, 8, 1), referred_on=None)
    db.session.commit()
    for role, is_linked in (("coach", False), ("coordinator", True)):
        shown = text(client_as(role).get(f"{HERE}/{second}/aftercare"))
        assert "ausgetreten am 30.06.2023, nach 32 Tage zurück" not in shown
        assert "ausgetreten am 30.06.2023, zurück nach 32 Tagen" in shown
        assert f"Nr. {first}" in shown
        assert (f'href="{HERE}/{first}"' in shown) is is_linked


def test_the_page_runs_as_many_statements_for_one_entry_as_for_many(
    client_as: ClientAs, case: int
) -> None:
    client = client_as("coordinator")
    post(client, f"/{case}/aftercare/0", version=0, asked_on="30.06.2023", status="employment")
    with counted() as few:
        client.get(f"{HERE}/{case}/aftercare")
    for months, on in ((6, "30.12.2023"), (12, "30.06.2024")):
        aims = {"aim_em_pension": "applied", "aim_medical_rehab": "granted", "text": "Mehr."}
        post(
            client, f"/{case}/aftercare/{months}", version=0, asked_on=on, status="measure", **aims
        )
    with counted() as many:
        client.get(f"{HERE}/{case}/aftercare")
    assert len(many) == len(few) > 0
