"""SPSS and Stata files as other programs read them: pyreadstat, pandas, PSPP."""

from __future__ import annotations

import csv
import math
import subprocess
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pyreadstat
import pytest

from exports.columns import Missing
from exports.research import spss
from exports.research.numbering import number_of, stata_letter, variable_name
from tests.unit.exports.research.conftest import write_all
from tests.unit.exports.research.sample import (
    EMPTY,
    LINED,
    LONG,
    MADE_AT,
    NAMES,
    ROWS,
    SAMPLE,
    VALUES,
    frozen,
)

PLACES = {name: place for place, name in enumerate(NAMES)}
FREQUENCIES = """
GET FILE="sample.sav".
FREQUENCIES sex children ill entry_month.
DESCRIPTIVES score dwell.
INSERT FILE="load.sps".
DATASET ACTIVATE sample.
SAVE OUTFILE="loaded.sav".
DATASET ACTIVATE empty.
SAVE OUTFILE="loaded_empty.sav".
"""


@pytest.fixture(scope="module")
def told(written):
    """What PSPP says of the .sav file; it also runs load.sps and keeps what it has read."""
    (written.folder / "run.sps").write_text(FREQUENCIES)
    done = subprocess.run(
        ["pspp", "-O", "format=csv", "run.sps"],
        cwd=written.folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout[-500:]
    assert "warning" not in done.stdout
    return done.stdout


def expected_number(column, value):
    """A declared value as SPSS holds it."""
    if isinstance(value, Missing):
        return float(value)
    if column.kind == "code":
        return float(number_of(column)[str(value)])
    if column.kind in ("month", "date"):
        day = value if isinstance(value, date) else date.fromisoformat(f"{value}-01")
        return (day - date(1582, 10, 14)).days * 86400.0
    return float(value) / (100 if column.kind == "money" else 1)


def stored(path):
    return pyreadstat.read_sav(path, user_missing=True, disable_datetime_conversion=True)


def test_an_spss_file_holds_every_value_label_and_missing_code(written):
    frame, about = stored(written.folder / "sample.sav")
    for column in SAMPLE.columns:
        values = VALUES[column.name]
        found = list(frame[variable_name(column)])
        if column.kind == "text":
            assert found == [str(v.value) if isinstance(v, Missing) else v for v in values]
        else:
            assert found == [expected_number(column, value) for value in values]
    assert about.column_names_to_labels["score"] == "Größe score"
    assert about.variable_value_labels["sex"] == {
        1.0: "weiblich",
        2.0: "männlich",
        3.0: "divers",
        -95.0: "trifft nicht zu",
        -96.0: "noch nicht fällig",
        -97.0: "unbekannt",
    }
    assert about.missing_ranges["children"] == [{"lo": -97.0, "hi": -91.0}]
    assert [one["lo"] for one in about.missing_ranges["sex"]] == [-97.0, -96.0, -95.0]
    assert "note" not in about.missing_ranges  # wider than 8 bytes: labelled, not declared
    assert about.variable_value_labels["note"]["-97"] == "unbekannt"
    assert (about.variable_measure["stay"], about.variable_measure["dwell"]) == ("ordinal", "scale")
    assert about.original_variable_types["entry_month"] == "MOYR8"
    assert about.file_label == "Probe mit allem"


def test_pspp_counts_what_was_declared(told):
    lines = list(csv.reader(told.splitlines()))
    counted = {}
    for name in ("Größe sex", "Größe children", "Größe ill"):
        start = lines.index([f"Table: {name}"])
        rows = lines[start + 2 : lines.index([], start)]
        counted[name] = Counter({row[1]: int(row[2]) for row in rows if row[1]})
    assert counted["Größe sex"] == {
        "weiblich": VALUES["sex"].count("female"),
        "männlich": 1,
        "divers": 1,
        "noch nicht fällig": VALUES["sex"].count(Missing.NOT_YET_DUE),
        "unbekannt": 1,
    }
    assert counted["Größe children"]["Angabe verweigert"] == VALUES["children"].count(
        Missing.REFUSED
    )
    assert counted["Größe ill"]["ja"] == VALUES["ill"].count(True)
    by_name = {row[0]: row for row in lines if row}
    present = [value for value in VALUES["score"] if not isinstance(value, Missing)]
    assert by_name["Größe score"][1] == str(len(present))
    assert Decimal(by_name["Größe score"][4]) == min(present)


def test_the_spss_syntax_makes_of_the_csv_what_the_sav_file_is(told, written):
    for key in ("sample", "empty"):
        kept = "loaded.sav" if key == "sample" else "loaded_empty.sav"
        frame, about = stored(written.folder / f"{key}.sav")
        loaded, about_loaded = stored(written.folder / kept)
        assert list(loaded.columns) == list(frame.columns)
        assert loaded.to_dict("list") == frame.to_dict("list")
        for fact in (
            "column_labels",
            "variable_value_labels",
            "missing_ranges",
            "variable_measure",
        ):
            assert getattr(about_loaded, fact) == getattr(about, fact), fact


def test_a_stata_file_holds_every_value_and_missing_code(written):
    frame, about = pyreadstat.read_dta(
        written.folder / "sample.dta", user_missing=True, disable_datetime_conversion=True
    )
    for name in ("sex", "children", "dwell", "score", "exit_date"):
        column = SAMPLE.columns[PLACES[name]]
        for found, value in zip(frame[name], VALUES[name], strict=True):
            if isinstance(value, Missing):
                assert found == stata_letter(value)
            elif name == "exit_date":
                assert found == (value - date(1960, 1, 1)).days
            else:
                assert found == expected_number(column, value)
    assert dict[Any, str](about.variable_value_labels["sex"])["f"] == "noch nicht fällig"
    assert about.variable_value_labels["in_"] == {1: "ja", 0: "nein"}
    assert about.original_variable_types["note"] == "%-9s"


def test_pandas_reads_the_stata_file(written):
    frame = pd.read_stata(written.folder / "sample.dta")
    assert list(frame["pseudonym"]) == VALUES["pseudonym"]
    assert frame["note"][0] == LONG
    assert list(frame["paid"]) == [-12.5, 10**12, 0.0, 0.05, -0.01, 0.01]
    assert frame["sex"].astype(object).fillna("").tolist() == [
        *("weiblich", "männlich", "divers", "", "", "weiblich")
    ]
    assert frame["entry_month"][0] == pd.Timestamp("2022-02-01")
    assert frame["exit_date"][1] == pd.Timestamp("1900-01-01")
    assert math.isnan(frame["score"][3])
    assert (
        pd.io.stata.StataReader(written.folder / "sample.dta").variable_labels()["in_"]
        == "Größe in"
    )


def test_a_sheet_without_rows_is_a_file_of_its_columns(written):
    names = [variable_name(column) for column in EMPTY.columns]
    for read in (
        pyreadstat.read_sav(written.folder / "empty.sav")[0],
        pyreadstat.read_dta(written.folder / "empty.dta")[0],
        pd.read_stata(written.folder / "empty.dta"),
        pd.read_parquet(written.folder / "empty.parquet", columns=list(NAMES)).rename(
            columns={"in": "in_"}
        ),
    ):
        assert (list(read.columns), len(read)) == (names, 0)


def test_the_same_sheets_give_the_same_bytes(written, tmp_path):
    write_all(tmp_path, written.sheets)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == 14
    for name in names:
        assert (tmp_path / name).read_bytes() == (written.folder / name).read_bytes(), name


def test_texts_of_several_lines_are_kept(tmp_path):
    row = (*ROWS[0][:10], LINED, True)
    sheet = frozen(tmp_path, [row])[0]
    write_all(tmp_path, [sheet])
    assert pyreadstat.read_sav(tmp_path / "sample.sav")[0]["note"][0] == LINED
    assert pd.read_stata(tmp_path / "sample.dta")["note"][0] == LINED


def test_a_text_too_long_for_spss_is_refused_and_never_cut(tmp_path):
    row = (*ROWS[0][:10], "ü" * 20_000, True)
    sheet = frozen(tmp_path, [row])[0]
    with pytest.raises(spss.TextTooLong, match="sample, column note: too long for SPSS"):
        spss.write_sav(sheet, tmp_path / "sample.sav", "de", MADE_AT)
    assert not (tmp_path / "sample.sav").exists()
