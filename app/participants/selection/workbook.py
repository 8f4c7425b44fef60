"""The selection funnel as a workbook: exactly the suppressed counts of its page."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Final

from app import audit
from app.access import Actor
from app.disclosure import FEWEST
from app.participants.selection.rules import Funnel
from app.participants.selection.tables import rows
from app.pilots.preset import Preset
from exports.columns import Bilingual
from exports.selection import FUNNEL
from exports.workbook import ReleaseFacts, write_dataset_workbook

STATUS: Final = Bilingual(
    "Zahlen ohne Personenbezug, zur Weitergabe geeignet",
    "Counts that identify nobody, fit to be passed on",
)
COUNTS_ONLY: Final = (
    Bilingual(
        f"Zahlen von 1 bis {FEWEST - 1} sind unterdrückt, ebenso weitere, aus denen sie sich "
        "errechnen ließen; dafür steht der Code -98.",
        f"Counts from 1 to {FEWEST - 1} are suppressed, and further ones that would give them "
        "away; the code -98 stands for both.",
    ),
    Bilingual(
        "Gezählt werden Zusteuerungen nach dem Jahr, in dem sie eingingen, mit ihrem Stand am "
        "Stichtag. Die Teilnahme ist freiwillig; eine Absage hat keine Folgen.",
        "Referrals are counted by the year in which they came, with their state on the day of "
        "account. Taking part is voluntary; a refusal has no consequence.",
    ),
)
HOUSE: Final = Bilingual("Vorhaben", "pilot")


def announce(actor: Actor) -> None:
    """Records that the funnel leaves the house; before it does."""
    audit.record(actor, "export_funnel", "candidate", None, ["state", "referrer", "reason"])


def funnel_workbook(preset: Preset, funnel: Funnel, day: date, made_on: date) -> bytes:
    """The funnel as XLSX."""
    facts = ReleaseFacts(
        pilot_title=preset.title,
        day=day,
        made_on=made_on,
        made_by_role=HOUSE,
        status=STATUS,
        rules=COUNTS_ONLY,
    )
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "funnel.xlsx"
        sheets = [(FUNNEL, rows(preset, funnel))]
        write_dataset_workbook(target, sheets, facts, labels=None)
        return target.read_bytes()
