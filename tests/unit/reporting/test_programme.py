"""Pilots side by side: sums, and what is protected in them."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.reporting.figures.rules import Scope
from app.reporting.programme.rules import PEOPLE, TOTAL, Column, compared, month_ends

SCOPE = Scope(date(2021, 11, 1), date(2024, 6, 30))


def column(key: str, admitted: int, in_care: int, exited: int, spent: int = 50) -> Column:
    found = {"admitted": admitted, "in_care": in_care, "exited": exited, "dwell_mean": 400}
    money = {"granted": 100, "spent_to_date": spent, "remaining": 100 - spent}
    return Column(key, SCOPE, 120, 50, 0.5, {**found, **money})


def test_one_pilot_needs_no_sum_and_two_are_added_up() -> None:
    assert [one.key for one in compared([column("a", 20, 12, 8)], 3)] == ["a"]
    lines = compared([column("a", 20, 12, 8), column("b", 30, 20, 10, spent=70)], 3)
    assert [one.key for one in lines] == ["a", "b", TOTAL]
    assert lines[-1].people == {"admitted": 50, "in_care": 32, "exited": 18}
    assert lines[-1].amounts == {"granted": 200, "spent_to_date": 120, "remaining": 80}
    assert lines[-1].spent_share == 0.6


def test_a_small_count_is_told_neither_by_its_line_nor_by_the_sum() -> None:
    lines = compared([column("a", 14, 12, 2), column("b", 30, 20, 10)], 3)
    a, b, total = lines
    assert a.people["exited"] is None
    assert a.dwell_mean is None
    assert None in {b.people["exited"], total.people["exited"]}
    assert None in {a.people["admitted"], a.people["in_care"]}


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=4),
)
def test_no_count_of_one_or_two_people_is_shown_or_the_only_gap_of_its_line(
    counts: list[tuple[int, int]],
) -> None:
    pilots = [
        column(str(place), there + left, there, left) for place, (there, left) in enumerate(counts)
    ]
    lines = compared(pilots, 3)
    for line in lines:
        assert not {1, 2} & {count for count in line.people.values() if count is not None}
        assert list(line.people.values()).count(None) != 1
    for name in PEOPLE:
        if len(lines) > 1:
            assert [line.people[name] for line in lines].count(None) != 1


def test_the_day_of_comparison_is_the_end_of_a_month_that_is_over() -> None:
    ends = month_ends(date(2024, 6, 30))
    assert ends[:2] == [date(2024, 5, 31), date(2024, 4, 30)]
    assert len(ends) == 24
