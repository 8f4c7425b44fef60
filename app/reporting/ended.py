"""Stays that have ended by a day: why, where to, and how long they lasted. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from app.reporting.figures.rules import NOT_STATED, Stayed


@dataclass(frozen=True)
class Ended:
    """Ended stays by outcome and by reason of exit, and the median of their days.

    The same as the figures `outcome`, `exited_here` and `dwell_median` of the time since the start.
    """

    outcomes: Mapping[str, int]
    reasons: Mapping[str, int]
    median_days: float | None


def ended_of(stays: Iterable[Stayed], day: date) -> Ended:
    """What is told of the stays that have ended by the day."""
    left = [(stay, stay.exited_on) for stay in stays if stay.exited_on and stay.exited_on <= day]
    days = [(on - stay.admitted_on).days for stay, on in left]
    return Ended(
        Counter(stay.outcome or NOT_STATED for stay, _on in left),
        Counter(stay.exit_reason or NOT_STATED for stay, _on in left),
        float(median(days)) if days else None,
    )
