"""People broken down: what counts where, and no protected count follows from what is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.disclosure import Line, determined
from app.errors import DomainError
from app.periods import month_end
from app.reporting.breakdown.rules import (
    By,
    Measure,
    Question,
    Stay,
    Table,
    asked,
    broken_down,
)

DAY = date(2024, 6, 30)
SEX_AND_STAGE = (["female", "male", "diverse"], ["1", "2", "3"])


def stay(person: int, sex: str, stage: str, came: date, left: date | None = None) -> Stay:
    return Stay(person, came, left, (sex, stage))


def table(stays: list[Stay], measure: Measure, k: int = 0) -> Table:
    return broken_down(stays, Question(measure, By.SEX, By.STAGE, DAY), SEX_AND_STAGE, k)


STAYS = [
    stay(1, "female", "2", date(2022, 1, 10)),
    stay(2, "female", "3", date(2022, 1, 10), date(2022, 4, 20)),
    stay(2, "female", "1", date(2023, 1, 1)),
    stay(3, "male", "3", date(2022, 3, 1), date(2022, 3, 31)),
    stay(4, "male", "3", date(2024, 6, 30), date(2024, 7, 1)),
    stay(5, "diverse", "1", date(2024, 1, 1), DAY),
]


def test_whoever_leaves_on_the_day_has_left_and_whoever_leaves_later_is_there() -> None:
    there, left = table(STAYS, Measure.IN_CARE), table(STAYS, Measure.EXITED)
    assert there.at("male", "3").people == 1
    assert there.rows == ["female", "male"]
    assert left.at("diverse", "1").people == 1
    assert (there.at(None, None).people, left.at(None, None).people) == (3, 3)


def test_who_returns_is_admitted_once_in_the_groups_of_the_first_entry() -> None:
    admitted = table(STAYS, Measure.ADMITTED)
    assert admitted.at("female", "3").people == 1
    assert admitted.at("female", "1").people == 0
    assert admitted.at(None, None).people == 5


def test_the_mean_is_that_of_completed_stays_in_days() -> None:
    dwell = table(STAYS, Measure.DWELL)
    assert dwell.at("female", None).mean_days == 100
    assert dwell.at("male", "3").mean_days == 30
    assert dwell.at("male", "1").mean_days is None
    assert dwell.at(None, None).mean_days == pytest.approx((100 + 30 + 181) / 3)


def test_nobody_gives_an_empty_table() -> None:
    empty = table([], Measure.IN_CARE, 3)
    assert (empty.rows, empty.columns, empty.at(None, None).people) == ([], [], 0)


def test_a_small_group_is_hidden_with_another_one_of_each_sum() -> None:
    many = [stay(n, "female", "3", date(2022, 1, 1)) for n in range(30)]
    many += [stay(100 + n, "male", "3", date(2022, 1, 1)) for n in range(10)]
    many.append(stay(200, "diverse", "3", date(2022, 1, 1)))
    shown = table(many, Measure.IN_CARE, 3)
    assert shown.at("diverse", None).people is None
    assert shown.at("male", None).people is None
    assert shown.at("female", None).people == 30
    assert shown.at(None, None).people == 41


def test_who_has_left_does_not_tell_who_is_there() -> None:
    """Five were admitted and three have left: two are there."""
    groups = [stay(n, "female", "3", date(2022, 1, 1)) for n in range(20)]
    groups += [stay(50 + n, "female", "3", date(2022, 1, 1), DAY) for n in range(20)]
    groups += [stay(100 + n, "diverse", "3", date(2022, 1, 1)) for n in range(2)]
    groups += [stay(150 + n, "diverse", "3", date(2022, 1, 1), DAY) for n in range(3)]
    groups += [stay(200 + n, "male", "3", date(2022, 1, 1)) for n in range(9)]
    groups += [stay(250 + n, "male", "3", date(2022, 1, 1), DAY) for n in range(9)]
    there, left, came = (
        table(groups, measure, 3).at("diverse", None).people
        for measure in (Measure.IN_CARE, Measure.EXITED, Measure.ADMITTED)
    )
    assert there is None
    assert None in (left, came)


@pytest.mark.parametrize(
    ("measure", "rows", "columns", "key"),
    [
        ("in_care", "post", "", "breakdown.no_single_posts"),
        ("exited", "sex", "post", "breakdown.no_single_posts"),
        ("in_care", "sex", "sex", "breakdown.same_twice"),
        ("in_care", "outcome", "", "breakdown.not_left_yet"),
        ("in_care", "sex", "exit_reason", "breakdown.not_left_yet"),
        ("name", "sex", "", "breakdown.unknown"),
        ("in_care", "birth_date", "", "breakdown.unknown"),
    ],
)
def test_what_is_not_offered_is_refused(measure: str, rows: str, columns: str, key: str) -> None:
    with pytest.raises(DomainError) as refusal:
        asked(measure, rows, columns, DAY, has_posts=False)
    assert refusal.value.key == key


def test_single_posts_are_offered_where_the_programme_shows_them() -> None:
    assert asked("in_care", "post", "sex", DAY, has_posts=True).by == (By.POST, By.SEX)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2024, 6, 30), date(2024, 6, 30)),
        (date(2024, 6, 29), date(2024, 5, 31)),
        (date(2024, 2, 29), date(2024, 2, 29)),
        (date(2024, 1, 1), date(2023, 12, 31)),
    ],
)
def test_only_month_ends_count(day: date, end: date) -> None:
    assert month_end(day) == end


def stays_of(cells: dict[tuple[str, str, bool], int]) -> list[Stay]:
    places = Counter(cells).elements()
    return [
        stay(n, sex, stage, DAY - timedelta(days=90), DAY if has_left else None)
        for n, (sex, stage, has_left) in enumerate(places)
    ]


CELLS = st.dictionaries(
    st.tuples(st.sampled_from(SEX_AND_STAGE[0]), st.sampled_from(SEX_AND_STAGE[1]), st.booleans()),
    st.integers(0, 9),
    min_size=1,
)
COUNTED = (Measure.IN_CARE, Measure.EXITED, Measure.ADMITTED)


@settings(max_examples=60, deadline=None)
@given(CELLS)
def test_no_small_count_follows_from_all_the_tables_of_two_characteristics(
    cells: dict[tuple[str, str, bool], int],
) -> None:
    """Every sum of every table a reader may ask for, as equations of what is hidden in them."""
    stays = stays_of(cells)
    one_way = [
        (at, measure, broken_down(narrowed(stays, at), one_question(measure, at), [()], 3))
        for at in (0, 1)
        for measure in COUNTED
    ]
    two_way = {measure: table(stays, measure, 3) for measure in COUNTED}
    told = [found for found in two_way.values() if not found.is_refused]
    named = {*(told[0].rows if told else ()), *(told[0].columns if told else ())}
    known: dict[tuple[Measure, str | None, str | None], int | None] = {}
    for row, column in product((*SEX_AND_STAGE[0], None), (*SEX_AND_STAGE[1], None)):
        is_absent = bool(told) and not {row, column} <= {*named, None}
        for measure, found in two_way.items():
            value = found.values.get((row, column))
            known[measure, row, column] = value.people if value else 0 if is_absent else None
    for at, measure, found in one_way:
        for (group,), value in found.values.items():
            cell = (measure, group, None) if at == 0 else (measure, None, group)
            if value.people is not None and known[cell] is None:
                known[cell] = value.people
    true = {
        (measure, row, column): value.people or 0
        for measure in COUNTED
        for (row, column), value in table(stays, measure).values.items()
    }
    assert_nothing_small_follows(known, true)


def narrowed(stays: list[Stay], at: int) -> list[Stay]:
    return [Stay(s.person, s.admitted_on, s.exited_on, (s.parts[at],)) for s in stays]


def one_question(measure: Measure, at: int) -> Question:
    return Question(measure, (By.SEX, By.STAGE)[at], None, DAY)


Known = Mapping[tuple[Measure, str | None, str | None], int | None]


def assert_nothing_small_follows(known: Known, true: Known) -> None:
    """By singular values, not by the elimination of the program: a cell follows from the
    equations when it is the same in all their solutions."""
    unknown = [cell for cell, people in known.items() if people is None]
    assert not [cell for cell, people in known.items() if people in (1, 2)]
    if not unknown:
        return
    rows, columns = (*SEX_AND_STAGE[0], None), (*SEX_AND_STAGE[1], None)
    equations = []
    for measure in COUNTED:
        equations += [
            {(measure, row, column): (-1 if column is None else 1) for column in columns}
            for row in rows
        ]
        equations += [
            {(measure, row, column): (-1 if row is None else 1) for row in rows}
            for column in columns
        ]
    there, left, came = COUNTED
    equations += [
        {(there, row, column): 1, (left, row, column): 1, (came, row, column): -1}
        for row in rows
        for column in columns
    ]
    matrix = np.array([[one.get(cell, 0) for cell in unknown] for one in equations])
    _left, values, right = np.linalg.svd(matrix, full_matrices=True)
    free = right[int((values > 1e-9).sum()) :]
    fixed = np.abs(free).max(axis=0, initial=0) < 1e-9
    assert not [
        cell
        for cell, is_fixed in zip(unknown, fixed, strict=True)
        if is_fixed and true.get(cell) in (1, 2)
    ]


def test_a_count_that_only_several_lines_together_give_away_is_found() -> None:
    """Two rows hide two cells each, but one column holds all but one of them."""
    lines = [Line("ab", "s"), Line("bcd", "t"), Line("cd", "u")]
    assert determined({"a", "b", "c", "d"}, lines) == ["a", "b"]
    assert determined({"b", "c", "d"}, lines[1:2]) == []
