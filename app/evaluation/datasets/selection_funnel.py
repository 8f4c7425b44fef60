"""The rows of `selection_funnel`: the suppressed counts of the funnel's page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.evaluation.datasets.sources import Asked, CountSource, Values
from app.participants.selection.counting import referred
from app.participants.selection.rules import funnel
from app.participants.selection.tables import rows
from exports.datasets import FUNNEL


def lines(asked: Asked) -> Iterator[Values]:
    """All counts of everybody referred by the day; nobody stands in them."""
    referrers = [one.key for one in asked.preset.selection.referrers]
    counted = funnel(referred(asked.pilot_id), referrers, asked.day, asked.k)
    if not counted.is_empty:
        yield from rows(asked.preset, counted)


SOURCE: Final = CountSource(FUNNEL, lines)
