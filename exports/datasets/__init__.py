"""The datasets of a release: no name, no exact day, no number of the database, no staff data."""

from typing import Final

from exports.columns import Dataset
from exports.datasets.barriers import BARRIERS
from exports.datasets.circumstances import CIRCUMSTANCES
from exports.datasets.contacts import CONTACTS
from exports.datasets.persons import PERSONS
from exports.datasets.questionnaires import QUESTIONNAIRES_LONG, QUESTIONNAIRES_WIDE
from exports.datasets.stage_episodes import STAGE_EPISODES

DATASETS: Final[tuple[Dataset, ...]] = (
    PERSONS,
    STAGE_EPISODES,
    CONTACTS,
    QUESTIONNAIRES_LONG,
    QUESTIONNAIRES_WIDE,
    BARRIERS,
    CIRCUMSTANCES,
)
"""All that a release may hold, in the order of its sheets."""

BY_KEY: Final = {dataset.key: dataset for dataset in DATASETS}

__all__ = [
    "BARRIERS",
    "BY_KEY",
    "CIRCUMSTANCES",
    "CONTACTS",
    "DATASETS",
    "PERSONS",
    "QUESTIONNAIRES_LONG",
    "QUESTIONNAIRES_WIDE",
    "STAGE_EPISODES",
]
