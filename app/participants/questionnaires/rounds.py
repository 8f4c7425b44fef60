"""A wave of one person with where its instruments stand; the response over all. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from app.participants.questionnaires.instruments import Instrument
from app.participants.questionnaires.waves import (
    BASELINE,
    ConsentColumns,
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
STAYS_KEPT: Final = 8_192
"""Stays whose waves are kept from one list to the next, for each of the last few questions."""


class Person(NamedTuple):
    """A participation as the waves see it."""

    id: int
    number: int
    person_id: int
    admitted_on: date
    exited_on: date | None
    consents: tuple[ConsentColumns, ...] = ()


PersonColumns = tuple[int, int, int, date, date | None, tuple[ConsentColumns, ...]]
"""The same as it is read. Lists go through thousands: only who is shown becomes a `Person`."""


class Recorded(NamedTuple):
    """The instruments that are answered, and those that are missing for a coded reason."""

    done: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()

    def standing(self, instrument: str) -> Standing | None:
        """Done, missing, or not on record."""
        if instrument in self.done:
            return Standing.DONE
        return Standing.MISSING if instrument in self.missing else None


@dataclass(frozen=True, eq=False, slots=True)
class Where:
    """Where each instrument of a wave stands; one object for all waves that stand alike.

    `wanted` are those whose window is open or over and that are not on record, `upcoming` those
    that become due when the window opens. `state` is "overdue", "open" or "upcoming", or empty
    where nothing is to be done.
    """

    standings: Mapping[str, Standing]
    is_after_statement: bool
    wanted: tuple[str, ...]
    upcoming: tuple[str, ...]
    state: str


class Round(NamedTuple):
    """A wave of one person, and where its instruments in use stand on the day."""

    person: Person
    wave: Wave
    where: Where

    @property
    def standings(self) -> Mapping[str, Standing]:
        """Where each instrument stands."""
        return self.where.standings


Asked = tuple[tuple[str, bool], ...]
"""The instruments in use: their keys, and whether they ask for health data."""


ByDay = tuple[tuple[date, ...], tuple[tuple[Wave, Where], ...]]
"""The last days of windows in their order, and the wave of each."""


@dataclass(frozen=True, eq=False, slots=True)
class Waves:
    """Waves of a stay in the order of their days, each with where its instruments in use stand.

    `waiting` are those that need something done, with the state of each; `due` those of them that
    lack an instrument and whose window closes by the day up to which waves are asked for.
    """

    all: tuple[tuple[Wave, Where], ...]
    waiting: ByDay
    due: ByDay
    keys: tuple[str, ...]
    states: tuple[str, ...]


Kept = tuple[tuple[str, Recorded], ...]
"""What is on record of a person, by wave."""
Known = Mapping[int, Kept]
"""What is on record, by participation."""
Calendar = Callable[[date, date | None, tuple[ConsentColumns, ...], Kept], Waves]
Schedule = tuple[PersonColumns, Waves]
"""All waves of one person."""


def rounds(schedules: Iterable[Schedule]) -> Iterator[Round]:
    """Each wave by itself, person by person."""
    for columns, found in schedules:
        person = Person(*columns)
        for wave, where in found.all:
            yield Round(person, wave, where)


def schedules(
    plan: Measurement,
    final_due: date,
    people: Iterable[PersonColumns],
    asked: Sequence[Instrument],
    known: Known,
    day: date,
    until: date,
) -> Iterator[Schedule]:
    """The waves of people whose windows open by a day."""
    calendar = _calendar(
        plan, final_due, tuple((one.key, one.health_data) for one in asked), day, until
    )
    for person in people:
        id_, _number, _person_id, admitted_on, exited_on, consents = person
        yield person, calendar(admitted_on, exited_on, consents, known.get(id_, ()))


@lru_cache(maxsize=4)
def _calendar(plan: Measurement, final_due: date, asked: Asked, day: date, until: date) -> Calendar:
    """The waves of a stay with where they stand by its consents and by what is on record.

    Kept, since every list asks for those of all stays, and they change from day to day only, or
    when something is recorded.
    """

    @lru_cache(maxsize=STAYS_KEPT)
    def of_stay(
        admitted_on: date,
        exited_on: date | None,
        consents: tuple[ConsentColumns, ...],
        kept: Kept,
    ) -> Waves:
        found, here = list[tuple[Wave, Where]](), dict(kept)
        for wave in waves(plan, Stay(admitted_on, exited_on), until, final_due):
            plain, health = (
                standing(wave, may_ask=has_consent(wave, needs, consents, day), day=day)
                for needs in (False, True)
            )
            where = _unrecorded(asked, plain, health, wave.is_after_statement)
            if wave.key in here:
                where = _with_record(where, here[wave.key])
            found.append((wave, where))
        return _told_apart(found, until)

    return of_stay


def _told_apart(found: Sequence[tuple[Wave, Where]], until: date) -> Waves:
    waiting = sorted((one for one in found if one[1].state), key=lambda one: one[0].closes_on)
    due = [one for one in waiting if one[1].wanted and one[0].closes_on <= until]
    return Waves(
        all=tuple(found),
        waiting=by_day(waiting),
        due=by_day(due),
        keys=tuple(wave.key for wave, _where in found),
        states=tuple(where.state for _wave, where in waiting),
    )


def by_day(found: Sequence[tuple[Wave, Where]]) -> ByDay:
    """Waves, which have to be in the order of the last days of their windows, behind these."""
    return tuple(wave.closes_on for wave, _where in found), tuple(found)


@lru_cache(maxsize=256)
def _unrecorded(asked: Asked, plain: Standing, health: Standing, is_after_statement: bool) -> Where:
    standings = {key: health if is_health else plain for key, is_health in asked}
    return _where(standings, is_after_statement)


@lru_cache(maxsize=4_096)
def _with_record(where: Where, here: Recorded) -> Where:
    standings = {key: here.standing(key) or where.standings[key] for key in where.standings}
    return _where(standings, where.is_after_statement)


def _where(standings: Mapping[str, Standing], is_after_statement: bool) -> Where:
    wanted = tuple(key for key, one in standings.items() if one in WANTED)
    upcoming = tuple(key for key, one in standings.items() if one == Standing.NOT_YET_DUE)
    state = ""
    if wanted:
        state = "overdue" if Standing.OVERDUE in standings.values() else "open"
    elif upcoming and not is_after_statement:
        state = "upcoming"
    return Where(standings, is_after_statement, wanted, upcoming, state)


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
