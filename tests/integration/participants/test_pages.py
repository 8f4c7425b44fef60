"""The pages of participants through the test client."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access import Actor
from app.audit import AuditEntry
from app.extensions import db
from app.participants import record
from app.participants.identity.store import Name
from app.participants.services import stay
from app.participants.services.admission import Characteristics
from app.pilots.queries import posts_of
from tests import factories
from tests.factories import DAY, admitted, token

HERE = "/p/gecko/participants"
ClientAs = Callable[[str], FlaskClient]


def post(client: FlaskClient, path: str, **entries: object) -> Any:
    """Posts a form with the token of the page there, or of the list for the search."""
    shown = "" if path == "/search" else path
    return client.post(HERE + path, data={**entries, "csrf_token": token(client, HERE + shown)})


def text(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


def post_id(place: int) -> str:
    """The id of a post; the test lets go of the database before the client needs it."""
    found = str(posts_of(factories.pilot().id)[place].id)
    db.session.rollback()
    return found


def kim(**changes: object) -> dict[str, object]:
    """A filled form of admission."""
    return {
        "family_name": "Muster",
        "given_name": "Kim",
        "birth_date": "15.03.1973",
        "customer_number": "036D999999",
        "admitted_on": "14.03.2023",
        "post_id": post_id(0),
        "health_restriction": "yes",
        "addiction": "",
        "school": "",
        "vocational": "dual",
        "sex": "",
        "children": "1",
        "stated_sgb2": "yes",
        "consent_participation": "y",
        "consent_form": "written",
        "step": "admit",
        **changes,
    }


@pytest.fixture
def foreign(actor: Actor) -> int:
    """A case of the post that the coach does not hold."""
    number = admitted(actor, post_id=posts_of(actor.pilot_id)[1].id)
    db.session.commit()
    return number


@pytest.mark.parametrize(
    "page", ["", "/move", "/care", "/exit", "/data", "/person", "/consents/new", "/exit/undo"]
)
def test_a_case_of_another_post_is_not_there_for_a_coach(
    client_as: ClientAs, foreign: int, page: str
) -> None:
    assert client_as("coach").get(f"{HERE}/{foreign}{page}").status_code == 404
    assert client_as("coordinator").get(f"{HERE}/{foreign}{page}").status_code in (200, 302)


def test_a_coach_lists_own_cases_only(client_as: ClientAs, actor: Actor, foreign: int) -> None:
    own = admitted(actor, name=Name("Eigen", "Fall", date(1990, 1, 1), "E1"))
    db.session.commit()
    shown = text(client_as("coach").get(f"{HERE}?state=all"))
    assert f"{HERE}/{own}" in shown
    assert f'{HERE}/{foreign}"' not in shown


@pytest.mark.parametrize("role", ["finance", "approver", "auditor", "evaluator", "administrator"])
def test_names_are_no_business_of_other_roles(client_as: ClientAs, foreign: int, role: str) -> None:
    client = client_as(role)
    for page in ("", f"/{foreign}", "/new", "/caseload", "/search"):
        assert client.get(HERE + page).status_code == 403


def test_reading_names_is_recorded_once_per_request(client_as: ClientAs, foreign: int) -> None:
    client = client_as("coordinator")
    client.get(HERE)
    client.get(f"{HERE}/{foreign}")
    entries = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "read_names").order_by(AuditEntry.sequence)
    ).all()
    assert [entry.fields for entry in entries] == [
        "family_name,given_name",
        "family_name,given_name,birth_date,customer_number,remark,reason",
    ]
    assert entries[0].subject_id is None


def test_a_search_finds_by_name_and_number_without_an_address_of_them(
    client_as: ClientAs, actor: Actor
) -> None:
    number = admitted(actor, name=Name("Östreich", "Ida", date(1990, 1, 1), "036D 77"))
    admitted(actor)
    db.session.commit()
    client = client_as("coordinator")
    for wanted in ("östreich ida", "Ida", "036d77"):
        answer = post(client, "/search", wanted=wanted)
        assert answer.status_code == 200
        assert f"{HERE}/{number}" in text(answer)
        assert f'{HERE}/{number + 1}"' not in text(answer)
    assert "Niemand gefunden" in text(post(client, "/search", wanted="Nirgends"))
    assert client.get(f"{HERE}/search?wanted=Ida").headers["Location"].endswith(HERE)


def test_filters_and_order_come_from_the_address(client_as: ClientAs, actor: Actor) -> None:
    early, late = admitted(actor), admitted(actor, admitted_on=date(2024, 5, 2))
    stay.record_exit(actor, early, date(2023, 9, 1), "regular", None, 1, DAY)
    stay.move_stage(actor, factories.gecko(), late, 2, date(2024, 6, 1), "", DAY)
    db.session.commit()
    client = client_as("coordinator")

    def listed(query: str) -> list[int]:
        shown = text(client.get(HERE + query))
        places = {n: shown.find(f'<th scope="row"><a href="{HERE}/{n}"') for n in (early, late)}
        return sorted((n for n in places if places[n] >= 0), key=lambda n: places[n])

    assert listed("") == [late]
    assert listed("?state=exited") == [early]
    assert listed("?state=all&sort=-admitted_on") == [late, early]
    assert listed("?state=all&sort=exited_on") == [early, late]
    assert listed("?state=all&stage=2") == [late]
    assert listed("?state=all&post=2") == []
    assert listed(f"?number={early}") == [early]
    assert listed("?state=nonsense&stage=x&post=99&page=x&sort=y") == []


def test_a_stay_beyond_the_maximum_is_marked(client_as: ClientAs, actor: Actor) -> None:
    admitted(actor, admitted_on=date(2022, 6, 30), referred_on=None, consents=early_consent())
    db.session.commit()
    client = client_as("coordinator")
    assert "über 24 Monate" not in text(client.get(HERE))
    admitted(actor, admitted_on=date(2022, 6, 29), referred_on=None, consents=early_consent())
    db.session.commit()
    assert "über 24 Monate" in text(client.get(HERE))


def early_consent() -> dict[str, date]:
    return {"participation": date(2022, 6, 1)}


def test_checking_shows_the_figures_and_saves_nothing(client_as: ClientAs) -> None:
    client = client_as("coordinator")
    answer = post(client, "/new", **kim(step="check"))
    assert answer.status_code == 200
    assert "49 Jahre und 364 Tage am 14.03.2023" in text(answer)
    assert "Niemand in Betreuung" in text(client.get(HERE))


def test_an_admission_leads_to_the_record(client_as: ClientAs) -> None:
    client = client_as("coach")
    answer = post(client, "/new", **kim())
    assert answer.headers["Location"] == f"{HERE}/1"
    shown = text(client.get(f"{HERE}/1"))
    assert "Muster, Kim" in shown
    assert "In Baustein 2 wechseln" in shown


def test_against_the_criteria_a_coach_is_refused_and_a_coordinator_gives_a_reason(
    client_as: ClientAs,
) -> None:
    too_old = kim(birth_date="14.03.1973")
    refused = post(client_as("coach"), "/new", **too_old, override_reason="Bitte")
    assert refused.status_code == 422
    assert "entscheidet die Projektkoordination" in text(refused)
    coordinator = client_as("coordinator")
    assert "Ausnahme schriftlich begründen" in text(post(coordinator, "/new", **too_old))
    done = post(coordinator, "/new", **too_old, override_reason="Ein Tag zu spät.")
    assert "Ein Tag zu spät." in text(coordinator.get(done.headers["Location"]))


def test_somebody_who_returns_is_greeted_as_such(client_as: ClientAs, actor: Actor) -> None:
    number = admitted(actor, name=Name("Muster", "Kim", date(1973, 3, 15), "036D999999"))
    stay.record_exit(actor, number, date(2023, 9, 1), "regular", None, 1, DAY)
    db.session.commit()
    client = client_as("coordinator")
    answer = post(
        client,
        "/new",
        **kim(admitted_on="02.01.2024", birth_date="15.03.1985", customer_number="036d 999999"),
    )
    shown = text(client.get(answer.headers["Location"]))
    assert f"schon einmal im Vorhaben (Nr. {number})" in shown


def test_a_lost_update_comes_back_with_both_versions(client_as: ClientAs, actor: Actor) -> None:
    number = admitted(actor)
    db.session.commit()
    client = client_as("coordinator")
    client.get(f"{HERE}/{number}/data")
    other = Characteristics("female", "intermediate", "university", 1, True, False)
    stay.correct(actor, number, other, "", 1, DAY)
    db.session.commit()
    mine = {
        "sex": "male",
        "school": "intermediate",
        "vocational": "dual",
        "children": "1",
        "health_restriction": "yes",
        "addiction": "no",
    }
    refused = post(client, f"/{number}/data", **mine, version="1")
    assert refused.status_code == 422
    assert "Jetzt gespeichert: Universitätsabschluss" in text(refused)
    assert "Inzwischen hat jemand anderes gespeichert" in text(refused)
    assert 'value="2"' in text(refused)
    assert post(client, f"/{number}/data", **mine, version="2").status_code == 302
    db.session.rollback()
    row = record.participation(actor, number)
    assert (row.sex, row.vocational) == ("male", "dual")


def test_who_gives_a_case_away_is_led_back_to_the_list(client_as: ClientAs, actor: Actor) -> None:
    number = admitted(actor)
    db.session.commit()
    answer = post(client_as("coach"), f"/{number}/care", post_id=post_id(1), from_day="01.06.2024")
    assert answer.headers["Location"] == HERE


def test_the_caseload_is_shown_for_any_day(client_as: ClientAs, actor: Actor) -> None:
    for _person in range(26):
        admitted(actor, ratio_reason="Aufnahme vor dem Austritt einer anderen Person.")
    db.session.commit()
    client = client_as("coach")
    assert "1 Fall zu viel" in text(client.get(f"{HERE}/caseload"))
    assert "1 Fall zu viel" not in text(client.get(f"{HERE}/caseload?day=13.03.2023"))
    assert client.get(f"{HERE}/caseload?day=31.02.2023").status_code == 200


def test_evidence_holds_no_name_and_no_health_data(client_as: ClientAs, actor: Actor) -> None:
    admitted(actor, name=Name("Geheim", "Gerda", date(1990, 1, 1), "G1"))
    db.session.commit()
    client = client_as("auditor")
    shown = text(client.get(f"{HERE}/evidence"))
    assert "erfüllt" in shown
    assert "Geheim" not in shown
    assert "Gesundheitsdaten verarbeiten" in shown
    assert "Keine Aufnahme gefunden" in text(client.get(f"{HERE}/evidence?number=99"))
    assert client_as("coach").get(f"{HERE}/evidence").status_code == 403


def test_a_withdrawal_ends_the_stay_and_cannot_be_undone(client_as: ClientAs, actor: Actor) -> None:
    number = admitted(actor)
    db.session.commit()
    client = client_as("coordinator")
    path = f"/{number}/consents/participation/withdraw"
    assert "endet die Teilnahme" in text(client.get(HERE + path))
    assert post(client, path, withdrawn_on="01.06.2024").status_code == 302
    shown = text(client.get(f"{HERE}/{number}"))
    assert "ausgetreten am 01.06.2024" in shown
    assert "Austritt zurücknehmen" not in shown
    assert client.get(HERE + path).status_code == 404


def test_an_exit_is_recorded_and_taken_back(client_as: ClientAs, actor: Actor) -> None:
    number = admitted(actor)
    db.session.commit()
    client = client_as("coach")
    given = {"exited_on": "01.06.2024", "exit_reason": "employment", "outcome": "employment"}
    assert post(client, f"/{number}/exit", **given, version="1").status_code == 302
    again = post(client, f"/{number}/exit", **given, version="1")
    assert "Inzwischen eingetragen: Austritt am 01.06.2024" in text(again)
    assert post(client, f"/{number}/exit/undo", version="2").status_code == 302
    assert "in Betreuung" in text(client.get(f"{HERE}/{number}"))


def test_a_move_is_reversed_by_its_place_in_the_record(client_as: ClientAs, actor: Actor) -> None:
    number = admitted(actor)
    db.session.commit()
    client = client_as("coach")
    assert post(client, f"/{number}/move", stage="2", entered_on="01.04.2023").status_code == 302
    back = post(client, f"/{number}/move", stage="1", entered_on="02.04.2023")
    assert "Ein Wechsel zurück braucht eine Begründung." in text(back)
    assert post(client, f"/{number}/moves/2/reverse", reason="Versehen").status_code == 302
    assert "zurückgenommen" in text(client.get(f"{HERE}/{number}"))
    assert client.get(f"{HERE}/{number}/moves/9/reverse").status_code == 404
