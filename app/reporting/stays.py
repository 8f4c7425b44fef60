"""What follows from stays that are read already: entries and exits by day, how they ended. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from app.participants.figures import StaysByDay
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


def by_day(stays: Iterable[Stayed], day: date) -> StaysByDay:
    """Entries and exits up to the day, counted by day (as the database counts them for others)."""
    entries, still_open, exits = Counter[date](), Counter[date](), Counter[date]()
    for stay in stays:
        entries[stay.admitted_on] += 1
        if stay.exited_on is not None and stay.exited_on <= day:
            exits[stay.exited_on] += 1
        else:
            still_open[stay.admitted_on] += 1
    return StaysByDay(day, entries, still_open, exits)


def admissions_by_month(stays: Iterable[Stayed]) -> Mapping[date, int]:
    """First admissions of people by the first day of their month."""
    first: dict[int, date] = {}
    for stay in stays:
        first[stay.person] = min(stay.admitted_on, first.get(stay.person, stay.admitted_on))
    return Counter(on.replace(day=1) for on in first.values())
