"""The evaluation workbook, read back by openpyxl and by LibreOffice."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.codes import MISSING_CODES
from exports.columns import Bilingual, Code, Column, Dataset, Missing
from exports.rows import RowRefused, row_canonical
from exports.spreadsheet import column_letters, day_number
from exports.text import inert_text
from exports.workbook import (
    Count,
    ReleaseFacts,
    Sheets,
    content_hash,
    write_canonical_workbook,
    write_dataset_workbook,
)
from tests.unit.exports.reading import cells, converted

FACTS = ReleaseFacts(
    pilot_title="=Gecko & Söhne <1>",
    day=date(2024, 6, 30),
    made_on=date(2024, 7, 1),
    made_by_role=Bilingual("Projektkoordination", "project coordination"),
    status=Bilingual("Interne Vorschau", "Internal preview"),
    rules=(Bilingual("Nur mit Einwilligung.", "Only with consent."),),
    counts=(Count(Bilingual("ohne Einwilligung", "without consent"), 7),),
)

MISSING = (Missing.NOT_ASKED, Missing.REFUSED)
WORDS = (Code("none", "kein <Abschluss>", "no qualification"), Code("dual", "Lehre", "training"))
NUMBERS = (Code(1, "Zusteuerung", "referral"), Code(2, "Analyse", "analysis"))


def _column(name, kind, **more):
    return Column(
        name=name,
        label_de=name,
        label_en=name,
        kind=kind,
        level="nominal",
        identifying="none",
        source=Bilingual("Probe", "sample"),
        **more,
    )


PEOPLE = Dataset(
    key="people",
    title_de="Personen",
    title_en="people",
    columns=(
        _column("pseudonym", "text"),
        _column("stay", "integer"),
        _column("school", "code", codes=WORDS, missing=MISSING),
        _column("stage", "code", codes=NUMBERS, missing=MISSING),
        _column("in_care", "yesno"),
        _column("children", "integer", missing=MISSING),
        _column("since", "date", missing=MISSING),
        _column("month", "month", missing=MISSING),
        _column("score", "decimal"),
    ),
)
ROWS = [
    ("=P1", 1, "none", 2, True, 3, date(2024, 2, 29), "2024-02", Decimal("-0.5")),
    ("P2", 1, Missing.REFUSED, Missing.NOT_ASKED, False, *[Missing.REFUSED] * 3, Decimal(7)),
]
NOTES = Dataset(
    key="notes",
    title_de="Probe",
    title_en="sample",
    columns=(_column("note", "text"), _column("amount", "money"), _column("count", "integer")),
    about="counts",
)

# Everything a cell can store; "_x" is left to its own test, for openpyxl does not decode it.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("=+-@\t\n\r'\"<>&"),
    max_size=40,
).filter(lambda text: "_x" not in text)


@pytest.fixture
def released(tmp_path):
    target = tmp_path / "release.xlsx"
    sheets: Sheets = [(PEOPLE, ROWS), (NOTES, [("a", -1250, 2)])]
    manifest = [("pilot", "gecko"), ("version", "=1+1")]
    return target, write_dataset_workbook(target, sheets, FACTS, manifest=manifest)


def test_the_sheets_stand_in_reading_order(released):
    assert list(cells(released[0])) == [
        "Lies mich",
        "people",
        "people_labels",
        "notes",
        "notes_labels",
        "codebook",
        "missing_codes",
        "manifest",
    ]


def test_values_are_stored_as_declared_and_days_as_days(released):
    header, *rows = cells(released[0])["people"]
    day = datetime(2024, 2, 29)
    assert header == PEOPLE.column_names
    assert rows == [
        ("=P1", 1, "none", 2, 1, 3, day, "2024-02", -0.5),
        ("P2", 1, "-92", -91, 0, -92, "-92", "-92", 7),
    ]


def test_the_sheet_of_labels_shows_labels_where_there_are_codes(released, tmp_path):
    german = cells(released[0])["people_labels"]
    day, refused = datetime(2024, 2, 29), "Angabe verweigert"
    assert german == [
        PEOPLE.column_names,
        ("=P1", 1, "kein <Abschluss>", "Analyse", "ja", 3, day, "2024-02", -0.5),
        ("P2", 1, refused, "nicht erhoben", "nein", refused, refused, refused, 7),
    ]
    english = tmp_path / "english.xlsx"
    write_dataset_workbook(english, [(PEOPLE, ROWS)], FACTS, labels="en")
    assert cells(english)["people_labels"][2][2:5] == ("refused", "not asked", "no")
    without = tmp_path / "without.xlsx"
    write_dataset_workbook(without, [(PEOPLE, ROWS)], FACTS, labels=None)
    assert list(cells(without)) == ["Lies mich", "people", "codebook", "missing_codes"]


def test_the_read_me_tells_counts_rules_and_hash(released):
    target, written = released
    readme = cells(target)["Lies mich"]
    by_label = {row[0]: row[2] for row in readme}
    assert by_label["Auswertungsdatensatz"] == "=Gecko & Söhne <1>"
    assert by_label["Stichtag"] == datetime(2024, 6, 30)
    assert by_label["Erstellt von (Rolle)"] == "Projektkoordination / project coordination"
    assert by_label["ohne Einwilligung"] == 7
    assert by_label["noch nicht fällig"] == -96
    assert ("Nur mit Einwilligung.", "Only with consent.", None) in readme
    assert written.content_hash in by_label.values()
    assert written.row_counts == {"people": 2, "notes": 1}


def test_codebook_missing_codes_and_manifest_stand_behind(released):
    sheets = cells(released[0])
    header, *rows = sheets["codebook"]
    assert header[:3] == ("dataset", "name", "label_de")
    declared = [(one.key, column.name) for one in (PEOPLE, NOTES) for column in one.columns]
    assert [row[:2] for row in rows] == declared
    assert [row[5] for row in rows[5:8]] == ["number", "date", "text"]
    assert sheets["missing_codes"][0] == ("code", "label_de", "label_en")
    assert sheets["missing_codes"][1:] == [tuple(code) for code in MISSING_CODES]
    assert sheets["manifest"] == [("key", "value"), ("pilot", "gecko"), ("version", "=1+1")]


def test_the_hash_is_that_of_the_content(released):
    again = content_hash([(PEOPLE, iter(ROWS)), (NOTES, iter([("a", -1250, 2)]))])
    assert released[1].content_hash == again


def test_checked_canonical_texts_give_the_same_bytes(released, tmp_path):
    target, written = released
    canonical = row_canonical(PEOPLE)
    texts = [canonical(row, number) for number, row in enumerate(ROWS, 1)]
    other = tmp_path / "other.xlsx"
    again = write_canonical_workbook(
        other,
        [(PEOPLE, iter(texts)), (NOTES, [["a", "-12.50", "2"]])],
        FACTS,
        written.content_hash,
        manifest=[("pilot", "gecko"), ("version", "=1+1")],
    )
    assert again == written
    assert other.read_bytes() == target.read_bytes()


def test_a_sheet_of_data_has_a_frozen_filtered_header_and_fitting_widths(released):
    book = openpyxl.load_workbook(released[0])
    for name in ("people", "people_labels"):
        sheet = book[name]
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:I3")
        assert not sheet.merged_cells.ranges
    coded, labelled = (book[name].column_dimensions for name in ("people", "people_labels"))
    assert coded["A"].width == len("pseudonym") + 4
    assert labelled["C"].width == len("Angabe verweigert") + 2
    day = book["people"]["G2"]
    assert (day.is_date, day.number_format) == (True, r"dd\.mm\.yyyy")


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(1900, 1, 1), 1),
        (date(1900, 2, 28), 59),
        (date(1900, 3, 1), 61),
        (date(2024, 2, 29), 45351),
    ],
)
def test_a_day_has_the_number_by_which_spreadsheets_know_it(day, number):
    assert day_number(day) == number


def test_many_rows_fill_several_chunks_without_a_gap(tmp_path):
    target = tmp_path / "notes.xlsx"
    written = write_dataset_workbook(
        target, [(NOTES, ((f"n{n}", n, -n) for n in range(1201)))], FACTS
    )
    assert written.row_counts == {"notes": 1201}
    sheets = cells(target)
    assert [row[2] for row in sheets["notes"][1:]] == [-n for n in range(1201)]
    assert sheets["notes_labels"] == sheets["notes"]
    sheet = openpyxl.load_workbook(target)["notes"]
    assert [sheet.cell(line, 3).coordinate for line in (502, 1202)] == ["C502", "C1202"]
    with ZipFile(target) as archive:
        assert archive.testzip() is None


def test_a_dataset_whose_labels_cannot_be_named_is_refused_beforehand(tmp_path):
    long = replace(NOTES, key="n" * 25)
    with pytest.raises(ValueError, match="longer than 31"):
        write_dataset_workbook(tmp_path / "release.xlsx", [(long, [])], FACTS)
    with pytest.raises(ValueError, match="one name"):
        write_dataset_workbook(tmp_path / "release.xlsx", [(NOTES, []), (NOTES, [])], FACTS)
    assert list(tmp_path.iterdir()) == []


def test_a_refused_row_leaves_no_file(tmp_path):
    target = tmp_path / "release.xlsx"
    with pytest.raises(RowRefused, match="people: row 2, column stage"):
        write_dataset_workbook(
            target, [(PEOPLE, [ROWS[0], (*ROWS[1][:3], 9, *ROWS[1][4:])])], FACTS
        )
    assert list(tmp_path.iterdir()) == []


def test_a_failing_source_of_rows_leaves_no_file(tmp_path):
    def rows():
        yield ROWS[0]
        raise OSError("database gone")

    with pytest.raises(OSError, match="database gone"):
        write_dataset_workbook(tmp_path / "release.xlsx", [(PEOPLE, rows())], FACTS)
    assert list(tmp_path.iterdir()) == []


def test_a_read_me_text_that_no_cell_can_hold_is_refused(tmp_path):
    facts = replace(FACTS, pilot_title="a\x00b")
    with pytest.raises(ValueError, match="control character"):
        write_dataset_workbook(tmp_path / "release.xlsx", [(NOTES, [])], facts)
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(TEXTS, st.integers(-(10**14), 10**14), st.integers(-(10**14), 10**14)),
        max_size=30,
    )
)
def test_any_text_and_any_negative_number_survive_the_writer(rows):
    with TemporaryDirectory() as folder:
        target = Path(folder) / "notes.xlsx"
        write_dataset_workbook(target, [(NOTES, rows)], FACTS, labels=None)
        sheet = openpyxl.load_workbook(target)["notes"]
        for number, (text, cents, count) in enumerate(rows, 2):
            note, amount, counted = sheet[number]
            assert (note.value or "") == inert_text(text)
            assert note.data_type != "f"
            assert round(Decimal(str(amount.value)) * 100) == cents
            assert counted.value == count


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'", " "])
def test_a_text_that_begins_like_a_formula_is_a_text_cell(tmp_path, start):
    target = tmp_path / "notes.xlsx"
    write_dataset_workbook(target, [(NOTES, [(f"{start}1+1", -1250, -3)])], FACTS)
    row = openpyxl.load_workbook(target)["notes"][2]
    assert (row[0].data_type, row[0].quotePrefix, row[0].number_format) == ("s", True, "@")
    assert row[0].value == inert_text(f"{start}1+1")
    assert [(cell.data_type, cell.value) for cell in row[1:]] == [("n", -12.5), ("n", -3)]


def test_libreoffice_opens_the_workbook_and_reads_the_same(tmp_path):
    target = tmp_path / "notes.xlsx"
    texts = ["=1+1", "+1", "-1", "@SUM(1)", "\tx", "_x0041_ literal", "<&> „ü“ 🌍", "a\nb", " b "]
    rows = [(text, -1250 - number, -number) for number, text in enumerate(texts)]
    sheets: Sheets = [(NOTES, rows), (PEOPLE, ROWS)]
    write_dataset_workbook(target, sheets, FACTS)
    seen = cells(converted(target, tmp_path / "seen"))
    expected = [(text, cents / 100, number) for text, cents, number in rows]
    assert seen["notes"][1:] == expected
    written = cells(target)
    for name in ("people", "people_labels", "missing_codes"):
        assert seen[name] == written[name]
    assert list(seen) == list(written)


def test_columns_are_lettered_as_spreadsheets_do():
    assert [column_letters(number) for number in (1, 26, 27, 52, 703)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "AAA",
    ]
