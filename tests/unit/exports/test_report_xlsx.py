"""The workbook of a whole report: its sheets, its sums, what LibreOffice calculates from them."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from exports.report import Head, Table
from exports.report_xlsx import write_report_xlsx
from exports.statement import StatementRefused
from exports.text import TextRefused
from tests.unit.exports.reading import cells, recalculated
from tests.unit.exports.sample_report import ADDRESS, REPORT, totals
from tests.unit.exports.test_statement import cents

YEARS = Table(
    key="years",
    title="Ausgaben nach Position: Jahr/Summe und noch viel mehr",
    heads=[
        Head(label="Position"),
        Head(label="2022", kind="money", is_summed=True),
        Head(label="2023", kind="money", is_summed=True),
        Head(label="insgesamt", kind="money", is_summed=True, adds_up=True),
        Head(label="Tag", kind="day"),
    ],
    rows=[
        ("=1+1", -12_50, 30_01, 17_51, date(2023, 5, 1)),
        ("@SUM(A1)", 1, -2, -1, None),
    ],
    total="Summe",
    note="Eine Bemerkung, die länger ist als die Spalten der Tabelle zusammen breit sind, und "
    "deshalb auf zwei Zeilen steht.",
    addresses={(0, 1): f"{ADDRESS}spent:a", (2, 3): f"{ADDRESS}spent"},
)
SAMPLE = replace(REPORT, further=[*REPORT.further, YEARS, replace(YEARS, key="again")])
NAME = "Ausgaben nach Position Jahr"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    target = tmp_path_factory.mktemp("report") / "report.xlsx"
    write_report_xlsx(target, SAMPLE)
    return target


def test_every_table_has_a_sheet_under_a_name_of_its_own(written):
    assert list(cells(written)) == [
        "Nachweis",
        "Einnahmen",
        "Belegliste",
        "Angaben zum Nachweis",
        "Bestandsliste",
        NAME,
        f"{NAME} (2)",
        "Aufnahmen gegen Plan",
        "Prüfung",
    ]


def test_values_are_numbers_days_and_texts_as_they_are(written):
    rows = cells(written)[NAME]
    assert rows[2] == ("=1+1", -12.5, 30.01, 17.51, datetime(2023, 5, 1))
    assert rows[3] == ("@SUM(A1)", 0.01, -0.02, -0.01, None)
    assert rows[4] == ("Summe", -12.49, 29.99, 17.5, None)
    assert [row[0] is not None for row in rows[5:]] == [False, True, True]
    cell = openpyxl.load_workbook(written)[NAME]["A3"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    admissions = cells(written)["Aufnahmen gegen Plan"]
    assert admissions[3] == ("II", 12, "weniger als 3", None, None)
    assert admissions[5] == ("Summe", 1_224, 1_243, None, None)
    assert cells(written)["Bestandsliste"][2] == ("Summe", 0)


def test_cells_of_figures_lead_to_the_rows_behind_them(written):
    book = openpyxl.load_workbook(written)
    links = {
        (sheet.title, cell.coordinate): cell.hyperlink.target
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert links[NAME, "B3"] == f"{ADDRESS}spent:a"
    assert links[NAME, "D5"] == f"{ADDRESS}spent"
    assert links["Aufnahmen gegen Plan", "C3"] == f"{ADDRESS}admissions?q=1&x=2"
    spent = next(row[0].row for row in book["Nachweis"].iter_rows() if row[0].value == "0811")
    assert links["Nachweis", f"F{spent}"] == f"{ADDRESS}spent:0811"
    assert f"{ADDRESS}cash" in links.values()


@pytest.mark.parametrize(("is_draft", "word"), [(True, "Entwurf"), (False, None)])
def test_every_page_of_a_draft_says_so(tmp_path, is_draft, word):
    target = tmp_path / "report.xlsx"
    write_report_xlsx(target, replace(REPORT, is_draft=is_draft))
    book = openpyxl.load_workbook(target)
    headings: list[Any] = [sheet.oddHeader for sheet in book.worksheets]
    assert {heading.center.text for heading in headings} == {word}


def test_libreoffice_calculates_every_sum_to_our_cent(written, tmp_path):
    ours, theirs = cells(written), cells(recalculated(written, tmp_path))
    compared = 0
    for sheet in openpyxl.load_workbook(written).worksheets:
        for at, row in enumerate(sheet.iter_rows()):
            for column, cell in enumerate(row):
                if cell.data_type == "f":
                    stored, calculated = (x[sheet.title][at][column] for x in (ours, theirs))
                    assert cents(calculated) == cents(stored)
                    compared += 1
    assert compared > 60
    check = theirs["Prüfung"]
    assert sum(row[0] is not None and NAME.split(maxsplit=1)[0] in row[0] for row in check) > 10
    assert check[-3][3] == 0
    spent = next(row[5] for row in theirs["Nachweis"] if row[0] == "Summe der Ausgaben")
    assert cents(spent) == totals().spent_year_cents
    assert theirs[NAME][2][0] == "=1+1"


def wrong_sum():
    return replace(YEARS, rows=[("a", 1, 1, 3, None)])


@pytest.mark.parametrize(
    ("table", "error"),
    [
        (wrong_sum(), StatementRefused),
        (replace(YEARS, rows=[("x" * 32_768, 0, 0, 0, None)]), TextRefused),
        (replace(YEARS, rows=[("\x00", 0, 0, 0, None)]), TextRefused),
    ],
)
def test_what_contradicts_itself_or_cannot_be_stored_leaves_no_file(tmp_path, table, error):
    with pytest.raises(error):
        write_report_xlsx(tmp_path / "report.xlsx", replace(REPORT, further=[table]))
    assert list(tmp_path.iterdir()) == []
