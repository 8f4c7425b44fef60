"""Questionnaires in waves, with plausible courses, and one crisis that was seen to long ago."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from app.access import Actor
from app.cli.training.cases import Case
from app.cli.training.texts import MEASURES, PROCEDURE
from app.participants.questionnaires.instruments import Instrument
from app.participants.questionnaires.queries import schedules_of
from app.participants.questionnaires.reading import asked
from app.participants.questionnaires.rounds import Round, rounds
from app.participants.questionnaires.rules import Filled
from app.participants.questionnaires.services import (
    Place,
    code_missing,
    confirm_crisis,
    fill_in,
    record_procedure,
)
from app.participants.questionnaires.waves import BASELINE, Wave
from app.pilots.preset import Preset

ANSWERED, CODED = 0.78, 0.97
"""Up to which draw a wave is answered, and missing for a coded reason; what is left is overdue."""
OLD = timedelta(days=120)
"""A wave whose window has been over so long has come to something."""
MISSING = ("not_reached", "not_reached", "refused", "not_asked", "lost")


@dataclass(frozen=True)
class Burden:
    """How hard it is for somebody at the entry (0 to 1), and how much easier it gets a month."""

    at_entry: float
    relief: float

    def on(self, months: float, rng: Random) -> float:
        """The burden after so many months, with the noise of a single day."""
        return min(0.97, max(0.05, self.at_entry - self.relief * months + rng.gauss(0, 0.05)))


def at_noon(day: date) -> datetime:
    """A moment of the day."""
    return datetime.combine(day, time(10), UTC)


def put_in_force(actor: Actor, preset: Preset) -> None:
    """The crisis procedure: without it instruments with such an item stay off."""
    began = at_noon(preset.notice.starts_on)
    record_procedure(actor, PROCEDURE, 24, 0, began)


def ask(actor: Actor, cases: dict[int, Case], preset: Preset, rng: Random, day: date) -> None:
    """Answers and coded gaps of all waves whose window has opened by the day."""
    burdens = {
        number: Burden(rng.uniform(0.45, 0.85), max(0.0, rng.gauss(0.014, 0.012)))
        for number in cases
    }
    found = rounds(schedules_of(actor, preset, day, day))
    wanted = [one for one in found if one.where.wanted]
    crisis = next((one for one in wanted if _is_old_case(cases[one.person.number], one)), None)
    for one in wanted:
        case, drawn = cases[one.person.number], rng.random()
        if one.wave.closes_on > day:
            drawn = 1.0 if rng.random() < 0.6 else drawn
        elif one.wave.closes_on + OLD < day:
            drawn = min(drawn, CODED)
        if drawn < ANSWERED or one is crisis:
            burden = burdens[case.number].on((one.wave.on - case.admitted_on).days / 30, rng)
            answered_on = _day_in(one.wave, case, rng, day)
            _answer(case, preset, one, burden, answered_on, is_crisis=one is crisis, rng=rng)
        elif drawn <= CODED and one.wave.closes_on <= day:
            versions = dict.fromkeys(one.where.wanted, 0)
            code = rng.choice(MISSING)
            code_missing(case.worker, preset, case.number, one.wave.key, versions, code, day)


def _is_old_case(case: Case, one: Round) -> bool:
    """The first wave after the entry of somebody who has left the pilot long ago."""
    is_fit = not case.is_in_care and case.has_health_consent and case.days > 300
    return is_fit and one.wave.key not in (BASELINE, "exit")


def _answer(
    case: Case,
    preset: Preset,
    one: Round,
    burden: float,
    answered_on: date,
    *,
    is_crisis: bool,
    rng: Random,
) -> None:
    mode = rng.choice(("interview", "interview", "self"))
    for instrument in asked(one.where.wanted):
        answers = _answers(instrument, burden, rng, opens=is_crisis)
        is_licensed = instrument.is_score_only
        filled = Filled(
            answered_on,
            mode,
            from_paper=False,
            language=None if is_licensed else "de",
            answers=() if is_licensed else answers,
            score=_score(instrument, burden) if is_licensed else None,
        )
        place = Place(case.number, one.wave.key, instrument.key)
        moment = at_noon(answered_on)
        fill_in(case.worker, preset, place, filled, 0, answered_on, moment)
        if is_crisis and instrument.may_raise_crisis:
            confirm_crisis(case.worker, place, MEASURES, moment + timedelta(hours=3))


def _day_in(wave: Wave, case: Case, rng: Random, day: date) -> date:
    """Around the day of the wave, inside its window and the stay; never after the training day."""
    latest = min(wave.closes_on, day if wave.is_after_exit else case.last)
    found = wave.on + timedelta(rng.randint(-6, 14))
    return max(wave.opens_on, min(found, latest))


def _score(instrument: Instrument, burden: float) -> int:
    good = 1 - burden if instrument.higher_is_better else burden
    return round(instrument.lowest + good * (instrument.highest - instrument.lowest))


def _answers(
    instrument: Instrument, burden: float, rng: Random, *, opens: bool
) -> tuple[int | None, ...]:
    """Answers around the burden; a crisis item is 0 unless it is to open the procedure."""
    highest = max((code.value for code in instrument.codes), default=0)
    level = 1 - burden if instrument.higher_is_better else burden
    answers = [
        min(highest, max(0, round(level * highest * 0.8 + rng.gauss(0, 0.6))))
        for _item in instrument.items
    ]
    for crisis in instrument.crisis_items:
        answers[crisis.item - 1] = crisis.above + 1 if opens else 0
    return tuple(answers)
