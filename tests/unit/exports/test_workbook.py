"""The evaluation workbook, read back by openpyxl and by LibreOffice."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports import datasets
from exports.columns import Bilingual, Column, Dataset, Missing
from exports.rows import RowRefused
from exports.spreadsheet import column_letters
from exports.text import inert_text
from exports.treatment import published
from exports.workbook import Count, ReleaseFacts, Sheets, content_hash, write_dataset_workbook
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

PERSON = (
    "=P1",
    1,
    "25_34",
    "female",
    "none",
    Missing.NOT_ASKED,
    3,
    True,
    Missing.REFUSED,
    "2022-01",
    "2022-02",
    2,
    1,
    Missing.NOT_YET_DUE,
    Missing.NOT_YET_DUE,
    Missing.NOT_YET_DUE,
    28,
    False,
    False,
)
EPISODES = [
    ("=P1", 1, 1, 1, "2022-02", "2022-05", True),
    ("=P1", 1, 2, 2, "2022-05", Missing.NOT_YET_DUE, False),
]


def _column(name, kind):
    return Column(
        name=name,
        label_de=name,
        label_en=name,
        kind=kind,
        level="nominal",
        identifying="none",
        source=Bilingual("Probe", "sample"),
    )


PERSONS = published(datasets.PERSONS, "months")
STAGE_EPISODES = published(datasets.STAGE_EPISODES, "months")
NOTES = Dataset(
    about="counts",
    key="notes",
    title_de="Probe",
    title_en="sample",
    columns=(_column("note", "text"), _column("amount", "money"), _column("count", "integer")),
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
    sheets: Sheets = [(PERSONS, [PERSON]), (STAGE_EPISODES, EPISODES)]
    return target, write_dataset_workbook(target, sheets, FACTS)


def test_the_sheets_stand_in_reading_order(released):
    assert list(cells(released[0])) == ["Lies mich", "persons", "stage_episodes", "codebook"]


def test_values_are_stored_as_declared(released):
    sheets = cells(released[0])
    header, person = sheets["persons"]
    row = dict(zip(header, person, strict=True))
    assert header == PERSONS.column_names
    assert (row["pseudonym"], row["sex"], row["children_in_household"]) == ("=P1", "female", 3)
    assert (row["vocational"], row["addiction"], row["exit_month"]) == ("-91", -92, "-96")
    assert (row["entry_month"], row["in_care_at_day"], row["dwell_months"]) == ("2022-02", 1, 28)
    assert sheets["stage_episodes"][2] == ("=P1", 1, 2, 2, "2022-05", "-96", 0)


def test_the_read_me_tells_counts_rules_and_hash(released):
    target, written = released
    readme = cells(target)["Lies mich"]
    by_label = {row[0]: row[2] for row in readme}
    assert by_label["Auswertungsdatensatz"] == "=Gecko & Söhne <1>"
    assert by_label["Stichtag"] == "2024-06-30"
    assert by_label["Erstellt von (Rolle)"] == "Projektkoordination / project coordination"
    assert by_label["ohne Einwilligung"] == 7
    assert by_label["noch nicht fällig"] == -96
    assert ("Nur mit Einwilligung.", "Only with consent.", None) in readme
    assert written.content_hash in by_label.values()
    assert written.row_counts == {"persons": 1, "stage_episodes": 2}


def test_the_codebook_sheet_declares_every_column(released):
    header, *rows = cells(released[0])["codebook"]
    assert header[:3] == ("dataset", "name", "label_de")
    declared = [
        (dataset.key, one.name) for dataset in (PERSONS, STAGE_EPISODES) for one in dataset.columns
    ]
    assert [row[:2] for row in rows] == declared


def test_the_hash_is_that_of_the_content(released):
    again = content_hash([(PERSONS, iter([PERSON])), (STAGE_EPISODES, iter(EPISODES))])
    assert released[1].content_hash == again


def test_the_same_content_gives_the_same_bytes(released, tmp_path):
    other = tmp_path / "other.xlsx"
    write_dataset_workbook(other, [(PERSONS, [PERSON]), (STAGE_EPISODES, EPISODES)], FACTS)
    assert other.read_bytes() == released[0].read_bytes()


def test_a_data_sheet_has_a_frozen_filtered_header(released):
    sheet = openpyxl.load_workbook(released[0])["stage_episodes"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:G3"
    assert sheet.column_dimensions["A"].width >= 12


def test_a_refused_row_leaves_no_file(tmp_path):
    target = tmp_path / "release.xlsx"
    with pytest.raises(RowRefused, match="stage_episodes: row 2, column stage"):
        write_dataset_workbook(
            target,
            [(STAGE_EPISODES, [EPISODES[0], ("x", 1, 1, 9, "2022-01", "2022-02", 1)])],
            FACTS,
        )
    assert list(tmp_path.iterdir()) == []


def test_a_failing_source_of_rows_leaves_no_file(tmp_path):
    def rows():
        yield EPISODES[0]
        raise OSError("database gone")

    with pytest.raises(OSError, match="database gone"):
        write_dataset_workbook(tmp_path / "release.xlsx", [(STAGE_EPISODES, rows())], FACTS)
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
        write_dataset_workbook(target, [(NOTES, rows)], FACTS)
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
    sheets: Sheets = [(NOTES, rows), (PERSONS, [PERSON]), (STAGE_EPISODES, EPISODES)]
    write_dataset_workbook(target, sheets, FACTS)
    seen = cells(converted(target, tmp_path / "seen"))
    expected = [(text, cents / 100, number) for text, cents, number in rows]
    assert seen["notes"][1:] == expected
    written = cells(target)
    assert seen["persons"] == written["persons"]
    assert seen["stage_episodes"] == written["stage_episodes"]
    assert list(seen) == list(written)


def test_columns_are_lettered_as_spreadsheets_do():
    assert [column_letters(number) for number in (1, 26, 27, 52, 703)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "AAA",
    ]
