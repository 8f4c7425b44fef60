"""The preview of a dataset: written for the house itself, recorded before it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from app import audit
from app.access import Actor
from app.config import Settings
from app.errors import DomainError
from app.evaluation.freezing import Place, Progress, Pseudonyms
from app.evaluation.question import Question
from app.evaluation.workbook import Edition, Written, write_answer
from app.pilots.queries import PilotInForce

PREVIEW_SCOPE: Final = "evaluation"


def check_day(pilot: PilotInForce, day: date) -> None:
    """A dataset shows what is known: its day is not in the future."""
    if day > pilot.day:
        raise DomainError("house.future", "day", day=day, on=pilot.day)


def announce_preview(actor: Actor, pilot: PilotInForce, day: date) -> None:
    """Records that a preview is about to be written; before it is, so that none goes unrecorded."""
    check_day(pilot, day)
    audit.record(actor, "preview_dataset", "dataset", None, ["day"])


def write_dataset(
    actor: Actor,
    pilot: PilotInForce,
    day: date,
    target: Path,
    settings: Settings,
    edition: Edition,
    progress: Progress | None = None,
) -> Written:
    """Writes the dataset of the actor's pilot for a day; reads long and records nothing."""
    check_day(pilot, day)
    pseudonyms = Pseudonyms(settings.keys["pseudonym"], actor.pilot_id, PREVIEW_SCOPE)
    place = Place(actor.pilot_id, pilot.preset)
    return write_answer(place, Question(day=day), pseudonyms, target, edition, progress)
