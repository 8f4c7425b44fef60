"""Reads of questionnaires; each covers only the cases that the actor may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from sqlalchemy import ColumnElement, and_, func, select

from app.access import Actor
from app.extensions import db, fetch
from app.history import Change, changes_of
from app.participants.due import Act, Pending
from app.participants.models import Consent, Participation
from app.participants.queries import in_care_of_posts, visible
from app.participants.questionnaires import reading, statements
from app.participants.questionnaires.crises import has_procedure
from app.participants.questionnaires.instruments import Instrument
from app.participants.questionnaires.models import Questionnaire, QuestionnaireAnswer
from app.participants.questionnaires.rounds import (
    Kept,
    Known,
    PersonColumns,
    Recorded,
    Schedule,
    Where,
    schedules,
)
from app.participants.questionnaires.waves import (
    FOLLOW_UP,
    HEALTH,
    ConsentPeriod,
    Wave,
    final_statement_due,
    wave_words,
)
from app.pilots.preset import Preset


def instruments_in_use(pilot_id: int, preset: Preset) -> list[Instrument]:
    """The instruments that may be asked: those with crisis items only with a procedure in force."""
    may_ask_all = has_procedure(pilot_id)
    return [
        one
        for one in reading.asked(preset.measurement.instruments)
        if may_ask_all or not one.may_raise_crisis
    ]


def people(actor: Actor, day: date, post_id: int | None = None) -> Iterator[PersonColumns]:
    """Everybody whom the actor may see, with the consents that waves depend on; one statement."""
    statement = statements.people(actor.sees_post is None, post_id is not None)
    rows = fetch(statement, statements.parameters(actor, day, post_id)).all()
    for columns, lines in groupby(rows, itemgetter(slice(5))):
        yield *columns, tuple([line[5:] for line in lines if line[5]])


def recorded(actor: Actor, day: date, asked: Sequence[Instrument]) -> Known:
    """What is on record, by participation and wave; one statement, one row for each wave."""
    keys = tuple(one.key for one in asked)
    if not keys:
        return {}
    statement = statements.recorded(actor.sees_post is None, keys)
    found: dict[int, Kept] = defaultdict(tuple)
    for id_, wave, done, missing in fetch(statement, statements.parameters(actor, day)).all():
        found[id_] += ((wave, _recorded_in(keys, done, missing)),)
    return found


@lru_cache(maxsize=1_024)
def _recorded_in(keys: Sequence[str], *masks: int) -> Recorded:
    return Recorded(
        *(frozenset(key for place, key in enumerate(keys) if mask >> place & 1) for mask in masks)
    )


def missing_counts(
    actor: Actor, day: date, instrument: str, post_id: int | None = None
) -> Mapping[tuple[str, str], int]:
    """How often an instrument is missing, by wave and code."""
    statement = (
        select(Questionnaire.wave, Questionnaire.missing, func.count())
        .join(Participation, _same_case())
        .where(
            visible(actor, day),
            Participation.admitted_on <= day,
            Questionnaire.instrument == instrument,
            Questionnaire.missing.is_not(None),
        )
        .group_by(Questionnaire.wave, Questionnaire.missing)
    )
    if post_id is not None:
        statement = statement.where(in_care_of_posts([post_id], day))
    return {(wave, str(code)): n for wave, code, n in db.session.execute(statement)}


def schedules_of(
    actor: Actor, preset: Preset, day: date, until: date, post_id: int | None = None
) -> Iterator[Schedule]:
    """Every wave of every visible case, with where each instrument stands; three statements."""
    asked = instruments_in_use(actor.pilot_id, preset)
    known = recorded(actor, day, asked)
    everybody = people(actor, day, post_id)
    final_due = final_statement_due(preset)
    return schedules(preset.measurement, final_due, everybody, asked, known, day, until)


def scores(pilot_id: int, instrument: str, day: date) -> Mapping[tuple[int, str], int | None]:
    """What was scored up to a day, by participation and wave; None where items are missing."""
    rows = db.session.execute(
        select(Questionnaire.participation_id, Questionnaire.wave, Questionnaire.score).where(
            Questionnaire.pilot_id == pilot_id,
            Questionnaire.instrument == instrument,
            Questionnaire.answered_on <= day,
        )
    )
    return {(participation_id, wave): score for participation_id, wave, score in rows}


def missing_codes(pilot_id: int, instrument: str) -> Mapping[tuple[int, str], str]:
    """Why an instrument is missing, by participation and wave."""
    rows = db.session.execute(
        select(Questionnaire.participation_id, Questionnaire.wave, Questionnaire.missing).where(
            Questionnaire.pilot_id == pilot_id,
            Questionnaire.instrument == instrument,
            Questionnaire.missing.is_not(None),
        )
    )
    return {(participation_id, wave): str(code) for participation_id, wave, code in rows}


def due(actor: Actor, preset: Preset, day: date, until: date) -> Iterator[Pending]:
    """Waves whose window closes by a day and that still lack an instrument; overdue ones too."""
    for columns, waves in schedules_of(actor, preset, day, until):
        days, rows = waves.due
        if days:
            yield days, columns[1], "due.questionnaire", columns[0], _act, rows


def _act(number: int, row: tuple[Wave, Where]) -> Act:
    wave, where = row
    titles = ", ".join(reading.shipped()[key].title for key in where.wanted)
    params = {"wave": wave_words(wave.key), "instruments": titles}
    return Act("questionnaires.case", {"number": number}, params)


def posts_of_cases(actor: Actor, participation_ids: Sequence[int], day: date) -> Mapping[int, str]:
    """The posts that have, or last had, these cases; one statement."""
    asked = {"pilot": actor.pilot_id, "ids": participation_ids, "day": day}
    return {id_: title or "–" for id_, title in fetch(statements.posts_of_cases(), asked)}


def questionnaires_of(pilot_id: int, participation_id: int) -> Sequence[Questionnaire]:
    """All that is on record for a participation."""
    return db.session.scalars(
        select(Questionnaire)
        .where(
            Questionnaire.pilot_id == pilot_id,
            Questionnaire.participation_id == participation_id,
        )
        .order_by(Questionnaire.wave, Questionnaire.instrument)
    ).all()


def questionnaire_in(
    pilot_id: int, participation_id: int, instrument: str, wave: str
) -> Questionnaire | None:
    """The record of one instrument in one wave."""
    return db.session.scalar(
        select(Questionnaire).where(
            Questionnaire.pilot_id == pilot_id,
            Questionnaire.participation_id == participation_id,
            Questionnaire.instrument == instrument,
            Questionnaire.wave == wave,
        )
    )


def answer_rows(pilot_id: int, questionnaire_id: int) -> Sequence[QuestionnaireAnswer]:
    """The answers of a questionnaire in the order of its items."""
    return db.session.scalars(
        select(QuestionnaireAnswer)
        .where(
            QuestionnaireAnswer.pilot_id == pilot_id,
            QuestionnaireAnswer.questionnaire_id == questionnaire_id,
        )
        .order_by(QuestionnaireAnswer.item)
    ).all()


def answers_of(pilot_id: int, questionnaire_id: int) -> tuple[int | None, ...]:
    """The answers of a questionnaire; the caller asks whether they may be seen."""
    return tuple(row.value for row in answer_rows(pilot_id, questionnaire_id))


def changes_to(row: Questionnaire) -> list[Change]:
    """Every recorded change of a questionnaire and its answers, oldest first."""
    session, ours = db.session(), {"pilot_id": row.pilot_id}
    found = changes_of(session, Questionnaire, id=row.id, **ours)
    found += changes_of(session, QuestionnaireAnswer, questionnaire_id=row.id, **ours)
    return sorted(found, key=lambda change: change.at)


def consent_periods(pilot_id: int, participation_id: int) -> Sequence[ConsentPeriod]:
    """The consents of one participation that waves depend on."""
    rows = db.session.execute(
        select(Consent.purpose, Consent.given_on, Consent.withdrawn_on).where(
            Consent.pilot_id == pilot_id,
            Consent.participation_id == participation_id,
            Consent.purpose.in_((HEALTH, FOLLOW_UP)),
        )
    )
    return [ConsentPeriod(*row) for row in rows]


def holds_case(actor: Actor, participation_id: int) -> bool:
    """Whether the actor holds, or stands in for, the post that has or last had the case."""
    if not actor.posts:
        return False
    statement = select(Participation.id).where(
        Participation.pilot_id == actor.pilot_id,
        Participation.id == participation_id,
        in_care_of_posts(actor.posts, date.max),
    )
    return db.session.scalar(statement) is not None


def _same_case() -> ColumnElement[bool]:
    return and_(
        Participation.pilot_id == Questionnaire.pilot_id,
        Participation.id == Questionnaire.participation_id,
    )
