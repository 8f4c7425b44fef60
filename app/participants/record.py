"""Reading for pages: rows of the list with names, one whole record, evidence without names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from app import history
from app.access import Actor
from app.accounts.queries import names_in
from app.extensions import db
from app.participants import queries, shown
from app.participants.gates import baseline_and_plan
from app.participants.identity import store
from app.participants.identity.store import Name
from app.participants.models import Care, Consent, Participation, StageEvent
from app.participants.people_list import ParticipantRow
from app.participants.rules import (
    Episode,
    dwell_days,
    episodes,
    is_in_care,
    present_for_gates,
    stage_on,
)
from app.participants.stays.models import Interruption, SecrecyRelease
from app.participants.stays.queries import removed_interruptions
from app.participants.stays.rules import days_by_stage, net_dwell_days
from app.periods import Interval, whole_months


@dataclass(frozen=True)
class MoveRow:
    """A move as the record shows it; `days` in the stage, None for one taken back."""

    is_pause: ClassVar[bool] = False
    id: int
    place: int
    by: str
    stage: int
    entered_on: date
    reason: str | None
    days: int | None
    is_open: bool
    may_be_reversed: bool
    taken_back: StageEvent | None
    taken_back_by: str


@dataclass(frozen=True)
class PauseRow:
    """An interruption as the record shows it; a removed one can be brought back."""

    is_pause: ClassVar[bool] = True
    id: int
    kind: str
    entered_on: date
    until_day: date | None
    days: int
    is_removed: bool
    by: str

    def lasts_on(self, day: date) -> bool:
        """Whether the stay pauses on a day."""
        return not self.is_removed and Interval(self.entered_on, self.until_day).contains(day)


@dataclass(frozen=True)
class ChangeRow:
    """A change as the record shows it."""

    at: datetime
    by: str
    table: str
    is_first: bool
    is_last: bool
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """One participation on a day of account, without its name."""

    row: Participation
    is_in_care: bool
    has_exited: bool
    stage: int | None
    stage_since: date | None
    moves: Sequence[MoveRow]
    pauses: Sequence[PauseRow]
    stage_days: Mapping[int, int]
    """Days by stage, where somebody was in one more than once; else empty."""
    days: int
    net_days: int
    months: int
    care: Sequence[tuple[Care, str]]
    consents: Sequence[Consent]
    answers: Mapping[str, str]
    earlier: Sequence[int]
    present: frozenset[str]
    """What the case has of all that a stage can demand."""

    @property
    def timeline(self) -> Sequence[MoveRow | PauseRow]:
        """Moves and interruptions in time order; on one day the move comes first."""
        found: list[MoveRow | PauseRow] = [*self.moves, *self.pauses]
        return sorted(found, key=lambda one: (one.entered_on, one.is_pause))

    def pause_on(self, day: date) -> PauseRow | None:
        """The interruption that lasts on a day."""
        return next((pause for pause in self.pauses if pause.lasts_on(day)), None)

    def care_on(self, day: date) -> tuple[Care, str] | None:
        """The care on a day, or the last one before it, with the title of its post."""
        begun = [(care, title) for care, title in self.care if care.from_day <= day]
        return begun[-1] if begun else None


@dataclass(frozen=True)
class Sealed:
    """What is opened only for those who may read names."""

    name: Name
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
        raise queries.refusal(actor, number)
    return row


def participation_shown(actor: Actor, number: int) -> Participation:
    """The same as a bare row, to read."""
    row = shown.participation(actor, number)
    if row is None:
        raise queries.refusal(actor, number)
    return row


def record_of(row: Participation, day: date) -> Record:
    """Everything about a participation that holds no name."""
    names = names_in(row.pilot_id)
    place = (row.pilot_id, row.id)
    events = queries.stage_events(*place)
    standing = queries.standing_of(events)
    stay = (row.admitted_on, row.exited_on, day)
    pauses = shown.interruptions(*place)
    visits = episodes(standing.moves, row.exited_on)
    care, consents = shown.care(*place), shown.consents(*place)
    return Record(
        row=row,
        is_in_care=is_in_care(row.admitted_on, row.exited_on, day),
        has_exited=row.exited_on is not None and row.exited_on <= day,
        stage=stage_on(standing.moves, day),
        stage_since=max(
            (m.entered_on for m in standing.moves if m.entered_on <= day), default=None
        ),
        moves=_moves(row, events, standing, day, names),
        pauses=_pauses(row, pauses, day, names),
        stage_days=days_by_stage(visits, day) if _returned(visits) else {},
        days=dwell_days(*stay),
        net_days=net_dwell_days(*stay, (Interval(one.from_day, one.until_day) for one in pauses)),
        months=months_of(*stay),
        care=care,
        consents=consents,
        answers=queries.criterion_answers(*place),
        earlier=queries.earlier_stays(row.pilot_id, row.person_id, row.number),
        present=_present(row, care, consents, day),
    )


def _present(
    row: Participation, care: Sequence[tuple[Care, str]], consents: Sequence[Consent], day: date
) -> frozenset[str]:
    """What the stages can demand, from what was read already and one statement more."""
    has_baseline, has_plan = baseline_and_plan(row.pilot_id, row.id, day)
    return present_for_gates(
        queries.in_force(consents, day),
        has_coach=any(
            one.from_day <= day and (one.until_day is None or one.until_day > day)
            for one, _title in care
        ),
        has_baseline=has_baseline,
        has_plan=has_plan,
    )


def months_of(admitted_on: date, exited_on: date | None, day: date) -> int:
    """Completed months in the pilot, so far or until the exit; never below 0."""
    until = exited_on if exited_on is not None and exited_on <= day else day
    return max(0, whole_months(admitted_on, until))


def _returned(visits: Sequence[Episode]) -> bool:
    return len({one.stage for one in visits}) < len(visits)


def _pauses(
    row: Participation, pauses: Sequence[Interruption], day: date, names: Mapping[int, str]
) -> list[PauseRow]:
    """The interruptions, then those taken out of the record."""
    gone = removed_interruptions(row.pilot_id, row.id)
    return [
        PauseRow(
            id=one.id,
            kind=one.kind,
            entered_on=one.from_day,
            until_day=one.until_day,
            days=Interval(one.from_day, one.until_day).days(day),
            is_removed=place >= len(pauses),
            by=names.get(one.recorded_by, ""),
        )
        for place, one in enumerate([*pauses, *gone])
    ]


def _moves(
    row: Participation,
    events: Sequence[StageEvent],
    standing: queries.StageRecord,
    day: date,
    names: Mapping[int, str],
) -> list[MoveRow]:
    """Every move ever recorded, the reversed ones with their reversal, in time order."""
    reversals = {event.reverses_id: event for event in events if event.reverses_id is not None}
    ends: list[date | None] = [move.entered_on for move in standing.moves[1:]]
    until = dict(zip(standing.standing_ids, [*ends, row.exited_on], strict=False))
    found: list[MoveRow] = []
    for event in events:
        if event.reverses_id is not None:
            continue
        end, taken_back = until.get(event.id), reversals.get(event.id)
        is_standing = event.id in until
        found.append(
            MoveRow(
                id=event.id,
                place=len(found) + 1,
                by=names.get(event.recorded_by, ""),
                stage=event.stage,
                entered_on=event.entered_on,
                reason=event.reason,
                days=_days(event.entered_on, end, day) if is_standing else None,
                is_open=is_standing and end is None,
                may_be_reversed=is_standing and event.id != standing.standing_ids[0],
                taken_back=taken_back,
                taken_back_by=names.get(taken_back.recorded_by, "") if taken_back else "",
            )
        )
    return found


def _days(start: date, end: date | None, day: date) -> int:
    return Interval(start, end).days(day) if end is None or end >= start else 0


def name_of(row: Participation) -> Name:
    """The name behind a participation; the caller records the reading."""
    return store.names_of(row.pilot_id, [row.person_id])[row.person_id]


def name_version(row: Participation) -> int | None:
    """The version of the name behind a participation, to notice changes by others."""
    return store.version_of(row.pilot_id, row.person_id)


def sealed_of(row: Participation) -> Sealed:
    """Name and free texts of a participation; the caller records the reading."""
    place = (row.pilot_id, row.id)
    return Sealed(
        name_of(row),
        store.unseal_text(row.remark_sealed, *place, "remark"),
        store.unseal_text(row.reason_sealed, *place, "reason"),
    )


def changes(row: Participation) -> list[ChangeRow]:
    """The history of a participation with all that belongs to the stay, latest first."""
    ours = {"pilot_id": row.pilot_id}
    found = history.changes_of(db.session(), Participation, id=row.id, **ours)
    for model in (Care, Consent, Interruption, SecrecyRelease):
        found += history.changes_of(db.session(), model, participation_id=row.id, **ours)
    names = names_in(row.pilot_id)
    return [
        ChangeRow(
            change.at,
            names.get(change.user_id or 0, ""),
            change.table,
            change.is_first,
            change.is_last,
            change.fields,
        )
        for change in sorted(found, key=lambda one: one.at, reverse=True)
    ]


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
