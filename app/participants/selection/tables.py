"""The funnel as rows of counts, in the order of its page."""

from __future__ import annotations

from collections.abc import Iterator

from app.participants.selection.rules import ALL, DECLINE_REASONS, Funnel, State
from app.pilots.preset import Preset
from exports.columns import Missing
from exports.selection import REASONS, STATES

Row = tuple[str, str, str, str, int | Missing]


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
