"""The datasets of a release: no name, no exact day, no number of the database, no staff data."""

from typing import Final

from exports.columns import Dataset
from exports.datasets.persons import PERSONS
from exports.datasets.stage_episodes import STAGE_EPISODES

DATASETS: Final[tuple[Dataset, ...]] = (PERSONS, STAGE_EPISODES)
"""All that a release may hold, in the order of its sheets."""

BY_KEY: Final = {dataset.key: dataset for dataset in DATASETS}

__all__ = ["BY_KEY", "DATASETS", "PERSONS", "STAGE_EPISODES"]
