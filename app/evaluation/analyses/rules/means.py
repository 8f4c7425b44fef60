"""The mean of few values with its interval, by Student's t. Pure; tests hold it against scipy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, log1p, sqrt
from statistics import fmean, stdev

LEVEL = 0.95
_SMALL = 1e-300
_PRECISE = 1e-14
_ROUNDS = 300


@dataclass(frozen=True)
class Mean:
    """A mean of n values, their standard deviation, and the 95 % interval of the mean.

    Deviation and interval are None for one value.
    """

    n: int
    mean: float
    deviation: float | None
    lower: float | None
    upper: float | None


def mean_of(values: Sequence[float]) -> Mean | None:
    """The mean of values with its interval; None for no values."""
    if not values:
        return None
    middle = fmean(values)
    if len(values) == 1:
        return Mean(1, middle, None, None, None)
    deviation = stdev(values)
    reach = t_quantile((1 + LEVEL) / 2, len(values) - 1) * deviation / sqrt(len(values))
    return Mean(len(values), middle, deviation, middle - reach, middle + reach)


def t_quantile(probability: float, freedom: int) -> float:
    """The value that Student's t with that many degrees of freedom stays below so often.

    For probabilities from 0.5 to below 1; found by halving, exact to 8 digits.
    """
    if not 0.5 <= probability < 1 or freedom < 1:
        raise ValueError("a probability from 0.5 to 1, and at least one degree of freedom")
    low, high = 0.0, 1.0
    while t_below(high, freedom) < probability:
        low, high = high, high * 2
    while high - low > 1e-13 * max(1.0, high):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if t_below(middle, freedom) < probability else (low, middle)
    return (low + high) / 2


def t_below(value: float, freedom: int) -> float:
    """How often Student's t stays below a value of 0 or more (Abramowitz & Stegun 26.7.1)."""
    return 1 - _beta(freedom / (freedom + value * value), freedom / 2, 0.5) / 2


def _beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function (A&S 26.5.8)."""
    if x <= 0 or x >= 1:
        return min(1.0, max(0.0, x))
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """Its continued fraction, evaluated from the front (Lentz 1976)."""
    c, d = 1.0, _away(1 - (a + b) * x / (a + 1))
    d = 1 / d
    found = d
    for m in range(1, _ROUNDS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away(1 + term * d)
            c = _away(1 + term / c)
            found *= c * d
        if abs(c * d - 1) < _PRECISE:
            break
    return found


def _away(value: float) -> float:
    return value if abs(value) > _SMALL else _SMALL
