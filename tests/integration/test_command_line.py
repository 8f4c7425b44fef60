"""The contract of the command line: what is printed, written and refused, and with which code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook

from app.audit import check_chain
from app.finance.services import vouchers
from app.pilots.reading import shipped_preset
from tests import factories
from tests.integration import commands
from tests.integration.commands import FILES, flask, read_report, report_path, take
from tests.integration.intake import files

COUNTS = ("read", "accepted", "rejected", "duplicates", "unchanged")
FINDING = {"sheet", "line", "cell", "column", "value", "code", "message", "severity"}
FIRST = {
    "plan": (7, 7, 0, 0, 0),
    "participants": (90, 84, 5, 1, 0),
    "vouchers": (541, 540, 0, 1, 0),
    "bank": (207, 207, 0, 0, 0),
}
AGAIN = {
    "plan": (7, 0, 0, 0, 7),
    "participants": (90, 0, 5, 1, 84),
    "vouchers": (541, 0, 0, 1, 540),
    "bank": (207, 0, 0, 0, 207),
}


def counts(report: dict[str, Any]) -> tuple[int, ...]:
    return tuple(report[name] for name in COUNTS)


@pytest.mark.parametrize("kind", FILES)
def test_a_dry_run_reports_all_and_changes_nothing(web: Flask, kind: str) -> None:
    before = files.everything()
    result = take(web, kind, "--dry-run", "--accept-valid", "--report", report_path(web))
    assert result.exit_code == 0
    assert "Nur geprüft, nichts gespeichert." in result.output
    assert counts(read_report(web)) == FIRST[kind]
    assert files.everything() == before


@pytest.mark.parametrize("kind", FILES)
def test_the_report_has_exactly_the_shape_of_the_contract(web: Flask, kind: str) -> None:
    report = commands.imported(web, kind)
    assert list(report) == [*COUNTS, "findings"]
    assert counts(report) == FIRST[kind]
    assert report["read"] == sum(counts(report)[1:])
    for finding in report["findings"]:
        assert set(finding) == FINDING
        assert finding["severity"] in {"error", "warning", "note"}
        assert finding["message"]
        assert "%(" not in finding["message"]


@pytest.mark.parametrize("kind", FILES)
def test_a_second_time_everything_is_unchanged(web: Flask, kind: str) -> None:
    commands.imported(web, kind)
    before = files.everything()
    assert counts(commands.imported(web, kind)) == AGAIN[kind]
    assert files.everything() == before


def test_refused_rows_stop_the_import_unless_the_rest_is_wanted(web: Flask) -> None:
    before = files.everything()
    result = take(web, "participants", "--report", report_path(web))
    assert result.exit_code == 1
    assert "Mit --accept-valid kommen die gültigen Zeilen hinein." in result.output
    assert files.everything() == before
    assert counts(read_report(web)) == FIRST["participants"]
    assert take(web, "participants", "--accept-valid").exit_code == 0
    assert files.everything()["participation"] == 84


def test_a_duplicate_alone_is_no_error(web: Flask) -> None:
    result = take(web, "vouchers")
    assert result.exit_code == 0
    assert "wiederholt Zeile 7" in result.output


def test_findings_repeat_no_name_and_no_number_of_a_person(web: Flask) -> None:
    findings = commands.imported(web, "participants")["findings"]
    private = {"Kundennr.", "Name", "Vorname", "Bemerkung"}
    assert [one for one in findings if one["column"] in private]
    assert not [one for one in findings if one["column"] in private and one["value"]]


def test_messages_come_in_english_where_asked(web: Flask) -> None:
    result = take(web, "participants", "--lang", "en", "--report", report_path(web))
    assert result.exit_code == 1
    assert "90 read: 84 accepted, 5 rejected, 1 duplicates, 0 unchanged." in result.output
    assert "Nothing saved." in result.output
    messages = {one["message"] for one in read_report(web)["findings"]}
    assert "There is no such day in the calendar. Please correct the date." in messages


@pytest.mark.parametrize(("language", "words"), [("de", "Fehler: "), ("en", "Error: ")])
@pytest.mark.parametrize(
    "command",
    [
        ("import", "plan", str(FILES["plan"]), "--pilot", "lizard"),
        ("reconcile", "--pilot", "lizard"),
        ("status", "--pilot", "lizard"),
        ("user", "add", "a@example.org", "--role", "coach", "--pilot", "lizard"),
        ("pilot", "create", "--preset", "lizard"),
    ],
)
def test_an_unknown_pilot_is_a_sentence(
    web: Flask, command: tuple[str, ...], language: str, words: str
) -> None:
    result = flask(web, *command, "--lang", language)
    assert result.exit_code == 1
    assert result.stderr.startswith(words)
    assert "lizard" in result.stderr
    assert "Traceback" not in result.output


def test_a_file_that_cannot_be_read_is_a_sentence(web: Flask, tmp_path: Path) -> None:
    file = tmp_path / "liste.xlsx"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)
    result = take(web, "participants", file=file)
    assert result.exit_code == 1
    assert "im alten Excel-Format" in result.stderr


def test_a_file_without_any_valid_row_leaves_nothing_and_says_so(
    web: Flask, tmp_path: Path
) -> None:
    file = tmp_path / "belege.csv"
    file.write_bytes(files.voucher_list([files.voucher("B1", amount="viel")]))
    result = take(web, "vouchers", "--accept-valid", "--report", report_path(web), file=file)
    assert result.exit_code == 0
    assert counts(read_report(web)) == (1, 0, 1, 0, 0)
    assert "Nichts gespeichert." in result.output


def test_the_same_number_with_other_content_is_refused(web: Flask, tmp_path: Path) -> None:
    file = tmp_path / "belege.csv"
    file.write_bytes(files.voucher_list([files.voucher("B1"), files.voucher("B2")]))
    assert take(web, "vouchers", file=file).exit_code == 0
    file.write_bytes(files.voucher_list([files.voucher("B1", "11,00"), files.voucher("B3")]))
    result = take(web, "vouchers", "--report", report_path(web), file=file)
    assert result.exit_code == 1
    assert counts(read_report(web)) == (2, 1, 1, 0, 0)
    (finding,) = read_report(web)["findings"]
    assert (finding["line"], finding["column"], finding["value"]) == (2, "Beleg-Nr.", "B1")


def test_what_was_reversed_before_is_not_reversed_again(web: Flask, tmp_path: Path) -> None:
    file = tmp_path / "belege.csv"
    for lines in (
        [files.voucher("B1")],
        [files.voucher("B2", "-10,00", "STORNO zu Beleg 1")],
        [files.voucher("B3", "-10,00", "STORNO zu Beleg 1")],
    ):
        file.write_bytes(files.voucher_list(lines))
        assert take(web, "vouchers", "--report", report_path(web), file=file).exit_code == 0
    (finding,) = read_report(web)["findings"]
    assert (finding["code"], finding["severity"]) == ("voucher.reversed_twice", "warning")


def test_an_exception_amid_ten_thousand_vouchers_leaves_nothing(
    web: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "belege.csv"
    file.write_bytes(files.voucher_list(files.voucher(f"V{n:05d}") for n in range(10_000)))
    write = vouchers.write

    def broken(*arguments: Any) -> None:
        write(*arguments)
        raise RuntimeError("the power went out")

    with monkeypatch.context() as patch:
        patch.setattr(vouchers, "write", broken)
        with pytest.raises(RuntimeError):
            take(web, "vouchers", file=file)
    assert set(files.everything().values()) == {0}
    assert check_chain(factories.pilot().id) is None
    assert take(web, "vouchers", file=file).exit_code == 0
    assert files.everything()["booking"] == 10_000


def test_status_has_exactly_the_keys_and_figures_of_the_contract(web: Flask) -> None:
    for kind in FILES:
        commands.imported(web, kind)
    commands.reconciled(web)
    found = commands.status(web, "--on", "2024-06-30")
    assert {key: list(value) for key, value in found.items()} == {
        "participants": ["admitted", "in_care", "exited", "by_stage"],
        "caseload": ["ratio", "posts"],
        "dwell_days": ["mean_completed", "completed"],
        "budget": ["granted_cents", "spent_cents", "by_position"],
        "bank": ["entries", "matched", "unmatched"],
    }
    people, posts = found["participants"], found["caseload"]["posts"]
    assert people["admitted"] == 84
    assert people["in_care"] + people["exited"] == 84
    assert list(people["by_stage"]) == ["1", "2", "3", "4"]
    assert sum(people["by_stage"].values()) == people["in_care"]
    assert list(posts) == ["SB med. Reha 1", "SB med. Reha 2"]
    assert all(list(post) == ["fte", "in_care", "load"] for post in posts.values())
    assert sum(post["in_care"] for post in posts.values()) == people["in_care"]
    assert found["dwell_days"]["completed"] == people["exited"]
    assert found["budget"]["granted_cents"] == 203138790
    assert found["budget"]["spent_cents"] == sum(found["budget"]["by_position"].values())
    assert found["bank"] == {"entries": 207, "matched": 204, "unmatched": 3}
    assert commands.status(web) == found, "the day of account is the training day"


def test_status_of_an_empty_pilot_is_all_zeros(web: Flask) -> None:
    found = commands.status(web)
    assert found["participants"]["admitted"] == 0
    assert found["dwell_days"] == {"mean_completed": 0.0, "completed": 0}
    assert set(found["budget"]["by_position"].values()) == {0}
    assert found["bank"] == {"entries": 0, "matched": 0, "unmatched": 0}
    assert "0 aufgenommen" in flask(web, "status", "--pilot", "gecko").output
    assert "0 admitted" in flask(web, "status", "--pilot", "gecko", "--lang", "en").output


def test_a_broken_preset_is_told_by_key_and_line(web: Flask, tmp_path: Path) -> None:
    text = shipped_preset("gecko").replace("caseload_ratio = 25", 'caseload_ratio = "many"')
    line = text[: text.index("caseload_ratio")].count("\n") + 1
    file = tmp_path / "broken.toml"
    file.write_text(text, encoding="utf-8")
    result = flask(web, "pilot", "check", file)
    assert result.exit_code == 1
    assert f"target.caseload_ratio (Zeile {line}): " in result.stderr
    english = flask(web, "pilot", "check", file, "--lang", "en")
    assert f"target.caseload_ratio (line {line}): " in english.stderr


def test_a_sound_preset_is_all_right(web: Flask, tmp_path: Path) -> None:
    file = tmp_path / "sound.toml"
    file.write_text(shipped_preset("gecko"), encoding="utf-8")
    result = flask(web, "pilot", "check", file)
    assert result.exit_code == 0
    assert result.output.startswith("In Ordnung: Gecko")


def test_a_pilot_is_made_only_once(web: Flask) -> None:
    result = flask(web, "pilot", "create", "--preset", "gecko")
    assert result.exit_code == 1
    assert "gecko" in result.stderr


def test_the_password_of_a_new_user_is_printed_once_and_works(web: Flask) -> None:
    add = ("user", "add", "neu@example.org", "--role", "coach", "--pilot", "gecko")
    result = flask(web, *add)
    assert result.exit_code == 0
    password = result.output.strip().splitlines()[-1]
    assert len(password) >= 12
    client = web.test_client()
    secret = factories.token(client, "/sign-in")
    entries = {"csrf_token": secret, "email": "neu@example.org", "next": ""}
    assert client.post("/sign-in", data={**entries, "password": password}).status_code == 302
    again = flask(web, *add[:3], "--role", "finance", "--pilot", "gecko")
    assert again.exit_code == 0
    assert password not in again.output
    assert "das Passwort bleibt" in again.output


def test_an_unknown_role_is_refused_with_those_there_are(web: Flask) -> None:
    result = flask(web, "user", "add", "a@example.org", "--role", "king", "--pilot", "gecko")
    assert result.exit_code == 1
    assert "coordinator" in result.output


def test_nothing_but_figures_and_places_is_printed_of_people(web: Flask) -> None:
    printed = take(web, "participants", "--accept-valid").output
    assert "036D" not in printed


def test_findings_name_columns_as_the_file_spells_them(web: Flask, tmp_path: Path) -> None:
    book = load_workbook(FILES["participants"])
    sheet = book.active
    assert sheet is not None
    header = next(row for row in sheet.iter_rows() if row[0].value == "Lfd. Nr.")
    for cell in header:
        if cell.value in {"geb. am", "Betreuung durch"}:
            cell.value = str(cell.value).upper().replace(" ", "\n")
    file = tmp_path / "liste.xlsx"
    book.save(file)
    take(web, "participants", "--dry-run", "--report", report_path(web), file=file)
    columns = {one["column"] for one in read_report(web)["findings"]}
    assert {"GEB. AM", "BETREUUNG DURCH"} <= columns
    assert not {"geb. am", "Betreuung durch"} & columns
