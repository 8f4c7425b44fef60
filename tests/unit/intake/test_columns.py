"""Heads of a file and the columns that they stand for."""

from __future__ import annotations

import pytest

from app.errors import DomainError
from app.intake.columns import Columns, check_assigned, heads_in, suggested
from app.intake.delimited import read_delimited
from app.intake.rows import KnownHeads, Row
from app.intake.sheets import read_sheet
from tests.unit.intake.workbooks import workbook

COLUMNS = Columns(("Kundennr.", "Name", "geb. am", "Bemerkung"), ("Kundennr.", "Name"))
HEADS = ["Kunden-Nr.", "Name", "Geburtstag", "Notiz"]


def test_the_header_is_the_row_with_most_of_our_columns() -> None:
    top = [Row(1, ("Liste", None)), Row(2, ("Name", "Kundennr.")), Row(3, ("Muster", "1"))]
    assert heads_in(top, COLUMNS) == ["Name", "Kundennr."]


def test_without_any_of_our_columns_it_is_the_row_with_most_texts() -> None:
    top = [Row(1, ("Liste", None, None)), Row(2, ("Nachname", "ID", "Tag")), Row(3, ("A", 1, 2))]
    assert heads_in(top, COLUMNS) == ["Nachname", "ID", "Tag"]
    assert heads_in([], COLUMNS) == []


def test_the_same_name_comes_first_then_what_is_known_then_what_looks_alike() -> None:
    known = KnownHeads({"geburtstag": "geb. am"})
    assert suggested(COLUMNS, HEADS, known) == {
        "Kundennr.": "Kunden-Nr.",
        "Name": "Name",
        "geb. am": "Geburtstag",
        "Bemerkung": None,
    }


def test_a_column_that_the_files_lack_is_not_guessed_again() -> None:
    known = KnownHeads(absent=frozenset({"Kundennr."}))
    assert suggested(COLUMNS, HEADS, known)["Kundennr."] is None


def test_a_necessary_column_needs_a_head_and_no_head_stands_for_two() -> None:
    check_assigned(COLUMNS, {"Kundennr.": "ID", "Name": "Name", "geb. am": None})
    with pytest.raises(DomainError, match="column_necessary"):
        check_assigned(COLUMNS, {"Name": "Name"})
    with pytest.raises(DomainError, match="head_chosen_twice"):
        check_assigned(COLUMNS, {"Kundennr.": "Name", "Name": " name"})


def test_a_known_head_is_read_and_keeps_the_spelling_of_the_file() -> None:
    data = workbook([("KD", "Name"), ("4711", "Muster")])
    known = KnownHeads({"kd": "Kundennr."}, frozenset({"geb. am", "Bemerkung"}))
    sheet = read_sheet(data, COLUMNS.names, known=known)
    assert sheet.columns["Kundennr."].title == "KD"
    assert sheet.address("Kundennr.", 2) == "A2"
    assert "geb. am" not in sheet.columns


def test_our_own_name_wins_over_a_remembered_one() -> None:
    known = KnownHeads({"kd": "Kundennr."}, frozenset({"geb. am", "Bemerkung"}))
    sheet = read_delimited(b"KD;Kundennr.;Name\n1;4711;Muster\n", COLUMNS.names, known)
    assert sheet.columns["Kundennr."].title == "Kundennr."
    assert sheet.columns["KD"].at == 0


def test_what_is_not_assigned_is_still_missing() -> None:
    with pytest.raises(DomainError, match="header_missing") as refused:
        read_delimited(b"KD;Name\n1;Muster\n", COLUMNS.names)
    assert refused.value.params["columns"] == "Kundennr., geb. am, Bemerkung"
