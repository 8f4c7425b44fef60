"""Reading for pages: rows of the list with names, one whole record, evidence without names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app import history
from app.access import Actor
from app.accounts.queries import user_by_id
from app.errors import NotFound
from app.extensions import db
from app.participants import queries
from app.participants.identity import store
from app.participants.identity.store import Name
from app.participants.models import Care, Consent, Participation, StageEvent
from app.participants.people_list import ParticipantRow
from app.participants.rules import dwell_days, is_in_care, stage_on
from app.periods import Interval, whole_months


@dataclass(frozen=True)
class MoveRow:
    """A move as the record shows it; `days` in the stage, None for one taken back."""

    id: int
    stage: int
    entered_on: date
    reason: str | None
    days: int | None
    is_open: bool
    may_be_reversed: bool
    taken_back: StageEvent | None


@dataclass(frozen=True)
class ChangeRow:
    """A change as the record shows it."""

    at: datetime
    by: str
    table: str
    is_first: bool
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """One participation on a day of account, without its name."""

    row: Participation
    is_in_care: bool
    has_exited: bool
    stage: int | None
    moves: Sequence[MoveRow]
    days: int
    months: int
    care: Sequence[tuple[Care, str]]
    consents: Sequence[Consent]
    answers: Mapping[str, str]
    earlier: Sequence[int]


@dataclass(frozen=True)
class Sealed:
    """What is opened only for those who may read names."""

    name: Name
    version: int | None
    remark: str
    reason: str


@dataclass(frozen=True)
class Case:
    """A participation as its pages show it; `name` is None for whoever may not read it."""

    row: Participation
    name: Name | None

    @property
    def number(self) -> int:
        """The participant number."""
        return self.row.number

    def has_exited(self, on: date) -> bool:
        """Whether the stay is over on that day."""
        return self.row.exited_on is not None and self.row.exited_on <= on


def participation(actor: Actor, number: int) -> Participation:
    """The participation with that number, if the actor may see it; otherwise NotFound."""
    row = queries.participation_row(actor, number)
    if row is None:
        raise NotFound
    return row


def record_of(row: Participation, day: date) -> Record:
    """Everything about a participation that holds no name."""
    place = (row.pilot_id, row.id)
    standing = queries.stage_record(*place)
    return Record(
        row=row,
        is_in_care=is_in_care(row.admitted_on, row.exited_on, day),
        has_exited=row.exited_on is not None and row.exited_on <= day,
        stage=stage_on(standing.moves, day),
        moves=_moves(row, standing, day),
        days=dwell_days(row.admitted_on, row.exited_on, day),
        months=months_of(row.admitted_on, row.exited_on, day),
        care=queries.care_of(*place),
        consents=queries.consents_of(*place),
        answers=queries.criterion_answers(*place),
        earlier=queries.earlier_stays(row.pilot_id, row.person_id, row.number),
    )


def months_of(admitted_on: date, exited_on: date | None, day: date) -> int:
    """Completed months in the pilot, so far or until the exit; never below 0."""
    until = exited_on if exited_on is not None and exited_on <= day else day
    return max(0, whole_months(admitted_on, until))


def _moves(row: Participation, standing: queries.StageRecord, day: date) -> list[MoveRow]:
    """Every move ever recorded, the reversed ones with their reversal, in time order."""
    events = queries.stage_events(row.pilot_id, row.id)
    reversals = {event.reverses_id: event for event in events if event.reverses_id is not None}
    ends: list[date | None] = [move.entered_on for move in standing.moves[1:]]
    until = dict(zip(standing.standing_ids, [*ends, row.exited_on], strict=False))
    found = []
    for event in events:
        if event.reverses_id is not None:
            continue
        end = until.get(event.id)
        is_standing = event.id in until
        found.append(
            MoveRow(
                id=event.id,
                stage=event.stage,
                entered_on=event.entered_on,
                reason=event.reason,
                days=_days(event.entered_on, end, day) if is_standing else None,
                is_open=is_standing and end is None,
                may_be_reversed=is_standing and event.id != standing.standing_ids[0],
                taken_back=reversals.get(event.id),
            )
        )
    return found


def _days(start: date, end: date | None, day: date) -> int:
    return Interval(start, end).days(day) if end is None or end >= start else 0


def name_of(row: Participation) -> Name:
    """The name behind a participation; the caller records the reading."""
    return store.names_of(row.pilot_id, [row.person_id])[row.person_id]


def sealed_of(row: Participation) -> Sealed:
    """Name and free texts of a participation; the caller records the reading."""
    place = (row.pilot_id, row.id)
    return Sealed(
        name_of(row),
        store.version_of(row.pilot_id, row.person_id),
        store.unseal_text(row.remark_sealed, *place, "remark"),
        store.unseal_text(row.reason_sealed, *place, "reason"),
    )


def changes(row: Participation) -> list[ChangeRow]:
    """The history of a participation with its care and consents, latest first."""
    ours = {"pilot_id": row.pilot_id}
    found = history.changes_of(db.session(), Participation, id=row.id, **ours)
    for model in (Care, Consent):
        found += history.changes_of(db.session(), model, participation_id=row.id, **ours)
    names = _display_names(change.user_id for change in found)
    return [
        ChangeRow(
            change.at,
            names.get(change.user_id or 0, ""),
            change.table,
            change.is_first,
            change.fields,
        )
        for change in sorted(found, key=lambda one: one.at, reverse=True)
    ]


def _display_names(user_ids: Iterable[int | None]) -> dict[int, str]:
    users = {user_id: user_by_id(user_id) for user_id in set(user_ids) if user_id}
    return {user_id: user.display_name for user_id, user in users.items() if user}


def sealed_names_for(actor: Actor, rows: Sequence[ParticipantRow]) -> list[store.SealedName]:
    """The names of the people in the rows, still closed: `opened` once the reading is recorded."""
    return store.sealed_names_of(actor.pilot_id, {row.person_id for row in rows})


def opened(actor: Actor, sealed: Sequence[store.SealedName]) -> dict[int, str]:
    """The names by person; the caller has recorded the reading before."""
    return store.opened(actor.pilot_id, sealed)


def people_called(pilot_id: int, wanted: str) -> list[int]:
    """People whose name contains the words, or with that customer number."""
    known = store.person_with(pilot_id, wanted)
    words = wanted.casefold().replace(",", " ").split()
    return [
        person_id
        for person_id, name in store.all_names(pilot_id).items()
        if person_id == known or (words and all(word in name.full.casefold() for word in words))
    ]
