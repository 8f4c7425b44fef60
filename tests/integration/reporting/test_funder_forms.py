"""A form of the funder: set up from marks, filled, read back, and noticed when its cells move."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from app.access import Actor
from app.extensions import db
from app.reporting.funder_forms import queries
from tests.factories import admitted, token
from tests.integration.finance.books import book, listed

SignIn = Callable[[str], FlaskClient]
HERE = "/p/gecko/reports/forms"


@pytest.fixture
def kept(actor: Actor) -> Actor:
    """A voucher of 2023 and two people, too few to be told."""
    book(actor, listed("B1", 123_45))
    for month in (1, 2):
        day = date(2023, month, 10)
        admitted(actor, admitted_on=day, referred_on=None, consents={"participation": day})
    db.session.commit()
    return actor


def sent(client: FlaskClient, address: str, data: bytes, **fields: str) -> tuple[int, str]:
    body = {"csrf_token": token(client, address), "file": (io.BytesIO(data), "f.xlsx"), **fields}
    answer = client.post(address, data=body, content_type="multipart/form-data")
    return answer.status_code, answer.get_data(as_text=True) or answer.location


def set_up(client: FlaskClient, actor: Actor) -> str:
    example = client.get(f"{HERE}/example.xlsx").data
    assert sent(client, f"{HERE}/new", example, title="Nachweis")[0] == 302
    return f"{HERE}/{queries.forms(actor.pilot_id)[0].id}"


def downloaded(client: FlaskClient, form: str, period: str = "2023") -> bytes:
    body = {"csrf_token": token(client, form), "period": period}
    answer = client.post(f"{form}/fill", data=body)
    assert answer.status_code == 200
    return bytes(answer.data)


def test_what_was_filled_in_reads_back_as_the_same_figures(kept: Actor, client_as: SignIn) -> None:
    client = client_as("coordinator")
    form = set_up(client, kept)
    filled = downloaded(client, form)
    status, page = sent(client, f"{form}/check?period=2023", filled)
    assert status == 200
    assert "Alle Zellen stimmen mit den Büchern überein." in page
    sheet = load_workbook(io.BytesIO(filled)).worksheets[0]
    values = {cell.value for row in sheet.iter_rows() for cell in row}
    assert 123.45 in values
    assert 2 not in values
    assert "geschützt, bleibt leer" in client.get(f"{form}?period=2023").get_data(as_text=True)
    db.session.rollback()
    book(kept, listed("B2", 1_00))
    db.session.commit()
    assert "etwas anderes als die Bücher" in sent(client, f"{form}/check?period=2023", filled)[1]


def test_a_form_whose_cells_moved_is_named_and_taken_over_only_when_confirmed(
    kept: Actor, client_as: SignIn
) -> None:
    client = client_as("finance")
    form = set_up(client, kept)
    found = queries.edition(kept.pilot_id, int(form.rsplit("/", 1)[1]))
    workbook = load_workbook(io.BytesIO(found.content))
    sheet = workbook.worksheets[0]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_rows(11)
    out = io.BytesIO()
    workbook.save(out)
    status, page = sent(client, f"{form}/edition", out.getvalue(), number="1")
    assert status == 422
    assert "Zellen sind verschoben" in page
    assert sent(client, f"{form}/edition", out.getvalue(), number="1", accept_moved="y")[0] == 302
    db.session.rollback()
    renewed = queries.edition(kept.pilot_id, found.form_id)
    assert renewed.number == 2
    before = {place.key: place.cell for place in found.places}
    for place in renewed.places:
        row, was = int(place.cell[1:]), int(before[place.key][1:])
        assert row == (was + 1 if was >= 11 else was), place.key


def test_bad_files_and_bad_lines_get_a_sentence(kept: Actor, client_as: SignIn) -> None:
    client = client_as("coordinator")
    for data in (b"", b"Nachweis;1", b"PK\x03\x04x"):
        assert sent(client, f"{HERE}/new", data, title="x")[0] == 422
    form = set_up(client, kept)
    form_id = int(form.rsplit("/", 1)[1])
    sheet = queries.edition(kept.pilot_id, form_id).places[0].sheet
    for line, said in (
        ("nonsense", "Zeile 1 ist keine Zuordnung"),
        (f"{sheet}!C5 = nothing", "Den Schlüssel „nothing“ gibt es nicht"),
        ("Fehlt!C5 = spent", "Das Blatt „Fehlt“ gibt es"),
    ):
        body = {"csrf_token": token(client, f"{form}/mapping"), "mapping": line, "number": "1"}
        answer = client.post(f"{form}/mapping", data=body)
        assert answer.status_code == 422
        assert said in answer.get_data(as_text=True)


def test_who_changes_a_mapping_second_sees_the_other(kept: Actor, client_as: SignIn) -> None:
    client = client_as("coordinator")
    form = set_up(client, kept)
    sheet = queries.edition(kept.pilot_id, int(form.rsplit("/", 1)[1])).places[0].sheet

    def saved(cell: str) -> tuple[int, str]:
        mapping = f"{sheet}!{cell} = spent"
        body = {"csrf_token": token(client, f"{form}/mapping"), "mapping": mapping, "number": "1"}
        answer = client.post(f"{form}/mapping", data=body)
        return answer.status_code, answer.get_data(as_text=True)

    assert saved("C30")[0] == 302
    status, page = saved("C31")
    assert status == 409
    assert f"{sheet}!C30 = spent" in page
    assert f"{sheet}!C31 = spent" in page


def test_the_approver_fills_but_does_not_set_up(kept: Actor, client_as: SignIn) -> None:
    form = set_up(client_as("coordinator"), kept)
    approver = client_as("approver")
    assert approver.get(form).status_code == 200
    assert approver.get(f"{form}/mapping").status_code == 403
    assert client_as("coach").get(HERE).status_code == 403
