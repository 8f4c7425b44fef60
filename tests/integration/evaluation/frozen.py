"""Frozen sheets of a question as rows by the names of their columns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.access import Actor
from app.database import new_id
from app.evaluation.freezing import Frozen, Place, Pseudonyms, freeze_answer
from app.evaluation.question import Question
from exports.frozen import Value
from tests import factories
from tests.factories import DAY

Line = dict[str, Value]


def answer(actor: Actor, folder: Path, *datasets: str, day: date = DAY) -> Frozen:
    """The answer to a question for a day; days are told as days since entry."""
    target = folder / str(new_id())
    target.mkdir()
    names = Pseudonyms(b"k" * 32, actor.pilot_id, "probe")
    question = Question(day=day, datasets=datasets, dates="days")
    return freeze_answer(Place(actor.pilot_id, factories.gecko()), question, names, target)


def frozen(actor: Actor, folder: Path, *datasets: str, day: date = DAY) -> dict[str, list[Line]]:
    """The rows of each dataset on a day."""
    return {
        sheet.dataset.key: [
            dict(zip(sheet.dataset.column_names, values, strict=True)) for values in sheet.values()
        ]
        for sheet in answer(actor, folder, *datasets, day=day).sheets
    }
