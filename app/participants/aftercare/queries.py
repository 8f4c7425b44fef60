"""Reads of exit and follow-up; each starts from the pilot, lists from the cases one may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Select,
    and_,
    bindparam,
    func,
    select,
)

from app.access import Actor
from app.extensions import db, fetch
from app.participants.aftercare.models import Whereabouts, WhereaboutsAim
from app.participants.aftercare.rules import (
    AT_EXIT,
    FOLLOW_UP_CONSENT,
    OPEN,
    Answer,
    FollowUp,
    Outcome,
    Point,
    Returns,
    Stay,
    code_of,
    follow_ups,
    point,
    returns_of,
)
from app.participants.due import Act, Pending
from app.participants.identity import store
from app.participants.models import Participation
from app.participants.queries import agrees_on, seen, viewer, visible
from app.periods import add_months
from app.pilots.preset import Preset

_PILOT, _DAY = bindparam("pilot", type_=BigInteger()), bindparam("day", type_=Date())


@dataclass(frozen=True)
class Told:
    """What is on record for a point in time, with the aims of the programme by code."""

    row: Whereabouts
    aims: Mapping[str, str]

    @property
    def answer(self) -> Answer:
        """As the rules look at it."""
        return Answer(self.row.asked_on, self.row.status is not None)


@dataclass(frozen=True)
class OtherStay:
    """Another stay of the same person; `days` out of the pilot between it and the one at hand."""

    number: int
    admitted_on: date
    exited_on: date | None
    days: int | None
    is_earlier: bool
    is_visible: bool


def whereabouts_of(pilot_id: int, participation_id: int) -> dict[int, Told]:
    """All that is on record for a participation, by months after the exit; two statements."""
    rows = db.session.scalars(
        select(Whereabouts)
        .where(Whereabouts.pilot_id == pilot_id, Whereabouts.participation_id == participation_id)
        .order_by(Whereabouts.months_after)
    ).all()
    aims: dict[int, dict[str, str]] = defaultdict(dict)
    for aim in db.session.scalars(
        select(WhereaboutsAim).where(
            WhereaboutsAim.pilot_id == pilot_id,
            WhereaboutsAim.whereabouts_id.in_([row.id for row in rows]),
        )
    ):
        aims[aim.whereabouts_id][aim.aim] = aim.state
    return {row.months_after: Told(row, aims[row.id]) for row in rows}


def aims_of(pilot_id: int, whereabouts_id: int) -> Sequence[WhereaboutsAim]:
    """The aims on record for one point in time."""
    return db.session.scalars(
        select(WhereaboutsAim).where(
            WhereaboutsAim.pilot_id == pilot_id, WhereaboutsAim.whereabouts_id == whereabouts_id
        )
    ).all()


def text_of(row: Whereabouts) -> str:
    """The sealed note; shown only to who may read names, whose reading is on record."""
    return store.unseal_text(row.text_sealed, row.pilot_id, row.id, "text")


def other_stays(actor: Actor, row: Participation) -> list[OtherStay]:
    """The person's other stays in time order; who may not see one learns only that it was."""
    others = db.session.execute(
        select(Participation, visible(actor, date.max))
        .where(
            Participation.pilot_id == row.pilot_id,
            Participation.person_id == row.person_id,
            Participation.id != row.id,
        )
        .order_by(Participation.admitted_on, Participation.number)
    ).all()
    return [_other(row, one, bool(is_visible)) for one, is_visible in others]


def _other(row: Participation, one: Participation, is_visible: bool) -> OtherStay:
    is_earlier = (one.admitted_on, one.number) < (row.admitted_on, row.number)
    before, after = (one, row) if is_earlier else (row, one)
    out = (after.admitted_on - before.exited_on).days if before.exited_on else None
    return OtherStay(one.number, one.admitted_on, one.exited_on, out, is_earlier, is_visible)


@dataclass(frozen=True)
class _Record:
    """What is on record for a point in time: the code of a status, or of why it is missing."""

    id: int
    asked_on: date
    code: str
    is_known: bool


@dataclass(frozen=True)
class _Left:
    """Somebody who has left, with what is on record; `outcome` was told with the exit itself."""

    id: int
    number: int
    exited_on: date
    outcome: str | None
    has_consent: bool
    records: dict[int, _Record]

    @property
    def answers(self) -> dict[int, Answer]:
        """As the rules look at it."""
        return {months: Answer(one.asked_on, one.is_known) for months, one in self.records.items()}


@cache
def _agreeing(sees_all: bool) -> Select[*tuple[Any, ...]]:
    """Those whom the actor may see and who agreed to be asked, by their last possible exit."""
    last_exit = Participation.exited_on <= bindparam("last_exit", type_=Date())
    return _leaving(seen(sees_all), last_exit, agrees_on(FOLLOW_UP_CONSENT, _DAY))


@cache
def _everybody() -> Select[*tuple[Any, ...]]:
    """All of the pilot who have left by the day."""
    return _leaving(Participation.pilot_id == _PILOT, Participation.exited_on <= _DAY)


