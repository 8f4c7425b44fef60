"""Frozen sheets of a question as rows by the names of their columns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.access import Actor
from app.database import new_id
from app.evaluation.freezing import Place, Pseudonyms, freeze_answer
from app.evaluation.question import Question
from exports.frozen import Value
from tests import factories
from tests.factories import DAY

Line = dict[str, Value]


def frozen(actor: Actor, folder: Path, *datasets: str, day: date = DAY) -> dict[str, list[Line]]:
    """The rows of each dataset on a day; days as they are since entry."""
    target = folder / str(new_id())
    target.mkdir()
    names = Pseudonyms(b"k" * 32, actor.pilot_id, "probe")
    question = Question(day=day, datasets=datasets, dates="days")
    answer = freeze_answer(Place(actor.pilot_id, factories.gecko()), question, names, target)
    return {
        sheet.dataset.key: [
            dict(zip(sheet.dataset.column_names, values, strict=True)) for values in sheet.values()
        ]
        for sheet in answer.sheets
    }
