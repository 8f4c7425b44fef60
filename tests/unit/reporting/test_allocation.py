"""From participant to euro: worked examples, and sums that hold to the cent."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.participants.rules import Move
from app.reporting.allocation.rules import (
    Key,
    Spent,
    Stay,
    Unallocated,
    allocate,
    cells_of,
    largest_remainder,
    planned_per_month,
    summed,
    whole,
)

ON = date(2023, 4, 30)
MARCH, APRIL = date(2023, 3, 1), date(2023, 4, 1)


def stay(
    number: int, admitted_on: date, exited_on: date | None = None, *moves: tuple[int, date]
) -> Stay:
    return Stay(number, admitted_on, exited_on, None, [Move(*move) for move in moves])


def test_gecko_plans_705_34_for_a_participant_month() -> None:
    assert planned_per_month(2_031_387_90, 120, 24) == 705_34


def test_a_full_month_in_care_is_one_participant_month() -> None:
    cells = cells_of([stay(1, MARCH, APRIL)], ON)
    assert [(cell.month, cell.days, cell.months) for cell in cells] == [(MARCH, 31, Fraction(1))]


def test_a_part_of_a_month_counts_by_its_days_and_the_day_of_exit_does_not() -> None:
    (cell,) = cells_of([stay(1, date(2023, 4, 11), date(2023, 4, 21))], ON)
    assert cell.months == Fraction(10, 30)


def test_whoever_is_still_there_counts_up_to_and_on_the_day_of_account() -> None:
    (cell,) = cells_of([stay(1, APRIL)], ON)
    assert cell.months == 1


def test_nobody_counts_who_comes_after_the_day_of_account() -> None:
    assert cells_of([stay(1, date(2023, 5, 1))], ON) == []


def test_days_before_the_first_stage_are_in_none_and_a_stage_begun_before_entry_is_cut() -> None:
    late = stay(1, APRIL, None, (2, date(2023, 4, 11)))
    early = stay(2, APRIL, None, (1, date(2023, 3, 20)), (2, date(2023, 4, 21)))
    found = {(c.participation_id, c.stage): c.days for c in cells_of([late, early], ON)}
    assert found == {(1, None): 10, (1, 2): 20, (2, 1): 20, (2, 2): 10}


def test_pay_goes_to_those_in_care_in_its_month_by_their_days() -> None:
    cells = cells_of([stay(1, APRIL), stay(2, date(2023, 4, 16))], ON)
    found = allocate([Spent("0812", APRIL, 900_00)], cells, {}, Key.MONTH)
    assert list(found.cents) == [600_00, 300_00]
    assert whole(found).per_month_cents == 600_00


def test_what_serves_everybody_goes_to_all_months_whenever_it_was_paid() -> None:
    cells = cells_of([stay(1, MARCH, APRIL), stay(2, APRIL)], ON)
    spent = [Spent("0850", date(2022, 1, 1), 61_00)]
    found = allocate(spent, cells, {"0850": Key.PERIOD}, Key.MONTH)
    assert list(found.cents) == [31_00, 30_00]


def test_a_month_without_anybody_and_a_declared_position_stay_unallocated_with_the_reason() -> None:
    spent = [Spent("0812", MARCH, 100), Spent("0835", APRIL, 200)]
    found = allocate(spent, cells_of([stay(1, APRIL)], ON), {"0835": Key.NONE}, Key.MONTH)
    assert [(rest.amount_cents, rest.why) for rest in found.rests] == [
        (100, Unallocated.NOBODY_IN_CARE),
        (200, Unallocated.DECLARED),
    ]
    assert (found.allocated_cents, found.unallocated_cents) == (0, 300)


def test_a_reversal_takes_its_share_back() -> None:
    cells = cells_of([stay(1, APRIL), stay(2, APRIL)], ON)
    found = allocate([Spent("0812", APRIL, -101)], cells, {}, Key.MONTH)
    assert sorted(found.cents) == [-51, -50]


def test_the_cents_left_over_go_where_the_largest_remainders_are() -> None:
    assert largest_remainder(100, [1, 1, 1]) == [34, 33, 33]
    assert largest_remainder(100, [1, 4, 2]) == [14, 57, 29]
    assert largest_remainder(-100, [1, 1, 1]) == [-34, -33, -33]


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_there_must_be_something_to_spread_over(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="nothing"):
        largest_remainder(1, weights)


@given(
    st.integers(-(10**9), 10**9),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=60).filter(any),
)
def test_parts_add_up_and_are_less_than_a_cent_from_their_share(
    total: int, weights: list[int]
) -> None:
    parts = largest_remainder(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1


days = st.dates(date(2021, 11, 1), date(2024, 6, 30))
stays = st.lists(st.tuples(days, st.none() | days, st.lists(st.integers(1, 4), max_size=4)))
money = st.lists(
    st.builds(
        Spent,
        st.sampled_from(["0812", "0835", "0850", "0843"]),
        days.map(lambda day: day.replace(day=1)),
        st.integers(-10_000_00, 50_000_00),
    )
)


@settings(max_examples=1000)
@given(stays, money)
def test_the_parts_and_the_rest_are_all_expenditure_to_the_cent(
    people: list[tuple[date, date | None, list[int]]], spent: list[Spent]
) -> None:
    everybody = [
        Stay(
            number,
            entry,
            exit_on if exit_on and exit_on > entry else None,
            None,
            [Move(stage, entry) for stage in moves],
        )
        for number, (entry, exit_on, moves) in enumerate(people)
    ]
    cells = cells_of(everybody, date(2024, 6, 30))
    keys = {"0835": Key.NONE, "0850": Key.PERIOD}
    found = allocate(spent, cells, keys, Key.MONTH)
    assert found.total_cents == sum(one.amount_cents for one in spent)
    for sums in (
        summed(found, lambda cell: cell.stage),
        summed(found, lambda cell: cell.month),
        summed(found, lambda cell: cell.month.year),
    ):
        assert sum(one.amount_cents for one in sums.values()) == found.allocated_cents
        assert sum(one.months for one in sums.values()) == whole(found).months
