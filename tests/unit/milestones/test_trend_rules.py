"""The lines of the milestone trend analysis, worked by hand."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.milestones.trend.rules import Cell, Course, Direction, Forecast, course, months_of

BASELINE = date(2024, 4, 30)
ON = date(2024, 3, 31)
TOLD = [
    Forecast(1, date(2024, 1, 10), BASELINE, 1),
    Forecast(1, date(2024, 1, 31), date(2024, 5, 31), 2, "Krank"),
    Forecast(1, date(2024, 3, 5), date(2024, 5, 20), 3),
    Forecast(1, date(2024, 3, 5), date(2024, 5, 15), 4),
    Forecast(1, date(2024, 4, 1), date(2024, 6, 1), 5),
]


def test_of_a_month_the_last_forecast_counts_against_plan_and_against_the_report_before() -> None:
    found = course(TOLD, BASELINE, None, ON)
    assert found.cells == {
        date(2024, 1, 1): Cell(date(2024, 1, 31), date(2024, 5, 31), 31, None, reason="Krank"),
        date(2024, 3, 1): Cell(date(2024, 3, 5), date(2024, 5, 15), 15, -16),
    }
    assert found.direction is Direction.FALLING


def test_the_line_of_a_reached_milestone_ends_on_the_diagonal() -> None:
    reached = date(2024, 3, 20)
    found = course(TOLD, BASELINE, reached, date(2024, 6, 30))
    assert found.points == [(date(2024, 1, 31), date(2024, 5, 31)), (reached, reached)]
    assert found.last == Cell(reached, reached, -41, -72, is_reached=True)
    assert found.direction is Direction.REACHED


def test_a_milestone_reached_after_the_day_asked_about_is_still_a_forecast() -> None:
    found = course(TOLD, BASELINE, date(2024, 4, 20), ON)
    assert found.last is not None
    assert not found.last.is_reached


def test_directions_follow_the_last_change() -> None:
    rising = [*TOLD[:1], Forecast(1, date(2024, 2, 1), date(2024, 5, 1))]
    level = [*TOLD[:1], Forecast(1, date(2024, 2, 1), BASELINE)]
    assert course(rising, BASELINE, None, ON).direction is Direction.RISING
    assert course(level, BASELINE, None, ON).direction is Direction.LEVEL
    assert course([], BASELINE, None, ON).direction is Direction.LEVEL
    assert Course().last is None


def test_months_are_those_of_any_report_the_latest_first() -> None:
    one = course(TOLD, BASELINE, None, ON)
    other = course([Forecast(2, date(2023, 12, 1), BASELINE)], BASELINE, None, ON)
    assert months_of([one, other]) == [date(2024, 3, 1), date(2024, 1, 1), date(2023, 12, 1)]


days = st.dates(date(2023, 1, 1), date(2025, 12, 31))


@given(
    told=st.lists(st.builds(Forecast, st.just(1), days, days, st.integers(0, 99))),
    reached=st.none() | days,
    on=days,
)
def test_changes_add_up_to_the_slip_and_nothing_lies_after_the_day(
    told: list[Forecast], reached: date | None, on: date
) -> None:
    cells = list(course(told, BASELINE, reached, on).cells.values())
    for before, after in pairwise(cells):
        assert after.change_days == after.slip_days - before.slip_days
        assert before.reported_on < after.reported_on
        assert not before.is_reached
    assert all(cell.reported_on <= on for cell in cells)
    if reached is not None and reached <= on:
        assert cells[-1].reported_on == cells[-1].expected_on == reached
