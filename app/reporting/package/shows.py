"""What a chapter of the factual report can show, by the words of a preset."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.reporting.package import goals, people, spending
from app.reporting.package.material import Material
from app.reporting.package.network import network
from exports.report import Chart, Table

Shown = Sequence[Table | Chart]
SHOWS: Mapping[str, Callable[[Material], Shown]] = {
    "people": people.people,
    "admissions": people.admissions,
    "stages": people.stages,
    "goals": goals.goals,
    "milestones": goals.milestones,
    "caseload": people.caseload,
    "dwell": people.dwell,
    "exits": people.exits,
    "network": network,
    "spending": spending.spending,
    "positions": spending.positions,
    "forecast": spending.forecast,
}
"""The words are those of `app.pilots.report_sections.SHOWN`, which reading a preset knows."""


def shown_in(material: Material, words: Sequence[str]) -> tuple[list[Table], list[Chart]]:
    """Tables and charts of a chapter, in the order of its words."""
    found = [one for word in words for one in SHOWS[word](material)]
    return (
        [one for one in found if isinstance(one, Table)],
        [one for one in found if isinstance(one, Chart)],
    )
