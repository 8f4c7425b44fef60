"""The carrier's list of participants: the sample, and what each cell may say."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.errors import DomainError
from app.intake.findings import Severity
from app.participants.listed import HEADERS
from app.participants.listing import ParticipantList, read_participant_list
from tests.unit.intake.workbooks import SAMPLES, workbook

POSTS = ["SB med. Reha 1", "SB med. Reha 2"]
GOOD: dict[str, object] = {
    "Lfd. Nr.": 1,
    "Kundennr.": "036D000001",
    "Name": "Muster",
    "Vorname": "Kim",
    "geb. am": datetime(1985, 6, 5),
    "Geschlecht": "divers",
    "Schulabschluss": "Abitur",
    "Berufsabschluss": "Universität",
    "Kinder im Haushalt": 1,
    "ges. Einschr.": "ja",
    "Sucht": "nein",
    "Zusteuerung am": datetime(2023, 2, 1),
    "Einwilligung am": datetime(2023, 3, 1),
    "Aufnahme am": datetime(2023, 3, 2),
    "Betreuung durch": "SB med. Reha 1",
    "Baustein 2 ab": datetime(2023, 4, 1),
}
LEFT: dict[str, object] = {
    "Austritt am": "01.06.2023",
    "Austrittsgrund": "Umzug",
    "Verbleib": "unbekannt",
}


@cache
def lists() -> dict[str, dict[str, str]]:
    preset = Path(__file__).parents[3] / "app" / "pilots" / "presets" / "gecko.toml"
    found: dict[str, dict[str, str]] = tomllib.loads(preset.read_text("utf-8"))["lists"]
    return found


def read(*changes: dict[str, object], as_text: bool = False) -> ParticipantList:
    rows = [[(GOOD | change).get(header) for header in HEADERS] for change in changes]
    return read_participant_list(workbook([HEADERS, *rows], as_text=as_text), lists(), POSTS)


def codes(result: ParticipantList, severity: Severity) -> list[tuple[str, str | None]]:
    return [(found.code, found.column) for found in result.outcome.of(severity)]


def tally(result: ParticipantList) -> tuple[int, int, int, int]:
    counts = result.outcome.tally
    assert counts.adds_up
    return counts.read, counts.accepted, counts.rejected, counts.duplicates


def test_the_sample_gives_84_people_and_points_at_each_spoilt_cell() -> None:
    data = (SAMPLES / "teilnehmerliste.xlsx").read_bytes()
    result = read_participant_list(data, lists(), POSTS)
    assert tally(result) == (90, 84, 5, 1)
    assert not result.outcome.is_clean
    assert [
        (found.code, found.severity.value, found.line, found.cell, found.column)
        for found in result.outcome.findings
    ] == [
        ("intake.no_such_day", "error", 7, "E7", "geb. am"),
        ("intake.number_out_of_range", "error", 29, "I29", "Kinder im Haushalt"),
        ("participant.exit_before_entry", "error", 71, "S71", "Austritt am"),
        ("intake.unknown_code", "error", 81, "F81", "Geschlecht"),
        ("participant.consent_missing", "error", 88, "M88", "Einwilligung am"),
        ("intake.formula_text", "warning", 92, "V92", "Bemerkung"),
        ("intake.duplicate_of_line", "warning", 94, "B94", "Kundennr."),
    ]
    first = result.rows[0]
    assert (first.sex, first.school, first.vocational, first.children) == (
        *("female", "intermediate"),
        *("dual", 0),
    )
    assert first.stage_days == {2: date(2022, 1, 7), 3: date(2022, 2, 19), 4: date(2023, 5, 14)}
    assert (first.exited_on, first.exit_reason) == (date(2023, 7, 28), "regular")
    remarks = [row.remark for row in result.rows if row.remark]
    assert remarks == ['=HYPERLINK("http://127.0.0.1/","Notiz")']


def test_a_finding_never_repeats_a_name_a_number_or_a_remark() -> None:
    result = read({"Name": "Muster\x9f", "Kundennr.": "x" * 50, "Bemerkung": "=SUM(A1)"})
    assert len(result.outcome.findings) == 3
    assert {found.value for found in result.outcome.findings} == {None}


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("Name", " ", "intake.required"),
        ("Vorname", None, "intake.required"),
        ("Kundennr.", None, "intake.required"),
        ("geb. am", None, "intake.required"),
        ("geb. am", "05.06.85", "intake.day_two_digit_year"),
        ("geb. am", 31203, "intake.day_is_number"),
        ("geb. am", "=TODAY()", "intake.formula_value"),
        ("geb. am", datetime(2023, 3, 2), "participant.birth_after_entry"),
        ("Aufnahme am", None, "participant.not_admitted"),
        ("Einwilligung am", None, "participant.consent_missing"),
        ("Einwilligung am", "gestern", "intake.day_unreadable"),
        ("Kinder im Haushalt", 21, "intake.number_out_of_range"),
        ("ges. Einschr.", "etwas", "intake.not_yes_no"),
        ("Betreuung durch", "SB 9", "intake.unknown_code"),
        ("Austritt am", "01.03.2023", "participant.exit_before_entry"),
    ],
)
def test_what_cannot_be_keeps_the_row_out(column: str, value: object, code: str) -> None:
    result = read({column: value}, {"Kundennr.": "036D000002"})
    assert codes(result, Severity.ERROR) == [(code, column)]
    assert tally(result) == (2, 1, 1, 0)
    assert [row.line for row in result.rows] == [3]


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"Zusteuerung am": "03.03.2023"}, "referral_after_entry", "Zusteuerung am"),
        ({"Einwilligung am": "03.03.2023"}, "consent_after_entry", "Einwilligung am"),
        ({"Baustein 2 ab": "01.03.2023"}, "stage_before_entry", "Baustein 2 ab"),
        ({"Baustein 3 ab": "31.03.2023"}, "stages_not_ascending", "Baustein 3 ab"),
        ({**LEFT, "Baustein 3 ab": "02.06.2023"}, "stage_after_exit", "Baustein 3 ab"),
        ({**LEFT, "Austrittsgrund": None}, "exit_without_reason", "Austritt am"),
        ({"Austrittsgrund": "Umzug"}, "exit_reason_without_exit", "Austrittsgrund"),
        ({"Verbleib": "unbekannt"}, "outcome_without_exit", "Verbleib"),
    ],
)
def test_what_is_odd_but_possible_is_taken_with_a_warning(
    change: dict[str, object], code: str, column: str
) -> None:
    result = read(change)
    assert codes(result, Severity.WARNING) == [(f"participant.{code}", column)]
    assert tally(result) == (1, 1, 0, 0)


def test_an_exit_on_the_day_of_entry_is_possible() -> None:
    assert read({**LEFT, "Austritt am": "02.03.2023", "Baustein 2 ab": None}).outcome.is_clean


def test_spaces_and_case_do_not_make_another_customer() -> None:
    result = read({}, {"Lfd. Nr.": 2, "Kundennr.": " 036d 000001 ", "Name": "MUSTER "})
    assert tally(result) == (2, 1, 0, 1)
    assert result.outcome.is_clean
    assert result.outcome.findings[0].params == (("first_line", 2),)


def test_one_number_for_two_people_is_an_error() -> None:
    others: list[dict[str, object]] = [{"Name": "Andere"}, {"geb. am": datetime(1985, 6, 6)}]
    for other in others:
        result = read({}, other)
        assert codes(result, Severity.ERROR) == [
            ("participant.number_of_other_person", "Kundennr.")
        ]


def test_the_same_admission_told_differently_is_an_error() -> None:
    result = read({}, LEFT)
    assert codes(result, Severity.ERROR) == [("participant.repeated_with_changes", "Kundennr.")]


@pytest.mark.parametrize("later_first", [False, True])
def test_who_returns_after_an_exit_is_taken_again(later_first: bool) -> None:
    entry = datetime(2023, 6, 1)
    again: dict[str, object] = {"Aufnahme am": entry, "Baustein 2 ab": entry + timedelta(days=30)}
    both: list[dict[str, Any]] = [LEFT, again]
    result = read(*(reversed(both) if later_first else both))
    assert tally(result) == (2, 2, 0, 0)
    assert not result.outcome.findings


def test_who_returns_before_the_exit_is_refused() -> None:
    again: dict[str, object] = {"Aufnahme am": "31.05.2023", "Baustein 2 ab": None}
    never_left: dict[str, object] = {}
    for first in (LEFT, never_left):
        result = read(first, again)
        assert codes(result, Severity.ERROR) == [
            ("participant.participations_overlap", "Aufnahme am")
        ]


def test_a_list_without_a_column_is_refused_by_its_name() -> None:
    with pytest.raises(DomainError) as caught:
        read_participant_list(workbook([[h for h in HEADERS if h != "Sucht"]]), lists(), POSTS)
    assert (caught.value.key, caught.value.params["columns"]) == ("intake.header_missing", "Sucht")
