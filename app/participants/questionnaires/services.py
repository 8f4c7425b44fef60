"""What is recorded about questionnaires: answers, missing ones, the crisis procedure, crises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app import audit
from app.access import Actor
from app.database import new_id, utc_now
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.participants.identity import store
from app.participants.models import Participation
from app.participants.questionnaires import crises, queries, reading
from app.participants.questionnaires.instruments import Instrument
from app.participants.questionnaires.models import (
    Crisis,
    CrisisProcedure,
    Questionnaire,
    QuestionnaireAnswer,
)
from app.participants.questionnaires.rules import (
    HOURS,
    Filled,
    check_answers,
    check_day,
    check_score,
    is_from_paper,
)
from app.participants.questionnaires.waves import (
    MISSING,
    Stay,
    Wave,
    final_statement_due,
    has_consent,
    waves,
)
from app.participants.services.facts import participation_for
from app.pilots.preset import Preset
from app.pilots.queries import one_at_a_time


@dataclass(frozen=True)
class Place:
    """Which instrument in which wave of which participation."""

    number: int
    wave: str
    instrument: str


@dataclass(frozen=True)
class Saved:
    """What became of answers: their score, and whether somebody has to act at once."""

    score: int | None
    opened_crisis: bool
    left_out_crisis_item: bool


def fill_in(
    actor: Actor,
    preset: Preset,
    place: Place,
    filled: Filled,
    version: int,
    day: date,
    now: datetime,
) -> Saved:
    """Records answers, new (version 0) or corrected; a crisis item opens the crisis at once."""
    row = participation_for(actor, place.number)
    instrument, wave = _asked(preset, place.instrument), _wave(preset, row, place.wave, day)
    procedure = crises.procedure_in_force(actor.pilot_id)
    if instrument.may_raise_crisis and procedure is None:
        raise DomainError("questionnaires.off", instrument=instrument.title)
    check_day(wave, filled.answered_on, day)
    _check_consent(actor, row, instrument, wave, (filled.answered_on, day))
    if instrument.is_score_only:
        score: int | None = check_score(instrument, filled.score)
    else:
        check_answers(instrument, filled.answers)
        score = instrument.score(filled.answers)
    known = _known(actor, row, place, version)
    kept = known or _started(actor, row, place)
    kept.answered_on, kept.missing, kept.score = filled.answered_on, None, score
    kept.mode, kept.language = filled.mode, filled.language
    kept.from_paper = is_from_paper(filled.from_paper, filled.mode, filled.answered_on, day)
    _touch(actor, kept)
    db.session.flush()
    _keep_answers(kept, filled.answers)
    opened = instrument.raises_crisis(filled.answers) and _open_crisis(actor, kept, procedure, now)
    db.session.flush()
    act = "correct_questionnaire" if known else "answer_questionnaire"
    audit.record(actor, act, "participation", row.id, ["answered_on", "score"])
    missing_item = bool(filled.answers) and instrument.left_out_crisis_item(filled.answers)
    return Saved(score, opened, missing_item)


def code_missing(
    actor: Actor,
    preset: Preset,
    number: int,
    wave: str,
    versions: dict[str, int],
    code: str,
    day: date,
) -> None:
    """Codes instruments of a wave as missing; `versions` has 0 for those not on record yet.

    Answers of one filled in by mistake are taken away with it; the history keeps them.
    """
    row = participation_for(actor, number)
    if code not in MISSING:
        raise DomainError("questionnaires.unknown_missing", "missing")
    begun = _wave(preset, row, wave, day)
    if begun.opens_on > day:
        raise DomainError("questionnaires.before_wave", "missing", opens_on=begun.opens_on)
    for key, version in versions.items():
        _asked(preset, key)
        place = Place(number, wave, key)
        kept = _known(actor, row, place, version) or _started(actor, row, place)
        kept.answered_on = kept.score = kept.mode = kept.language = None
        kept.from_paper, kept.missing = False, code
        _touch(actor, kept)
        db.session.flush()
        _keep_answers(kept, ())
    db.session.flush()
    audit.record(actor, "code_missing", "participation", row.id, ["missing"])


def _asked(preset: Preset, key: str) -> Instrument:
    if key not in preset.measurement.instruments:
        raise NotFound
    return reading.asked([key])[0]


def _wave(preset: Preset, row: Participation, key: str, day: date) -> Wave:
    """The wave of that name, if the stay has it and its window has opened.

    One on record that the stay no longer has (an exit recorded since) can still be corrected.
    """
    stay = Stay(row.admitted_on, row.exited_on)
    found = waves(preset.measurement, stay, day, final_statement_due(preset))
    wave = next((one for one in found if one.key == key), None)
    if wave is not None:
        return wave
    if any(one.wave == key for one in queries.questionnaires_of(row.pilot_id, row.id)):
        return Wave(key, row.admitted_on, row.admitted_on, date.max)
    raise DomainError("questionnaires.no_such_wave")


def _check_consent(
    actor: Actor, row: Participation, instrument: Instrument, wave: Wave, days: Sequence[date]
) -> None:
    """Consent is needed on the day of the answers and still today, when they are recorded."""
    periods = queries.consent_periods(actor.pilot_id, row.id)
    for on in days:
        on_that_day = Wave(wave.key, wave.on, on, on, wave.is_after_exit)
        if not has_consent(on_that_day, instrument.health_data, periods, on):
            raise DomainError("questionnaires.no_consent", "answered_on", on=on)


def _known(actor: Actor, row: Participation, place: Place, version: int) -> Questionnaire | None:
    """What is on record, in the version that the form was filled from."""
    found = queries.questionnaire_in(actor.pilot_id, row.id, place.instrument, place.wave)
    if (found.version if found else 0) != version:
        raise Stale
    return found


def _started(actor: Actor, row: Participation, place: Place) -> Questionnaire:
    kept = Questionnaire(
        pilot_id=actor.pilot_id,
        id=new_id(),
        participation_id=row.id,
        instrument=place.instrument,
        wave=place.wave,
    )
    db.session.add(kept)
    return kept


def _touch(actor: Actor, kept: Questionnaire) -> None:
    """Who recorded it last, and when: also what makes the version move when only answers change."""
    kept.recorded_by, kept.recorded_at = actor.user_id, utc_now()


def _keep_answers(kept: Questionnaire, answers: Sequence[int | None]) -> None:
    present = {row.item: row for row in queries.answer_rows(kept.pilot_id, kept.id)}
    for item, value in enumerate(answers, start=1):
        row = present.pop(item, None)
        if row is None:
            row = QuestionnaireAnswer(pilot_id=kept.pilot_id, questionnaire_id=kept.id, item=item)
            db.session.add(row)
        row.value = value
    for row in present.values():
        db.session.delete(row)


def _open_crisis(
    actor: Actor, kept: Questionnaire, procedure: CrisisProcedure | None, now: datetime
) -> bool:
    """Opens a crisis once per questionnaire; a later correction neither repeats nor removes it."""
    if procedure is None or crises.crisis_of(kept.pilot_id, kept.id) is not None:
        return False
    db.session.add(
        Crisis(
            pilot_id=kept.pilot_id,
            participation_id=kept.participation_id,
            questionnaire_id=kept.id,
            raised_at=now,
            due_at=now + timedelta(hours=procedure.confirm_hours),
        )
    )
    db.session.flush()
    audit.record(actor, "open_crisis", "participation", kept.participation_id)
    return True


def confirm_crisis(actor: Actor, place: Place, measures: str, now: datetime) -> None:
    """Somebody has seen the answer and acted; the first to say so stands."""
    row = participation_for(actor, place.number)
    kept = queries.questionnaire_in(actor.pilot_id, row.id, place.instrument, place.wave)
    crisis = crises.crisis_of(actor.pilot_id, kept.id) if kept else None
    if crisis is None:
        raise NotFound
    if crisis.confirmed_at is not None:
        raise DomainError("questionnaires.crisis_confirmed")
    if not measures.strip():
        raise DomainError("questionnaires.measures_missing", "measures")
    crisis.confirmed_at, crisis.confirmed_by = now, actor.user_id
    crisis.measures_sealed = store.seal_text(
        measures.strip(), crisis.pilot_id, crisis.id, "measures"
    )
    db.session.flush()
    audit.record(actor, "confirm_crisis", "participation", row.id)


def record_procedure(
    actor: Actor, text: str, confirm_hours: int, based_on: int, now: datetime
) -> None:
    """A new version of the crisis procedure takes the place of the one in force."""
    if not text.strip():
        raise DomainError("questionnaires.procedure_empty", "text")
    if not HOURS[0] <= confirm_hours <= HOURS[1]:
        raise DomainError(
            "questionnaires.hours_out_of_bounds", "confirm_hours", least=HOURS[0], most=HOURS[1]
        )
    _end(actor, based_on, now)
    row = CrisisProcedure(
        pilot_id=actor.pilot_id,
        id=new_id(),
        text=text.strip(),
        confirm_hours=confirm_hours,
        recorded_by=actor.user_id,
        recorded_at=now,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "record_procedure", "crisis_procedure", row.id, ["text", "confirm_hours"])


def end_procedure(actor: Actor, based_on: int, now: datetime) -> None:
    """Ends the procedure in force: instruments with crisis items are off from now on."""
    ended = _end(actor, based_on, now)
    if ended is None:
        raise DomainError("questionnaires.no_procedure")
    db.session.flush()
    audit.record(actor, "end_procedure", "crisis_procedure", ended.id, ["ended_at"])


def _end(actor: Actor, based_on: int, now: datetime) -> CrisisProcedure | None:
    """Ends the procedure in force if it is the one that the form was filled from."""
    one_at_a_time(actor.pilot_id)
    current = crises.procedure_in_force(actor.pilot_id)
    if (current.id if current else 0) != based_on:
        raise Stale
    if current is not None:
        current.ended_at = now
    return current
