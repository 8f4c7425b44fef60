"""All sources, in the order in which their sheets stand in a release."""

from __future__ import annotations

from typing import Final

from app.evaluation.datasets import (
    barriers,
    caseload_months,
    circumstances,
    contacts,
    expenditure_months,
    follow_ups,
    partners,
    persons,
    questionnaires_long,
    questionnaires_wide,
    selection_funnel,
    stage_episodes,
)
from app.evaluation.datasets.sources import Source

SOURCES: Final[tuple[Source, ...]] = (
    persons.SOURCE,
    stage_episodes.SOURCE,
    contacts.SOURCE,
    questionnaires_long.SOURCE,
    questionnaires_wide.SOURCE,
    barriers.SOURCE,
    circumstances.SOURCE,
    partners.SOURCE,
    follow_ups.SOURCE,
    selection_funnel.SOURCE,
    caseload_months.SOURCE,
    expenditure_months.SOURCE,
)

BY_KEY: Final = {source.dataset.key: source for source in SOURCES}
