"""The selection funnel as a workbook: exactly the suppressed counts of its page."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from app import audit
from app.access import Actor
from app.disclosure import FEWEST
from app.participants.selection.rules import ALL, DECLINE_REASONS, Funnel, State
from app.pilots.preset import Preset
from exports.columns import Bilingual, Missing
from exports.selection import FUNNEL, REASONS, STATES
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

Row = tuple[str, str, str, str, int | Missing]


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


def rows(preset: Preset, funnel: Funnel) -> Iterator[Row]:
    """One row per count, in the order of the page."""
    for year in (*funnel.years, ALL):
        yield _row(funnel, "referred", "", year, ("zugesteuert", "referred"))
        for state in State:
            yield _row(funnel, "state", state, year, STATES[state])
    yield _row(funnel, "talk", "held", ALL, ("Erstgespräch geführt", "first talk held"))
    titles = {one.key: (one.title_de, one.title_en) for one in preset.selection.referrers}
    for referrer in funnel.referrers:
        words = titles.get(referrer, (referrer, referrer))
        yield _row(funnel, "referrer", referrer, ALL, words)
    for reason in DECLINE_REASONS:
        yield _row(funnel, "reason", reason, ALL, REASONS[reason])


def _row(funnel: Funnel, table: str, key: str, year: int, words: tuple[str, str]) -> Row:
    found = funnel.count(table, key, year)
    count = Missing.SUPPRESSED if found is None else found
    return table, str(year) if year != ALL else "all", *words, count
