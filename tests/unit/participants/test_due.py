from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.participants.due import earliest

START = date(2024, 6, 1)
Row = tuple[tuple[date, ...], int]


def on(*days: int) -> tuple[date, ...]:
    return tuple(START + timedelta(day) for day in days)


def test_the_first_rows_are_by_day_then_by_number_then_as_they_came() -> None:
    late, twice, same = (on(9), 1), (on(1, 5), 3), (on(1), 2)
    again = (on(1), 2)
    found, days = earliest([late, twice, same, again], 3, 1)
    assert [(row, place) for row, place in found] == [(same, 0), (again, 0), (twice, 0)]
    assert found[0][0] is same
    assert found[1][0] is again
    assert days == {on(1)[0]: 3, on(5)[0]: 1, on(9)[0]: 1}


def test_nothing_is_due_of_nothing_and_fewer_than_a_page_are_all_there() -> None:
    assert earliest([], 5, 1) == ([], Counter())
    assert earliest([(on(1, 2), 7)], 5, 1)[0] == [((on(1, 2), 7), 0), ((on(1, 2), 7), 1)]


@given(
    st.lists(st.tuples(st.lists(st.integers(0, 9), min_size=1).map(sorted), st.integers(1, 4))),
    st.integers(1, 12),
)
def test_what_is_kept_is_the_beginning_of_all_in_order(
    given_rows: list[tuple[list[int], int]], count: int
) -> None:
    rows: list[Row] = [(on(*days), number) for days, number in given_rows]
    single = [(day, row[1], row, place) for row in rows for place, day in enumerate(row[0])]
    expected = [(row, place) for *_, row, place in sorted(single, key=lambda one: one[:2])]
    found, days = earliest(rows, count, 1)
    assert found == expected[:count]
    assert days.total() == len(single)
