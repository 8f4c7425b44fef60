"""How measures, characteristics and their groups read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from app.formats import number
from app.participants.labels import (
    AGE,
    EXIT_REASONS,
    OUTCOME,
    SCHOOL,
    SEX,
    VOCATIONAL,
    stage_titles,
)
from app.pilots.preset import Preset
from app.reporting.breakdown.rules import STILL_THERE, By, Measure, Value
from app.reporting.figures.rules import NOT_STATED
from app.wording import gettext as _

MEASURE = {
    Measure.IN_CARE: _l("Personen in Betreuung"),
    Measure.ADMITTED: _l("Aufgenommene Personen"),
    Measure.EXITED: _l("Austritte"),
    Measure.DWELL: _l("Mittlere Verweildauer"),
}
BY = {
    By.SEX: _l("Geschlecht"),
    By.AGE: _l("Alter bei Aufnahme"),
    By.SCHOOL: _l("Schulabschluss"),
    By.VOCATIONAL: _l("Berufsabschluss"),
    By.STAGE: _l("Baustein"),
    By.YEAR: _l("Jahr der Aufnahme"),
    By.EXIT_REASON: _l("Grund des Austritts"),
    By.OUTCOME: _l("Verbleib beim Austritt"),
    By.POST: _l("Stelle"),
}
DAYS_IN_MONTH = 365.25 / 12
"""Days become months of this length for reading."""


def groups_of(by: By, preset: Preset, posts: Mapping[int, str]) -> dict[str, str]:
    """The groups of a characteristic in order, with their words."""
    words: dict[By, Mapping[Any, Any]] = {
        By.SEX: SEX,
        By.AGE: AGE,
        By.SCHOOL: SCHOOL,
        By.VOCATIONAL: VOCATIONAL,
        By.STAGE: stage_titles(preset),
        By.YEAR: {year: year for year in preset.years},
        By.EXIT_REASON: {STILL_THERE: _("in Betreuung"), **EXIT_REASONS},
        By.OUTCOME: {STILL_THERE: _("in Betreuung"), **OUTCOME},
        By.POST: posts,
    }
    return {
        **{str(code): str(word) for code, word in words[by].items()},
        NOT_STATED: _("ohne Angabe"),
    }


def written(value: Value, measure: Measure) -> str:
    """A cell: people, or months on average; a protected one says so."""
    if value.people is None:
        return _("geschützt")
    if measure is not Measure.DWELL:
        return number(value.people)
    return number(months(value), 1)


def months(value: Value) -> float | None:
    """The mean of a cell in months."""
    return None if value.mean_days is None else value.mean_days / DAYS_IN_MONTH
