"""The pages of milestones and duties, by role and language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from app.extensions import db
from app.milestones import queries, services
from app.milestones.plan.rules import NOTHING_REACHED
from tests.factories import DAY, pilot, system_actor, token

LIST = "/p/gecko/milestones"
SignIn = Callable[[str], FlaskClient]


LAST_ENTRY = "Letzter Eintritt mit voller Verweildauer"


def one(title: str = "60 Aufnahmen") -> queries.MilestoneRow:
    db.session.rollback()
    rows = queries.milestones(pilot().id, DAY, NOTHING_REACHED)
    return next(row for row in rows if row.title == title)


def entered(row: queries.MilestoneRow, **changes: str) -> dict[str, str]:
    """What the form of a milestone sends, as it came with the page but for the changes."""
    kept = {
        "title": row.title,
        "baseline_on": row.baseline_on.isoformat(),
        "package_id": str(row.package_id or ""),
        "measure": row.measure or "",
        "at_least": str(row.at_least or ""),
        "version": str(row.version),
    }
    return {**kept, **changes}


def shown(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def sent(client: FlaskClient, address: str, **values: str) -> tuple[int, str]:
    answer = client.post(address, data={"csrf_token": token(client, address), **values})
    return answer.status_code, answer.get_data(as_text=True)


def revise_beside(expected_on: date, title: str = "60 Aufnahmen") -> None:
    """Somebody else saves meanwhile."""
    row = one(title)
    services.revise(system_actor(), row.id, expected_on, None, "", row.version, DAY, "Spät")
    db.session.commit()


def test_the_list_shows_each_milestone_with_its_state(client_as: SignIn) -> None:
    text = shown(client_as("coordinator"), LIST)
    assert "60 Aufnahmen" in text
    assert "überfällig seit 61 Tagen" in text
    assert "Meilenstein planen" in text


@pytest.mark.parametrize("role", ["coach", "finance", "auditor"])
def test_who_may_only_view_sees_milestones_and_duties_but_cannot_plan(
    client_as: SignIn, role: str
) -> None:
    client, place = client_as(role), f"{LIST}/{one().id}"
    text = shown(client, LIST) + shown(client, place) + shown(client, f"{LIST}/duties")
    for address in (f"{LIST}/new", f"{place}/edit", f"{place}/drop"):
        assert address not in text
        assert client.get(address).status_code == 403


def test_who_has_no_right_to_milestones_sees_none(client_as: SignIn) -> None:
    client = client_as("evaluator")
    for address in (LIST, f"{LIST}/duties", f"{LIST}/{one().id}"):
        assert client.get(address).status_code == 403


def test_the_coordinator_plans_a_milestone(client_as: SignIn) -> None:
    client = client_as("coordinator")
    code, _text = sent(client, f"{LIST}/new", title="Fachtag", baseline_on="15.09.2024")
    assert code == 302
    assert one("Fachtag").baseline_on == date(2024, 9, 15)


def test_a_milestone_without_name_or_day_comes_back_with_what_was_entered(
    client_as: SignIn,
) -> None:
    client = client_as("coordinator")
    code, text = sent(client, f"{LIST}/new", title=" ", baseline_on="31.02.2024", remark="bleibt")
    assert code == 422
    assert "Diesen Tag gibt es nicht" in text
    assert "bleibt</textarea>" in text


def test_a_new_expected_day_shows_in_list_and_history_with_who_entered_it(
    client_as: SignIn,
) -> None:
    client, row = client_as("coordinator"), one()
    address = f"{LIST}/{row.id}/edit"
    code, text = sent(client, address, **entered(row, expected_on="31.08.2024"))
    assert code == 422
    assert "Bisher erwartet am 30.04.2024. Bitte begründen Sie die Verschiebung." in text
    moved = entered(row, expected_on="31.08.2024", reason="Zuweisungen kommen später.")
    assert sent(client, address, **moved)[0] == 302
    assert "verschoben um 123 Tage" in shown(client, LIST)
    text = shown(client, f"{LIST}/{row.id}")
    assert "Erwartet: – → 31.08.2024" in text
    assert "coordinator, " in text
    assert "erwartet am 31.08.2024" in text
    assert "Zuweisungen kommen später." in text


def test_a_day_of_reaching_in_the_future_is_refused_at_its_field(client_as: SignIn) -> None:
    client, row = client_as("coordinator"), one(LAST_ENTRY)
    code, text = sent(client, f"{LIST}/{row.id}/edit", **entered(row, actual_on="01.07.2024"))
    assert code == 422
    assert 'id="actual_on-error"' in text
    assert "Der 01.07.2024 liegt nach dem Stichtag 30.06.2024." in text


def test_who_saves_second_sees_both_versions_and_can_save_again(client_as: SignIn) -> None:
    client, row = client_as("coordinator"), one()
    address = f"{LIST}/{row.id}/edit"
    revise_beside(date(2024, 9, 30))
    mine = entered(row, expected_on="31.12.2024", reason="Krank")
    code, text = sent(client, address, **mine)
    assert code == 409
    assert '<td class="pb-raw">30.09.2024</td><td class="pb-raw">31.12.2024</td>' in text
    assert "Kommandozeile" in text
    assert f'name="version" type="hidden" value="{row.version + 1}"' in text
    assert sent(client, address, **{**mine, "version": str(row.version + 1)})[0] == 302
    assert one().expected_on == date(2024, 12, 31)


def test_dropping_needs_the_tick_and_the_latest_version(client_as: SignIn) -> None:
    client, row = client_as("coordinator"), one(LAST_ENTRY)
    address = f"{LIST}/{row.id}/drop"
    version = str(row.version)
    assert sent(client, address, version=version)[0] == 422
    revise_beside(date(2024, 12, 30), LAST_ENTRY)
    assert sent(client, address, version=version, confirmed="yes")[0] == 409
    assert sent(client, address, version=str(row.version + 1), confirmed="yes")[0] == 302
    assert client.get(f"{LIST}/{row.id}").status_code == 404


def test_a_reached_milestone_offers_no_deletion(client_as: SignIn) -> None:
    client, row = client_as("coordinator"), one("Stellen besetzt")
    services.revise(system_actor(), row.id, None, date(2022, 2, 3), "", row.version, DAY)
    db.session.commit()
    assert "erreicht, 3 Tage später" in shown(client, f"{LIST}/{row.id}")
    text = shown(client, f"{LIST}/{row.id}/drop")
    assert "ist erreicht und bleibt stehen" in text
    assert 'name="confirmed"' not in text


def test_without_milestones_the_list_names_the_next_step(client_as: SignIn) -> None:
    client, reader = client_as("coordinator"), client_as("coach")
    acting = system_actor()
    for row in reversed(queries.milestones(acting.pilot_id, DAY, NOTHING_REACHED)):
        services.drop(acting, row.id, row.version)
    db.session.commit()
    assert "Noch keine Meilensteine" in shown(client, LIST)
    assert "Die Projektkoordination plant sie" in shown(reader, LIST)
    assert "Alle Meilensteine sind erreicht" in shown(client, f"{LIST}?state=open")


@pytest.mark.parametrize("query", ["sort=nonsense", "sort=-state", "page=99", "state=nonsense"])
def test_nonsense_in_the_address_gives_the_ordinary_list(client_as: SignIn, query: str) -> None:
    assert "120 Aufnahmen" in shown(client_as("coordinator"), f"{LIST}?{query}")


@pytest.mark.parametrize("number", ["0", "7", "9223372036854775807", "9" * 30])
def test_an_unknown_number_is_not_found(client_as: SignIn, number: str) -> None:
    client = client_as("coordinator")
    assert client.get(f"{LIST}/{number}").status_code == 404
    assert client.get(f"{LIST}/{number}/edit").status_code == 404


def test_the_duties_are_grouped_and_cite_their_norm(client_as: SignIn) -> None:
    text = shown(client_as("coach"), f"{LIST}/duties")
    groups = [
        text.index(f"<strong>{title}")
        for title in ("Überfällig", "In den nächsten", "Später", "Abgelaufen, Frist nicht")
    ]
    assert groups == sorted(groups)
    assert "30.04.2027" in text
    assert "Verwendungsnachweis" in text
    assert "ANBest-P 6.1" in text
    assert "in 31 Tagen" in text
    assert "überfällig seit 61 Tagen" in text


def test_titles_follow_the_language(client_as: SignIn) -> None:
    client = client_as("coach")
    with client.session_transaction() as kept:
        kept["language"] = "en"
    assert "60 admissions" in shown(client, LIST)
    assert "Final statement (Verwendungsnachweis)" in shown(client, f"{LIST}/duties")
