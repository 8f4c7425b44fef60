"""How days leave the house: as months, quarters, years, days since entry, or shifted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.columns import Missing
from exports.datasets import PERSONS
from exports.rows import row_canonical
from exports.treatment import DATE_FORMS, DateForm, published, treatment

ENTRY = date(2024, 1, 15)
PLACE = PERSONS.column_names.index("referral")


def treated(form: DateForm, day: object, shift: int = 0) -> object:
    """What becomes of the day of referral."""
    values: list[object] = [Missing.UNKNOWN] * len(PERSONS.columns)
    values[PLACE] = day
    return treatment(PERSONS, form)(values, ENTRY, shift)[PLACE]


@pytest.mark.parametrize(
    ("form", "expected"),
    [("months", "2023-11"), ("quarters", "2023-Q4"), ("years", 2023), ("days", -66)],
)
def test_a_day_leaves_in_the_form_that_was_chosen(form: DateForm, expected: object) -> None:
    assert treated(form, date(2023, 11, 10)) == expected


def test_a_shift_moves_all_days_of_a_person_alike() -> None:
    assert treated("shifted", date(2023, 11, 10), -20) == date(2023, 10, 21)


@pytest.mark.parametrize("form", DATE_FORMS)
def test_what_is_missing_stays_missing(form: DateForm) -> None:
    assert treated(form, Missing.UNKNOWN) is Missing.UNKNOWN


@given(st.integers(min_value=-800, max_value=800), st.sampled_from(DATE_FORMS))
def test_no_day_is_taken_for_a_missing_code(before: int, form: DateForm) -> None:
    sheet = published(PERSONS, form)
    column = sheet.columns[PLACE]
    only = sheet.__class__(key="x", title_de="x", title_en="x", about="counts", columns=(column,))
    value = treated(form, ENTRY + timedelta(days=before), 7)
    assert row_canonical(only)([value], 1)


def test_days_long_before_the_entry_count_as_ninety_days_before() -> None:
    assert treated("days", ENTRY - timedelta(days=95)) == -90
    assert treated("days", ENTRY - timedelta(days=89)) == -89
