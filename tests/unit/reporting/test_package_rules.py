"""The days of a report, and courses of people from which nobody can be told."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.pilots.reading import read_preset, shipped_preset
from app.pilots.records import PresetRefused
from app.pilots.report_sections import SECTIONS, SHOWN
from app.reporting.figures.rules import Scope
from app.reporting.package.rules import (
    Count,
    course_days,
    days_of_months,
    told_admissions,
    told_caseload,
    told_scope,
)
from app.reporting.package.shows import SHOWS
from app.reporting.rules import month_ends
from tests.factories import DAY, gecko

NOTICE = gecko().notice
YEAR = Scope(date(2023, 1, 1), date(2023, 12, 31))


def count(admitted: int, exited: int = 0) -> Count:
    return Count(admitted, admitted - exited, exited)


@pytest.mark.parametrize(
    ("asked", "on", "told"),
    [
        (YEAR, DAY, YEAR),
        (YEAR, date(2023, 12, 31), YEAR),
        (YEAR, date(2023, 6, 30), Scope(date(2023, 1, 1), date(2023, 6, 30))),
        (YEAR, date(2023, 1, 1), Scope(date(2023, 1, 1), date(2023, 1, 1))),
    ],
)
def test_a_period_that_runs_is_told_up_to_the_day_of_account(
    asked: Scope, on: date, told: Scope
) -> None:
    assert told_scope(asked, NOTICE, on) == told


@pytest.mark.parametrize(
    ("asked", "on", "key"),
    [
        (YEAR, date(2022, 12, 31), "package.not_begun"),
        (Scope(date(2021, 1, 1), date(2021, 10, 31)), DAY, "package.before_funding"),
    ],
)
def test_a_period_before_the_funding_or_to_come_cannot_be_told(
    asked: Scope, on: date, key: str
) -> None:
    with pytest.raises(DomainError) as refused:
        told_scope(asked, NOTICE, on)
    assert refused.value.key == key


def test_a_year_is_told_by_month_and_the_whole_period_by_quarter() -> None:
    ends = month_ends(NOTICE, DAY)
    assert course_days(ends, YEAR) == [day for day in ends if day.year == 2023]
    whole = course_days(ends, Scope(NOTICE.starts_on, DAY))
    assert whole[:2] == [date(2021, 12, 31), date(2022, 3, 31)]
    assert whole[-1] == DAY
    until_may = course_days(ends, Scope(NOTICE.starts_on, date(2024, 5, 31)))
    assert until_may[-2:] == [date(2024, 3, 31), date(2024, 5, 31)]


@pytest.mark.parametrize(("months", "days"), [(24, 731), (12, 365), (0, 0), (48, 1461)])
def test_months_become_days_rounded_half_up(months: int, days: int) -> None:
    assert days_of_months(months) == days


def test_a_month_in_which_one_person_came_is_not_told_apart() -> None:
    course = [count(10), count(11), count(14), count(17)]
    assert told_admissions(count(8), course) == [None, 11, 14, 17]
    assert told_admissions(count(10), course) == [None, None, 14, 17]
    assert told_admissions(count(0), [count(2), count(2), count(6)]) == [None, None, 6]


def test_who_is_in_care_is_hidden_where_it_tells_of_one_exit() -> None:
    course = [count(10, 0), count(15, 1), count(20, 3), count(20, 18)]
    assert told_caseload(count(10, 0), course) == [10, None, 17, None]


@given(
    st.integers(0, 5),
    st.lists(st.integers(0, 5), min_size=1, max_size=12),
)
def test_no_two_told_counts_differ_by_one_or_two_people(before: int, steps: list[int]) -> None:
    total, course = before, []
    for step in steps:
        total += step
        course.append(count(total))
    told = [each for each in told_admissions(count(before), course) if each is not None]
    assert all(later - earlier not in {1, 2} for earlier, later in pairwise(told))
    assert all(each - before not in {1, 2} for each in told[:-1])
    assert not {1, 2}.intersection(told)


def test_reading_a_preset_knows_what_a_chapter_can_show() -> None:
    assert frozenset(SHOWS) == SHOWN
    assert {word for section in SECTIONS for word in section.shows} <= SHOWN


def test_a_chapter_that_shows_something_unknown_is_a_fault() -> None:
    section = (
        '\n[[reports.sections]]\nkey = "x"\ntitle_de = "X"\ntitle_en = "X"\nhint_de = ""\n'
        'hint_en = ""\nshows = ["people", "moods"]\nkinds = ["interim", "yearly"]\n'
    )
    text = shipped_preset("gecko")
    with pytest.raises(PresetRefused) as refused:
        read_preset(text + section + section.replace("moods", "goals").replace("yearly", "final"))
    found = {(fault.key, fault.code, fault.detail) for fault in refused.value.faults}
    assert found == {
        ("reports.sections[0].shows", "preset.unknown_word", "moods"),
        ("reports.sections[0].kinds", "preset.unknown_word", "yearly"),
        ("reports.sections", "preset.repeated", "x"),
    }
