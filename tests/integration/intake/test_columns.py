"""Columns assigned by hand, remembered for the next file; the template to fill in."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
from flask.testing import FlaskClient

from app.intake.kinds import ImportKind
from app.participants.listed import HEADERS
from tests.integration.intake import files, visit
from tests.integration.intake.visit import HOME, text
from tests.unit.intake.workbooks import workbook

SignIn = Callable[[str], FlaskClient]
OTHER_HEADS = ("Kundennummer", "Nachname", "Vorname", "Geburtstag", "Einwilligung", "Beginn")
LINE: tuple[Any, ...] = (
    "036D4711",
    "Muster",
    "Kim",
    date(1985, 5, 17),
    date(2023, 3, 10),
    date(2023, 3, 14),
)
CHOSEN = dict(
    zip(
        ("Kundennr.", "Name", "Vorname", "geb. am", "Einwilligung am", "Aufnahme am"),
        OTHER_HEADS,
        strict=True,
    )
)


def fields(**changes: str) -> dict[str, str]:
    """The form of the assignment as a browser sends it."""
    chosen = {**CHOSEN, **changes}
    return {f"column_{place}": chosen.get(name, "") for place, name in enumerate(HEADERS)}


def test_a_list_with_other_heads_comes_in_after_they_are_assigned_once(client_as: SignIn) -> None:
    client = client_as("coordinator")
    address = visit.waiting(client, "participants", workbook([OTHER_HEADS, LINE]))
    assert address.endswith("/columns")
    shown = client.get(address).get_data(as_text=True)
    assert '<option selected value="Kundennummer">' in shown
    answer = visit.press(client, address, **fields())
    assert "1 Zeile wird übernommen." in text(client.get(answer.location))
    visit.take(client, answer.location)
    assert files.count(ImportKind.PARTICIPANTS) == 1
    second = ("036D4712", "Probe", "Jo", *LINE[3:])
    again = visit.waiting(client, "participants", workbook([OTHER_HEADS, second]))
    assert not again.endswith("/columns")
    visit.take(client, again)
    assert files.count(ImportKind.PARTICIPANTS) == 2


def test_the_usual_list_still_comes_in_after_another_was_assigned(client_as: SignIn) -> None:
    client = client_as("coordinator")
    address = visit.waiting(client, "participants", workbook([OTHER_HEADS, LINE]))
    visit.press(client, address, **fields())
    preview = visit.waiting(client, "participants")
    visit.take(client, preview, only_valid=True)
    assert files.count(ImportKind.PARTICIPANTS) == 84


def test_a_necessary_column_without_a_head_is_refused_and_nothing_is_remembered(
    client_as: SignIn,
) -> None:
    client = client_as("coordinator")
    address = visit.waiting(client, "participants", workbook([OTHER_HEADS, LINE]))
    answer = visit.press(client, address, **fields(Name=""))
    assert answer.status_code == 422
    assert "Ohne die Spalte „Name“ lässt sich nichts übernehmen." in text(answer)
    assert visit.waiting(client, "participants", workbook([OTHER_HEADS, LINE])).endswith("/columns")


def test_vouchers_with_another_head_are_assigned_too(client_as: SignIn) -> None:
    client = client_as("finance")
    data = files.sample(ImportKind.VOUCHERS).replace(b"Betrag EUR", b"Summe in Euro", 1)
    address = visit.waiting(client, "vouchers", data)
    assert address.endswith("/columns")
    heads = ("Beleg-Nr.", "Rechnungsdatum", "Zahlungsdatum", "Empfänger/Einzahler")
    chosen = (*heads, "Verwendungszweck", "Position", "Summe in Euro")
    entries = {f"column_{place}": head for place, head in enumerate(chosen)}
    answer = visit.press(client, address, **entries)
    visit.take(client, answer.location, only_valid=True)
    assert files.count(ImportKind.VOUCHERS) == 540


def test_the_template_filled_in_comes_in_as_it_is(client_as: SignIn) -> None:
    client = client_as("coordinator")
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{HOME}/template").data))
    assert book.sheetnames == ["Teilnehmer", "Erläuterungen", "Auswahl"]
    assert book["Auswahl"].sheet_state == "hidden"
    sheet = book["Teilnehmer"]
    heads = [cell.value for cell in sheet[1]]
    assert tuple(heads) == HEADERS
    rules = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert len(rules) == 8
    for head, value in zip(CHOSEN, LINE, strict=True):
        sheet.cell(2, heads.index(head) + 1, value)
    place = heads.index("Geschlecht") + 1
    sheet.cell(2, place, str(book["Auswahl"].cell(1, place).value))
    out = io.BytesIO()
    book.save(out)
    preview = visit.waiting(client, "participants", out.getvalue())
    visit.take(client, preview)
    assert files.count(ImportKind.PARTICIPANTS) == 1


def test_every_column_of_the_template_is_explained(client_as: SignIn) -> None:
    client = client_as("coordinator")
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{HOME}/template").data))
    lines = list(book["Erläuterungen"].iter_rows(values_only=True))
    assert [line[0] for line in lines[1:]] == list(HEADERS)
    assert all(line[2] for line in lines)
    assert sum(line[1] == "×" for line in lines) == 6
