"""What a role must not see on the pages that it may open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import Actor
from app.extensions import db
from app.intake.models import Import
from app.participants.identity.store import Name
from app.pilots.queries import posts_of
from tests import factories
from tests.integration.commands import FILES, take
from tests.integration.hostile import HOME, filled

ClientAs = Callable[[str], FlaskClient]
SECRETS = ("Sonderbar", "Xaveria", "036DGEHEIM", "geheime Bemerkung", "09.09.1979")


@pytest.fixture
def colleague_case(web: Flask, actor: Actor) -> int:
    """A case of the post that the coach of the tests does not hold."""
    name = Name(SECRETS[0], SECRETS[1], date(1979, 9, 9), SECRETS[2])
    other = posts_of(actor.pilot_id)[1].id
    number = factories.admitted(actor, name=name, remark=SECRETS[3], post_id=other)
    db.session.commit()
    return number


def test_a_coach_finds_no_case_of_a_colleague(
    web: Flask, client_as: ClientAs, colleague_case: int
) -> None:
    coach = client_as("coach")
    for rule in web.url_map.iter_rules():
        if "number" in rule.arguments and rule.endpoint.startswith("participants."):
            values = {"pilot_key": "gecko", "number": colleague_case, "purpose": "participation"}
            address = filled(rule, values)
            token = factories.token(coach, f"{HOME}/participants/new")
            assert coach.get(address).status_code in (404, 405), address
            assert coach.post(address, data={"csrf_token": token}).status_code in (404, 405)
    token = factories.token(coach, f"{HOME}/participants")
    shown = [
        coach.get(f"{HOME}/participants?state=all"),
        coach.get(f"{HOME}/participants?state=all&post=2"),
        coach.get(f"{HOME}/participants?number={colleague_case}"),
        *(
            coach.post(f"{HOME}/participants/search", data={"csrf_token": token, "wanted": wanted})
            for wanted in (SECRETS[0], SECRETS[2])
        ),
    ]
    for answer in shown:
        text = answer.get_data(as_text=True)
        assert answer.status_code == 200
        assert f"/participants/{colleague_case}" not in text
        assert SECRETS[1] not in text


@pytest.mark.parametrize("role", ["finance", "approver", "auditor", "administrator", "evaluator"])
def test_no_page_of_a_role_without_names_shows_any(
    web: Flask, client_as: ClientAs, colleague_case: int, role: str
) -> None:
    client = client_as(role)
    for rule in web.url_map.iter_rules():
        if "GET" in (rule.methods or set()) and rule.endpoint != "static":
            values = {"pilot_key": "gecko", "number": colleague_case, "purpose": "participation"}
            answer = client.get(filled(rule, values), follow_redirects=True)
            shown = answer.get_data().decode(errors="replace")
            assert [secret for secret in SECRETS if secret in shown] == [], rule.endpoint


def test_the_name_of_a_list_of_people_is_not_shown_to_finance(
    web: Flask, client_as: ClientAs
) -> None:
    assert take(web, "participants", "--accept-valid", file=FILES["participants"]).exit_code == 0
    row = db.session.query(Import).one()
    row.file_name = "Liste Sonderbar.xlsx"
    db.session.commit()
    assert "Sonderbar" in client_as("coordinator").get(f"{HOME}/imports").get_data(as_text=True)
    assert "Sonderbar" not in client_as("finance").get(f"{HOME}/imports").get_data(as_text=True)


def test_what_an_import_keeps_of_its_findings_holds_no_name(
    web: Flask, client_as: ClientAs
) -> None:
    assert take(web, "participants", "--accept-valid", file=FILES["participants"]).exit_code == 0
    kept = str(db.session.query(Import).one().findings)
    names = {word for row in rows_of_list() for word in row}
    assert len(names) > 50
    assert [name for name in names if name in kept] == []


def rows_of_list() -> list[tuple[str, str]]:
    """Family and given names of the sample."""
    import openpyxl

    sheet = openpyxl.load_workbook(FILES["participants"], read_only=True).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    at = next(n for n, row in enumerate(rows) if any("name" in str(c).casefold() for c in row if c))
    columns = [n for n, cell in enumerate(rows[at]) if cell and "name" in str(cell).casefold()]
    return [
        tuple(str(row[n]) for n in columns[:2])  # type: ignore[misc]
        for row in rows[at + 1 :]
        if row[columns[0]]
    ]
