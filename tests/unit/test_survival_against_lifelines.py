"""The same figures from an established library, on data with ties and censoring."""

from __future__ import annotations

import random

import pytest
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time

from app.survival import (
    cumulative_incidence,
    incidence_bounds,
    median,
    product_limit,
    restricted_mean,
)


def months(seed: int, count: int = 120) -> tuple[list[float], list[bool]]:
    """Stays in whole months, so that many end together; about a third are still open."""
    pick = random.Random(seed)
    return (
        [float(min(int(pick.expovariate(1 / 14)), 24)) for _ in range(count)],
        [pick.random() < 0.65 for _ in range(count)],
    )


def fitted(durations: list[float], events: list[bool]) -> KaplanMeierFitter:
    return KaplanMeierFitter(alpha=0.05).fit(durations, events)


@pytest.mark.parametrize("seed", range(5))
def test_survival_risk_and_interval_agree(seed: int) -> None:
    durations, events = months(seed)
    theirs = fitted(durations, events)
    ours = product_limit(durations, events)
    bounds = theirs.confidence_interval_survival_function_
    for step in ours.steps:
        assert step.survival == pytest.approx(float(theirs.predict(step.at)), abs=1e-12)
        assert step.at_risk == int(theirs.event_table.loc[step.at, "at_risk"])
        if step.lower is not None:
            low, high = bounds.loc[step.at]
            assert (step.lower, step.upper) == pytest.approx((low, high), abs=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_median_and_restricted_mean_agree(seed: int) -> None:
    durations, events = months(seed)
    theirs = fitted(durations, events)
    ours = product_limit(durations, events)
    assert median(ours) == theirs.median_survival_time_
    horizon = min(24.0, ours.longest)
    expected = restricted_mean_survival_time(theirs, t=horizon)
    assert restricted_mean(ours, horizon) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_cumulative_incidence_agrees_where_nothing_ends_together(seed: int) -> None:
    """The library shakes tied durations apart at random: these have none."""
    pick = random.Random(seed)
    durations = [float(day) for day in pick.sample(range(1, 760), 90)]
    codes = [pick.choice([0, 1, 1, 2, 3]) for _ in durations]
    ours = cumulative_incidence(durations, [code or None for code in codes])
    for cause in (1, 2, 3):
        theirs = AalenJohansenFitter(calculate_variance=False)
        theirs.fit(durations, codes, event_of_interest=cause)
        course = theirs.cumulative_density_[theirs.cumulative_density_.columns[0]]
        for step in ours.steps:
            assert ours.share(cause, step.at) == pytest.approx(float(course.loc[step.at]))


@pytest.mark.parametrize("seed", range(2))
def test_the_interval_of_a_cumulative_incidence_agrees(seed: int) -> None:
    pick = random.Random(seed)
    durations = [float(day) for day in pick.sample(range(1, 760), 60)]
    codes = [pick.choice([0, 1, 1, 2]) for _ in durations]
    theirs = AalenJohansenFitter().fit(durations, codes, event_of_interest=1)
    bounds = theirs.confidence_interval_
    high, low = (bounds.columns[0], bounds.columns[1])
    for at in (120.0, 365.0, 700.0):
        day = max(place for place in bounds.index if place <= at)
        ours = incidence_bounds(durations, [code or None for code in codes], 1, at)
        assert ours is not None
        expected = sorted((float(bounds.loc[day, low]), float(bounds.loc[day, high])))
        assert ours == pytest.approx(tuple(expected), abs=1e-9)
    assert incidence_bounds(durations, [None] * 60, 1, 365.0) is None
