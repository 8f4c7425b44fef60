"""Reads of how many people are expected by the end of the funding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.participants.capacity import forecast
from app.participants.capacity.queries import situation
from app.participants.capacity.rules import as_planned, lengths_of, plan_of
from app.participants.dwell.queries import stays
from app.periods import day_after
from app.pilots.preset import Preset

MOST_FORESEEN = 5_000
"""For more stays than these the forecast has its own page: it walks through every place."""


@dataclass(frozen=True)
class PeopleAhead:
    """People accompanied and stays completed by the end, and completed so far."""

    accompanied: int
    completed: int
    completed_so_far: int


def people_ahead(pilot_id: int, preset: Preset, day: date, entries: int) -> PeopleAhead | None:
    """The deterministic forecast of capacity as of the day; None where `entries` are too many."""
    if entries > MOST_FORESEEN:
        return None
    on = min(day, day_after(preset.notice.ends_on))
    known = stays(pilot_id, on)
    now = situation(pilot_id, preset, on, known)
    lengths, _own = lengths_of(known, now)
    found = forecast.expected(plan_of(now, as_planned(preset), lengths))
    return PeopleAhead(found.accompanied, found.completed, now.completed)
