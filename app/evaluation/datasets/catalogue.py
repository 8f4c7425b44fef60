"""All sources, in the order in which their sheets stand in a release."""

from __future__ import annotations

from typing import Final

from app.evaluation.datasets import (
    barriers,
    circumstances,
    contacts,
    persons,
    questionnaires_long,
    questionnaires_wide,
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
)

BY_KEY: Final = {source.dataset.key: source for source in SOURCES}
