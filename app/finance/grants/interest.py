"""Interest on money used late (§ 49a Abs. 3 and 4 VwVfG): simple, by the day. Pure; cents.

The base rate (Basiszinssatz, § 247 BGB) holds for one half-year; no rate is carried on. A change
within splits the time, nothing is compounded, and each late amount is rounded once, half up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from app.finance.grants.uses import Use

YEAR_DAYS: Mapping[str, int] = {"actual_365": 365, "actual_360": 360}
"""Days of a year by which a yearly rate is divided; the days themselves are always counted."""


@dataclass(frozen=True)
class BaseRate:
    """The base rate of the half-year from `valid_from`, in hundredths of a percent."""

    valid_from: date
    basis_points: int
    source: str
    is_confirmed: bool


@dataclass(frozen=True)
class Terms:
    """How interest is counted: `starts` from `payout` or from `day_after` the time for its use."""

    starts: str
    points_above_base: int
    year_days: int


@dataclass(frozen=True)
class Late:
    """An amount used (or returned) on `until` although its time ended with `last_timely_on`.

    `is_open`: it is unspent still, and counted up to `until` only because that is the day asked.
    """

    amount_cents: int
    received_on: date
    last_timely_on: date
    until: date
    is_open: bool = False


@dataclass(frozen=True)
class Stretch:
    """Days of one half-year, both ends included; without a confirmed rate there is no figure."""

    first: date
    last: date
    rate: BaseRate | None
    basis_points: int
    """The rate of interest, base rate and the points above it, in hundredths of a percent."""
    interest: Fraction | None
    """Exact cents, not rounded."""

    @property
    def days(self) -> int:
        """How many days, both ends counted."""
        return (self.last - self.first).days + 1

    @property
    def euros(self) -> Decimal | None:
        """The interest in euros with all decimals, to be shown before it is rounded."""
        if self.interest is None:
            return None
        return Decimal(self.interest.numerator) / (self.interest.denominator * 100)


@dataclass(frozen=True)
class Interest:
    """The interest on a late amount with the stretches that it is made of."""

    late: Late
    stretches: tuple[Stretch, ...]

    @property
    def cents(self) -> int:
        """Rounded once, half up, over all stretches whose rate is known."""
        exact = sum((one.interest or Fraction(0) for one in self.stretches), Fraction(0))
        return int(exact + Fraction(1, 2))

    @property
    def missing(self) -> tuple[date, ...]:
        """Half-years without a confirmed rate: their days are in no figure."""
        return tuple(half_year(one.first) for one in self.stretches if one.interest is None)


def half_year(day: date) -> date:
    """The first day of the half-year: 1 January or 1 July, when base rates change (§ 247 BGB)."""
    return date(day.year, 7 if day.month > 6 else 1, 1)


def next_half_year(start: date) -> date:
    """The first day of the half-year that follows."""
    return date(start.year, 7, 1) if start.month == 1 else date(start.year + 1, 1, 1)


def late_amounts(use: Use, on: date) -> list[Late]:
    """What of a draw-down was used after its time, by day of use, and what is overdue unspent."""
    late_parts = [part for part in use.parts if part.day > use.last_timely_on]
    found = [
        Late(sum(p.amount_cents for p in parts), use.received_on, use.last_timely_on, day)
        for day, parts in groupby(late_parts, key=lambda part: part.day)
    ]
    if use.rest_cents and on > use.last_timely_on:
        found.append(Late(use.rest_cents, use.received_on, use.last_timely_on, on, is_open=True))
    return found


def interest_on(late: Late, rates: Mapping[date, BaseRate], terms: Terms) -> Interest:
    """The interest from the first day that counts up to and with the day of use.

    From day 43, or from the day after payout: the day on which the money came is not counted
    (§ 187 (1) BGB).
    """
    begins = late.received_on if terms.starts == "payout" else late.last_timely_on
    days = _by_half_year(begins + timedelta(days=1), late.until)
    return Interest(late, tuple(_stretch(late, span, rates, terms) for span in days))


def _by_half_year(first: date, last: date) -> Iterator[tuple[date, date]]:
    while first <= last:
        after = next_half_year(half_year(first))
        yield first, min(last, after - timedelta(days=1))
        first = after


def _stretch(
    late: Late, span: tuple[date, date], rates: Mapping[date, BaseRate], terms: Terms
) -> Stretch:
    first, last = span
    rate = rates.get(half_year(first))
    if rate is None or not rate.is_confirmed:
        return Stretch(first, last, None, 0, None)
    # The rate is never below 0, however far the base rate may fall.
    basis_points = max(0, rate.basis_points + terms.points_above_base * 100)
    days = (last - first).days + 1
    cents = Fraction(late.amount_cents * basis_points * days, 10_000 * terms.year_days)
    return Stretch(first, last, rate, basis_points, cents)


@dataclass(frozen=True)
class Sum:
    """The interest on several late amounts, and the half-years that are in no figure."""

    cents: int
    missing: tuple[date, ...]


def total(interests: Sequence[Interest]) -> Sum:
    """The sum of amounts each rounded by itself."""
    missing = sorted({start for one in interests for start in one.missing})
    return Sum(sum(one.cents for one in interests), tuple(missing))
