"""The private calendar: opened by its address alone, and only as long as that holds."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import icalendar
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access import Actor
from app.accounts import services as accounts
from app.accounts.queries import UserRow, user_of
from app.audit import AuditEntry
from app.clock import today
from app.extensions import db
from app.milestones.duties.services import Fulfilment, note_met
from app.milestones.services import MilestoneFacts, plan
from app.notices import services
from app.notices.models import CalendarFeed
from app.reporting.duties import duties_on
from tests import factories
from tests.factories import DAY, gecko, token

PAGE = "/p/gecko/calendar"
SignIn = Callable[[str], FlaskClient]


def made(role: str = "coordinator") -> str:
    """The address of a calendar that somebody of that role made."""
    key = services.make_calendar(factories.actor_as(role), factories.now())
    db.session.commit()
    return f"/calendar/{key}.ics"


def account_of(someone: Actor) -> UserRow:
    found = user_of(someone.pilot_id, someone.user_id)
    assert found is not None
    return found


def events(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200
    found = icalendar.Calendar.from_ical(answer.get_data()).walk("VEVENT")
    return {str(event["uid"]).split(".")[0]: event for event in found}


def test_the_calendar_holds_duties_and_milestones_without_signing_in(
    web: Flask, actor: Actor
) -> None:
    met = next(one for one in duties_on(actor.pilot_id, gecko(), DAY) if one.code == "interim-2022")
    note_met(actor, met, Fulfilment(date(2023, 4, 28), "Az. 9"), DAY)
    hostile = plan(
        actor,
        MilestoneFacts("Titel\r\nEND:VCALENDAR", date(2025, 1, 1), remark="Frau Muster ruft an"),
        DAY,
    )
    web.extensions["pilotbuch_settings"] = replace(
        web.extensions["pilotbuch_settings"], public_url="https://pilotbuch.amt.example"
    )
    answer = web.test_client().get(made())
    found = events(answer)
    assert found["final"]["dtstart"].dt == date(2027, 4, 30)
    assert str(found["final"]["summary"]) == "Verwendungsnachweis"
    assert str(found["final"]["url"]) == (
        "https://pilotbuch.amt.example/p/gecko/milestones/duties#final"
    )
    assert len(found["final"].walk("VALARM")) == 1
    assert str(found["interim-2022"]["summary"]) == "Erledigt: Zwischennachweis für 2022"
    assert found["interim-2022"].walk("VALARM") == []
    assert "nicht bestätigt" in str(found["certification-final"]["summary"])
    assert str(found[f"milestone-{hostile}"]["summary"]) == "Meilenstein: Titel END:VCALENDAR"
    assert "Muster" not in answer.text
    assert answer.mimetype == "text/calendar"
    assert "Set-Cookie" not in answer.headers


def test_it_is_asked_for_again_only_when_something_changed(web: Flask, actor: Actor) -> None:
    address, client = made(), web.test_client()
    first = client.get(address)
    assert first.headers["Cache-Control"] == "private, max-age=3600"
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    plan(actor, MilestoneFacts("Neu", date(2025, 1, 1)), DAY)
    db.session.commit()
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_it_speaks_the_language_of_who_made_it(web: Flask) -> None:
    accounts.choose_language(factories.actor_as("finance").user_id, "en")
    found = events(web.test_client().get(made("finance"), headers={"Accept-Language": "de"}))
    assert str(found["final"]["summary"]) == "Final statement (Verwendungsnachweis)"


def test_an_address_opens_nothing_once_revoked_renewed_or_its_role_has_ended(web: Flask) -> None:
    client, coach = web.test_client(), factories.actor_as("coach")
    first, second = made("coach"), made("coach")
    assert [client.get(each).status_code for each in (first, second)] == [404, 200]
    services.revoke_calendar(coach, factories.now())
    db.session.commit()
    assert client.get(second).status_code == 404
    third, finance = made("finance"), factories.actor_as("finance")
    role = account_of(finance).roles[0]
    accounts.end_role(factories.system_actor(), finance.user_id, role.id, today())
    db.session.commit()
    assert client.get(third).status_code == 404


def test_a_closed_account_closes_its_calendar(web: Flask) -> None:
    address, finance = made("finance"), factories.actor_as("finance")
    version = account_of(finance).version
    accounts.set_active(factories.system_actor(), finance.user_id, False, version, DAY)
    db.session.commit()
    assert web.test_client().get(address).status_code == 404


def test_wrong_addresses_are_counted_and_right_ones_stay_open(web: Flask) -> None:
    address, client = made(), web.test_client()
    answers = [client.get(f"/calendar/{place}.ics").status_code for place in range(11)]
    assert answers == [404] * 10 + [429]
    assert client.get(address).status_code == 200


def test_the_token_is_shown_once_and_kept_nowhere(
    web: Flask, client_as: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = client_as("coordinator")
    shown = client.post(f"{PAGE}/new", data={"csrf_token": token(client, f"{PAGE}/new")}).text
    found = re.search(r"/calendar/([\w-]{43})\.ics", shown)
    assert found is not None
    key = found[1]
    assert web.test_client().get(f"/calendar/{key}.ics").status_code == 200
    assert key not in client.get(PAGE).text
    assert "Neue Adresse erstellen" in client.get(PAGE).text
    rows = db.session.scalars(select(CalendarFeed)).all()
    assert [len(row.token_hash) for row in rows] == [64]
    entries = db.session.scalars(select(AuditEntry)).all()
    assert "make_calendar" in {entry.action for entry in entries}
    assert key not in str([vars(entry) for entry in entries]) + str([vars(row) for row in rows])
    assert key not in caplog.text


def test_the_page_revokes_and_keeps_the_choice_about_mail(client_as: SignIn) -> None:
    client = client_as("coach")
    assert "Adresse erstellen" in client.get(PAGE).text
    made("coach")
    data = {"csrf_token": token(client, PAGE)}
    revoked = client.post(f"{PAGE}/revoke", data=data, follow_redirects=True).text
    assert "gesperrt" in revoked
    assert client.post(f"{PAGE}/revoke", data=data).status_code == 422
    assert re.search(r'value="lead"[^>]*checked|checked[^>]*value="lead"', client.get(PAGE).text)
    kept = client.post(PAGE, data={**data, "rhythm": "weekly"}, follow_redirects=True).text
    assert re.search(r'value="weekly"[^>]*checked|checked[^>]*value="weekly"', kept)
    assert client.post(PAGE, data={**data, "rhythm": "hourly"}).status_code == 422
