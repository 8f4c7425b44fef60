"""Barriers and resources: noted, moved on from state to state, corrected, voided and restored."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm.attributes import flag_modified

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, Stale
from app.extensions import db
from app.participants import queries as participants
from app.participants.conditions import queries
from app.participants.conditions.models import Condition, ConditionState
from app.participants.conditions.rules.barriers import (
    Since,
    Stay,
    check_codes,
    check_consent,
    check_noted,
    check_since,
    is_health,
)
from app.participants.identity import store
from app.participants.models import Participation
from app.participants.services.facts import participation_for


@dataclass(frozen=True)
class Noted:
    """What is told about a barrier or resource; `text` is sealed, None leaves it as it is."""

    group: str
    since: Since | None = None
    partner_id: int | None = None
    text: str | None = ""


def note_condition(
    actor: Actor,
    number: int,
    kind: str,
    noted: Noted,
    state: str,
    noted_on: date,
    partners: Collection[int],
    today: date,
) -> int:
    """Notes a barrier or resource with its first state; `partners` are the numbers on offer."""
    row = participation_for(actor, number)
    check_codes(kind, noted.group, state)
    stay = stay_of(row)
    check_noted(stay, noted_on, "noted_on", today)
    check_since(stay, noted.since, noted_on)
    _check_partner(noted.partner_id, partners)
    _check_health(row, kind, noted.group, "group", noted_on, today)
    found = Condition(
        pilot_id=actor.pilot_id,
        id=new_id(),
        participation_id=row.id,
        kind=kind,
        noted_on=noted_on,
        recorded_by=actor.user_id,
    )
    _tell(found, noted)
    db.session.add(found)
    db.session.flush()
    _add_state(actor, found.id, state, noted_on)
    db.session.flush()
    audit.record(actor, "note_condition", "participation", row.id, ["group", "state", "from_day"])
    return found.id


def correct_condition(
    actor: Actor,
    number: int,
    condition_id: int,
    noted: Noted,
    version: int,
    partners: Collection[int],
    today: date,
) -> None:
    """Corrects what was told; the states stay. `partners` are the numbers on offer."""
    row = participation_for(actor, number)
    found = _standing(row, condition_id, version)
    check_codes(found.kind, noted.group, queries.states_of(row.pilot_id, found.id)[0].state)
    check_since(stay_of(row), noted.since, found.noted_on)
    if noted.partner_id != found.partner_id:
        _check_partner(noted.partner_id, partners)
    _check_health(row, found.kind, noted.group, "group", found.noted_on, today)
    changed = _tell(found, noted)
    db.session.flush()
    audit.record(actor, "correct_condition", "participation", row.id, changed)


def change_state(
    actor: Actor,
    number: int,
    condition_id: int,
    state: str,
    from_day: date,
    version: int,
    today: date,
) -> None:
    """From that day on another state; one of the same day takes its place."""
    row = participation_for(actor, number)
    found = _standing(row, condition_id, version)
    check_codes(found.kind, found.group, state)
    check_noted(stay_of(row), from_day, "from_day", today)
    if from_day < found.noted_on:
        raise DomainError("conditions.before_noting", "from_day", noted_on=found.noted_on)
    _check_health(row, found.kind, found.group, "from_day", from_day, today)
    states = queries.states_of(actor.pilot_id, found.id)
    that_day = next((one for one in states if one.from_day == from_day), None)
    before = [one for one in states if one.from_day < from_day]
    if before and before[-1].state == state:
        raise DomainError("conditions.same_state", "state", since=before[-1].from_day)
    if that_day is None:
        _add_state(actor, found.id, state, from_day)
    elif that_day.state != state:
        that_day.state, that_day.recorded_by = state, actor.user_id
    _touch(found)
    db.session.flush()
    audit.record(actor, "change_state", "participation", row.id, ["state", "from_day"])


def take_state_back(actor: Actor, number: int, condition_id: int, version: int) -> None:
    """Removes the latest state as wrong; the first one stays. The history keeps it."""
    row = participation_for(actor, number)
    found = _standing(row, condition_id, version)
    states = queries.states_of(actor.pilot_id, found.id)
    if len(states) == 1:
        raise DomainError("conditions.first_state_stays")
    db.session.delete(states[-1])
    _touch(found)
    db.session.flush()
    audit.record(actor, "take_state_back", "participation", row.id, ["state", "from_day"])


def void_condition(actor: Actor, number: int, condition_id: int, version: int, today: date) -> None:
    """Strikes out what was noted wrongly; it stays on record and counts nowhere."""
    row = participation_for(actor, number)
    found = _standing(row, condition_id, version)
    found.voided_on = today
    db.session.flush()
    audit.record(actor, "void_condition", "participation", row.id, ["voided_on"])


def restore_condition(
    actor: Actor, number: int, condition_id: int, version: int, today: date
) -> None:
    """Takes the striking out back."""
    row = participation_for(actor, number)
    found = queries.condition(actor.pilot_id, row.id, condition_id)
    if found.version != version:
        raise Stale
    if found.voided_on is None:
        raise DomainError("conditions.not_voided")
    _check_health(row, found.kind, found.group, "group", found.noted_on, today)
    found.voided_on = None
    db.session.flush()
    audit.record(actor, "restore_condition", "participation", row.id, ["voided_on"])


def stay_of(row: Participation) -> Stay:
    """The days of a participation that bound what can be noted about it."""
    return Stay(row.referred_on or row.admitted_on, row.exited_on, queries.birth_of(row))


def check_health_consent(row: Participation, field: str, days: Collection[date]) -> None:
    """Consent to health data on the day of the fact and on that of recording it."""
    last = max(days)
    in_force = [participants.consents_in_force(row.pilot_id, row.id, day) for day in days]
    check_consent(in_force, field, last)


def _check_health(
    row: Participation, kind: str, group: str, field: str, on: date, today: date
) -> None:
    if is_health(kind, group):
        check_health_consent(row, field, {on, today})


def _check_partner(partner_id: int | None, partners: Collection[int]) -> None:
    if partner_id is not None and partner_id not in partners:
        raise DomainError("conditions.unknown_partner", "partner_id")


def _standing(row: Participation, condition_id: int, version: int) -> Condition:
    """The condition as it was shown, if it is not struck out."""
    found = queries.condition(row.pilot_id, row.id, condition_id)
    if found.version != version:
        raise Stale
    if found.voided_on is not None:
        raise DomainError("conditions.is_voided", voided_on=found.voided_on)
    return found


def _tell(found: Condition, noted: Noted) -> list[str]:
    """Writes what was told; the names of what changed."""
    told = {
        "group": noted.group,
        "since": noted.since.day if noted.since else None,
        "since_precision": noted.since.precision if noted.since else None,
        "partner_id": noted.partner_id,
    }
    changed = [name for name, value in told.items() if getattr(found, name) != value]
    for name in changed:
        setattr(found, name, told[name])
    if noted.text is not None and noted.text.strip() != queries.text_of(found):
        found.text_sealed = _sealed(found, noted.text)
        changed.append("text_sealed")
    return changed


def _sealed(found: Condition, text: str) -> bytes | None:
    text = text.strip()
    return store.seal_text(text, found.pilot_id, found.id, "text") if text else None


def _add_state(actor: Actor, condition_id: int, state: str, from_day: date) -> None:
    db.session.add(
        ConditionState(
            pilot_id=actor.pilot_id,
            condition_id=condition_id,
            state=state,
            from_day=from_day,
            recorded_by=actor.user_id,
        )
    )


def _touch(found: Condition) -> None:
    """A change of its states is a change of the condition: whoever saves second is told."""
    flag_modified(found, "noted_on")
