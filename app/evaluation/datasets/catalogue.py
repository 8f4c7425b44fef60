"""All sources, in the order in which their sheets stand in a release."""

from __future__ import annotations

from typing import Final

from app.evaluation.datasets import persons, stage_episodes
from app.evaluation.datasets.sources import Source

SOURCES: Final[tuple[Source, ...]] = (persons.SOURCE, stage_episodes.SOURCE)

BY_KEY: Final = {source.dataset.key: source for source in SOURCES}
