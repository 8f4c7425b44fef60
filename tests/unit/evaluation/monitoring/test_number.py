"""The social security number by its rule: § 147 SGB VI, § 2 VKVV."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.evaluation.monitoring.rules.number import (
    check_digit,
    checked,
    fits_age,
    grouped,
    masked,
)

EXAMPLE = "65170839J003"
"""The specimen that pension insurers print; its products have the cross sums 3 5 2 8 0 8 6 9 2."""


def refusal(text: str) -> str:
    with pytest.raises(DomainError) as refused:
        checked(text)
    assert refused.value.field == "number"
    return refused.value.key.removeprefix("monitoring.number_")


@pytest.mark.parametrize("number", [EXAMPLE, "15070649C103", "10010490A443"])
def test_published_examples_have_the_right_check_digit(number: str) -> None:
    assert checked(number) == number
    assert check_digit(number[:11]) == 3


def test_blanks_dashes_and_small_letters_are_how_people_write_it() -> None:
    assert checked(" 65 170839 j 003") == EXAMPLE
    assert checked("65-170839-J-00-3") == EXAMPLE
    assert grouped(EXAMPLE) == "65 170839 J 003"
    assert masked(EXAMPLE) == "••••••••J003"


def with_birth(birth: str) -> str:
    start = f"65{birth}J00"
    return f"{start}{check_digit(start)}"


def test_days_of_birth_that_cannot_be_are_refused() -> None:
    for birth in ("310283", "171339", "300200", "620239", "961239", "980139"):
        assert refusal(with_birth(birth)) == "birth", birth


def test_unknown_and_raised_days_of_birth_are_what_insurers_give_out() -> None:
    for birth in (
        "001286",
        "170088",
        "320139",
        "290200",
        "010764",
        "330764",
        "650764",
        "970764",
        "950088",
    ):
        assert checked(with_birth(birth))


def test_what_is_no_number_says_which_part_is_wrong() -> None:
    assert refusal("65170839J00") == "length"
    assert refusal("651708390003") == "shape"
    assert refusal("=1+1+1+1+1+1") == "shape"
    assert refusal("A5170839J003") == "shape"
    assert refusal("٦٥170839J003") == "shape"
    assert refusal("90170839J008") == "area"
    assert refusal("65170839J004") == "check"


@given(
    st.integers(2, 89),
    st.dates(date(1930, 1, 1), date(2010, 12, 31)),
    st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    st.integers(0, 99),
    st.integers(0, 11),
    st.integers(1, 9),
)
def test_a_number_with_its_check_digit_passes_and_one_wrong_digit_does_not(
    area: int, born: date, letter: str, serial: int, place: int, added: int
) -> None:
    start = f"{area:02d}{born:%d%m%y}{letter}{serial:02d}"
    number = f"{start}{check_digit(start)}"
    assert checked(grouped(number)) == number
    if number[place].isdigit():
        other = str((int(number[place]) + added) % 10)
        wrong = number[:place] + other + number[place + 1 :]
        with pytest.raises(DomainError):
            checked(wrong)


def test_the_birth_date_in_a_number_is_held_against_the_age_at_entry() -> None:
    entry = date(2023, 8, 16)
    assert fits_age("65170885J00", 37, entry) is True
    assert fits_age("65170885J00", 38, entry) is False
    assert fits_age("65170885J00", None, entry) is None
    assert fits_age("65490885J00", 37, entry) is True, "a day raised by 32"
    assert fits_age("65000085J00", 38, entry) is True, "only the year is known"
    assert fits_age("65000085J00", 36, entry) is False
    assert fits_age("65170805J00", 17, entry) is True, "born in this century"
