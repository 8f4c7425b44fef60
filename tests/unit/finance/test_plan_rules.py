"""Two plans compared, and which notice a reallocation needs: worked examples and boundaries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.finance.plans.rules import (
    Change,
    Need,
    check_adoption,
    check_amounts,
    compared,
    needed,
)

PLAN = {
    ("0812", 2023): 100_000_00,
    ("0812", 2024): 100_000_00,
    ("0843", 2023): 10_000_00,
    ("0843", 2024): 10_000_00,
}
GRANT = 220_000_00
POSITIONS, YEARS = ["0812", "0843", "0844"], [2023, 2024]


def needs(changes: dict[tuple[str, int], int], percent: int | None = 20) -> list[tuple[Need, str]]:
    found = compared(PLAN, {**PLAN, **changes}, POSITIONS, YEARS)
    return [(one.need, one.subject) for one in needed(found, GRANT, percent)]


def test_the_same_plan_needs_nothing() -> None:
    assert needs({}) == []


def test_a_rise_of_exactly_20_percent_that_another_saves_needs_no_notice() -> None:
    moved = {("0843", 2023): 14_000_00, ("0812", 2023): 96_000_00}
    assert needs(moved) == [(Need.WITHIN_TOLERANCE, "0843")]


def test_a_cent_more_than_20_percent_needs_approval_before() -> None:
    moved = {("0843", 2023): 14_000_01, ("0812", 2023): 95_999_99}
    assert needs(moved) == [(Need.ABOVE_TOLERANCE, "0843")]


def test_the_tolerance_is_of_all_years_together() -> None:
    moved = {("0843", 2023): 12_500_00, ("0812", 2023): 97_500_00}
    assert needs(moved) == [(Need.WITHIN_TOLERANCE, "0843")]


def test_money_that_moves_between_years_needs_approval_for_both() -> None:
    moved = {("0812", 2023): 90_000_00, ("0812", 2024): 110_000_00}
    assert needs(moved) == [(Need.YEARS, "2023"), (Need.YEARS, "2024")]


def test_a_position_that_had_nothing_is_new() -> None:
    moved = {("0844", 2023): 1_00, ("0812", 2023): 99_999_00}
    assert needs(moved) == [(Need.NEW_POSITION, "0844")]


def test_another_sum_needs_another_grant() -> None:
    assert (Need.NEW_GRANT, "") in needs({("0812", 2023): 100_000_01})


def test_where_only_the_total_binds_positions_are_free() -> None:
    moved = {("0843", 2023): 30_000_00, ("0812", 2023): 80_000_00}
    assert needs(moved, None) == []


def test_whoever_drafted_does_not_adopt() -> None:
    with pytest.raises(DomainError) as refused:
        check_adoption(PLAN, GRANT, 1, 1)
    assert refused.value.key == "plan.four_eyes"


def test_a_draft_that_is_not_the_grant_to_the_cent_is_not_adopted() -> None:
    with pytest.raises(DomainError) as refused:
        check_adoption({**PLAN, ("0812", 2023): 1}, GRANT, 1, 2)
    assert refused.value.key == "plan.not_the_grant"
    check_adoption(PLAN, GRANT, 1, 2)


@pytest.mark.parametrize("cents", [-1, 10**12 + 1])
def test_no_amount_is_negative_or_endless(cents: int) -> None:
    with pytest.raises(DomainError):
        check_amounts({("0812", 2023): cents})


cells = st.dictionaries(
    st.tuples(st.sampled_from(POSITIONS), st.sampled_from(YEARS)), st.integers(0, 10**8)
)


@given(cells, cells)
def test_rows_columns_and_cells_add_up_to_the_same_difference(
    before: dict[tuple[str, int], int], after: dict[tuple[str, int], int]
) -> None:
    found = compared(before, after, POSITIONS, YEARS)
    expected = sum(after.values()) - sum(before.values())
    for part in (found.cells, found.positions, found.years):
        assert sum(change.difference_cents for change in part.values()) == expected
    assert found.total == Change(sum(before.values()), sum(after.values()))
