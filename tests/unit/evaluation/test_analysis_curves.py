"""Curves of analyses: no step shows a single person, and what is shown is the exact estimate."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time

from app.evaluation.analyses.rules.steps import (
    REST,
    Guarded,
    by_cause,
    guarded,
    month_of,
    rare_in_any,
)
from app.participants.dwell.rules import DAYS_IN_MONTH, Observed, mark_day

CAUSES = ("regular", "employment", "health", "moved")


def stays(seed: int, count: int = 90) -> list[Observed]:
    """Stays of different days, a third of them open: the library cannot do ties of causes."""
    pick = random.Random(seed)
    days = pick.sample(range(1, 800), count)
    return [Observed(day, pick.choice((None, None, "regular", *CAUSES))) for day in days]


def shown(observed: list[Observed]) -> Guarded:
    found = guarded(observed)
    assert found is not None
    return found


@pytest.mark.parametrize("days", [0, 1, 30, 31, 32, 61, 62, 365, 366, 730, 731, 732])
def test_a_month_of_dwell_ends_on_its_mark(days: int) -> None:
    month = month_of(days)
    assert days <= mark_day(month)
    assert month == 1 or days > mark_day(month - 1)


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.sampled_from((None, *CAUSES))), min_size=0, max_size=40
    )
)
@settings(max_examples=150)
def test_nothing_shown_stands_for_one_or_two_people(rows: list[tuple[int, str | None]]) -> None:
    found = guarded([Observed(*row) for row in rows])
    if found is None:
        return
    assert {part.ended for part in found.parts}.isdisjoint({1, 2})
    assert {part.open for part in found.parts}.isdisjoint({1, 2})
    assert found.beyond not in (1, 2)
    gone = [part.ended + part.open for part in found.parts]
    assert sum(gone) + found.beyond == found.people == len(rows)
    for before, after in pairwise(found.parts):
        assert (before.end, before.at_risk - before.ended - before.open) == (
            after.start,
            after.at_risk,
        )
    caused = by_cause(found)
    assert {caused.totals[cause] for cause in caused.causes}.isdisjoint({1, 2})
    assert sum(caused.totals.values()) == found.ended
    assert all(list(shares) == sorted(shares) for shares in caused.shares.values())


@pytest.mark.parametrize("seed", range(3))
def test_the_points_shown_are_those_of_the_library(seed: int) -> None:
    observed = stays(seed)
    found = shown(observed)
    ended = [one.cause is not None for one in observed]
    theirs = KaplanMeierFitter().fit([one.days for one in observed], ended)
    bounds = theirs.confidence_interval_survival_function_
    assert len(found.parts) > 5
    for part in found.parts:
        day = mark_day(part.end)
        assert part.survival == pytest.approx(float(theirs.predict(day)), abs=1e-12)
        assert part.at_risk == sum(one.days > mark_day(part.start) for one in observed)
        low, high = bounds[bounds.index <= day].iloc[-1]
        assert (part.lower, part.upper) == pytest.approx((low, high), abs=1e-9)
    mean, horizon = found.mean(24)
    expected = restricted_mean_survival_time(theirs, t=float(mark_day(horizon)))
    assert mean * DAYS_IN_MONTH == pytest.approx(expected, abs=1e-6)
    half = found.median
    assert half is not None
    assert mark_day(half - 1) < theirs.median_survival_time_ <= mark_day(half)


@pytest.mark.parametrize("seed", range(2))
def test_shares_by_cause_end_where_those_of_the_library_do(seed: int) -> None:
    observed = stays(seed)
    found = shown(observed)
    caused = by_cause(found)
    codes = [0 if one.cause is None else CAUSES.index(one.cause) + 1 for one in observed]
    for cause in caused.causes:
        theirs = AalenJohansenFitter(calculate_variance=False).fit(
            [one.days for one in observed], codes, event_of_interest=CAUSES.index(cause) + 1
        )
        expected = float(theirs.predict(mark_day(found.last)))
        assert caused.shares[cause][-1] == pytest.approx(expected, abs=1e-9)
    left = sum(shares[-1] for shares in caused.shares.values())
    assert left + found.parts[-1].survival == pytest.approx(1)


def days_of(month: int, count: int, cause: str | None) -> list[Observed]:
    return [Observed(mark_day(month), cause)] * count


def test_steps_wait_for_three_and_the_curve_ends_before_two_are_left() -> None:
    observed = [
        *days_of(2, 2, "regular"),
        *days_of(4, 1, "moved"),
        *days_of(6, 4, None),
        *days_of(9, 2, "regular"),
        *days_of(10, 1, "moved"),
        *days_of(12, 3, None),
        *days_of(15, 3, "regular"),
        *days_of(20, 2, None),
    ]
    found = shown(observed)
    assert [(p.start, p.end, p.at_risk, p.ended, p.open) for p in found.parts] == [
        (0, 4, 18, 3, 0),
        (4, 6, 15, 0, 4),
        (6, 10, 11, 3, 0),
        (10, 12, 8, 0, 3),
        (12, 14, 5, 0, 0),
    ]
    assert (found.beyond, found.ended, found.median) == (5, 6, None)
    assert [found.survival(month) for month in (3, 4, 9, 10, 14, 15)] == [
        1.0,
        pytest.approx(15 / 18),
        pytest.approx(15 / 18),
        pytest.approx(15 / 18 * 8 / 11),
        pytest.approx(15 / 18 * 8 / 11),
        None,
    ]


def test_the_last_exits_of_a_cause_are_told_with_its_step_before() -> None:
    observed = [*days_of(2, 3, "health"), *days_of(5, 4, "regular"), *days_of(9, 1, "health")]
    observed += [*days_of(9, 3, "regular"), *days_of(12, 9, None)]
    caused = by_cause(shown(observed))
    assert caused.totals == {"regular": 7, "health": 4}
    health = [round(share, 4) for share in caused.shares["health"]]
    assert health == [round(3 / 20 + 1 / 20, 4)] * len(health)


def test_causes_of_one_or_two_people_stand_together() -> None:
    observed = [
        *days_of(2, 6, "regular"),
        *days_of(3, 2, "moved"),
        *days_of(5, 1, "health"),
        *days_of(8, 6, None),
    ]
    caused = by_cause(shown(observed))
    assert caused.totals == {"regular": 6, REST: 3}
    # two people alone would still be told as the rest of all: the next cause joins them
    alone = [one for one in observed if one.cause != "health"]
    assert by_cause(shown(alone)).totals == {REST: 8}


def test_a_cause_rare_in_one_period_is_shown_of_none() -> None:
    first = [*days_of(2, 4, "regular"), *days_of(2, 3, "moved"), *days_of(9, 5, None)]
    second = [*days_of(3, 4, "regular"), *days_of(2, 1, "moved"), *days_of(9, 5, None)]
    rare = rare_in_any([first, second])
    assert rare == {"moved"}
    assert Counter(by_cause(shown(first), rare).totals) == {REST: 7}
