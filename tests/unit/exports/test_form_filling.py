"""A given form is filled cell by cell, stays as it is, and is noticed when its cells move."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from exports.federal_form import demonstration_form
from exports.form_filling import Content, FormRefused, Target, cells_of, filled, values_in
from exports.form_places import Place, marked, moved
from tests.unit.exports.reading import cells, recalculated

POSITIONS = [("0812", "Personal"), ("0835", "Aufträge")]
SHEET = "Zahlenmäßiger Nachweis"


def form() -> bytes:
    return demonstration_form(POSITIONS)


def places() -> dict[str, Place]:
    return {place.key: place for place in marked(cells_of(form()))}


def test_marks_are_found_with_the_labels_that_name_them() -> None:
    found = places()
    spent = found["spent:0835"]
    assert [label and label.text for label in (spent.left, spent.above)] == [
        "Aufträge",
        "Ausgaben im Zeitraum",
    ]
    assert len(found) == 5 + 4 + 2 * 5 + 3


def test_what_is_filled_in_is_read_back_and_formulas_follow(tmp_path: Path) -> None:
    found = places()
    values = {"spent:0812": Decimal("1234.56"), "spent:0835": Decimal("-12.50")}
    rest: dict[str, Content] = {
        key: 0 for key in found if key not in values and not key.startswith("fact_")
    }
    facts: dict[str, Content] = {"fact_title": "=1+1", "fact_first": date(2023, 1, 1)}
    contents: dict[str, Content] = {**rest, **values, **facts}
    done = filled(
        form(), [Target(found[k].sheet, found[k].cell, value) for k, value in contents.items()]
    )
    read = values_in(done, [(place.sheet, place.cell) for place in found.values()])
    for key, value in values.items():
        assert Decimal(str(read[SHEET, found[key].cell])) == value
    assert read[SHEET, found["fact_title"].cell] == "=1+1"
    sheet = load_workbook(io.BytesIO(done))[SHEET]
    assert sheet[found["fact_title"].cell].data_type == "s"
    assert sheet[found["fact_first"].cell].value.date() == date(2023, 1, 1)
    assert sheet.column_dimensions["B"].width == 46
    target = tmp_path / "form.xlsx"
    target.write_bytes(done)
    total = int(found["spent:0835"].cell[1:]) + 1
    rows = cells(recalculated(target, tmp_path))[SHEET]
    assert rows[total - 1][4] == pytest.approx(1222.06)


def test_all_that_is_not_filled_stays_byte_for_byte() -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "bleibt"
    book.worksheets[0]["B2"].comment = Comment("Hinweis", "Amt")
    book.create_sheet("zweites")["C3"] = 5
    out = io.BytesIO()
    book.save(out)
    done = filled(out.getvalue(), [Target("Sheet", "D4", 7)])
    before, after = (zipfile.ZipFile(io.BytesIO(one)) for one in (out.getvalue(), done))
    changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert set(changed) == {"xl/workbook.xml", "xl/worksheets/sheet1.xml"}
    assert after.namelist() == before.namelist()
    assert filled(out.getvalue(), [Target("Sheet", "D4", 7)]) == done


@pytest.mark.parametrize(
    ("target", "code"),
    [
        (Target("Fehlt", "A1", 1), "no_sheet"),
        (Target(SHEET, "D4", 1), "merged"),
        (Target(SHEET, "C15", 1), "formula"),
    ],
)
def test_a_cell_that_cannot_take_a_figure_is_named(target: Target, code: str) -> None:
    with pytest.raises(FormRefused) as refused:
        filled(form(), [target])
    assert refused.value.code == code


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04kaputt", b"Nachweis;2023"])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    for act in (lambda: filled(data, []), lambda: cells_of(data)):
        with pytest.raises(FormRefused, match="no_workbook"):
            act()


def test_a_document_type_in_a_sheet_is_refused() -> None:
    parts = zipfile.ZipFile(io.BytesIO(form()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in parts.namelist():
            content = parts.read(name)
            if name == "xl/workbook.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "b">]>' + content
            archive.writestr(name, content)
    with pytest.raises(FormRefused, match="no_workbook"):
        filled(out.getvalue(), [])


def test_a_form_with_a_new_row_says_which_cells_moved_and_where_they_are() -> None:
    book = load_workbook(io.BytesIO(form()))
    book[SHEET].insert_rows(3)
    out = io.BytesIO()
    book.save(out)
    found = places()
    assert moved(list(found.values()), cells_of(form())) == []
    gone = {
        one.place.key: one.found for one in moved(list(found.values()), cells_of(out.getvalue()))
    }
    here, there = found["cash_opening"], gone["cash_opening"]
    assert there is not None
    assert int(there.cell[1:]) == int(here.cell[1:]) + 1


def test_a_label_that_is_gone_or_there_twice_gives_no_guess() -> None:
    place = places()["spent:0812"]
    assert moved([place], {SHEET: {"A1": "Personal", "A2": "Personal"}})[0].found is None
    assert moved([place], {})[0].found is None
