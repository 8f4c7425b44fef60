"""A wave of one person with where its instruments stand; the response over all. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.participants.questionnaires.instruments import Instrument
from app.participants.questionnaires.waves import (
    BASELINE,
    ConsentPeriod,
    Standing,
    Stay,
    Wave,
    has_consent,
    standing,
    wave_order,
    waves,
)
from app.pilots.preset import Measurement

WANTED = frozenset({Standing.OPEN, Standing.OVERDUE})


@dataclass(frozen=True)
class Person:
    """A participation as the waves see it."""

    id: int
    number: int
    person_id: int
    stay: Stay
    consents: Sequence[ConsentPeriod] = ()


@dataclass(frozen=True)
class Recorded:
    """The instruments that are answered, and those that are missing for a coded reason."""

    done: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()

    def standing(self, instrument: str) -> Standing | None:
        """Done, missing, or not on record."""
        if instrument in self.done:
            return Standing.DONE
        return Standing.MISSING if instrument in self.missing else None


NOTHING = Recorded()


@dataclass(frozen=True)
class Round:
    """A wave of one person: where each instrument in use stands on the day."""

    person: Person
    wave: Wave
    standings: Mapping[str, Standing]

    @property
    def wanted(self) -> list[str]:
        """Instruments whose window is open or over and that are not on record."""
        return [key for key, where in self.standings.items() if where in WANTED]

    @property
    def upcoming(self) -> list[str]:
        """Instruments that become due when the window opens."""
        return [key for key, where in self.standings.items() if where == Standing.NOT_YET_DUE]

    @property
    def is_overdue(self) -> bool:
        """Whether an instrument is overdue."""
        return Standing.OVERDUE in self.standings.values()


def rounds(
    plan: Measurement,
    final_due: date,
    person: Person,
    asked: Sequence[Instrument],
    known: Mapping[tuple[int, str], Recorded],
    day: date,
    until: date,
) -> list[Round]:
    """The waves of a person whose windows open by a day."""
    found = []
    kinds = {one.health_data for one in asked}
    for wave in waves(plan, person.stay, until, final_due):
        here = known.get((person.id, wave.key), NOTHING)
        where = {
            needs: standing(wave, may_ask=has_consent(wave, needs, person.consents, day), day=day)
            for needs in kinds
        }
        standings = {one.key: here.standing(one.key) or where[one.health_data] for one in asked}
        found.append(Round(person, wave, standings))
    return found


@dataclass
class Response:
    """The response to an instrument in a wave: how many were due, and what came of it.

    Due are those whose window is over or who are on record; an open window is no gap yet. Waves
    after the final statement and those without consent are counted apart.
    """

    wave: str
    due: int = 0
    answered: int = 0
    paired: int = 0
    overdue: int = 0
    open: int = 0
    no_consent: int = 0
    after_statement: int = 0
    missing: Mapping[str, int] = field(default_factory=dict)

    @property
    def rate(self) -> float | None:
        """Share of those due who answered; None for nobody due."""
        return self.answered / self.due if self.due else None


def responses(
    found: Iterable[Round], instrument: str, missing: Mapping[tuple[str, str], int]
) -> list[Response]:
    """The response to an instrument for every wave, in the order of the waves."""
    rows: dict[str, Response] = {}
    began: set[int] = set()
    listed = list(found)
    for one in listed:
        if one.wave.key == BASELINE and one.standings.get(instrument) == Standing.DONE:
            began.add(one.person.id)
    for one in listed:
        where = one.standings.get(instrument)
        if where in (None, Standing.NOT_YET_DUE):
            continue
        row = rows.setdefault(one.wave.key, Response(one.wave.key))
        row.due += where in (Standing.DONE, Standing.MISSING, Standing.OVERDUE)
        row.answered += where == Standing.DONE
        row.paired += where == Standing.DONE and one.person.id in began
        row.overdue += where == Standing.OVERDUE
        row.open += where == Standing.OPEN
        row.no_consent += where == Standing.NO_CONSENT
        row.after_statement += where == Standing.AFTER_STATEMENT
    for key, row in rows.items():
        row.missing = {code: n for (wave, code), n in missing.items() if wave == key}
    return [rows[key] for key in sorted(rows, key=wave_order)]
