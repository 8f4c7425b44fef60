"""Counts and money of the whole pilot: small numbers and single salaries are not told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.evaluation.datasets.caseload_months import line
from app.evaluation.datasets.expenditure_months import by_month, is_filled, staff_by_year
from exports.columns import Missing
from tests.factories import gecko

PAID = {
    ("0844", date(2023, 5, 1)): 120_00,
    ("0844", date(2023, 6, 1)): -20_00,
    ("0899", date(2023, 6, 1)): 5_00,
    ("0812", date(2022, 12, 1)): 9_000_00,
    ("0812", date(2023, 5, 1)): 15_000_00,
    ("0822", date(2023, 6, 1)): 450_00,
}
STAFF = frozenset({"0812", "0822"})


def test_load_is_people_by_places_to_three_digits() -> None:
    assert line(47, 50, 5) == (47, 50, Decimal("0.940"))
    assert line(0, 50, 5) == (0, 50, Decimal(0))
    assert line(5, 0, 5) == (5, 0, Missing.NOT_APPLICABLE)


@given(st.integers(0, 60), st.integers(0, 50), st.integers(3, 10))
def test_neither_count_nor_load_tells_of_fewer_than_k(in_care: int, there: int, k: int) -> None:
    shown, _places, load = line(in_care, there, k)
    is_small = 0 < in_care < k
    assert (shown is Missing.SUPPRESSED) == (load is Missing.SUPPRESSED) == is_small


def test_positions_stand_by_month_and_a_position_outside_the_plan_under_its_number() -> None:
    assert list(by_month(PAID, STAFF, gecko())) == [
        ("0844", "Dienstreisen", "Travel", 0, 2023, 5, 120_00),
        ("0844", "Dienstreisen", "Travel", 0, 2023, 6, -20_00),
        ("0899", "0899", "0899", 0, 2023, 6, 5_00),
    ]


def test_staff_is_one_row_for_each_year_that_is_over_and_may_be_told() -> None:
    def told(years: set[int], day: date) -> list[tuple[object, ...]]:
        rows = staff_by_year(PAID, STAFF, years, day)
        return [(row[0], row[4], row[5], row[6]) for row in rows]

    both = [
        ("0812+0822", 2022, Missing.NOT_APPLICABLE, 9_000_00),
        ("0812+0822", 2023, Missing.NOT_APPLICABLE, 15_450_00),
    ]
    assert told({2022, 2023}, date(2023, 12, 31)) == both
    assert told({2022, 2023}, date(2023, 12, 30)) == both[:1]
    assert told({2023, 2024}, date(2024, 12, 31)) == both[1:]


def test_a_post_is_filled_in_a_period_if_its_share_is_above_nothing_on_one_of_its_days() -> None:
    course = [(date(2022, 1, 1), 0), (date(2022, 6, 1), 50), (date(2023, 2, 1), 0)]
    assert not is_filled(course, date(2022, 1, 1), date(2022, 5, 31))
    assert is_filled(course, date(2022, 1, 1), date(2022, 6, 1))
    assert is_filled(course, date(2023, 1, 31), date(2023, 12, 31))
    assert not is_filled(course, date(2023, 2, 1), date(2023, 12, 31))
    # a year that begins after the end of the funding has no days
    assert not is_filled([(date(2022, 1, 1), 100)], date(2027, 1, 1), date(2026, 10, 31))
