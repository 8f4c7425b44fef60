"""Single values: what is read, what is refused and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.intake import values
from app.intake.rows import Formula, echo
from app.intake.values import Refused

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def code_of(parse: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        parse()
    return caught.value.code


@given(DAYS)
def test_a_day_is_read_however_it_is_written(day: date) -> None:
    for written in (
        f"{day.day:02}.{day.month:02}.{day.year}",
        f" {day.day}.{day.month}.{day.year} ",
        day.isoformat(),
        f"{day.isoformat()} 00:00:00",
        day,
        datetime(day.year, day.month, day.day, 13, 30),
    ):
        assert values.parse_day(written) == day


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("31.02.1985", "intake.no_such_day"),
        ("29.02.2023", "intake.no_such_day"),
        ("2023-13-01", "intake.no_such_day"),
        ("01.02.23", "intake.day_two_digit_year"),
        ("1/2/23", "intake.day_two_digit_year"),
        ("45292", "intake.day_is_number"),
        (45292.0, "intake.day_is_number"),
        (True, "intake.day_is_number"),
        ("morgen", "intake.day_unreadable"),
        ("٠١.٠٢.٢٠٢٣", "intake.day_unreadable"),
        ("01.01.1899", "intake.day_out_of_range"),
        (date(2100, 1, 1), "intake.day_out_of_range"),
        (Formula("=TODAY()"), "intake.formula_value"),
    ],
)
def test_a_day_that_is_none_says_why(written: object, code: str) -> None:
    assert code_of(lambda: values.parse_day(written)) == code


@pytest.mark.parametrize(
    ("written", "expected"),
    [(0, 0), (20, 20), (3.0, 3), (" 4 ", 4), (None, None), ("", None)],
)
def test_a_whole_number_is_read(written: object, expected: int | None) -> None:
    assert values.parse_whole(written, 0, 20) == expected


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (-1, "intake.number_out_of_range"),
        (21, "intake.number_out_of_range"),
        (1.5, "intake.not_whole_number"),
        (float("inf"), "intake.not_whole_number"),
        (True, "intake.not_whole_number"),
        ("zwei", "intake.not_whole_number"),
        ("9" * 5000, "intake.not_whole_number"),
        (Formula("=1+1"), "intake.formula_value"),
    ],
)
def test_what_is_no_whole_number_says_why(written: object, code: str) -> None:
    assert code_of(lambda: values.parse_whole(written, 0, 20)) == code


def test_yes_and_no_are_read_and_all_else_refused() -> None:
    assert [values.parse_yes_no(word) for word in ("Ja", " nein ", True, 0, None)] == [
        *(True, False, True, False),
        None,
    ]
    assert code_of(lambda: values.parse_yes_no("vielleicht")) == "intake.not_yes_no"
    assert code_of(lambda: values.parse_yes_no(Formula("=TRUE()"))) == "intake.formula_value"


def test_a_code_is_found_by_its_wording_whatever_case_and_spaces() -> None:
    codes = values.code_list({"Mittlere Reife": "intermediate"})
    assert values.parse_code(" mittlere  REIFE", codes) == "intermediate"
    assert code_of(lambda: values.parse_code("x?", codes)) == "intake.unknown_code"
    numbers = values.numbered_codes(["0812", "0822"])
    assert [values.parse_code(written, numbers) for written in ("0812", 812, 822.0)] == [
        *("0812", "0812"),
        "0822",
    ]


def test_codes_that_differ_by_zeros_only_are_not_guessed() -> None:
    numbers = values.numbered_codes(["12", "012"])
    assert values.parse_code("012", numbers) == "012"
    assert values.parse_code("12", numbers) == "12"


@pytest.mark.parametrize("char", ["\0", "\x07", "\x1b", "\x9f", "\u202e", "\ud800"])
def test_control_characters_in_text_are_refused(char: str) -> None:
    assert code_of(lambda: values.parse_text(f"a{char}b", 10)) == "intake.control_characters"


def test_text_is_stripped_bounded_and_numbers_become_text() -> None:
    assert values.parse_text("  Łukasz\n", 10) == "Łukasz"
    assert values.parse_text(4711.0, 10) == "4711"
    assert values.parse_text(" ", 10) is None
    assert code_of(lambda: values.parse_text("a" * 11, 10)) == "intake.text_too_long"
    assert code_of(lambda: values.parse_text(date(2024, 1, 1), 10)) == "intake.not_text"


@given(st.integers(-(10**12), 10**12))
def test_an_amount_is_read_from_text_and_from_a_sheets_number(cents: int) -> None:
    german = f"{abs(cents) // 100:,}".replace(",", ".") + f",{abs(cents) % 100:02}"
    assert values.parse_cents(("-" if cents < 0 else "") + german) == cents
    assert values.parse_cents(cents / 100) == cents


@pytest.mark.parametrize("written", ["zwölf", "1,2,3", float("nan"), float("inf"), True, "1e5"])
def test_what_is_no_amount_is_refused(written: object) -> None:
    assert code_of(lambda: values.parse_cents(written)) == "intake.not_amount"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('=HYPERLINK("x")', True),
        ("  @SUM(A1)", True),
        ("-2+3+cmd|' /C calc'!A0", True),
        (Formula("=1"), True),
        ("- ruft zurück", False),
        ("+49 3984 700", False),
        ("a = b", False),
        (5, False),
    ],
)
def test_text_a_spreadsheet_would_run_is_recognised(text: object, expected: bool) -> None:
    assert values.looks_like_command(text) is expected


def test_an_echo_is_short_and_printable() -> None:
    assert echo("a" * 200) == "a" * 80
    assert echo("a\x1bb") == "a\ufffdb"
    assert echo(datetime(2023, 8, 29)) == "29.08.2023"
