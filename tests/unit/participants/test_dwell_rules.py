"""How long somebody is there, what ends the stay first, and what an estimate may know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.participants.dwell.rules import (
    DAYS_IN_MONTH,
    Limit,
    Observed,
    Stay,
    bounds,
    dwell,
    estimates,
    last_entry_reaching,
    last_full_entry,
    mark_day,
    marks,
    observed,
)
from app.participants.rules import exceeds
from app.periods import add_months
from app.pilots.preset import Preset
from tests.factories import gecko

GECKO = gecko()
LAST = GECKO.notice.ends_on


def with_maximum(planned: int, maximum: int) -> Preset:
    target = replace(GECKO.target, planned_mean_dwell_months=planned, maximum_dwell_months=maximum)
    return replace(GECKO, target=target)


def test_a_stay_counts_days_completed_months_and_what_is_left() -> None:
    found = dwell(date(2023, 3, 14), None, date(2024, 6, 13), GECKO)
    assert (found.days, found.months) == (457, 14)
    assert found.first.limit is Limit.PLANNED
    assert (found.first.on, found.first.months, found.first.days) == (date(2025, 3, 14), 9, 274)
    assert found.left[Limit.FUNDING].on == date(2026, 11, 1)
    assert found.left[Limit.FUNDING].months == 28


@pytest.mark.parametrize(
    ("entry", "first", "on"),
    [
        (date(2024, 11, 1), Limit.PLANNED, date(2026, 11, 1)),
        (date(2024, 11, 2), Limit.FUNDING, date(2026, 11, 1)),
        (date(2025, 6, 30), Limit.FUNDING, date(2026, 11, 1)),
    ],
)
def test_from_november_2024_on_the_funding_ends_before_24_months_do(
    entry: date, first: Limit, on: date
) -> None:
    found = dwell(entry, None, date(2025, 7, 1), GECKO).first
    assert (found.limit, found.on) == (first, on)


def test_a_maximum_below_the_planned_mean_comes_first() -> None:
    found = dwell(date(2023, 1, 31), None, date(2023, 2, 28), with_maximum(24, 18))
    assert (found.months, found.first.limit) == (1, Limit.MAXIMUM)
    assert found.first.on == date(2024, 7, 31)


def test_a_passed_limit_is_told_in_negative_months() -> None:
    found = dwell(date(2022, 1, 10), None, date(2024, 3, 15), GECKO)
    assert (found.months, found.first.months, found.first.days) == (26, -2, -65)


def test_after_the_exit_a_stay_no_longer_grows() -> None:
    found = dwell(date(2023, 1, 10), date(2023, 4, 10), date(2024, 1, 1), GECKO)
    assert (found.days, found.months) == (90, 3)


@given(st.dates(date(2021, 1, 1), date(2027, 12, 31)), st.integers(0, 40))
def test_the_last_entry_that_reaches_a_month_is_the_last_one(on: date, months: int) -> None:
    found = last_entry_reaching(on, months)
    assert add_months(found, months) <= on
    assert add_months(found + timedelta(days=1), months) > on


@given(st.dates(date(2021, 11, 1), date(2026, 10, 31)), st.integers(0, 1200))
def test_the_lists_are_cut_where_the_single_stay_says(on: date, days: int) -> None:
    entry = on - timedelta(days=days)
    at = bounds(GECKO, on)
    assert (entry <= at.over_plan) == exceeds(entry, None, on, 24)
    assert (entry <= at.in_transition) == (dwell(entry, None, on, GECKO).months >= 21)


def test_the_last_day_for_a_full_stay_is_the_first_of_november_2024() -> None:
    assert last_full_entry(GECKO) == date(2024, 11, 1)
    assert last_full_entry(GECKO, 18) == date(2025, 5, 1)


def stay(entry: date, exit_day: date | None, reason: str | None = "regular") -> Stay:
    return Stay(1, entry, exit_day, reason if exit_day else None)


@pytest.mark.parametrize(
    ("exit_day", "on", "expected"),
    [
        (date(2026, 10, 30), date(2027, 1, 1), Observed(29, "regular")),
        (date(2026, 10, 31), date(2027, 1, 1), Observed(30, None)),
        (date(2026, 11, 1), date(2027, 1, 1), Observed(31, None)),
        (date(2026, 12, 24), date(2027, 1, 1), Observed(31, None)),
        (None, date(2027, 1, 1), Observed(31, None)),
        (None, date(2026, 10, 5), Observed(4, None)),
        (date(2026, 10, 1), date(2026, 10, 1), Observed(0, "regular")),
    ],
)
def test_the_end_of_the_funding_is_censoring_and_never_an_exit(
    exit_day: date | None, on: date, expected: Observed
) -> None:
    assert observed(stay(date(2026, 10, 1), exit_day), on, LAST) == expected


def test_a_stay_that_begins_after_the_period_is_none_of_the_pilots() -> None:
    assert observed(stay(date(2026, 11, 1), None), date(2027, 1, 1), LAST) is None


def test_an_exit_without_a_reason_counts_as_another_reason() -> None:
    found = observed(stay(date(2023, 1, 1), date(2023, 1, 11), None), date(2024, 1, 1), LAST)
    assert found == Observed(10, "other")


def test_a_mean_over_completed_stays_is_less_than_the_estimate_for_all() -> None:
    """By hand: exits after 100 and 300 days, open for 200 and 400 days on the day.

    S: 3/4 from day 100, 3/8 from day 300; the mean up to 400 days is 100 + 150 + 37.5.
    """
    on = date(2024, 1, 1)
    rows = [(500, 100), (500, 300), (200, None), (400, None)]
    stays = [
        stay(
            on - timedelta(days=ago),
            None if lasted is None else on - timedelta(days=ago - lasted),
        )
        for ago, lasted in rows
    ]
    found = estimates(stays, on, GECKO)
    assert (found.completed, found.open) == (2, 2)
    assert (found.mean_completed, found.median_completed) == (200, 200)
    assert (found.median, found.horizon, found.restricted_mean) == (300, 400, 287.5)
    assert found.causes.share("regular", 300) == 0.625


def test_without_stays_there_is_nothing_to_estimate() -> None:
    found = estimates([], date(2021, 11, 1), GECKO)
    assert (found.completed, found.open, found.mean_completed, found.median) == (0, 0, None, None)
    assert (found.horizon, found.restricted_mean) == (0, 0)


@pytest.mark.parametrize(("months", "day"), [(0, 0), (3, 92), (12, 366), (24, 731)])
def test_two_years_of_whatever_length_are_over_at_the_mark_of_24_months(
    months: int, day: int
) -> None:
    assert mark_day(months) == day


def test_the_table_reaches_the_planned_dwell_and_the_longest_stay() -> None:
    on = date(2024, 1, 1)
    short = estimates([stay(date(2023, 12, 1), None)], on, GECKO).curve
    long = estimates([stay(date(2021, 11, 1), None)], on, GECKO).curve
    assert marks(short, 24) == [0, 3, 6, 9, 12, 15, 18, 21, 24]
    assert marks(long, 24)[-1] == 27
    assert long.longest / DAYS_IN_MONTH < 27
