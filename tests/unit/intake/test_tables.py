"""Sheets and delimited text give the same rows, and refuse what they cannot read."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.xml import DEFUSEDXML

from app.errors import DomainError
from app.intake.delimited import read_delimited
from app.intake.rows import Formula, Sheet
from app.intake.sheets import read_sheet
from tests.unit.intake.workbooks import repacked, workbook

NEEDED = ("Nr.", "Name der Sache")


def refusal(data: bytes, needed: Sequence[str] = NEEDED) -> DomainError:
    reader = read_sheet if data.startswith(b"PK") else read_delimited
    with pytest.raises(DomainError) as caught:
        reader(data, needed)
    return caught.value


def rows_of(sheet: Sheet) -> list[tuple[int, list[object]]]:
    return [(row.line, list(row.values)) for row in sheet.rows]


def test_the_header_is_found_below_a_title_whatever_its_spacing_and_case() -> None:
    data = workbook([["Titel"], [], ["nr.", "NAME der\nSache ", 2021], [1, "x", 2.5]])
    sheet = read_sheet(data, NEEDED)
    assert {name: column.letter for name, column in sheet.columns.items()} == {
        "Nr.": "A",
        "Name der Sache": "B",
        "2021": "C",
    }
    assert sheet.columns["Name der Sache"].title == "NAME der Sache"
    assert rows_of(sheet) == [(4, [1, "x", 2.5])]
    assert sheet.address("2021", 4) == "C4"


def test_blank_rows_are_not_read_and_lines_count_as_the_file_shows_them() -> None:
    sheet = read_sheet(workbook([NEEDED, [1, "a"], [None, "  "], [], [2, "b"]]), NEEDED)
    assert [row.line for row in sheet.rows] == [2, 5]
    text = read_delimited(b'Nr.;Name der Sache\n1;"a\nb"\n;\n\n2;c\n', NEEDED)
    assert rows_of(text) == [(2, ["1", "a\nb"]), (6, ["2", "c"])]


def test_a_formula_is_seen_as_its_text_and_text_that_looks_alike_stays_text() -> None:
    live = read_sheet(workbook([NEEDED, [1, "=1+1"]]), NEEDED).rows[0].values[1]
    text = read_sheet(workbook([NEEDED, [1, "=1+1"]], as_text=True), NEEDED).rows[0].values[1]
    assert isinstance(live, Formula)
    assert text == "=1+1"
    assert not isinstance(text, Formula)


def test_the_sheet_with_the_hinted_title_or_the_header_is_taken() -> None:
    data = workbook([NEEDED, [1, "a"]], title="Teilnehmerliste 2024")
    assert read_sheet(data, NEEDED, "teilnehmer").name == "Teilnehmerliste 2024"
    assert read_sheet(data, NEEDED, "plan").name == "Teilnehmerliste 2024"


def test_missing_repeated_and_absent_headers_are_named() -> None:
    for rows in ([["Nr.", "Sache"]], [["Nr.", "Name der Sache", "nr. "]], [["a", "b"]]):
        as_text = "\n".join(";".join(row) for row in rows).encode()
        sheet, text = refusal(workbook(rows)), refusal(as_text)
        assert sheet.key == text.key
        assert sheet.params == text.params
    assert refusal(b"Nr.;Sache").params["columns"] == "Name der Sache"
    assert refusal(b"Nr.;Name der Sache;nr.").key == "intake.header_repeated"
    assert refusal(b"a;b").key == "intake.header_not_found"


def test_a_header_below_the_twentieth_line_is_not_searched_for() -> None:
    title: list[Sequence[object]] = [["Titel"]] * 20
    assert refusal(workbook([*title, NEEDED])).key == "intake.header_not_found"


def test_an_unknown_delimiter_finds_no_header() -> None:
    assert refusal(b"Nr.|Name der Sache\n1|x\n").key == "intake.header_not_found"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@given(
    records=st.lists(
        st.tuples(
            st.from_regex(r"[1-9][0-9]{0,5}", fullmatch=True),
            st.text(st.sampled_from("abcÄÖß\"';,\t\n "), max_size=12),
        ),
        max_size=8,
    )
)
def test_what_a_writer_quoted_is_read_back(
    delimiter: str, encoding: str, records: list[tuple[str, str]]
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([NEEDED, *records])
    sheet = read_delimited(out.getvalue().encode(encoding), NEEDED)
    assert [tuple(row.values) for row in sheet.rows] == records


def test_a_ragged_line_is_refused_alone_and_empty_surplus_is_cut() -> None:
    sheet = read_delimited(b"Nr.;Name der Sache\n1;a\n2\n3;c;d\n4;e;;\n", NEEDED)
    assert rows_of(sheet) == [(2, ["1", "a"]), (5, ["4", "e"])]
    assert [(found.code, found.line) for found in sheet.findings] == [
        ("intake.ragged_row", 3),
        ("intake.ragged_row", 4),
    ]
    assert sheet.refused == 2


def test_an_open_quotation_mark_names_its_line() -> None:
    error = refusal(b'Nr.;Name der Sache\n1;a\n2;"offen\n3;c\n')
    assert (error.key, error.params["line"]) == ("intake.broken_quotes", 3)


def test_more_lines_than_the_limit_are_refused() -> None:
    data = b"Nr.;Name der Sache\n" + b"1;a\n" * 200_001
    assert refusal(data).key == "intake.too_many_rows"


def test_a_sheet_that_lies_about_its_size_or_names_a_far_row_is_bounded() -> None:
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    far = (
        head
        + b'<sheetData><row r="999999999999"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
    )
    wide = (
        head
        + b'<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="ZZZ1"><v>1</v></c></row>'
        b"</sheetData></worksheet>"
    )
    book = workbook([NEEDED])
    name = "xl/worksheets/sheet1.xml"
    assert refusal(repacked(book, name, far)).key == "intake.header_not_found"
    assert refusal(repacked(book, name, wide)).key == "intake.too_many_columns"


@pytest.mark.parametrize("member", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_entities_in_a_workbook_are_never_expanded(member: str) -> None:
    assert DEFUSEDXML
    hostile = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    data = repacked(workbook([NEEDED]), member, hostile)
    assert refusal(data).key == "intake.file_damaged"


def test_a_workbook_with_a_broken_sheet_is_called_damaged() -> None:
    data = repacked(workbook([NEEDED]), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData>")
    assert refusal(data).key == "intake.file_damaged"
