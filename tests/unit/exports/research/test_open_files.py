"""Parquet and CSV give the canonical values back; the dictionaries say what they mean."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exports.columns import Dataset, DeclarationError, Missing
from exports.datasets import DATASETS
from exports.frozen import hash_of_sheets
from exports.research import bundle, columnar
from exports.research.csv_files import protected, unprotected
from exports.research.dictionary import REDCAP_HEADER, dictionary_rows, redcap_rows
from exports.research.parquet import schema_of
from exports.research.spss import dressing as spss_dressing
from exports.rows import RowDigest, record_text
from exports.treatment import DATE_FORMS, published
from tests.unit.exports.research.sample import EMPTY, NAMES, SAMPLE, VALUES, column, frozen


def canonical(one, value, missing):
    """The canonical text of a value as Parquet gives it."""
    if value is None:
        return str(missing)
    if one.kind == "yesno":
        return str(int(value))
    if one.kind == "decimal":
        number = Decimal(repr(value)).normalize()
        return format(number, "f")
    return value.isoformat() if one.kind == "date" else str(value)


def rows_of_parquet(path):
    for row in pq.read_table(path).to_pylist():
        yield [
            canonical(one, row[one.name], row.get(f"{one.name}_missing")) for one in SAMPLE.columns
        ]


def rows_of_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert tuple(header) == NAMES
    texts = [one.kind == "text" for one in SAMPLE.columns]
    for row in rows:
        yield [
            unprotected(text) if is_text else text for text, is_text in zip(row, texts, strict=True)
        ]


@pytest.mark.parametrize(("read", "ending"), [(rows_of_parquet, "parquet"), (rows_of_csv, "csv")])
def test_the_content_hash_can_be_computed_from_the_files(written, read, ending):
    digest = RowDigest()
    for dataset in (SAMPLE, EMPTY):
        digest.start_sheet(dataset)
        for texts in read(written.folder / f"{dataset.key}.{ending}"):
            digest.add_rows(record_text(texts))
    assert digest.hexdigest() == hash_of_sheets(written.sheets)


def test_pandas_calculates_with_a_parquet_file_at_once(written):
    frame = pd.read_parquet(written.folder / "sample.parquet")
    given_values = [value for value in VALUES["dwell"] if not isinstance(value, Missing)]
    assert frame["dwell"].mean() == sum(given_values) / len(given_values)
    assert frame["dwell_missing"].tolist()[3:5] == [-97.0, -91.0]
    assert frame["sex"].cat.categories.tolist() == ["female", "male", "diverse"]
    assert frame["paid"].sum() == Decimal(sum(VALUES["paid"])) / 100
    assert frame["ill"].tolist() == [True, False, True, None, None, None]


def test_a_parquet_field_tells_its_entry_of_the_codebook(written):
    field = pq.read_schema(written.folder / "sample.parquet").field("sex")
    entry = json.loads(field.metadata[b"pilotbuch"])
    assert (entry["label_de"], entry["level"]) == ("Größe sex", "nominal")
    assert json.loads(entry["codes"])[1] == ["male", "männlich", "male"]
    assert json.loads(entry["missing_codes"])[0] == [-95, "trifft nicht zu", "not applicable"]


def test_a_name_that_a_missing_reason_takes_cannot_be_written():
    taken = Dataset(
        key="taken",
        title_de="x",
        title_en="x",
        about="counts",
        columns=(column("a", "integer", (Missing.LOST,)), column("a_missing", "integer")),
    )
    with pytest.raises(DeclarationError, match="_missing is taken"):
        schema_of(taken)


def test_every_declared_dataset_fits_every_format():
    for dataset in DATASETS:
        for form in DATE_FORMS:
            shown = published(dataset, form)
            assert schema_of(shown)
            nothing = [pa.array([], pa.string())] * len(shown.columns)
            assert len(spss_dressing(shown, nothing, "en")["column_labels"]) == len(shown.columns)


def test_pandas_reads_the_csv_with_umlauts_and_amounts(written):
    frame = pd.read_csv(written.folder / "sample.csv", dtype=str, keep_default_na=False)
    assert frame["pseudonym"].tolist() == ["'=1+1", "ä", "'-5", "p4", "p5", "p6"]
    assert frame["score"][0] == "-12.5"
    assert frame["paid"][0] == "-12.50"
    assert frame["note"].tolist()[1:5] == ["''=a,' -b;'@c", " „Grüße“ 🌍", "-97", "-96"]


TEXTS = st.text(
    st.sampled_from("=+-@'\t\n,; aü\"1") | st.characters(exclude_categories=["Cs", "Cc"])
)


@given(TEXTS)
@example("'=1+1")
@example(",;\t=1")
@example(" '")
def test_a_protected_text_is_found_again_and_no_formula_begins_in_it(text):
    shown = protected(text)
    assert unprotected(shown) == text
    for cell in re.split("[,;\t\n]", shown):
        assert not cell.strip(" ").startswith(("=", "+", "-", "@"))


def test_the_data_dictionary_has_a_row_for_each_variable_and_no_formula(written):
    with (written.folder / "data_dictionary.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["dataset"], row["variable"]) for row in rows] == [
        (dataset.key, name) for dataset in (SAMPLE, EMPTY) for name in NAMES
    ]
    sex = next(row for row in rows if row["variable"] == "sex")
    assert sex["codes"].split(" | ")[1] == "male = männlich / male"
    assert sex["numbers_in_spss_and_stata"] == "1 = female | 2 = male | 3 = diverse"
    assert sex["missing_codes"].split(" | ")[0] == "trifft nicht zu / not applicable = -95"
    assert sex["missing_in_stata"].split(" | ")[2] == ".g = unbekannt / unknown"
    assert rows[0]["text_protected_in_csv"] == "yes"
    assert rows[-1]["name_in_spss_and_stata"] == "in_"
    declared = [*dictionary_rows(DATASETS), *redcap_rows(DATASETS, "de")]
    assert not [cell for row in declared for cell in row if re.match(r"[=+@]|-(?![0-9]+$)", cell)]


def test_the_redcap_dictionary_has_its_columns_and_unique_names(written):
    with (written.folder / "redcap_dictionary.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert tuple(header) == REDCAP_HEADER
    assert len(header) == 18
    assert rows[0][:4] == ["pseudonym", "sample", "", "text"]
    names = [row[0] for row in rows]
    assert len(set(names)) == len(names) == 1 + 2 * (len(NAMES) - 1)
    sex = rows[names.index("sample_sex")]
    assert sex[3:6] == ["radio", "Größe sex", "female, weiblich | male, männlich | diverse, divers"]
    assert rows[names.index("empty_exit_date")][7] == "date_ymd"
    notes = (written.folder / "redcap_notes.txt").read_text(encoding="utf-8")
    assert "    -96, noch nicht fällig\n" in notes


def test_batches_hold_all_rows_in_order_however_small_they_are(tmp_path):
    sheet = frozen(tmp_path)[0]
    for at_once in (1, 50, 7_000, 1 << 20):
        rows = [
            list(row)
            for columns in columnar.batches(sheet, at_once)
            for row in zip(*(one.to_pylist() for one in columns), strict=True)
        ]
        assert rows == list(sheet.texts())


def test_an_archive_of_the_same_files_has_the_same_bytes(tmp_path):
    folder = tmp_path / "files"
    (folder / "csv").mkdir(parents=True)
    for name in ("b.txt", "csv/a.csv", "Ab.parquet"):
        (folder / name).write_text(name * 1000)
    bundle.write_zip(folder, tmp_path / "one.zip")
    (folder / "b.txt").touch()
    bundle.write_zip(folder, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["Ab.parquet", "b.txt", "csv/a.csv"]


@pytest.mark.parametrize("name", ["ü.csv", "a b.csv", ".hidden"])
def test_a_name_that_not_every_system_unpacks_is_refused(tmp_path, name):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / name).write_text("x")
    with pytest.raises(bundle.NameRefused):
        bundle.write_zip(folder, tmp_path / "one.zip")
    assert not (tmp_path / "one.zip").exists()


def test_a_link_is_refused(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.csv").symlink_to("/etc/hostname")
    with pytest.raises(bundle.NameRefused):
        bundle.write_zip(folder, tmp_path / "one.zip")
