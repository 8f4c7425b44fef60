"""The rows of `questionnaires_wide`: each score of a stay, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from sqlalchemy import or_, select

from app.evaluation.datasets.joins import of_stay
from app.evaluation.datasets.sources import Asked, Beside, PeopleSource, Values
from app.evaluation.queries import Rows, in_order
from app.evaluation.rules import KnownStay
from app.participants.models import Participation
from app.participants.questionnaires.models import Questionnaire
from app.participants.questionnaires.waves import (
    EXIT,
    Standing,
    Stay,
    Wave,
    final_statement_due,
    has_consent,
    standing,
    waves,
)
from app.periods import add_months
from app.pilots.preset import Measurement
from exports.columns import Missing
from exports.datasets import QUESTIONNAIRES_WIDE
from exports.datasets.questionnaires import SCORES, WAVES
from exports.instruments import BY_KEY

_LAST_MONTHS: Final = 24
"""The furthest wave of the dataset: months after entry; those after the exit are nearer."""

_WHY: Final[Mapping[Standing, Missing]] = {
    Standing.NOT_YET_DUE: Missing.NOT_YET_DUE,
    Standing.OPEN: Missing.NOT_YET_DUE,
    Standing.OVERDUE: Missing.NOT_ASKED,
    Standing.NO_CONSENT: Missing.REFUSED,
    Standing.AFTER_STATEMENT: Missing.NOT_APPLICABLE,
}
"""Why nothing is on record; an open window is no gap yet."""


def statement(asked: Asked) -> Rows:
    """Questionnaires answered by the day, and those that are missing for a reason."""
    found = (
        select(
            Participation.id,
            Questionnaire.instrument,
            Questionnaire.wave,
            Questionnaire.answered_on,
            Questionnaire.missing,
            Questionnaire.score,
        )
        .join(Questionnaire, of_stay(Questionnaire))
        .where(
            Questionnaire.pilot_id == asked.pilot_id,
            or_(Questionnaire.answered_on.is_(None), Questionnaire.answered_on <= asked.day),
        )
    )
    return in_order(found, Questionnaire.id)


def lines(known: KnownStay, beside: Beside, asked: Asked) -> Iterator[Values]:
    """One row, every instrument of the house in every wave."""
    plan = asked.preset.measurement
    stay = Stay(known.stay.admitted_on, known.exited_on)
    until = add_months(asked.day, _LAST_MONTHS)
    final_due = final_statement_due(asked.preset)
    found = {wave.key: wave for wave in waves(plan, stay, until, final_due)}
    begun = {key for key, wave in found.items() if wave.opens_on <= asked.day}
    unrecorded = {key: _unrecorded(key, found.get(key), known, plan, asked.day) for key in WAVES}
    recorded = {(row.instrument, row.wave): row for row in beside}

    def cell(instrument: str, wave: str) -> object:
        row = recorded.get((instrument, wave))
        if row is not None and row.answered_on is not None:
            return Missing.UNKNOWN if row.score is None else BY_KEY[instrument].score(row.score)
        # A missing one has no day of its own: it counts from the begin of its wave on.
        if row is not None and wave in begun:
            return Missing[row.missing.upper()]
        return unrecorded[wave] if instrument in plan.instruments else Missing.NOT_APPLICABLE

    yield [cell(instrument, wave) for instrument, wave in SCORES.values()]


def _unrecorded(
    key: str, wave: Wave | None, known: KnownStay, plan: Measurement, day: date
) -> Missing:
    """Why nothing is on record for a wave; all instruments of the dataset ask for health data."""
    if wave is None:
        comes_with_exit = key == EXIT or key in {f"f{months}" for months in plan.after_exit_months}
        is_to_come = known.exited_on is None and comes_with_exit
        return Missing.NOT_YET_DUE if is_to_come else Missing.NOT_APPLICABLE
    may_ask = has_consent(wave, True, known.stay.consents, day)
    return _WHY[standing(wave, may_ask=may_ask, day=day)]


SOURCE: Final = PeopleSource(
    QUESTIONNAIRES_WIDE,
    lines,
    statement,
    kept=frozenset({Missing.NOT_YET_DUE, Missing.NOT_APPLICABLE}),
)
