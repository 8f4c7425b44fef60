"""What is on record about one case: waves by instruments, and each score over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.errors import NotFound
from app.participants.models import Participation
from app.participants.questionnaires import queries, reading
from app.participants.questionnaires.crises import procedure_in_force
from app.participants.questionnaires.instruments import Instrument
from app.participants.questionnaires.models import Questionnaire
from app.participants.questionnaires.rounds import WANTED
from app.participants.questionnaires.waves import (
    BASELINE,
    Standing,
    Stay,
    Wave,
    final_statement_due,
    has_consent,
    in_window,
    standing,
    wave_order,
    waves,
)
from app.periods import add_months
from app.pilots.preset import Preset


@dataclass(frozen=True)
class Cell:
    """An instrument in a wave: where it stands, and what is on record."""

    wave: Wave
    instrument: Instrument
    standing: Standing
    row: Questionnaire | None

    @property
    def is_wanted(self) -> bool:
        """Whether it is to be filled in now."""
        return self.standing in WANTED

    @property
    def is_late(self) -> bool:
        """Whether it was answered outside the window of its wave."""
        on = self.row.answered_on if self.row else None
        return on is not None and not in_window(self.wave, on)


@dataclass(frozen=True)
class Point:
    """A score on its day, and how far it lies from the one at the baseline."""

    wave: str
    on: date
    score: int
    change: int | None


@dataclass(frozen=True)
class Course:
    """The scores of an instrument in the order of their days."""

    instrument: Instrument
    points: Sequence[Point]


@dataclass(frozen=True)
class Matrix:
    """Every wave that has begun, is next, or is on record, by every instrument."""

    waves: Sequence[Wave]
    cells: Mapping[tuple[str, str], Cell]
    courses: Sequence[Course]
    has_procedure: bool

    def cell(self, wave: str, instrument: str) -> Cell:
        """The cell; NotFound for a wave that the stay does not have."""
        found = self.cells.get((wave, instrument))
        if found is None:
            raise NotFound
        return found

    def wanted_in(self, wave: str) -> list[Cell]:
        """What is to be filled in for a wave now."""
        return [cell for (key, _i), cell in self.cells.items() if key == wave and cell.is_wanted]

    @property
    def wanted(self) -> list[tuple[Wave, list[Cell]]]:
        """The waves that need something done, with what; open ones before overdue ones."""
        pairs = ((wave, self.wanted_in(wave.key)) for wave in self.waves)
        found = [(wave, cells) for wave, cells in pairs if cells]
        return sorted(found, key=lambda pair: pair[1][0].standing == Standing.OVERDUE)


def matrix_of(row: Participation, preset: Preset, day: date) -> Matrix:
    """The record of a case; three statements."""
    asked = reading.asked(preset.measurement.instruments)
    known = {(one.wave, one.instrument): one for one in _rows(row)}
    consents = queries.consent_periods(row.pilot_id, row.id)
    has_procedure = procedure_in_force(row.pilot_id) is not None
    cells = {}
    found = _waves(row, preset, day, [wave for wave, _instrument in known])
    for wave in found:
        for one in asked:
            kept = known.get((wave.key, one.key))
            may_ask = has_consent(wave, one.health_data, consents, day)
            state = _recorded(kept) or standing(wave, may_ask=may_ask, day=day)
            if state in WANTED and one.may_raise_crisis and not has_procedure:
                state = Standing.OFF
            cells[wave.key, one.key] = Cell(wave, one, state, kept)
    return Matrix(found, cells, [_course(one, known) for one in asked], has_procedure)


def _recorded(kept: Questionnaire | None) -> Standing | None:
    if kept is None:
        return None
    return Standing.MISSING if kept.missing else Standing.DONE


def _rows(row: Participation) -> Sequence[Questionnaire]:
    return queries.questionnaires_of(row.pilot_id, row.id)


def _waves(row: Participation, preset: Preset, day: date, on_record: Sequence[str]) -> list[Wave]:
    """The waves up to the next one; one on record stays even if the stay no longer has it."""
    plan = preset.measurement
    stay = Stay(row.admitted_on, row.exited_on)
    until = add_months(day, plan.interval_months)
    found = waves(plan, stay, until, final_statement_due(preset))
    gone = set(on_record) - {wave.key for wave in found}
    kept = [Wave(key, row.admitted_on, row.admitted_on, date.max) for key in gone]
    return sorted([*found, *kept], key=lambda wave: wave_order(wave.key))


def _course(one: Instrument, known: Mapping[tuple[str, str], Questionnaire]) -> Course:
    rows = [row for (_wave, key), row in known.items() if key == one.key]
    first = next((row.score for row in rows if row.wave == BASELINE), None)
    points = [
        Point(
            row.wave,
            row.answered_on,
            row.score,
            row.score - first if first is not None and row.wave != BASELINE else None,
        )
        for row in rows
        if row.answered_on is not None and row.score is not None
    ]
    return Course(one, sorted(points, key=lambda point: point.on))
