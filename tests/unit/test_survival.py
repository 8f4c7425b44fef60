"""Estimates of durations by worked examples, and what holds for all of them."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.survival import cumulative_incidence, median, product_limit, restricted_mean

# Weeks in remission on 6-mercaptopurine, + for censored (Freireich et al. 1963).
FREIREICH = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
WEEKS = [float(text) for text in FREIREICH.replace("+", "").split()]
RELAPSED = [not text.endswith("+") for text in FREIREICH.split()]

stays = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from([None, "regular", "moved", "health"])),
    max_size=60,
)


@pytest.mark.parametrize(
    ("at", "at_risk", "survival", "error"),
    [
        (6, 21, 0.857, 0.0764),
        (7, 17, 0.807, 0.0869),
        (10, 15, 0.753, 0.0963),
        (13, 12, 0.690, 0.1068),
        (16, 11, 0.627, 0.1141),
        (22, 7, 0.538, 0.1282),
        (23, 6, 0.448, 0.1346),
    ],
)
def test_freireichs_remissions_give_the_published_figures(
    at: float, at_risk: int, survival: float, error: float
) -> None:
    step = product_limit(WEEKS, RELAPSED).step(at)
    assert step is not None
    assert (step.at, step.at_risk) == (at, at_risk)
    assert step.survival == pytest.approx(survival, abs=0.0005)
    assert sqrt(step.variance) == pytest.approx(error, abs=0.00005)


def test_between_its_steps_the_curve_is_constant() -> None:
    curve = product_limit(WEEKS, RELAPSED)
    assert curve.survival(5.999) == 1
    assert curve.survival(9.5) == curve.survival(7)
    assert curve.survival(100) == curve.last == curve.survival(23)


def test_half_of_freireichs_patients_relapse_by_week_23() -> None:
    assert median(product_limit(WEEKS, RELAPSED)) == 23


def test_the_interval_is_the_one_on_the_log_log_scale() -> None:
    """By hand: S = 6/7, sum d/(n(n-d)) = 3/(21*18), z = 1.959964."""
    step = product_limit(WEEKS, RELAPSED).step(6)
    assert step is not None
    assert step.lower == pytest.approx(0.6197, abs=0.0001)
    assert step.upper == pytest.approx(0.9516, abs=0.0001)


def test_the_restricted_mean_is_the_area_up_to_its_horizon() -> None:
    """6 * 1 + 1 * 6/7 + 3 * 6/7 * 16/17 = 9.277311 up to week 10."""
    curve = product_limit(WEEKS, RELAPSED)
    assert restricted_mean(curve, 10) == pytest.approx(6 + 6 / 7 + 3 * 6 / 7 * 16 / 17)
    assert restricted_mean(curve, 6) == 6
    assert restricted_mean(curve, 0) == 0


def test_a_horizon_behind_what_was_seen_is_refused() -> None:
    curve = product_limit(WEEKS, RELAPSED)
    assert restricted_mean(curve, 35) < 35
    with pytest.raises(ValueError, match="horizon"):
        restricted_mean(curve, 35.1)


def test_once_all_have_ended_the_mean_is_the_ordinary_one() -> None:
    curve = product_limit([1, 2, 2, 5], [True] * 4)
    assert [(s.at, s.at_risk, s.events) for s in curve.steps] == [(1, 4, 1), (2, 3, 2), (5, 1, 1)]
    assert [step.survival for step in curve.steps] == [0.75, 0.25, 0]
    assert restricted_mean(curve, 100) == 2.5
    assert (median(curve), curve.steps[-1].variance, curve.steps[-1].lower) == (2, 0, None)


def test_what_is_censored_at_a_duration_is_still_at_risk_there() -> None:
    curve = product_limit([3, 3, 3, 4], [True, False, True, True])
    assert [(step.at, step.at_risk, step.survival) for step in curve.steps] == [
        (3, 4, 0.5),
        (4, 1, 0),
    ]
    assert [curve.at_risk(at) for at in (0, 3, 3.5, 4, 5)] == [4, 4, 1, 1, 0]


def test_where_nothing_has_ended_all_last_and_there_is_no_median() -> None:
    curve = product_limit([3, 8], [False, False])
    assert (curve.steps, curve.survival(8), median(curve)) == ((), 1.0, None)
    assert restricted_mean(curve, 8) == 8


def test_nothing_at_all_is_an_empty_curve() -> None:
    curve = product_limit([], [])
    assert (curve.longest, curve.last, curve.at_risk(0), median(curve)) == (0, 1.0, 0, None)
    assert restricted_mean(curve, 0) == 0
    assert cumulative_incidence([], []).steps == ()


def test_an_end_on_the_first_day_counts() -> None:
    assert product_limit([0, 5], [True, False]).survival(0) == 0.5


@pytest.mark.parametrize(("durations", "events"), [([1], []), ([-1], [True])])
def test_what_cannot_be_is_refused(durations: list[float], events: list[bool]) -> None:
    with pytest.raises(ValueError, match="duration"):
        product_limit(durations, events)


def test_causes_compete_and_their_shares_sum_up_by_hand() -> None:
    """Five: a at 1, censored at 2, b at 3, a at 4, b at 4.

    a: 1/5 + 4/5*2/3 * 1/2; b: 4/5 * 1/3 + 4/5*2/3 * 1/2.
    """
    found = cumulative_incidence([1, 2, 3, 4, 4], ["a", None, "b", "a", "b"])
    assert found.share("a", 0.5) == 0
    assert found.share("a", 1) == pytest.approx(1 / 5)
    assert found.share("b", 3) == pytest.approx(4 / 15)
    assert found.share("a", 4) == pytest.approx(1 / 5 + 4 / 15)
    assert found.share("b", 99) == pytest.approx(4 / 15 + 4 / 15)
    assert found.steps[-1].survival == 0
    assert set(found.causes) == {"a", "b"}


@given(stays)
def test_curve_and_bounds_lie_between_0_and_1_and_only_fall(rows: list[tuple[int, str]]) -> None:
    curve = product_limit([at for at, _ in rows], [cause is not None for _, cause in rows])
    shares = [1.0, *(step.survival for step in curve.steps)]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= share <= 1 for share in shares)
    assert all(step.variance >= 0 for step in curve.steps)
    for step in curve.steps:
        if step.lower is not None and step.upper is not None:
            assert 0 <= step.lower <= step.survival <= step.upper <= 1


@given(stays)
def test_the_causes_and_what_lasts_sum_to_1_and_never_fall(rows: list[tuple[int, str]]) -> None:
    found = cumulative_incidence([at for at, _ in rows], [cause for _, cause in rows])
    for step in found.steps:
        assert sum(step.by_cause.values()) + step.survival == pytest.approx(1)
    for cause in found.causes:
        course = [step.by_cause.get(cause, 0.0) for step in found.steps]
        assert course == sorted(course)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=60))
def test_without_censoring_the_curve_is_the_share_that_lasted_longer(lasted: list[int]) -> None:
    curve = product_limit(lasted, [True] * len(lasted))
    for at in range(42):
        assert curve.survival(at) == pytest.approx(sum(x > at for x in lasted) / len(lasted))
