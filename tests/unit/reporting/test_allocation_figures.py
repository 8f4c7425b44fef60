"""The tables of the allocation: what adds up, and what few people keep out of sight."""

from __future__ import annotations

from datetime import date

from app.reporting.allocation.figures import IN_CARE, Tables, tables
from app.reporting.allocation.rules import Key, Spent, Stay, allocate, cells_of

ON = date(2023, 4, 30)
MARCH, APRIL = date(2023, 3, 1), date(2023, 4, 1)


def shown(stays: list[Stay], k: int) -> Tables:
    spent = {("0812", MARCH): 310_00, ("0812", APRIL): 600_00, ("0843", date(2022, 1, 1)): 5_00}
    money = [Spent(position, month, cents) for (position, month), cents in spent.items()]
    found = allocate(money, cells_of(stays, ON), {}, Key.MONTH)
    return tables(found, spent, ["0812", "0843"], k)


def stay(number: int, admitted_on: date = MARCH, outcome: str | None = None) -> Stay:
    return Stay(number, admitted_on, APRIL if outcome else None, outcome, [])


MANY = [stay(number) for number in range(10)]


def test_every_table_adds_up_to_what_is_allocated() -> None:
    found = shown([*MANY, stay(11, outcome="training")], 0)
    assert found.whole is not None
    for table in (found.years, found.stages, found.outcomes):
        assert sum(one.amount_cents for one in table.values() if one) == 910_00
    assert [(row.allocated_cents, row.nobody_cents) for row in found.positions] == [
        (910_00, 0),
        (0, 5_00),
    ]
    assert not found.is_guarded


def test_the_cost_so_far_is_that_of_all_months_up_to_the_end_of_one() -> None:
    march, april = shown(MANY, 0).months
    assert (march.so_far_cents, april.so_far_cents) == (31_00, 45_50)


def test_an_outcome_of_few_is_protected_and_so_is_what_would_give_it_away() -> None:
    found = shown([*MANY, stay(11, outcome="training")], 3)
    assert found.outcomes == {IN_CARE: None, "training": None}
    assert found.is_guarded


def test_a_month_of_few_takes_a_second_one_along_and_stops_the_course() -> None:
    found = shown([stay(1), stay(2), *(stay(number, APRIL) for number in range(3, 9))], 3)
    assert [month.sum for month in found.months] == [None, None]
    assert [month.so_far_cents for month in found.months] == [None, None]


def test_nothing_at_all_gives_empty_tables() -> None:
    found = shown([], 3)
    assert (found.months, found.years, found.outcomes) == ([], {}, {})
    assert found.found.total_cents == 915_00
