"""Files that are not what they should be: a sentence at the field, and nothing kept."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.intake.kinds import ImportKind
from app.intake.uploads import MAX_BYTES
from tests.factories import token
from tests.integration.intake import files, visit
from tests.integration.intake.visit import HOME, text
from tests.unit.intake.workbooks import archive, repacked, workbook

SignIn = Callable[[str], FlaskClient]
BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Document>&b;</Document>'
PLAN = files.sample(ImportKind.PLAN)

BAD = {
    "empty": ("vouchers", b"", "Die Datei ist leer"),
    "blank": ("vouchers", b" \n ", "Die Datei ist leer"),
    "too_large": ("vouchers", b"a" * (MAX_BYTES + 1), "größer als 20 MB"),
    "old_xls": ("plan", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "im alten Excel-Format"),
    "csv_as_plan": ("plan", b"a;b\n1;2\n", "im Format XLSX"),
    "picture": ("bank", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "im Format XML"),
    "nul": ("vouchers", b"Beleg-Nr.;\0", "NUL-Zeichen"),
    "other_columns": ("vouchers", b"x;y\n1;2\n", "Keine Kopfzeile gefunden"),
    "some_columns": ("vouchers", b"Beleg-Nr.;Position\n1;2\n", "fehlen diese Spalten"),
    "dtd": ("bank", BOMB, "Dokumenttyp-Definition"),
    "dtd_in_workbook": ("plan", repacked(PLAN, "xl/workbook.xml", BOMB), "beschädigt"),
    "other_xml": ("bank", b"<Document/>", "kein Kontoauszug"),
    "broken_zip": ("plan", PLAN[: len(PLAN) // 2], "beschädigt"),
    "zip_bomb": ("bank", archive({"a.xml": b" " * 30_000_000}), "ungewöhnlich stark gepackt"),
    "empty_workbook": ("plan", workbook([]), "Keine Kopfzeile gefunden"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_a_sentence_at_its_field(
    client_as: SignIn, web: Flask, name: str
) -> None:
    kind, data, words = BAD[name]
    answer = visit.upload(client_as("finance"), kind, data, f"{name}.dat")
    assert answer.status_code == 422
    assert words in text(answer)
    assert 'id="file-error"' in answer.get_data(as_text=True)
    assert not (web.extensions["pilotbuch_settings"].files / "staging").exists()


def test_a_file_beyond_every_limit_meets_a_page_that_says_so(client_as: SignIn) -> None:
    answer = visit.upload(client_as("finance"), "vouchers", b"a" * (25 * 1024 * 1024))
    assert answer.status_code == 413
    assert "Die Datei ist zu groß" in text(answer)


@pytest.mark.parametrize("entries", [{}, {"kind": "vouchers"}, {"kind": "nonsense"}])
def test_without_kind_or_file_the_form_says_what_is_missing(
    client_as: SignIn, entries: dict[str, str]
) -> None:
    client = client_as("finance")
    data = {"csrf_token": token(client, f"{HOME}/new"), **entries}
    answer = client.post(f"{HOME}/new", data=data)
    assert answer.status_code == 422
    assert "Bitte wählen Sie eine Datei aus." in text(answer)


def test_a_plan_is_never_taken_in_by_halves(client_as: SignIn) -> None:
    years = [2021, 2022, 2023, 2024, 2025, 2026]
    head = ["Position", "Bezeichnung", *years]
    rows = [[code, "x", *([1] * 6)] for code in ("0812", "0822", "0831", "0835", "0843", "0844")]
    client = client_as("finance")
    preview = visit.waiting(client, "plan", workbook([head, *rows]))
    shown = text(client.get(preview))
    assert "Position 0850 fehlt" in shown
    assert "ganz übernommen oder gar nicht" in shown
    assert "lässt sich nichts übernehmen" in shown
    visit.take(client, preview, only_valid=True)
    assert files.everything()["plan"] == 0


def test_a_changed_statement_is_refused_before_it_waits(client_as: SignIn) -> None:
    client = client_as("finance")
    visit.take(client, visit.waiting(client, "bank"))
    old = files.sample(ImportKind.BANK)
    changed = old.replace(b"<AcctSvcrRef>2023000000<", b"<AcctSvcrRef>2023999999<")
    assert changed != old
    answer = visit.upload(client, "bank", changed)
    assert answer.status_code == 422
    assert "schon mit anderen Umsätzen eingelesen" in text(answer)


def test_a_statement_twice_in_one_archive_counts_as_repeated(client_as: SignIn) -> None:
    statement = files.sample(ImportKind.BANK)
    client = client_as("finance")
    twice = archive({"a.xml": statement, "b.xml": statement})
    preview = visit.waiting(client, "bank", twice)
    assert "207 übernommen" in counts(client, preview)
    assert "207 doppelt" in counts(client, preview)
    visit.take(client, preview)
    assert files.count(ImportKind.BANK) == 207


def counts(client: FlaskClient, preview: str) -> str:
    """The counts as "207 übernommen": in the page the word stands first."""
    words = text(client.get(preview)).split()
    return " ".join(f"{number} {name}" for name, number in pairwise(words))