def _leaving(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Those who match, with what was recorded by the day."""
    return (
        select(
            Participation.id,
            Participation.number,
            Participation.exited_on,
            Participation.outcome,
            agrees_on(FOLLOW_UP_CONSENT, _DAY),
            Whereabouts.months_after,
            Whereabouts.id,
            Whereabouts.asked_on,
            Whereabouts.status,
            Whereabouts.missing,
        )
        .outerjoin(
            Whereabouts,
            and_(
                Whereabouts.pilot_id == Participation.pilot_id,
                Whereabouts.participation_id == Participation.id,
                Whereabouts.asked_on <= _DAY,
            ),
        )
        .where(Participation.exited_on.is_not(None), *conditions)
        .order_by(Participation.number)
    )


def _left(statement: Select[*tuple[Any, ...]], asked: Mapping[str, Any]) -> list[_Left]:
    """Those whom the statement finds; one statement."""
    found: dict[int, _Left] = {}
    for row in fetch(statement, asked):
        person = _Left(row[0], row[1], cast(date, row[2]), row[3], bool(row[4]), {})
        one = found.setdefault(row[0], person)
        if row.months_after is not None:
            code = row.status or row.missing or OPEN
            one.records[row.months_after] = _Record(
                row[6], row.asked_on, code, row.status is not None
            )
    return list(found.values())


def due(actor: Actor, preset: Preset, day: date, until: date) -> Iterator[Pending]:
    """Follow-ups to be asked by a day, overdue ones too; only of who agreed to be asked."""
    shortest = min(preset.measurement.after_exit_months, default=None)
    if shortest is None:
        return
    # the last days of months fold together: three days more never leave one out
    latest_exit = add_months(until, -shortest) + timedelta(days=3)
    asked = {**viewer(actor, day), "last_exit": latest_exit}
    people = _left(_agreeing(actor.sees_post is None), asked)
    for person in people:
        for one in _standings(preset, person, day):
            if one.is_open and one.due_on <= until:
                kind, months = "due.follow_up", (one.months,)
                yield (one.due_on,), person.number, kind, person.id, _act, months


def _act(number: int, months: int) -> Act:
    return Act("aftercare.record", {"number": number, "months": months}, {"months": months})


def _standings(preset: Preset, person: _Left, day: date) -> list[FollowUp]:
    return follow_ups(preset, person.exited_on, person.answers, person.has_consent, day)


def follow_up_figures(pilot_id: int, preset: Preset, day: date) -> list[Point]:
    """Where all who left by the day stand at the exit and at each follow-up; two statements.

    The status told with the exit counts for the exit until a fuller one is on record.
    """
    people = _left(_everybody(), {"pilot": pilot_id, "day": day})
    aims = _aims_by(pilot_id, day)
    found: dict[int, list[Outcome]] = {
        months: [] for months in (AT_EXIT, *preset.measurement.after_exit_months)
    }
    for person in people:
        for months, code in _codes(preset, person, day).items():
            record = person.records.get(months)
            found[months].append(Outcome(person.number, code, aims[record.id] if record else {}))
    return [point(months, outcomes) for months, outcomes in found.items()]


def _codes(preset: Preset, person: _Left, day: date) -> dict[int, str]:
    recorded = {months: record.code for months, record in person.records.items()}
    return {
        AT_EXIT: recorded.get(AT_EXIT) or person.outcome or OPEN,
        **{
            one.months: code_of(recorded.get(one.months), one, day)
            for one in _standings(preset, person, day)
        },
    }


def _aims_by(pilot_id: int, day: date) -> Mapping[int, dict[str, str]]:
    """The aims told by the day, by what they belong to."""
    rows = db.session.execute(
        select(WhereaboutsAim.whereabouts_id, WhereaboutsAim.aim, WhereaboutsAim.state)
        .join(
            Whereabouts,
            and_(
                Whereabouts.pilot_id == WhereaboutsAim.pilot_id,
                Whereabouts.id == WhereaboutsAim.whereabouts_id,
            ),
        )
        .where(Whereabouts.pilot_id == pilot_id, Whereabouts.asked_on <= day)
    )
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for whereabouts_id, aim, state in rows:
        found[whereabouts_id][aim] = state
    return found


@dataclass(frozen=True)
class CaseRow:
    """A case behind a figure, by number."""

    number: int
    admitted_on: date
    exited_on: date | None


def cases_numbered(
    actor: Actor, numbers: Collection[int], page: int, per_page: int = 50
) -> tuple[list[CaseRow], int]:
    """A page of those of the cases that the actor may see, and how many they are."""
    ours = (visible(actor, date.max), Participation.number.in_(numbers))
    total = db.session.scalar(select(func.count()).select_from(Participation).where(*ours)) or 0
    rows = db.session.execute(
        select(Participation.number, Participation.admitted_on, Participation.exited_on)
        .where(*ours)
        .order_by(Participation.number)
        .limit(per_page)
        .offset((page - 1) * per_page)
    )
    return [CaseRow(*row) for row in rows], total


def visible_among(actor: Actor, numbers: Collection[int]) -> frozenset[int]:
    """Those of the cases that the actor may see."""
    return frozenset(
        db.session.scalars(
            select(Participation.number).where(
                visible(actor, date.max), Participation.number.in_(numbers)
            )
        )
    )


def returns(pilot_id: int, day: date) -> Returns:
    """Who came back after an exit by the day, and after how many days; one statement."""
    returned = (
        select(Participation.person_id)
        .where(Participation.pilot_id == pilot_id, Participation.admitted_on <= day)
        .group_by(Participation.person_id)
        .having(func.count() > 1)
    )
    rows = db.session.execute(
        select(
            Participation.person_id,
            Participation.number,
            Participation.admitted_on,
            Participation.exited_on,
        ).where(
            Participation.pilot_id == pilot_id,
            Participation.admitted_on <= day,
            Participation.person_id.in_(returned),
        )
    )
    found = returns_of(Stay(*row) for row in rows)
    return Returns(len({one.person_id for one in found}), found)
