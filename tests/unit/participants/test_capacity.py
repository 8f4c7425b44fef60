"""What the places of a pilot allow, in figures that can be counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.participants.capacity.forecast import Expected, expected, runs_for, simulate
from app.participants.capacity.rules import (
    Assumptions,
    Lengths,
    Plan,
    PostCourse,
    Situation,
    completed_by,
    course_so_far,
    last_useful_entry,
    month_ends,
    months_since,
    most_stays,
    own_lengths,
    places_on,
    plan_of,
    planned_lengths,
    share_course,
    slot_months,
)
from app.participants.dwell.rules import Stay
from app.periods import Interval
from app.survival import product_limit
from tests.factories import gecko

GECKO = gecko()
START, LAST = GECKO.notice.starts_on, GECKO.notice.ends_on
FULL = PostCourse(((START, 100),))
EMPTY = Situation(GECKO, START, (FULL, FULL))
PLAIN = Assumptions(refill_days=0, ramp_up_months=0)
TWO_YEARS = planned_lengths(24)
MIXED = Lengths((6.0, 12.0, 24.0), (0.25, 0.5, 1.0))


def test_geckos_places_are_3000_months_and_125_stays_at_most() -> None:
    assert slot_months(EMPTY, PLAIN) == 3000
    assert most_stays(slot_months(EMPTY, PLAIN), 24) == 125


def test_from_an_empty_start_each_place_holds_two_full_stays() -> None:
    """Filled on 01.11.2021 and on 01.11.2023; on 01.11.2025 no full stay is left."""
    assert expected(plan_of(EMPTY, PLAIN, TWO_YEARS)) == Expected(100, 100)
    until_end = replace(PLAIN, until_end=True)
    assert expected(plan_of(EMPTY, until_end, TWO_YEARS)) == Expected(150, 100)


def test_the_last_useful_day_of_admission_still_completes_a_full_stay() -> None:
    assert last_useful_entry(GECKO, PLAIN) == date(2024, 11, 1)
    assert last_useful_entry(GECKO, replace(PLAIN, mean_months=18)) == date(2025, 5, 1)
    assert last_useful_entry(GECKO, replace(PLAIN, mean_months=120)) == START
    at_last = Situation(GECKO, date(2024, 11, 1), (FULL,), accompanied=1)
    assert expected(plan_of(at_last, PLAIN, TWO_YEARS)) == Expected(1 + 25, 25)
    too_late = replace(at_last, on=date(2024, 11, 2))
    assert expected(plan_of(too_late, PLAIN, TWO_YEARS)) == Expected(1, 0)


def test_whoever_is_there_keeps_the_place_until_the_stay_is_over() -> None:
    """25 people since 01.05.2022 leave on 01.05.2024; 25 follow and leave on 01.05.2026."""
    post = PostCourse(((START, 100),), (date(2022, 5, 1),) * 25)
    now = Situation(GECKO, date(2023, 1, 1), (post,), accompanied=25)
    assert expected(plan_of(now, PLAIN, TWO_YEARS)) == Expected(50, 50)


def test_nobody_follows_the_surplus_of_an_overfull_post() -> None:
    post = PostCourse(((START, 100),), (date(2022, 5, 1),) * 30)
    now = Situation(GECKO, date(2023, 1, 1), (post,), (date(2022, 5, 1),), 31)
    assert expected(plan_of(now, PLAIN, TWO_YEARS)) == Expected(31 + 25, 31 + 25)


def test_a_delay_pushes_the_second_stay_of_each_place() -> None:
    slow = replace(PLAIN, refill_days=365)
    assert expected(plan_of(EMPTY, slow, TWO_YEARS)) == Expected(100, 100)
    too_slow = replace(PLAIN, refill_days=366)
    assert expected(plan_of(EMPTY, too_slow, TWO_YEARS)) == Expected(50, 50)


def test_ramp_up_fills_the_places_of_a_post_one_after_the_other() -> None:
    plan = plan_of(EMPTY, replace(PLAIN, ramp_up_months=5), TWO_YEARS)
    assert [slot.opens for slot in plan.slots[:3]] == [0, 0.2, 0.4]
    assert plan.slots[25].opens == 0
    late = replace(PLAIN, ramp_up_months=25)
    assert expected(plan_of(EMPTY, late, TWO_YEARS)).accompanied == 2 * (13 * 2 + 12)


def test_a_post_more_brings_25_places_and_a_vacancy_closes_them() -> None:
    more = replace(PLAIN, extra_posts=1)
    assert slot_months(EMPTY, more) == 4500
    assert expected(plan_of(EMPTY, more, TWO_YEARS)) == Expected(150, 150)
    vacant = replace(PLAIN, vacancy_months=13)
    assert slot_months(EMPTY, vacant) == 3000 - 13 * 25
    assert expected(plan_of(EMPTY, vacant, TWO_YEARS)) == Expected(75, 75)


def test_after_a_vacancy_those_who_stayed_still_hold_their_places() -> None:
    post = PostCourse(((START, 100),), (date(2022, 5, 1),) * 25)
    now = Situation(GECKO, date(2023, 1, 1), (post,), accompanied=25)
    vacant = plan_of(now, replace(PLAIN, vacancy_months=1), TWO_YEARS)
    assert expected(vacant) == Expected(50, 50)


def test_shares_over_time_and_absences_are_the_places_of_a_post() -> None:
    course = share_course(
        START,
        100,
        {date(2022, 5, 1): 50, date(2020, 1, 1): 80},
        [Interval(date(2022, 1, 1), date(2022, 2, 1)), Interval(date(2026, 1, 1))],
    )
    assert course == (
        (START, 80),
        (date(2022, 1, 1), 0),
        (date(2022, 2, 1), 80),
        (date(2022, 5, 1), 50),
        (date(2026, 1, 1), 0),
    )
    now = Situation(GECKO, START, (PostCourse(course), FULL))
    days = [START, date(2022, 1, 31), date(2022, 4, 30), date(2022, 5, 1), LAST]
    assert places_on(now, PLAIN, days) == [45, 25, 45, 37, 25]
    own = slot_months(now, PLAIN) - 1500
    assert own == pytest.approx(2 * 20 + 3 * 20 + 44 * 12)


def test_today_and_months_are_counted_by_the_calendar() -> None:
    assert months_since(START, date(2024, 11, 1)) == 36
    assert months_since(START, date(2026, 11, 1)) == 60
    assert months_since(START, date(2021, 11, 16)) == 0.5


def test_a_share_of_lengths_leaves_the_mean_of_the_rest() -> None:
    assert MIXED.mean == 0.25 * 6 + 0.25 * 12 + 0.5 * 24
    assert MIXED.remaining(10) == pytest.approx((0.25 * 2 + 0.5 * 14) / 0.75)
    assert (MIXED.remaining(12), MIXED.remaining(24)) == (12, 0)
    assert MIXED.scaled_to(8.25).months == (3, 6, 12)


def test_the_pilots_own_lengths_end_at_the_maximum_where_nothing_is_known() -> None:
    curve = product_limit([365, 365, 500], [True, True, False])
    found = own_lengths(curve, 24)
    assert found.months == pytest.approx((12, 24), abs=0.02)
    assert found.cumulative == pytest.approx((2 / 3, 1))
    assert own_lengths(product_limit([0], [True]), 24).months[0] > 0


def test_the_same_question_gets_the_same_answer() -> None:
    plan = plan_of(EMPTY, replace(PLAIN, refill_days=20), MIXED)
    first = simulate(plan, 120, 50)
    simulate.cache_clear()
    assert simulate(plan, 120, 50) == first
    assert simulate(plan, 120, 50, seed=7) != first


def test_where_nothing_is_random_the_runs_say_what_the_plain_answer_says() -> None:
    plan = plan_of(EMPTY, replace(PLAIN, ramp_up_months=6), TWO_YEARS)
    found, plain = simulate(plan, 100, 20), expected(plan)
    assert {found.accompanied.low, found.accompanied.high} == {plain.accompanied}
    assert {found.completed.low, found.completed.high} == {plain.completed}
    assert (found.chance, simulate(plan, 101, 20).chance) == (1, 0)
    assert len(found.admissions) == len(found.in_care) == 60 == len(month_ends(GECKO))
    assert [found.in_care[month].middle for month in (0, 5, 11)] == [10, 50, 50]
    assert found.admissions[-1].middle == 100
    assert found.in_care[-1].middle == 0


def test_in_the_mean_the_runs_agree_with_renewal_theory() -> None:
    """A place with stays of mean m is filled about every m months: 50 * 60/16.5 admissions."""
    plan = plan_of(EMPTY, replace(PLAIN, until_end=True), MIXED)
    found = simulate(plan, 150, 400)
    assert found.accompanied.middle == pytest.approx(50 * (60 / MIXED.mean + 0.5), rel=0.06)
    assert found.accompanied.low < found.accompanied.middle < found.accompanied.high
    assert 0 < found.in_care[-1].middle <= 50


@given(st.integers(0, 2), st.integers(0, 12), st.integers(0, 120), st.booleans())
def test_a_course_never_exceeds_its_places_nor_loses_anybody(
    extra: int, vacancy: int, refill: int, until_end: bool
) -> None:
    plan = plan_of(EMPTY, Assumptions(refill, 0, extra, vacancy, None, until_end), MIXED)
    found = simulate(plan, 120, 5, seed=extra * 1000 + refill)
    assert all(0 <= month.low <= month.high <= 50 + 25 * extra for month in found.in_care)
    course = [month.middle for month in found.admissions]
    assert course == sorted(course)
    assert found.completed.high <= found.accompanied.high


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 10, 31)])
def test_at_the_end_what_was_reached_is_the_answer(day: date) -> None:
    post = PostCourse(((START, 100),), (date(2024, 10, 1), date(2026, 1, 1)))
    now = Situation(GECKO, day, (post,), accompanied=110, completed=90)
    plan = plan_of(now, PLAIN, TWO_YEARS)
    assert expected(plan) == Expected(110, 91)
    assert simulate(plan, 110, 10).chance == 1


def test_before_the_start_the_whole_period_lies_ahead() -> None:
    plan = plan_of(replace(EMPTY, on=date(2021, 6, 10)), PLAIN, TWO_YEARS)
    assert (plan.now, plan.end) == (0, 60)
    assert expected(plan) == Expected(100, 100)


def test_without_posts_there_are_no_places() -> None:
    now = Situation(GECKO, START, ())
    assert slot_months(now, PLAIN) == 0
    assert simulate(plan_of(now, PLAIN, TWO_YEARS), 1, 3).chance == 0


def test_who_is_sent_home_at_the_end_has_completed_only_a_full_stay() -> None:
    rows = [
        (date(2024, 11, 1), date(2026, 11, 1)),
        (date(2024, 11, 2), date(2026, 11, 1)),
        (date(2025, 1, 1), date(2026, 10, 30)),
        (date(2025, 1, 1), date(2026, 10, 31)),
        (date(2025, 1, 1), None),
    ]
    stays = [Stay(n, entry, left, "regular") for n, (entry, left) in enumerate(rows)]
    assert completed_by(stays, GECKO) == 2


def test_a_returner_is_one_person_with_two_stays() -> None:
    stays = [
        Stay(1, date(2022, 1, 1), date(2022, 3, 1), "moved"),
        Stay(1, date(2022, 6, 1), None, None),
        Stay(2, date(2022, 3, 1), None, None),
    ]
    days = [date(2021, 12, 31), date(2022, 2, 28), date(2022, 3, 1), date(2022, 6, 30)]
    assert course_so_far(stays, days) == [(0, 0), (1, 1), (2, 1), (2, 2)]


def test_a_large_pilot_is_played_through_less_often() -> None:
    small = plan_of(EMPTY, PLAIN, TWO_YEARS)
    assert runs_for(small) == 1000
    large: Plan = replace(small, slots=small.slots * 20)
    assert runs_for(large) == 120
