"""Interest on late money (§ 49a VwVfG): worked examples, boundaries, and sums that hold."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.finance.grants.interest import (
    BaseRate,
    Interest,
    Late,
    Terms,
    half_year,
    interest_on,
    late_amounts,
    next_half_year,
    total,
)
from app.finance.grants.rates import shipped_rates
from app.finance.grants.uses import Movement, uses

RATES = shipped_rates()
AFTER_42_DAYS = Terms("day_after", 5, 365)
FROM_PAYOUT = Terms("payout", 5, 365)
ARRIVED = date(2024, 1, 10)
DAY_42 = date(2024, 2, 21)


def late(cents: int, until: date, received_on: date = ARRIVED) -> Late:
    return Late(cents, received_on, received_on + timedelta(days=42), until)


def on_day(number: int, terms: Terms = AFTER_42_DAYS) -> Interest | None:
    """The interest on 100.000,00 € spent in whole so many days after they came."""
    spent = Movement(ARRIVED + timedelta(days=number), 100_000_00)
    (use,) = uses([Movement(ARRIVED, 100_000_00)], [spent], 42)
    found = late_amounts(use, spent.day)
    return interest_on(found[0], RATES, terms) if found else None


def test_what_is_spent_on_day_42_bears_no_interest_whatever_it_is_counted_from() -> None:
    assert on_day(42) is None
    assert on_day(42, FROM_PAYOUT) is None


def test_what_is_spent_on_day_43_bears_interest_for_one_day() -> None:
    found = on_day(43)
    assert found is not None
    # 3,62 % + 5 points: 100.000,00 € × 8,62 % × 1/365 = 23,616… €
    assert [(one.first, one.last, one.days) for one in found.stretches] == [
        (date(2024, 2, 22), date(2024, 2, 22), 1)
    ]
    assert found.cents == 23_62


def test_from_payout_the_same_day_bears_interest_for_43_days() -> None:
    found = on_day(43, FROM_PAYOUT)
    assert found is not None
    assert found.stretches[0].first == date(2024, 1, 11)
    assert sum(one.days for one in found.stretches) == 43
    # 100.000,00 € × 8,62 % × 43/365 = 1.015,506… €
    assert found.cents == 1_015_51


def test_a_change_of_the_base_rate_splits_the_time() -> None:
    found = interest_on(late(10_000_00, date(2024, 7, 3)), RATES, AFTER_42_DAYS)
    assert [(one.first, one.last, one.days, one.basis_points) for one in found.stretches] == [
        (date(2024, 2, 22), date(2024, 6, 30), 130, 862),
        (date(2024, 7, 1), date(2024, 7, 3), 3, 837),
    ]
    # 307,0137 + 6,8795 = 313,8932 €: rounded once
    assert found.cents == 313_89


def test_the_29th_of_february_is_a_day_like_any_other() -> None:
    leap = interest_on(late(10_000_00, date(2024, 3, 1)), RATES, AFTER_42_DAYS)
    assert leap.stretches[0].days == 9
    common = interest_on(
        Late(10_000_00, date(2023, 1, 10), date(2023, 2, 21), date(2023, 3, 1)),
        RATES,
        AFTER_42_DAYS,
    )
    assert common.stretches[0].days == 8


def test_a_year_of_360_days_is_a_setting() -> None:
    by_360 = interest_on(
        late(100_000_00, DAY_42 + timedelta(36)), RATES, Terms("day_after", 5, 360)
    )
    assert by_360.cents == 862_00


def test_a_base_rate_below_zero_lessens_the_points_above_it() -> None:
    # −0,88 % + 5 points = 4,12 %: 50.000,00 € × 4,12 % × 100/365 = 564,383… €
    late_one = Late(50_000_00, date(2022, 1, 1), date(2022, 2, 12), date(2022, 5, 23))
    found = interest_on(late_one, RATES, AFTER_42_DAYS)
    assert sum(one.days for one in found.stretches) == 100
    assert found.cents == 564_38


@pytest.mark.parametrize("is_known", [True, False])
def test_days_without_a_confirmed_rate_have_no_figure(is_known: bool) -> None:
    rates = {start: RATES[start] for start in RATES if start <= date(2024, 1, 1)}
    if is_known:
        rates[date(2024, 7, 1)] = BaseRate(date(2024, 7, 1), 337, "nur gehört", False)
    found = interest_on(late(10_000_00, date(2024, 7, 31)), rates, AFTER_42_DAYS)
    assert [one.interest is None for one in found.stretches] == [False, True]
    assert found.missing == (date(2024, 7, 1),)
    assert found.cents == 307_01
    assert total([found, found]).missing == (date(2024, 7, 1),)


def test_what_is_unspent_is_late_up_to_the_day_asked() -> None:
    (use,) = uses([Movement(ARRIVED, 100)], [Movement(ARRIVED, 40)], 42)
    assert late_amounts(use, DAY_42) == []
    (found,) = late_amounts(use, DAY_42 + timedelta(days=1))
    assert (found.amount_cents, found.until, found.is_open) == (60, date(2024, 2, 22), True)


def test_payments_of_one_day_are_one_late_amount() -> None:
    day = DAY_42 + timedelta(days=5)
    (use,) = uses([Movement(ARRIVED, 100)], [Movement(day, 30), Movement(day, 50)], 42)
    assert [(one.amount_cents, one.is_open) for one in late_amounts(use, day)] == [
        (80, False),
        (20, True),
    ]


def test_half_years_begin_in_january_and_july() -> None:
    assert half_year(date(2024, 6, 30)) == date(2024, 1, 1)
    assert half_year(date(2024, 7, 1)) == date(2024, 7, 1)
    assert next_half_year(date(2024, 7, 1)) == date(2025, 1, 1)


def test_the_shipped_rates_are_whole_and_name_their_source() -> None:
    starts = sorted(RATES)
    assert all(next_half_year(one) == after for one, after in pairwise(starts))
    assert all(rate.source for rate in RATES.values())
    known = {date(2022, 7, 1): -88, date(2023, 1, 1): 162, date(2023, 7, 1): 312}
    known |= {date(2024, 1, 1): 362, date(2024, 7, 1): 337, date(2025, 1, 1): 227}
    known |= {date(2025, 7, 1): 127, date(2026, 1, 1): 127}
    assert {start: RATES[start].basis_points for start in known} == known
    assert all(RATES[start].is_confirmed for start in known)


@given(
    st.integers(1, 10**9), st.integers(1, 10**9), st.integers(43, 900), st.sampled_from([360, 365])
)
def test_splitting_an_amount_changes_the_interest_at_most_by_rounding(
    one: int, other: int, days: int, year_days: int
) -> None:
    until, terms = date(2023, 1, 10) + timedelta(days=days), Terms("day_after", 5, year_days)
    whole, *parts = (
        interest_on(late(cents, until, date(2023, 1, 10)), RATES, terms).cents
        for cents in (one + other, one, other)
    )
    assert abs(whole - sum(parts)) <= 1
