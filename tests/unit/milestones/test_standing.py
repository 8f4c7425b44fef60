"""Where a milestone stands on a day, worked by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.milestones.rules import Standing, State, standing

ON = date(2024, 6, 30)
BASELINE = date(2024, 7, 31)
days = st.dates(date(2000, 1, 1), date(2060, 1, 1))


@pytest.mark.parametrize(
    ("baseline_on", "expected_on", "actual_on", "found"),
    [
        (BASELINE, None, None, Standing(State.ON_PLAN, 0)),
        (BASELINE, date(2024, 7, 26), None, Standing(State.ON_PLAN, -5)),
        (BASELINE, date(2024, 8, 31), None, Standing(State.SLIPPING, 31)),
        (ON, None, None, Standing(State.ON_PLAN, 0)),
        (date(2024, 4, 30), None, None, Standing(State.OVERDUE, 61)),
        (date(2024, 4, 30), date(2024, 6, 29), None, Standing(State.OVERDUE, 1)),
        (date(2024, 4, 30), date(2024, 10, 31), None, Standing(State.SLIPPING, 184)),
        (BASELINE, date(2024, 6, 1), None, Standing(State.OVERDUE, 29)),
        (date(2022, 2, 28), None, date(2022, 2, 28), Standing(State.REACHED, 0)),
        (date(2022, 2, 28), date(2022, 5, 1), date(2022, 2, 21), Standing(State.REACHED, -7)),
        (date(2024, 2, 28), None, date(2024, 3, 1), Standing(State.REACHED_LATE, 2)),
        (date(2023, 2, 28), None, date(2023, 3, 1), Standing(State.REACHED_LATE, 1)),
    ],
)
def test_a_milestone_stands_as_worked_by_hand(
    baseline_on: date, expected_on: date | None, actual_on: date | None, found: Standing
) -> None:
    assert standing(baseline_on, expected_on, actual_on, ON) == found


def test_a_day_of_reaching_after_the_day_asked_about_does_not_count_yet() -> None:
    reached_on = date(2024, 7, 1)
    assert standing(date(2024, 6, 1), None, reached_on, ON) == Standing(State.OVERDUE, 29)
    assert standing(date(2024, 6, 1), None, reached_on, reached_on).state is State.REACHED_LATE


@given(baseline=days, actual=days)
def test_the_deviation_of_a_reached_milestone_leads_from_the_baseline_to_its_day(
    baseline: date, actual: date
) -> None:
    found = standing(baseline, None, actual, actual)
    assert found.is_reached
    assert baseline + timedelta(found.days) == actual
    assert (found.state is State.REACHED_LATE) == (actual > baseline)


@given(baseline=days, expected=st.none() | days, on=days)
def test_an_open_milestone_is_overdue_exactly_when_its_expected_day_has_passed(
    baseline: date, expected: date | None, on: date
) -> None:
    found = standing(baseline, expected, None, on)
    due_on = expected or baseline
    assert not found.is_reached
    assert (found.state is State.OVERDUE) == (due_on < on)
    if found.state is State.OVERDUE:
        assert due_on + timedelta(found.days) == on
        assert found.days > 0
    else:
        assert baseline + timedelta(found.days) == due_on
        assert (found.state is State.SLIPPING) == (found.days > 0)
