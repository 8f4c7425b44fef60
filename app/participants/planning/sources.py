"""The rooms that know of something due about participations; one line for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from app.access import Actor
from app.participants.aftercare import queries as aftercare
from app.participants.due import Pending
from app.participants.dwell import queries as dwell
from app.participants.planning import queries as planning
from app.participants.questionnaires import queries as questionnaires
from app.pilots.preset import Preset

Source = Callable[[Actor, Preset, date, date], Iterable[Pending]]
"""What is due about the cases that an actor sees: the day of account, and up to which day."""

SOURCES: tuple[Source, ...] = (planning.due, questionnaires.due, aftercare.due, dwell.due)
