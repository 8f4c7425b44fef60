"""The day on which a figure first reached a value, worked by hand and against the figure itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.reporting.figures.reaching import reached_on
from app.reporting.figures.rules import Facts, Paid, Scope, Stayed, figures

FIRST = date(2023, 1, 1)
UNTIL = date(2024, 6, 30)
FACTS = Facts(
    0,
    ["0835"],
    [],
    paid=[
        Paid("0835", date(2023, 1, 10), 40_000_00, True),
        Paid("0835", date(2023, 2, 1), 20_000_00, True),
        Paid("0835", date(2023, 2, 1), -20_000_00, True),
        Paid("0812", date(2023, 3, 1), 15_000_00, True),
        Paid("0835", date(2023, 3, 2), 99_000_00, False),
    ],
    stays=[
        Stayed(1, date(2023, 1, 1), date(2023, 3, 1), "regular", "employment"),
        Stayed(1, date(2023, 4, 1), None),
        Stayed(2, date(2023, 5, 1), date(2023, 6, 1), "regular", "employment"),
        Stayed(3, date(2023, 5, 1), date(2023, 7, 1), "moved", "unknown"),
    ],
)


@pytest.mark.parametrize(
    ("key", "at_least", "found"),
    [
        ("admitted", 1, date(2023, 1, 1)),
        ("admitted", 2, date(2023, 5, 1)),
        ("admitted", 3, date(2023, 5, 1)),
        ("admitted", 4, None),
        ("exited", 2, date(2023, 6, 1)),
        ("outcome:employment", 2, date(2023, 6, 1)),
        ("outcome:unknown", 1, date(2023, 7, 1)),
        ("spent_to_date", 50_000_00, date(2023, 3, 1)),
        ("spent_to_date:0835", 40_000_00, date(2023, 1, 10)),
        ("spent_to_date:0835", 41_000_00, None),
    ],
)
def test_a_figure_gets_there_on_the_day_worked_by_hand(
    key: str, at_least: int, found: date | None
) -> None:
    assert reached_on(FACTS, key, at_least, UNTIL) == found


def test_what_comes_after_the_day_asked_about_does_not_count_yet() -> None:
    assert reached_on(FACTS, "exited", 2, date(2023, 5, 31)) is None
    assert reached_on(FACTS, "exited", 2, date(2023, 6, 1)) == date(2023, 6, 1)


def test_a_figure_that_can_fall_has_no_such_day() -> None:
    with pytest.raises(DomainError, match="does_not_only_grow"):
        reached_on(FACTS, "in_care", 1, UNTIL)


stays = st.builds(
    lambda person, entered, length: Stayed(
        person,
        FIRST + timedelta(entered),
        None if length is None else FIRST + timedelta(entered + length),
        "regular",
        "employment",
    ),
    st.integers(1, 5),
    st.integers(0, 60),
    st.none() | st.integers(1, 60),
)


@given(
    kept=st.lists(stays, max_size=8),
    key=st.sampled_from(["admitted", "exited", "outcome:employment"]),
    at_least=st.integers(1, 5),
)
def test_on_that_day_the_figure_is_there_and_the_day_before_it_is_not(
    kept: list[Stayed], key: str, at_least: int
) -> None:
    facts = Facts(0, (), (), stays=kept)

    def value(on: date) -> int:
        return figures(facts, Scope(FIRST - timedelta(1), on)).get(key) or 0

    day = reached_on(facts, key, at_least, UNTIL)
    if day is None:
        assert value(UNTIL) < at_least
    else:
        assert value(day) >= at_least > value(day - timedelta(1))
