"""Days, months, half-open intervals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.periods import (
    Interval,
    add_months,
    calendar_years,
    month_starts,
    whole_months,
    whole_years,
    years_and_days,
)

DAYS = st.dates(date(1930, 1, 1), date(2070, 12, 31))


def test_the_day_of_the_end_no_longer_counts() -> None:
    stay = Interval(date(2023, 1, 1), date(2023, 1, 3))
    assert [stay.contains(date(2023, 1, day)) for day in (1, 2, 3)] == [True, True, False]
    assert stay.days(date(2024, 1, 1)) == 2


def test_an_open_interval_lasts_until_the_day_of_account() -> None:
    assert Interval(date(2023, 1, 1)).days(date(2023, 1, 31)) == 30


def test_an_interval_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="end"):
        Interval(date(2023, 1, 2), date(2023, 1, 1))


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(1973, 3, 15), date(2023, 3, 14), 49),
        (date(1973, 3, 15), date(2023, 3, 15), 50),
        (date(2000, 2, 29), date(2023, 2, 28), 22),
        (date(2000, 2, 29), date(2023, 3, 1), 23),
        (date(2000, 2, 29), date(2024, 2, 29), 24),
    ],
)
def test_age_counts_completed_years(born: date, on: date, years: int) -> None:
    assert whole_years(born, on) == years


def test_the_day_before_the_fiftieth_birthday_is_49_years_and_364_days() -> None:
    assert years_and_days(date(1973, 3, 15), date(2023, 3, 14)) == (49, 364)


@given(DAYS, DAYS)
def test_years_and_days_lead_back_to_the_day(born: date, on: date) -> None:
    if born <= on:
        years, days = years_and_days(born, on)
        assert 0 <= days <= 365
        assert years == whole_years(born, on)


@given(DAYS, st.integers(-600, 600))
def test_months_added_are_counted_again(day: date, months: int) -> None:
    if day.day <= 28:
        assert whole_months(day, add_months(day, months)) == months


def test_a_month_ends_on_its_last_day() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2026, 10, 31), 6) == date(2027, 4, 30)


def test_the_funding_period_has_sixty_months_in_six_calendar_years() -> None:
    first, last = date(2021, 11, 1), date(2026, 10, 31)
    assert len(list(month_starts(first, last))) == 60
    assert calendar_years(first, last) == [2021, 2022, 2023, 2024, 2025, 2026]
    assert whole_months(first, last + timedelta(days=1)) == 60


@given(DAYS, st.integers(0, 800), DAYS, st.integers(0, 800))
def test_intervals_overlap_when_they_share_a_day(a: date, m: int, b: date, n: int) -> None:
    one, other = Interval(a, a + timedelta(days=m)), Interval(b, b + timedelta(days=n))
    shared = max(one.start, other.start) < min(a + timedelta(days=m), b + timedelta(days=n))
    if m and n:
        assert one.overlaps(other) == shared
