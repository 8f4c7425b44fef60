"""How long a stay lasts, what ends it first, and what an estimate may know of it. Pure.

Dwell is exit − entry in days; interruptions are not taken off (gross). Months of a person are
completed calendar months; estimates count days and are read in months of DAYS_IN_MONTH.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil
from statistics import fmean, median
from typing import NamedTuple

from app.participants.rules import dwell_days
from app.periods import add_months, day_after, whole_months
from app.pilots.preset import Preset
from app.survival import Curve, Incidence, incidence_along, product_limit, restricted_mean
from app.survival import median as median_of

DAYS_IN_MONTH = 365.25 / 12
MARK_MONTHS = 3
"""Months between the lines of the tables."""


class Limit(StrEnum):
    """What a stay comes up against; the first of several on one day is the one that is named."""

    PLANNED = "planned"
    MAXIMUM = "maximum"
    FUNDING = "funding"


@dataclass(frozen=True)
class Left:
    """The way to a limit: the first day behind it, completed months and days until then.

    Both are negative once the limit lies behind the day of account.
    """

    limit: Limit
    on: date
    months: int
    days: int


@dataclass(frozen=True)
class Dwell:
    """A stay on a day of account: days and completed months so far, and what is left."""

    days: int
    months: int
    left: Mapping[Limit, Left]

    @property
    def first(self) -> Left:
        """The limit that comes first."""
        return min(self.left.values(), key=lambda one: one.on)


def dwell(admitted_on: date, exited_on: date | None, on: date, preset: Preset) -> Dwell:
    """Where a stay stands on a day, against planned and maximum dwell and the funding period."""
    target, until = preset.target, min(exited_on or on, on)
    ends = {
        Limit.PLANNED: add_months(admitted_on, target.planned_mean_dwell_months),
        Limit.MAXIMUM: add_months(admitted_on, target.maximum_dwell_months),
        Limit.FUNDING: day_after(preset.notice.ends_on),
    }
    return Dwell(
        dwell_days(admitted_on, exited_on, on),
        max(0, whole_months(admitted_on, until)),
        {
            limit: Left(limit, end, whole_months(on, end), (end - on).days)
            for limit, end in ends.items()
        },
    )


def last_entry_reaching(on: date, months: int) -> date:
    """The last day of entry from which that many months are completed on the day.

    Whoever enters on 31.01. completes a month on the last day of February.
    """
    day = add_months(on, -months)
    while add_months(day_after(day), months) <= on:
        day = day_after(day)
    return day


@dataclass(frozen=True)
class Bounds:
    """The days of entry that the lists are cut at, each the last day that belongs to them.

    `in_transition`: so many months are completed that the transition is planned. `over_plan`: the
    planned dwell is exceeded. `full`: it can be completed before the period ends.
    """

    in_transition: date
    over_plan: date
    full: date


def bounds(preset: Preset, on: date) -> Bounds:
    """The days of entry at which somebody enters or leaves a list on the day of account."""
    planned = preset.target.planned_mean_dwell_months
    return Bounds(
        last_entry_reaching(on, preset.stays.transition_from_month),
        last_entry_reaching(on - timedelta(days=1), planned),
        last_full_entry(preset),
    )


def last_full_entry(preset: Preset, months: int | None = None) -> date:
    """The last day of admission for a full planned stay (or so many months) before the end."""
    planned = preset.target.planned_mean_dwell_months if months is None else months
    return last_entry_reaching(day_after(preset.notice.ends_on), planned)


class Stay(NamedTuple):
    """A stay as it was known on the day of account: a later exit has not happened yet."""

    person_id: int
    admitted_on: date
    exited_on: date | None
    exit_reason: str | None


class Observed(NamedTuple):
    """A stay as an estimate takes it: its days, and why it ended; None is censored."""

    days: int
    cause: str | None


def observed(stay: Stay, on: date, last_day: date) -> Observed | None:
    """What is known of a stay on a day of account, in a period that ends with `last_day`.

    The end of the funding period is no exit: whoever leaves on its last day or later is censored.
    A stay that begins only after the period is none of the pilot's.
    """
    if stay.admitted_on > last_day:
        return None
    until = min(on, day_after(last_day))
    if stay.exited_on is None or stay.exited_on > until:
        return Observed((until - stay.admitted_on).days, None)
    is_exit = stay.exited_on < last_day
    cause = (stay.exit_reason or "other") if is_exit else None
    return Observed((stay.exited_on - stay.admitted_on).days, cause)


@dataclass(frozen=True)
class Estimates:
    """How long people stay; durations in days, the horizon of the restricted mean too.

    The horizon is the planned dwell, or what has been seen where that is less.
    """

    completed: int
    open: int
    mean_completed: float | None
    median_completed: float | None
    curve: Curve
    causes: Incidence[str]
    median: float | None
    restricted_mean: float
    horizon: float


def estimates(stays: Sequence[Stay], on: date, preset: Preset) -> Estimates:
    """Completed stays by themselves, and all stays with the open ones counted as censored."""
    seen = [found for stay in stays if (found := observed(stay, on, preset.notice.ends_on))]
    days, causes = [one.days for one in seen], [one.cause for one in seen]
    ended = [one.days for one in seen if one.cause is not None]
    curve = product_limit(days, [cause is not None for cause in causes])
    horizon: float = mark_day(preset.target.planned_mean_dwell_months)
    if curve.last > 0:
        horizon = min(horizon, curve.longest)
    return Estimates(
        len(ended),
        len(seen) - len(ended),
        fmean(ended) if ended else None,
        median(ended) if ended else None,
        curve,
        incidence_along(curve, days, causes),
        median_of(curve),
        restricted_mean(curve, horizon),
        horizon,
    )


def mark_day(months: int) -> int:
    """The day of dwell on which that many months are over: a day begun counts.

    Two calendar years are 730 or 731 days, and both are over at the mark of 24 months (731).
    """
    return ceil(months * DAYS_IN_MONTH)


def marks(curve: Curve, planned: int) -> list[int]:
    """The months at which tables are read: every third, to the planned dwell or the longest."""
    last = max(planned, ceil(curve.longest / DAYS_IN_MONTH))
    return list(range(0, last + MARK_MONTHS, MARK_MONTHS))
