"""How long something lasts while some of it still lasts: product-limit and cumulative incidence.

Durations are numbers of one unit (days, months), 0 or more; what has not ended when it was last
seen is censored. Pure; a test holds the figures against `lifelines`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist
from typing import Generic, TypeVar

Cause = TypeVar("Cause", bound=Hashable)

LEVEL = 0.95
"""Of the confidence intervals."""
_QUANTILE = NormalDist().inv_cdf((1 + LEVEL) / 2)
_SLACK = 1e-12
"""A product of fractions that is one half may end this much beside it."""


@dataclass(frozen=True)
class Step:
    """A duration at which something ended, and the share that lasts longer.

    `variance` is Greenwood's; `lower` and `upper` bound the share at 95 % on the log-log scale.
    They are None where it is 0: that scale has no such point.
    """

    at: float
    at_risk: int
    events: int
    survival: float
    variance: float
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Curve:
    """The product-limit estimate: constant between its steps, which are in order."""

    durations: tuple[float, ...]
    """All of them in order, the censored ones too."""
    steps: tuple[Step, ...]

    @property
    def longest(self) -> float:
        """The longest duration seen, 0 for none; behind it nothing is known unless all ended."""
        return self.durations[-1] if self.durations else 0

    @property
    def last(self) -> float:
        """The share that lasts longer than everything that was seen to end."""
        return self.steps[-1].survival if self.steps else 1.0

    def at_risk(self, at: float) -> int:
        """How many had neither ended nor been lost sight of just before that duration."""
        return len(self.durations) - bisect_left(self.durations, at)

    def step(self, at: float) -> Step | None:
        """The step in force at a duration; None before the first."""
        place = bisect_right(self.steps, at, key=lambda step: step.at)
        return self.steps[place - 1] if place else None

    def survival(self, at: float) -> float:
        """The share that lasts longer than that."""
        step = self.step(at)
        return step.survival if step else 1.0


def product_limit(durations: Sequence[float], events: Sequence[bool]) -> Curve:
    """The share lasting longer than each duration (Kaplan & Meier 1958).

    What is censored at a duration counts as at risk for what ends at the same one.
    """
    _check(durations, events)
    everything = tuple(sorted(durations))
    ended = Counter(at for at, event in zip(durations, events, strict=True) if event)
    steps: list[Step] = []
    survival, hazard = 1.0, 0.0
    for at in sorted(ended):
        count, at_risk = ended[at], len(everything) - bisect_left(everything, at)
        survival *= (at_risk - count) / at_risk
        # Where all end the share is 0, and so is Greenwood's variance.
        hazard += count / (at_risk * (at_risk - count)) if count < at_risk else 0.0
        lower, upper = _log_log(survival, hazard)
        steps.append(Step(at, at_risk, count, survival, survival**2 * hazard, lower, upper))
    return Curve(everything, tuple(steps))


def _check(durations: Sequence[float], ends: Sequence[object]) -> None:
    if len(durations) != len(ends):
        raise ValueError("each duration needs to be known as ended or not")
    if any(not at >= 0 for at in durations):
        raise ValueError("a duration is 0 or more")


def _log_log(survival: float, hazard: float) -> tuple[float | None, float | None]:
    """The interval that stays between 0 and 1 (Kalbfleisch & Prentice 1980)."""
    if survival <= 0:
        return None, None
    reach = _QUANTILE * sqrt(hazard) / -log(survival)
    return survival ** exp(reach), survival ** exp(-reach)


def median(curve: Curve) -> float | None:
    """The first duration that at most half last longer than; None while more than half do."""
    return next((step.at for step in curve.steps if step.survival <= 0.5 + _SLACK), None)


def restricted_mean(curve: Curve, horizon: float) -> float:
    """The mean of the durations, each cut at the horizon: the area under the curve up to it.

    A horizon behind the longest duration is refused unless the curve has come down to 0: nothing
    is known there.
    """
    if horizon > curve.longest and curve.last > 0:
        raise ValueError("the horizon lies behind everything that was seen")
    area, start, share = 0.0, 0.0, 1.0
    for step in curve.steps:
        if step.at >= horizon:
            break
        area += share * (step.at - start)
        start, share = step.at, step.survival
    return area + share * (horizon - start)


@dataclass(frozen=True)
class Share(Generic[Cause]):
    """A duration at which something ended: the share ended by each cause, and what lasts longer."""

    at: float
    by_cause: Mapping[Cause, float]
    survival: float


@dataclass(frozen=True)
class Incidence(Generic[Cause]):
    """Cumulative incidence of competing causes; constant between its steps, which are in order."""

    causes: tuple[Cause, ...]
    """Those that occur, the most frequent first."""
    steps: tuple[Share[Cause], ...]

    def share(self, cause: Cause, at: float) -> float:
        """The share that has ended by that cause up to a duration."""
        place = bisect_right(self.steps, at, key=lambda step: step.at)
        return self.steps[place - 1].by_cause.get(cause, 0.0) if place else 0.0


def cumulative_incidence(
    durations: Sequence[float], causes: Sequence[Cause | None]
) -> Incidence[Cause]:
    """The share ended by each cause (Aalen & Johansen 1978); None is censored.

    The shares and the product-limit estimate sum to 1 at every duration. Kaplan–Meier "by cause"
    would not: it takes those who ended otherwise for censored, and overstates every cause.
    """
    curve = product_limit(durations, [cause is not None for cause in causes])
    return incidence_along(curve, durations, causes)


def incidence_along(
    curve: Curve, durations: Sequence[float], causes: Sequence[Cause | None]
) -> Incidence[Cause]:
    """The same where the product-limit estimate of these durations is known already."""
    _check(durations, causes)
    counts = Counter(cause for cause in causes if cause is not None)
    return Incidence(
        tuple(cause for cause, _count in counts.most_common()),
        tuple(_shares(curve, durations, causes)),
    )


def _shares(
    curve: Curve, durations: Sequence[float], causes: Sequence[Cause | None]
) -> Iterator[Share[Cause]]:
    ended: dict[float, Counter[Cause]] = {step.at: Counter() for step in curve.steps}
    for at, cause in zip(durations, causes, strict=True):
        if cause is not None:
            ended[at][cause] += 1
    before = 1.0
    sums: dict[Cause, float] = {}
    for step in curve.steps:
        for cause, count in ended[step.at].items():
            sums[cause] = sums.get(cause, 0.0) + before * count / step.at_risk
        before = step.survival
        yield Share(step.at, dict(sums), step.survival)


def incidence_bounds(
    durations: Sequence[float], causes: Sequence[Cause | None], cause: Cause, at: float
) -> tuple[float, float] | None:
    """The 95 % interval of the share ended by a cause up to a duration, on the log-log scale.

    Variance by the delta method (Marubini & Valsecchi 1995; Collett 2015, 12.3). None where nothing
    or everything has ended by it: that scale has no such point.
    """
    curve = product_limit(durations, [one is not None for one in causes])
    found = incidence_along(curve, durations, causes)
    final = found.share(cause, at)
    if not 0 < final < 1:
        return None
    counts = Counter(day for day, one in zip(durations, causes, strict=True) if one == cause)
    variance, before = 0.0, 1.0
    for step, share in zip(curve.steps, found.steps, strict=True):
        if step.at > at:
            break
        n, d, ours = step.at_risk, step.events, counts[step.at]
        left = final - share.by_cause.get(cause, 0.0)
        # Where all end nothing is left: the first term is 0.
        variance += left**2 * d / (n * (n - d)) if d < n else 0.0
        variance += before**2 * ours * (n - ours) / n**3 - 2 * left * before * ours / n**2
        before = step.survival
    reach = _QUANTILE * sqrt(max(0.0, variance)) / (final * -log(final))
    return final ** exp(reach), final ** exp(-reach)
