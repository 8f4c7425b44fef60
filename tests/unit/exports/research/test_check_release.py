"""The offline check, run as its receiver runs it: a bare interpreter, one file, no project."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from exports import check_release
from exports.columns import Bilingual
from exports.frozen import hash_of_sheets
from exports.manifest import Manifest, declared, released
from exports.research import bundle
from exports.workbook import ReleaseFacts, write_dataset_workbook
from tests.unit.exports.research.conftest import write_all
from tests.unit.exports.research.sample import LINED, ROWS, SAMPLE, frozen

FACTS = ReleaseFacts(
    pilot_title="Probe",
    day=date(2024, 6, 30),
    made_on=date(2024, 7, 1),
    made_by_role=Bilingual("Probe", "sample"),
    status=Bilingual("Probe", "sample"),
)
MORE = (*ROWS, (*ROWS[1][:10], LINED, True), (*ROWS[1][:10], "_x0041_", True))


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """A folder as it is downloaded: manifest.json, sample.xlsx, files.zip and the check itself."""
    return made_release(tmp_path_factory.mktemp("download"), MORE)


def made_release(folder, rows):
    (folder / "files").mkdir()
    (folder / "frozen").mkdir()
    sheets = frozen(folder / "frozen", rows)
    write_all(folder / "files", sheets)
    bundle.write_zip(folder / "files", folder / "files.zip")
    contents = [(sheet.dataset, as_rows(sheet, rows)) for sheet in sheets]
    write_dataset_workbook(folder / "sample.xlsx", contents, FACTS)
    manifest = Manifest(
        pilot="probe",
        title="Probe",
        release="r1",
        number="1",
        recipient="Institut",
        kind="research",
        day="2024-06-30",
        dates="months",
        question={},
        made_at="2024-07-01T12:30:00Z",
        codebook="0" * 64,
        content_hash=hash_of_sheets(sheets),
        datasets=[declared(sheet) for sheet in sheets],
        k=1,
        l=1,
        rules=["ohne Namen"],
        audit={"sequence": 1, "hash": "0" * 64},
        files=[released(folder / "sample.xlsx"), released(folder / "files.zip")],
    )
    (folder / "manifest.json").write_text(manifest.text(), encoding="utf-8")
    program = Path(check_release.__file__).read_text(encoding="utf-8")
    (folder / "check_release.py").write_text(program, encoding="utf-8")
    return folder


def as_rows(sheet, rows):
    return rows if sheet.dataset == SAMPLE else []


def check(folder, *files, manifest="manifest.json"):
    """Exit code and output of the check in an interpreter without site packages."""
    done = subprocess.run(
        [sys.executable, "-S", "-I", "check_release.py", str(manifest), *map(str, files)],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_an_untouched_release_holds(release):
    code, told = check(release, "sample.xlsx", "files.zip", "files/sample.csv", "files/sample.sav")
    assert code == 0, told
    assert told.count("values as released") == 2
    assert told.count("sample: 8 Zeilen, Werte stimmen / 8 rows, values hold") == 3
    assert "Alles stimmt. / Everything holds." in told


@pytest.mark.parametrize("name", ["sample.xlsx", "files.zip", "files/empty.dta"])
def test_one_changed_byte_is_found(release, tmp_path, name):
    data = bytearray((release / name).read_bytes())
    data[len(data) // 2] ^= 1
    changed = tmp_path / Path(name).name
    changed.write_bytes(data)
    code, told = check(release, changed)
    assert code == 1
    assert f"[FALSCH] {changed.name}: Datei wurde verändert" in told
    assert "Something does NOT hold" in told


@pytest.fixture
def book(release):
    return openpyxl.load_workbook(release / "sample.xlsx")


def told_of(release, book, tmp_path):
    book.save(tmp_path / "sample.xlsx")
    code, told = check(release, tmp_path / "sample.xlsx")
    assert code == 1  # other bytes, whatever the values say
    return told


def test_a_workbook_saved_by_another_program_has_its_values_still(release, book, tmp_path):
    sheet = book["sample"]
    for cell in sheet["I"][1:4]:
        # Whatever the writer does with days: a real day must be read as the same text.
        cell.value = cell.value if isinstance(cell.value, date) else date.fromisoformat(cell.value)
    told = told_of(release, book, tmp_path)
    assert "values as released" in told
    assert "8 rows, values hold" in told


def test_a_changed_cell_is_found(release, book, tmp_path):
    book["sample"]["G2"].value = -12.51
    told = told_of(release, book, tmp_path)
    assert "[FALSCH] sample: Werte weichen ab / values differ" in told
    assert "[ok]     empty: 0 Zeilen, Werte stimmen" in told


def test_a_formula_in_place_of_its_value_is_found(release, book, tmp_path):
    book["sample"]["B2"].value = "=1"
    assert "sample: Werte weichen ab" in told_of(release, book, tmp_path)


def test_a_removed_row_and_a_removed_sheet_are_found(release, book, tmp_path):
    book["sample"].delete_rows(3)
    assert "sample: 7 statt 8 Zeilen / 7 instead of 8 rows" in told_of(release, book, tmp_path)
    del book["empty"]
    assert "empty: Blatt fehlt" in told_of(release, book, tmp_path)


def test_a_changed_csv_and_a_foreign_file_in_an_archive_are_found(release, tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    for path in (release / "files").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    text = (folder / "sample.csv").read_text(encoding="utf-8")
    (folder / "sample.csv").write_text(text.replace("female", "male", 1), encoding="utf-8")
    (folder / "more.csv").write_text("x")
    (folder / "empty.sav").unlink()
    bundle.write_zip(folder, tmp_path / "files.zip")
    code, told = check(release, tmp_path / "files.zip")
    assert code == 1
    for said in (
        "sample.csv: Datei wurde verändert",
        "sample: Werte weichen ab",
        "more.csv: steht nicht im Manifest",
        "empty.sav: fehlt im Archiv",
    ):
        assert f"[FALSCH] {said}" in told


def test_the_manifest_of_another_release_does_not_fit(release, tmp_path):
    other = made_release(tmp_path, ROWS[:3])
    code, told = check(release, "sample.xlsx", manifest=other / "manifest.json")
    assert code == 1
    assert "sample: 8 statt 3 Zeilen" in told


def test_what_cannot_be_judged_is_said_so(release, tmp_path):
    (tmp_path / "manifest.json").write_text(json.dumps({"format": 2}))
    assert check(release, "sample.xlsx", manifest=tmp_path / "manifest.json")[0] == 2
    assert check(release, "sample.xlsx", manifest="sample.xlsx")[0] == 2
    assert check(release, "nowhere.xlsx")[0] == 2
    assert "python check_release.py manifest.json" in check(release)[1]


def test_the_check_is_one_file_for_python_3_8():
    tree = ast.parse(Path(check_release.__file__).read_text(), feature_version=(3, 8))
    imported = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names
