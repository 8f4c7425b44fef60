"""Finding people: filters, columns and order in the address; the list as a workbook."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date, timedelta

import openpyxl
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access import Actor
from app.audit import AuditEntry
from app.extensions import db
from app.participants.identity.store import Name
from app.participants.planning.services.tasks import add_task
from app.participants.rules import latest_entry
from app.periods import add_months
from tests import factories
from tests.factories import DAY, token

SignIn = Callable[[str], FlaskClient]
HOME = "/p/gecko/participants"


@pytest.mark.parametrize(
    ("on", "months", "expected"),
    [
        (date(2024, 6, 30), 21, date(2022, 9, 30)),
        (date(2024, 6, 29), 21, date(2022, 9, 29)),
        (date(2024, 2, 29), 24, date(2022, 2, 28)),
        (date(2024, 2, 28), 6, date(2023, 8, 28)),
        (date(2024, 2, 29), 6, date(2023, 8, 31)),
        (date(2026, 11, 1), 24, date(2024, 11, 1)),
    ],
)
def test_the_latest_entry_is_the_last_day_from_which_the_months_have_passed(
    on: date, months: int, expected: date
) -> None:
    assert latest_entry(on, months) == expected
    assert add_months(expected, months) <= on < add_months(expected + timedelta(1), months)


@pytest.fixture
def people(actor: Actor) -> Actor:
    """1 is in for long, 2 for 21 months to the day, 3 a day less, 4 new, 5 an exception."""
    for admitted_on in (date(2022, 3, 1), date(2022, 9, 30), date(2022, 10, 1)):
        factories.admitted(actor, **entered(admitted_on))
    factories.admitted(actor, **entered(date(2024, 6, 30)))
    factories.admitted(
        actor,
        name=Name("=1+1", "Kim", date(1970, 1, 1), "036D888888"),
        override_reason="Einzelfall",
    )
    db.session.commit()
    return actor


def entered(on: date) -> dict[str, object]:
    return {"admitted_on": on, "referred_on": None, "consents": {"participation": on}}


def numbers(client: FlaskClient, query: str) -> list[str]:
    """The participant numbers that the list shows."""
    shown = client.get(f"{HOME}?{query}").get_data(as_text=True)
    return re.findall(r'<th scope="row"><a href="[^"]*">(\d+)</a>', shown)


def test_the_list_is_narrowed_by_dwell_and_criterion(people: Actor, client_as: SignIn) -> None:
    client = client_as("coordinator")
    assert numbers(client, "dwell=transition") == ["1", "2"]
    assert numbers(client, "dwell=beyond") == ["1"]
    assert numbers(client, "dwell=short") == []
    assert numbers(client, "criterion=age") == ["5"]
    assert numbers(client, "criterion=age&state=exited") == []
    assert numbers(client, "dwell=nonsense&criterion=") == ["1", "2", "3", "4", "5"]


def test_the_list_is_narrowed_to_what_is_due_whatever_room_asks(
    people: Actor, client_as: SignIn
) -> None:
    yesterday = DAY - timedelta(1)
    add_task(people, 4, "Anruf", yesterday, yesterday)
    add_task(people, 3, "Anruf", DAY + timedelta(14), DAY)
    db.session.commit()
    client = client_as("coordinator")
    # 1 is past the month of planning the transition, 5 past the questionnaires
    assert numbers(client, "due=overdue") == ["1", "4", "5"]
    assert "3" in numbers(client, "due=soon")
    assert "4" not in numbers(client, "due=soon")


def test_columns_are_chosen_by_address_and_stay_when_sorting(
    people: Actor, client_as: SignIn
) -> None:
    shown = client_as("coordinator").get(f"{HOME}?columns=age&columns=sex").get_data(as_text=True)
    assert "Alter bei Aufnahme</th>" in shown
    assert ">Baustein</th>" not in shown
    assert "columns=age&amp;columns=sex&amp;sort=-number" in shown


def test_the_list_leaves_as_it_is_shown_with_its_texts_as_text(
    people: Actor, client_as: SignIn
) -> None:
    client = client_as("coordinator")
    sent = {"csrf_token": token(client, HOME)}
    answer = client.post(f"{HOME}/export?criterion=age&columns=age&columns=admitted_on", data=sent)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert rows[0] == ("Nr.", "Name", "Aufnahme", "Alter bei Aufnahme")
    assert rows[1][:2] == (5, "=1+1, Kim")
    assert sheet.cell(4, 2).data_type == "s"
    assert len(rows) == 2
    recorded = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action.in_(("export_list", "read_names")))
    ).all()
    assert [(one.action, one.fields) for one in recorded][-2:] == [
        ("export_list", "admitted_on,age"),
        ("read_names", "family_name,given_name"),
    ]


def test_only_the_coordinator_takes_the_list_out(client_as: SignIn) -> None:
    client = client_as("coach")
    sent = {"csrf_token": token(client, HOME)}
    assert client.post(f"{HOME}/export", data=sent).status_code == 403
