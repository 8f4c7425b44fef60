"""Writes the answer to a question as a workbook: rows frozen first, then the sheets."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from app.evaluation.freezing import (
    Frozen,
    Place,
    Progress,
    Pseudonyms,
    Survey,
    freeze_answer,
)
from app.evaluation.question import Question
from app.evaluation.reading_rules import READING_RULES
from exports.columns import Bilingual
from exports.frozen import hash_of_sheets
from exports.workbook import Count, ReleaseFacts, write_canonical_workbook

_PEOPLE: Final = Bilingual("Personen im Datensatz", "People in the dataset")
_LEFT_OUT: Final = Bilingual(
    "Ausgelassene Personen ohne geltende Einwilligung in die Evaluation",
    "People left out for lack of consent to evaluation",
)
_SMALLEST: Final = Bilingual(
    "Personen in der kleinsten Gruppe aus Altersgruppe und Geschlecht (k)",
    "People in the smallest group by age group and sex (k)",
)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What kind of file it becomes: who makes it (a role), when, and what it may be used for."""

    made_by_role: Bilingual
    made_on: date
    status: Bilingual


@dataclass(frozen=True)
class Written:
    """A written dataset: hash of its content, rows per sheet, what was counted."""

    content_hash: str
    row_counts: dict[str, int]
    survey: Survey


def write_answer(
    place: Place,
    question: Question,
    pseudonyms: Pseudonyms,
    target: Path,
    edition: Edition,
    progress: Progress | None = None,
) -> Written:
    """Writes the workbook of a question, whole or not at all; `progress` counts stays.

    Memory does not grow with the number of people: the rows wait beside the target, in a folder
    for the owner's eyes, so that the database is read once and all sheets show the same state.
    """
    with tempfile.TemporaryDirectory(dir=target.parent) as waiting:
        frozen = freeze_answer(place, question, pseudonyms, Path(waiting), progress=progress)
        return write_workbook(place, question.day, frozen, target, edition)


def write_workbook(
    place: Place, day: date, frozen: Frozen, target: Path, edition: Edition
) -> Written:
    """Writes frozen sheets as a workbook."""
    facts = ReleaseFacts(
        pilot_title=place.preset.title,
        day=day,
        made_on=edition.made_on,
        made_by_role=edition.made_by_role,
        status=edition.status,
        rules=READING_RULES,
        counts=counts(frozen.survey),
    )
    sheets = [(sheet.dataset, sheet.texts()) for sheet in frozen.sheets]
    written = write_canonical_workbook(target, sheets, facts, hash_of_sheets(frozen.sheets))
    return Written(written.content_hash, written.row_counts, frozen.survey)


def counts(survey: Survey) -> Sequence[Count]:
    """What the read-me says beside the numbers of rows."""
    return [
        Count(_PEOPLE, survey.people),
        Count(_LEFT_OUT, survey.left_out),
        Count(_SMALLEST, survey.smallest_group),
    ]
