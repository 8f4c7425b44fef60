"""The pilot as data, its training clock, its log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text, update

from app import audit
from app.access import Actor
from app.extensions import db
from app.pilots import log
from app.pilots.log import LogFilters
from app.pilots.models import Pilot
from tests import factories

ClientAs = Callable[[str], FlaskClient]


def shown(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def move(client: FlaskClient, day: str) -> tuple[int, str]:
    token = factories.token(client, "/account")
    answer = client.post(
        "/p/gecko/settings/training-day", data={"csrf_token": token, "training_day": day}
    )
    return answer.status_code, answer.get_data(as_text=True)


def training_day() -> date | None:
    return db.session.scalars(select(Pilot.training_day)).one()


def test_the_pilot_is_shown_as_the_preset_has_it(client_as: ClientAs) -> None:
    page = shown(client_as("finance"), "/p/gecko/settings")
    for words in (
        "Zuwendungsbescheid vom 10.06.2021",
        "01.11.2021 – 31.10.2026",
        "2.031.387,90",
        "Vollfinanzierung",
        "1 : 25",
        "SB med. Reha 1",
        "Aktive Unterstützung",
        "Einwilligung in die Teilnahme",
        "Unter 50 Jahre am Tag der Aufnahme",
        "Monitoring des Programms",
        "0812",
        "ANBest-P 1.2",
        "30.04.",
    ):
        assert words in page


def test_who_holds_a_post_today_stands_beside_it(client_as: ClientAs) -> None:
    page = shown(client_as("auditor"), "/p/gecko/settings")
    assert "<td>coach</td>" in page
    assert "unbesetzt" in page


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_the_training_clock_is_moved_and_cannot_be_switched_off(
    client_as: ClientAs, role: str
) -> None:
    client = client_as(role)
    assert "Stichtag ändern" in shown(client, "/p/gecko/settings")
    assert move(client, "31.12.2023")[0] == 302
    assert training_day() == date(2023, 12, 31)
    status, page = move(client, "")
    assert status == 422
    assert "lässt sich bei Übungsdaten nicht abschalten" in page
    db.session.rollback()
    assert training_day() == date(2023, 12, 31)


@pytest.mark.parametrize("role", ["finance", "auditor"])
def test_others_see_the_pilot_but_do_not_move_its_clock(client_as: ClientAs, role: str) -> None:
    client = client_as(role)
    assert "Stichtag ändern" not in shown(client, "/p/gecko/settings")
    assert move(client, "31.12.2023")[0] == 403


def test_a_real_pilot_has_no_training_clock_to_switch_on(client_as: ClientAs, actor: Actor) -> None:
    db.session.execute(update(Pilot).values(training_day=None))
    client = client_as("coordinator")
    assert "Stichtag ändern" not in shown(client, "/p/gecko/settings")
    status, page = move(client, "31.12.2023")
    assert status == 422
    assert "rechnet mit dem heutigen Tag" in page
    assert training_day() is None


def test_the_log_says_who_did_what_to_whom_in_words(client_as: ClientAs, actor: Actor) -> None:
    number = factories.admitted(actor)
    page = shown(client_as("auditor"), "/p/gecko/log")
    assert "Kommandozeile" in page
    assert "aufgenommen" in page
    assert f"Teilnahme {number}" in page
    assert "Konto coach" in page
    assert "Muster" not in page


def test_the_log_is_in_english_for_who_reads_english(client_as: ClientAs, actor: Actor) -> None:
    client = client_as("auditor")
    client.post(
        "/language", data={"csrf_token": factories.token(client, "/account"), "language": "en"}
    )
    assert "role granted" in shown(client, "/p/gecko/log")


def test_the_log_is_filtered_by_action_person_and_day(actor: Actor) -> None:
    factories.admitted(actor)
    coach = factories.actor_as("coach")
    audit.record(coach, "read_names", "participation", 1, ["name"])
    now = datetime.now(UTC)

    def count(**filters: object) -> int:
        rows, total = log.entries(actor.pilot_id, LogFilters(**filters), 1)  # type: ignore[arg-type]
        assert len(rows) == min(total, log.PER_PAGE)
        return total

    everything = count()
    assert count(action="admit") == 1
    assert count(user_id=coach.user_id) == 1
    assert count(action="admit", user_id=coach.user_id) == 0
    assert count(from_moment=now - timedelta(days=1)) == everything
    assert count(until_moment=now - timedelta(days=1)) == 0


def test_a_day_in_the_filter_is_a_day_in_germany(client_as: ClientAs) -> None:
    client = client_as("auditor")
    found = shown(client, "/p/gecko/log?from_day=01.01.2020&until_day=02.01.2020")
    assert "Nichts gefunden" in found
    assert 'value="01.01.2020"' in found


@pytest.mark.parametrize(
    "query", ["user=x", "user=99999999999999999999", "action=%27", "from_day=32.13.2020", "page=0"]
)
def test_nonsense_in_the_address_breaks_nothing(client_as: ClientAs, query: str) -> None:
    shown(client_as("auditor"), f"/p/gecko/log?{query}")


def test_the_log_begins_with_the_newest_and_has_pages(client_as: ClientAs, actor: Actor) -> None:
    for _ in range(60):
        audit.record(actor, "read_names", "participation", None, ["name"])
    rows, total = log.entries(actor.pilot_id, LogFilters(), 1)
    numbers = [row.sequence for row in rows]
    assert numbers == list(range(total, total - log.PER_PAGE, -1))
    older, _total = log.entries(actor.pilot_id, LogFilters(), 2)
    assert older[0].sequence == numbers[-1] - 1
    page = shown(client_as("auditor"), "/p/gecko/log?action=read_names&page=2")
    assert "Seite 2 von 2" in page


def test_another_pilots_entries_do_not_appear(actor: Actor) -> None:
    _rows, total = log.entries(audit.HOUSE, LogFilters(), 1)
    audit.record(Actor(actor.user_id, audit.HOUSE, frozenset()), "sign_in", "user", actor.user_id)
    assert log.entries(actor.pilot_id, LogFilters(action="sign_in"), 1) == ([], 0)
    assert log.entries(audit.HOUSE, LogFilters(), 1)[1] == total + 1


def test_a_sound_chain_is_said_to_hold(client_as: ClientAs) -> None:
    client = client_as("auditor")
    assert "Die Kette hält" not in shown(client, "/p/gecko/log")
    assert "Die Kette hält" in shown(client, "/p/gecko/log?check=yes")


def test_a_chain_changed_behind_the_programs_back_is_said_to_break(
    client_as: ClientAs, actor: Actor
) -> None:
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("drop trigger audit_entry_no_update"))
    else:
        db.session.execute(text("alter table audit_entry disable trigger user"))
    db.session.execute(
        update(audit.AuditEntry)
        .where(audit.AuditEntry.pilot_id == actor.pilot_id, audit.AuditEntry.sequence == 3)
        .values(action="nothing")
    )
    page = shown(client_as("auditor"), "/p/gecko/log?check=yes")
    assert "Die Kette bricht bei Eintrag 3." in page
