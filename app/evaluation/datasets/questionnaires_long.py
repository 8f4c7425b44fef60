"""The rows of `questionnaires_long`: every answer and every score of an answered questionnaire."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import Row, and_, select

from app.evaluation.datasets.joins import of_stay
from app.evaluation.datasets.sources import Asked, Beside, PeopleSource, Values
from app.evaluation.queries import Rows, in_order
from app.evaluation.rules import KnownStay
from app.participants.models import Participation
from app.participants.questionnaires.models import Questionnaire, QuestionnaireAnswer
from app.participants.questionnaires.waves import Stay, Wave, final_statement_due, in_window, waves
from exports.columns import Missing
from exports.datasets import QUESTIONNAIRES_LONG
from exports.datasets.questionnaires import is_follow_up
from exports.instruments import BY_KEY


def statement(asked: Asked) -> Rows:
    """Questionnaires answered by the day, one row for each answer or, without any, for itself."""
    found = (
        select(
            Participation.id,
            Questionnaire.id.label("questionnaire_id"),
            Questionnaire.instrument,
            Questionnaire.wave,
            Questionnaire.answered_on,
            Questionnaire.score,
            Questionnaire.mode,
            QuestionnaireAnswer.item,
            QuestionnaireAnswer.value,
        )
        .join(Questionnaire, of_stay(Questionnaire))
        .outerjoin(
            QuestionnaireAnswer,
            and_(
                QuestionnaireAnswer.pilot_id == Questionnaire.pilot_id,
                QuestionnaireAnswer.questionnaire_id == Questionnaire.id,
            ),
        )
        .where(
            Questionnaire.pilot_id == asked.pilot_id,
            Questionnaire.answered_on.is_not(None),
            Questionnaire.answered_on <= asked.day,
        )
    )
    # No text among what orders: databases do not agree on the order of texts.
    return in_order(found, Questionnaire.answered_on, Questionnaire.id, QuestionnaireAnswer.item)


def lines(known: KnownStay, beside: Beside, asked: Asked) -> Iterator[Values]:
    """Answers and then the score of each questionnaire, in the order of the days.

    Waves after the exit need the consent to follow-up. Where the programme lets nobody see single
    answers, none leave the house either.
    """
    if not beside:
        return
    plan = asked.preset.measurement
    stay = Stay(known.stay.admitted_on, known.exited_on)
    found = waves(plan, stay, asked.day, final_statement_due(asked.preset))
    by_key = {wave.key: wave for wave in found}
    with_items = plan.single_answers != "nobody"
    for _id, rows in groupby(beside, key=attrgetter("questionnaire_id")):
        answers = list(rows)
        wave = answers[0].wave
        if not is_follow_up(wave) or "follow_up" in known.permitted:
            yield from _questionnaire(answers, by_key.get(wave), with_items=with_items)


def _questionnaire(
    rows: Sequence[Row[*tuple[Any, ...]]], wave: Wave | None, *, with_items: bool
) -> Iterator[Values]:
    first = rows[0]
    answers = [row for row in rows if row.item is not None]
    head = (
        first.instrument,
        first.wave,
        first.answered_on,
        int(wave is not None and in_window(wave, first.answered_on)),
        Missing.UNKNOWN if first.mode is None else first.mode,
        int(first.score is not None),
    )
    for row in answers if with_items else ():
        yield (*head, "item", row.item, Missing.UNKNOWN if row.value is None else row.value)
    score = Missing.UNKNOWN if first.score is None else BY_KEY[first.instrument].score(first.score)
    yield (*head, "score", Missing.NOT_APPLICABLE, score)


SOURCE: Final = PeopleSource(QUESTIONNAIRES_LONG, lines, statement)
