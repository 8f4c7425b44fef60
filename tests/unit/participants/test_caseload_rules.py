"""The load of posts over time: worked examples, and what must hold for every course."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.participants.caseload.rules import (
    Excess,
    PostTime,
    Standing,
    Steps,
    cases_over_time,
    first_excess,
    mean_load,
    months_until,
    per_full_time,
    share_over_time,
    shared_out,
    standing,
)

START = date(2024, 4, 1)


def days_after(days: int) -> date:
    return START + timedelta(days=days)


def filled(cases: int, percent: int = 100) -> PostTime:
    """A post with the same cases and share on every day."""
    return PostTime(Steps(cases, [], []), Steps(percent, [], []))


def test_before_the_first_recorded_share_the_posts_own_counts() -> None:
    share = share_over_time(100, {date(2024, 7, 1): 0, date(2024, 5, 1): 50})
    assert [share.on(day) for day in (date(2024, 4, 30), date(2024, 5, 1), date(2024, 6, 30))] == [
        100,
        50,
        50,
    ]
    assert share.on(date(2024, 7, 1)) == 0


def test_the_day_of_an_end_no_longer_counts() -> None:
    cases = cases_over_time({START: 2, days_after(10): 1}, {days_after(10): 2, days_after(20): 1})
    counted = [cases.on(days_after(day)) for day in (-1, 0, 9, 10, 19, 20)]
    assert counted == [0, 2, 2, 1, 1, 0]


@pytest.mark.parametrize(
    ("in_care", "percent", "expected"),
    [
        (24, 100, Standing.FREE),
        (25, 100, Standing.FULL),
        (26, 100, Standing.BEYOND),
        (12, 50, Standing.FULL),
        (13, 50, Standing.BEYOND),
        (0, 0, Standing.VACANT),
        (3, 0, Standing.VACANT),
    ],
)
def test_a_post_stands_against_its_places(in_care: int, percent: int, expected: Standing) -> None:
    assert standing(in_care, 25, percent) is expected


def test_a_vacant_post_has_no_load() -> None:
    assert per_full_time(3, 0) is None
    assert per_full_time(12, 50) == 24.0
    assert mean_load([filled(3, 0)], START, date(2024, 5, 1)) is None


def test_the_mean_of_a_month_by_hand() -> None:
    # April: 10 days with 20 cases on a full post, 20 days with 30 cases on three quarters.
    post = PostTime(Steps(20, [days_after(10)], [30]), share_over_time(100, {days_after(10): 75}))
    persons, full_days = 10 * 20 + 20 * 30, 10 * 1.0 + 20 * 0.75
    assert mean_load([post], START, date(2024, 5, 1)) == pytest.approx(persons / full_days)


def test_people_of_days_without_anybody_count_but_the_day_adds_no_full_time_day() -> None:
    post = PostTime(Steps(10, [], []), share_over_time(100, {days_after(15): 0}))
    assert mean_load([post], START, date(2024, 5, 1)) == 10 * 30 / 15


def test_months_are_cut_to_the_funding_and_to_the_day() -> None:
    assert months_until(date(2021, 11, 15), date(2022, 1, 3)) == [
        (date(2021, 11, 15), date(2021, 12, 1)),
        (date(2021, 12, 1), date(2022, 1, 1)),
        (date(2022, 1, 1), date(2022, 1, 4)),
    ]


def test_a_post_goes_beyond_the_ratio_by_a_case_or_by_a_smaller_share() -> None:
    by_case = PostTime(Steps(25, [days_after(5)], [26]), Steps(100, [], []))
    by_share = PostTime(Steps(20, [], []), share_over_time(100, {days_after(7): 50}))
    assert first_excess(by_case, 25, START, days_after(4)) is None
    assert first_excess(by_case, 25, START, days_after(5)) == Excess(days_after(5), 26, 25)
    assert first_excess(by_share, 25, START, days_after(30)) == Excess(days_after(7), 20, 12)
    assert first_excess(filled(1, 0), 25, START, START) == Excess(START, 1, 0)


def test_cases_are_shared_out_by_free_places() -> None:
    assert shared_out([1, 2, 3, 4], {7: 1, 8: 3}) == {1: 8, 2: 8, 3: 7, 4: 8}


changes = st.dictionaries(st.integers(0, 60).map(days_after), st.integers(0, 40), max_size=8)


@st.composite
def posts(draw: st.DrawFn, least_percent: int = 0) -> PostTime:
    counts = draw(changes)
    percents = draw(
        st.dictionaries(
            st.integers(0, 60).map(days_after), st.integers(least_percent, 200), max_size=5
        )
    )
    days = sorted(counts)
    return PostTime(
        Steps(draw(st.integers(0, 40)), days, [counts[day] for day in days]),
        share_over_time(draw(st.integers(max(1, least_percent), 200)), percents),
    )


spans = st.tuples(st.integers(0, 60), st.integers(1, 31)).map(
    lambda span: (days_after(span[0]), days_after(span[0] + span[1]))
)


@given(post=posts(), span=spans)
def test_a_total_is_the_sum_of_its_days(post: PostTime, span: tuple[date, date]) -> None:
    days = [span[0] + timedelta(days=day) for day in range((span[1] - span[0]).days)]
    assert post.cases.total(*span) == sum(post.cases.on(day) for day in days)


@given(post=posts(least_percent=1), span=spans)
def test_the_mean_is_that_of_the_daily_loads_weighted_by_the_share(
    post: PostTime, span: tuple[date, date]
) -> None:
    days = [span[0] + timedelta(days=day) for day in range((span[1] - span[0]).days)]
    loads = [(per_full_time(post.cases.on(day), post.percent.on(day)) or 0) for day in days]
    weights = [post.percent.on(day) for day in days]
    weighted = sum(a * b for a, b in zip(loads, weights, strict=True)) / sum(weights)
    assert mean_load([post], *span) == pytest.approx(weighted)


@given(several=st.lists(posts(), min_size=1, max_size=4), span=spans)
def test_the_posts_add_up_to_the_pilot(several: list[PostTime], span: tuple[date, date]) -> None:
    load = mean_load(several, *span)
    percent_days = sum(post.percent.total(*span) for post in several)
    persons = sum(
        (mean_load([post], *span) or 0) * post.percent.total(*span)
        for post in several
        if post.percent.total(*span)
    )
    left_over = sum(post.cases.total(*span) for post in several if not post.percent.total(*span))
    if load is None:
        assert percent_days == 0
    else:
        assert load * percent_days == pytest.approx(persons + left_over * 100)


@given(post=posts(), span=spans)
def test_an_excess_is_the_first_of_its_days(post: PostTime, span: tuple[date, date]) -> None:
    found = first_excess(post, 25, *span)
    days = [span[0] + timedelta(days=day) for day in range((span[1] - span[0]).days + 1)]
    beyond = [day for day in days if post.cases.on(day) > 25 * post.percent.on(day) // 100]
    assert (found.day if found else None) == (beyond[0] if beyond else None)
