"""Reads of barriers, resources and circumstances; callers hold a case that the actor may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_, select

from app import history
from app.errors import NotFound
from app.extensions import db
from app.participants.conditions.models import Circumstance, Condition, ConditionState
from app.participants.conditions.rules.barriers import (
    BARRIER,
    HEALTH,
    HEALTH_CONSENT,
    Change,
    Course,
    PersonInGroup,
    Since,
    State,
    by_person,
    counted,
    state_on,
)
from app.participants.conditions.rules.circumstances import FIELDS, Entry, values_on
from app.participants.identity import store
from app.participants.models import Consent, Participation


@dataclass(frozen=True)
class ConditionRow:
    """A barrier or resource with its states in time order; `now` is that of the day asked for."""

    row: Condition
    states: Sequence[State]
    now: str

    @property
    def since(self) -> Since | None:
        """Since when it is there, as far as that is known."""
        return since_of(self.row)


def since_of(row: Condition) -> Since | None:
    """Day and precision of a stored condition."""
    if row.since is None or row.since_precision is None:
        return None
    return Since(row.since, row.since_precision)


def conditions_of(pilot_id: int, participation_id: int, on: date) -> list[ConditionRow]:
    """All barriers and resources of a participation, voided ones too, in the order of noting."""
    rows = db.session.scalars(
        select(Condition)
        .where(Condition.pilot_id == pilot_id, Condition.participation_id == participation_id)
        .order_by(Condition.noted_on, Condition.id)
    ).all()
    states = _states([row.id for row in rows], pilot_id)
    return [
        ConditionRow(row, states[row.id], state_on(states[row.id], on) or states[row.id][0].state)
        for row in rows
    ]


def _states(condition_ids: Sequence[int], pilot_id: int) -> Mapping[int, list[State]]:
    found: dict[int, list[State]] = defaultdict(list)
    for row in db.session.scalars(
        select(ConditionState)
        .where(ConditionState.pilot_id == pilot_id, ConditionState.condition_id.in_(condition_ids))
        .order_by(ConditionState.from_day)
    ):
        found[row.condition_id].append(State(row.from_day, row.state))
    return found


def condition(pilot_id: int, participation_id: int, condition_id: int) -> Condition:
    """One barrier or resource of this participation; otherwise NotFound."""
    row = db.session.get(Condition, (pilot_id, condition_id))
    if row is None or row.participation_id != participation_id:
        raise NotFound
    return row


def states_of(pilot_id: int, condition_id: int) -> Sequence[ConditionState]:
    """The states of one condition in time order."""
    return db.session.scalars(
        select(ConditionState)
        .where(ConditionState.pilot_id == pilot_id, ConditionState.condition_id == condition_id)
        .order_by(ConditionState.from_day)
    ).all()


def text_of(row: Condition) -> str:
    """The sealed text; shown only to who may read names, whose reading is on record."""
    return store.unseal_text(row.text_sealed, row.pilot_id, row.id, "text")


def birth_of(row: Participation) -> date | None:
    """The day of birth, to check days against; nobody is shown it by that."""
    name = store.names_of(row.pilot_id, [row.person_id]).get(row.person_id)
    return name.birth_date if name else None


def circumstances_of(pilot_id: int, participation_id: int) -> Sequence[Circumstance]:
    """All values recorded for a participation, in time order."""
    return db.session.scalars(
        select(Circumstance)
        .where(Circumstance.pilot_id == pilot_id, Circumstance.participation_id == participation_id)
        .order_by(Circumstance.from_day, Circumstance.id)
    ).all()


def circumstance(pilot_id: int, participation_id: int, circumstance_id: int) -> Circumstance:
    """One value of this participation; otherwise NotFound."""
    row = db.session.get(Circumstance, (pilot_id, circumstance_id))
    if row is None or row.participation_id != participation_id:
        raise NotFound
    return row


def removed_circumstances(pilot_id: int, participation_id: int) -> Sequence[history.Removal]:
    """Values that were removed as wrong, latest first; the history keeps them."""
    return history.removals_of(
        db.session(), Circumstance, pilot_id=pilot_id, participation_id=participation_id
    )


def changes(pilot_id: int, participation_id: int) -> list[history.Change]:
    """What was entered and corrected, latest first; states are in the course of their entry."""
    ours = {"pilot_id": pilot_id, "participation_id": participation_id}
    found = [
        *history.changes_of(db.session(), Condition, **ours),
        *history.changes_of(db.session(), Circumstance, **ours),
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def entries_at_entry(row: Participation) -> list[Entry]:
    """What was known at the admission, as values that hold from that day on."""
    return [
        Entry(field.key, str(getattr(row, field.key)), row.admitted_on)
        for field in FIELDS.values()
        if field.is_asked_at_entry and getattr(row, field.key) is not None
    ]


def circumstances_on(row: Participation, on: date) -> dict[str, str]:
    """What holds for a participation on a day, by field, what was known at entry included."""
    recorded = circumstances_of(row.pilot_id, row.id)
    return values_on([*entries_at_entry(row), *_entries(recorded)], on)


def all_circumstances_on(pilot_id: int, on: date) -> dict[int, dict[str, str]]:
    """The same for every participation admitted by the day, by its id, in two statements."""
    recorded: dict[int, list[Circumstance]] = defaultdict(list)
    for one in db.session.scalars(
        select(Circumstance)
        .where(Circumstance.pilot_id == pilot_id, Circumstance.from_day <= on)
        .order_by(Circumstance.from_day, Circumstance.id)
    ):
        recorded[one.participation_id].append(one)
    rows = db.session.scalars(
        select(Participation).where(
            Participation.pilot_id == pilot_id, Participation.admitted_on <= on
        )
    )
    return {
        row.id: values_on([*entries_at_entry(row), *_entries(recorded[row.id])], on) for row in rows
    }


def _entries(rows: Iterable[Circumstance]) -> list[Entry]:
    return [Entry(row.field, row.value, row.from_day) for row in rows]


def reduced_or_removed(pilot_id: int, day: date) -> Change:
    """For how many people barriers were reduced or removed by the day, by group; one statement."""
    return counted(barriers_by_person(pilot_id, day))


def barriers_by_person(pilot_id: int, day: date) -> list[PersonInGroup]:
    """What became of the barriers of all people by the day, by group; one statement.

    Barriers of health count only where the consent to health data is in force on the day.
    """
    rows = db.session.execute(
        select(
            Participation.person_id,
            Participation.number,
            Condition.id,
            Condition.group,
            ConditionState.from_day,
            ConditionState.state,
        )
        .join(
            Condition,
            and_(
                Condition.pilot_id == Participation.pilot_id,
                Condition.participation_id == Participation.id,
            ),
        )
        .join(
            ConditionState,
            and_(
                ConditionState.pilot_id == Condition.pilot_id,
                ConditionState.condition_id == Condition.id,
            ),
        )
        .where(
            Participation.pilot_id == pilot_id,
            Condition.kind == BARRIER,
            Condition.voided_on.is_(None),
            or_(Condition.group.not_in(HEALTH), _health_data_agreed(day)),
        )
        .order_by(Condition.id, ConditionState.from_day)
    )
    courses: dict[int, Course] = {}
    for person_id, number, condition_id, group, from_day, state in rows:
        known = courses.get(condition_id)
        states = (*(known.states if known else ()), State(from_day, state))
        courses[condition_id] = Course(person_id, group, states, number)
    return by_person(courses.values(), day)


def _health_data_agreed(day: date) -> ColumnElement[bool]:
    return exists().where(
        Consent.pilot_id == Participation.pilot_id,
        Consent.participation_id == Participation.id,
        Consent.purpose == HEALTH_CONSENT,
        Consent.given_on <= day,
        or_(Consent.withdrawn_on.is_(None), Consent.withdrawn_on > day),
    )
