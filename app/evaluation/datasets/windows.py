"""The two days on which circumstances and states are looked at: baseline and end of the stay."""

from __future__ import annotations

from datetime import date, timedelta

from app.evaluation.datasets.sources import Asked
from app.evaluation.rules import KnownStay


def end_of_stay(known: KnownStay, asked: Asked) -> date:
    """The last day of a stay that the day of account knows: of the exit, or the day itself."""
    return asked.day if known.exited_on is None else known.exited_on


def end_of_baseline(known: KnownStay, asked: Asked) -> date:
    """The last day of the window of the baseline, but not after the end of the stay."""
    weeks = asked.preset.measurement.baseline_weeks
    return min(known.stay.admitted_on + timedelta(weeks=weeks), end_of_stay(known, asked))
