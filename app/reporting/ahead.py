"""Reads of how many people are expected by the end of the funding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.participants.capacity import forecast
from app.participants.capacity.queries import Staffing, situation
from app.participants.capacity.rules import as_planned, lengths_of, plan_of
from app.participants.dwell.rules import Stay
from app.periods import day_after
from app.pilots.preset import Preset
from app.reporting.figures.rules import Stayed

MOST_FORESEEN = 5_000
"""For more stays than these the forecast has its own page: it walks through every place."""


@dataclass(frozen=True)
class PeopleAhead:
    """People accompanied and stays completed by the end, and completed so far."""

    accompanied: int
    completed: int
    completed_so_far: int


def people_ahead(
    pilot_id: int, preset: Preset, day: date, stays: Sequence[Stayed], staffing: Staffing
) -> PeopleAhead | None:
    """The deterministic forecast of capacity as of the day; None where there are too many stays."""
    if len(stays) > MOST_FORESEEN:
        return None
    on = min(day, day_after(preset.notice.ends_on))
    known = [_known(stay, on) for stay in stays if stay.admitted_on <= on]
    now = situation(pilot_id, preset, on, known, staffing)
    lengths, _own = lengths_of(known, now)
    found = forecast.expected(plan_of(now, as_planned(preset), lengths))
    return PeopleAhead(found.accompanied, found.completed, now.completed)


def _known(stay: Stayed, on: date) -> Stay:
    """The stay as it was known on the day: a later exit had not happened yet."""
    if stay.exited_on is None or stay.exited_on > on:
        return Stay(stay.person, stay.admitted_on, None, None)
    return Stay(stay.person, stay.admitted_on, stay.exited_on, stay.exit_reason)
