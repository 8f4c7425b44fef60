"""The rows of `selection_funnel`: the counts of the funnel's page, suppressed by the k of releases.

Counted are all referrals: who was not admitted has given no consent and stands in no other dataset.
The filter of a release does not touch them either, and the years are a fixed grid
(app.participants.selection.rules.funnel), so that no two tables differ by a single person.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.evaluation.datasets.sources import Asked, CountSource, Values
from app.participants.selection.counting import referred
from app.participants.selection.rules import funnel
from app.participants.selection.workbook import rows
from exports.datasets import FUNNEL


def lines(asked: Asked) -> Iterator[Values]:
    """One row per count, in the order of the page."""
    known = [one.key for one in asked.preset.selection.referrers]
    counted = funnel(referred(asked.pilot_id), known, asked.day, asked.k)
    yield from rows(asked.preset, counted)


SOURCE: Final = CountSource(FUNNEL, lines)
