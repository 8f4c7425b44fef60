"""The datasets of a release: no name, no exact day, no number of the database, no staff data."""

from typing import Final

from exports.columns import Dataset
from exports.datasets.barriers import BARRIERS
from exports.datasets.caseload_months import CASELOAD_MONTHS
from exports.datasets.circumstances import CIRCUMSTANCES
from exports.datasets.contacts import CONTACTS
from exports.datasets.expenditure_months import EXPENDITURE_MONTHS
from exports.datasets.follow_ups import FOLLOW_UPS
from exports.datasets.partners import PARTNERS
from exports.datasets.persons import PERSONS
from exports.datasets.questionnaires import QUESTIONNAIRES_LONG, QUESTIONNAIRES_WIDE
from exports.datasets.stage_episodes import STAGE_EPISODES
from exports.selection import FUNNEL

DATASETS: Final[tuple[Dataset, ...]] = (
    PERSONS,
    STAGE_EPISODES,
    CONTACTS,
    QUESTIONNAIRES_LONG,
    QUESTIONNAIRES_WIDE,
    BARRIERS,
    CIRCUMSTANCES,
    PARTNERS,
    FOLLOW_UPS,
    FUNNEL,
    CASELOAD_MONTHS,
    EXPENDITURE_MONTHS,
)
"""All that a release may hold, in the order of its sheets."""

BY_KEY: Final = {dataset.key: dataset for dataset in DATASETS}

__all__ = [
    "BARRIERS",
    "BY_KEY",
    "CASELOAD_MONTHS",
    "CIRCUMSTANCES",
    "CONTACTS",
    "DATASETS",
    "EXPENDITURE_MONTHS",
    "FOLLOW_UPS",
    "FUNNEL",
    "PARTNERS",
    "PERSONS",
    "QUESTIONNAIRES_LONG",
    "QUESTIONNAIRES_WIDE",
    "STAGE_EPISODES",
]
