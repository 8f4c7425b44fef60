"""Planned staff costs: by days, by shares, with the special payment; worked examples."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.finance.staff.rules import (
    Compared,
    Terms,
    check_terms,
    compared,
    expected,
    pilot_share,
    planned_by_month,
)
from app.periods import month_starts


def terms(valid_from: date, monthly: int = 6_000_00, **changes: int) -> Terms:
    values = {"fte_percent": 100, "pilot_percent": 100, "special_cents": 0} | changes
    return Terms(1, valid_from, monthly_cents=monthly, position="0812", **values)


def planned(rows: list[Terms], month: date) -> int:
    return planned_by_month(rows, [month]).get((1, "0812", month), 0)


def test_half_a_post_of_which_half_is_the_pilots_costs_a_quarter() -> None:
    row = terms(date(2023, 1, 1), fte_percent=50, pilot_percent=50)
    assert planned([row], date(2023, 3, 1)) == 1_500_00


def test_terms_that_begin_within_a_month_count_by_its_days() -> None:
    assert planned([terms(date(2023, 4, 16))], date(2023, 4, 1)) == 3_000_00
    assert planned([terms(date(2023, 4, 16))], date(2023, 3, 1)) == 0


def test_a_month_in_which_terms_change_is_split_by_its_days() -> None:
    rows = [terms(date(2023, 1, 1)), terms(date(2023, 4, 11), 9_000_00)]
    assert planned(rows, date(2023, 4, 1)) == 2_000_00 + 6_000_00
    assert planned(rows, date(2023, 5, 1)) == 9_000_00


def test_the_special_payment_comes_in_november_only() -> None:
    row = terms(date(2023, 1, 1), special_cents=4_000_00, fte_percent=50)
    assert planned([row], date(2023, 11, 1)) == 5_000_00
    assert planned([row], date(2023, 12, 1)) == 3_000_00


def test_a_year_of_a_post_is_its_months() -> None:
    row = terms(date(2021, 11, 1), special_cents=1_00)
    found = expected([row], date(2023, 7, 1), date(2024, 12, 1))
    assert found == {("0812", 2023): 36_000_00 + 1_00, ("0812", 2024): 72_000_00 + 1_00}


def test_a_month_without_payroll_has_no_difference_yet() -> None:
    month = date(2023, 3, 1)
    found = compared({(1, "0812", month): 5_00}, {(2, month): 7_00})
    assert found == {(1, month): Compared(5_00, None), (2, month): Compared(0, 7_00)}
    assert found[1, month].difference_cents is None
    assert found[2, month].difference_cents == 7_00


def test_the_pilots_share_is_rounded_half_up() -> None:
    assert pilot_share(1_01, 50) == 51
    assert pilot_share(-1_01, 50) == -51


@pytest.mark.parametrize(
    "given_terms",
    [(101, 0, 0, 0, 1), (0, -1, 0, 0, 1), (0, 0, -1, 0, 1), (0, 0, 0, -1, 1), (0, 0, 0, 0, 7)],
)
def test_shares_steps_and_costs_have_bounds(given_terms: tuple[int, int, int, int, int]) -> None:
    with pytest.raises(DomainError):
        check_terms(*given_terms)


@given(
    st.lists(
        st.builds(
            terms,
            st.dates(date(2021, 1, 1), date(2024, 12, 31)),
            st.integers(0, 10_000_00),
            fte_percent=st.integers(0, 100),
            pilot_percent=st.integers(0, 100),
        ),
        unique_by=lambda row: row.valid_from,
        max_size=5,
    )
)
def test_whole_months_of_one_price_cost_that_price_and_none_costs_more_than_the_dearest(
    rows: list[Terms],
) -> None:
    months = list(month_starts(date(2021, 1, 1), date(2024, 12, 1)))
    dearest = max((row.monthly_cents for row in rows), default=0)
    assert all(0 <= cents <= dearest for cents in planned_by_month(rows, months).values())
