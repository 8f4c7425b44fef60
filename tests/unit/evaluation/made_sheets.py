"""Sheets of a release made by hand, for tests of what reads them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from app.evaluation.quality.measuring import measure
from app.evaluation.quality.report import QualityReport
from exports.columns import Dataset, Missing
from exports.datasets import BY_KEY
from exports.frozen import FrozenSheet, freeze
from exports.rows import row_canonical
from exports.treatment import DateForm, published, treatment

ENTRY = date(2023, 3, 14)
NOT_YET, NONE, UNKNOWN = Missing.NOT_YET_DUE, Missing.NOT_APPLICABLE, Missing.UNKNOWN
Line = dict[str, object]

PERSON: Line = {
    "age_group_at_entry": "35_44",
    "sex": "female",
    "school": "intermediate",
    "vocational": "dual",
    "children_in_household": 1,
    "health_restriction": 1,
    "addiction": Missing.REFUSED,
    "referral": date(2023, 3, 1),
    "entry": ENTRY,
    "stage_at_day": 2,
    "in_care_at_day": 1,
    "exit": NOT_YET,
    "exit_reason": NOT_YET,
    "outcome": NOT_YET,
    "dwell_months": 10,
    "returner": 0,
    "admitted_against_criterion": 0,
}
LEFT = PERSON | {
    "stage_at_day": NONE,
    "in_care_at_day": 0,
    "exit": date(2023, 10, 1),
    "exit_reason": "moved",
    "outcome": "unknown",
}
EPISODE: Line = {"episode": 1, "stage": 1, "from": ENTRY, "until": NOT_YET, "ended": 0}
CONTACT: Line = {
    "contact": 1,
    "held": date(2023, 4, 3),
    "phase": "in_care",
    "kind": "talk",
    "reached": 1,
    "minutes": 30,
    "partner_kind": NONE,
    "topics": "work",
}
ANSWER: Line = {
    "instrument": "gad7",
    "wave": "t0",
    "answered": date(2023, 3, 20),
    "in_window": 1,
    "mode": "self",
    "complete": 1,
    "measure": "item",
    "value": 1,
}
BARRIER: Line = {
    "entry_number": 1,
    "kind": "barrier",
    "group": "pain",
    "noted": date(2023, 4, 1),
    "known_for": UNKNOWN,
    "state_first": "open",
    "state_t0": "open",
    "state_latest": "open",
    "latest": date(2023, 4, 1),
    "changes": 0,
    "change": "unchanged",
    "partner_kind": NONE,
}
INVOLVEMENT: Line = {
    "involvement": 1,
    "partner_kind": "clinic",
    "purpose": "treatment",
    "from": date(2023, 4, 1),
    "until": NOT_YET,
    "result": NOT_YET,
}
FOLLOW_UP: Line = dict.fromkeys(BY_KEY["follow_ups"].column_names[2:], NOT_YET) | {
    "months_after": 6,
    "due": date(2024, 4, 1),
}
WIDE: Line = {
    name: NOT_YET for name in BY_KEY["questionnaires_wide"].column_names if "_score" in name
}


class Sheets:
    """Frozen sheets made by hand, in the form that a release gives to its days."""

    def __init__(self, folder: Path, dates: DateForm = "shifted") -> None:
        self.folder, self.dates = folder, dates
        self.made: list[FrozenSheet] = []

    def add(self, key: str, *rows: tuple[str, int, Line], dataset: Dataset | None = None) -> None:
        """A sheet with rows of pseudonym, stay and values by declared name."""
        declared = dataset or BY_KEY[key]
        shown = published(declared, self.dates)
        treat, canonical = treatment(declared, self.dates), row_canonical(shown)
        lines = []
        for number, (pseudonym, stay, values) in enumerate(rows, 1):
            whole = {"pseudonym": pseudonym, "stay": stay, **values}
            plain = [whole[name] for name in declared.column_names]
            lines.append(canonical(treat(plain, ENTRY, 30), number))
        self.made.append(freeze(shown, lines, self.folder / f"{key}.rows"))

    def report(self) -> QualityReport:
        return measure(self.made)


def questionnaire(score: object, *answers: object, **changes: object) -> list[Line]:
    """An answered questionnaire as rows: its answers, then its score."""
    items: list[dict[str, Any]] = [{"item": n, "value": v} for n, v in enumerate(answers, 1)]
    items.append({"measure": "score", "item": NONE, "value": score})
    return [{**ANSWER, **changes, **item} for item in items]


def of(pseudonym: str, rows: list[Line], stay: int = 1) -> list[tuple[str, int, Line]]:
    return [(pseudonym, stay, row) for row in rows]
