"""Circumstances: a value from a day on, corrected or removed as wrong."""

from __future__ import annotations

from datetime import date

from app import audit
from app.access import Actor
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.participants.conditions import queries
from app.participants.conditions.models import Circumstance
from app.participants.conditions.rules.circumstances import (
    FIELDS,
    Field,
    check_equal_status,
    check_from,
    value_of,
)
from app.participants.conditions.services.barriers import check_health_consent
from app.participants.models import Participation
from app.participants.services.facts import participation_for


def set_circumstance(
    actor: Actor, number: int, key: str, value: str, from_day: date | None, today: date
) -> None:
    """From that day on another value; a day holds from itself on and takes no `from_day`."""
    row = participation_for(actor, number)
    field = FIELDS.get(key)
    if field is None:
        raise NotFound
    value, from_day = _checked(row, field, value, from_day, today)
    _check_day_free(row, field, from_day, None)
    found = Circumstance(
        pilot_id=actor.pilot_id,
        participation_id=row.id,
        field=field.key,
        value=value,
        from_day=from_day,
        recorded_by=actor.user_id,
    )
    db.session.add(found)
    db.session.flush()
    audit.record(actor, "set_circumstance", "participation", row.id, [field.key, "from_day"])


def correct_circumstance(
    actor: Actor,
    number: int,
    circumstance_id: int,
    value: str,
    from_day: date | None,
    version: int,
    today: date,
) -> None:
    """Corrects a value or the day from which it holds; the history keeps both."""
    row = participation_for(actor, number)
    found = _unchanged(row, circumstance_id, version)
    field = FIELDS[found.field]
    value, from_day = _checked(row, field, value, from_day, today)
    _check_day_free(row, field, from_day, found.id)
    found.value, found.from_day = value, from_day
    db.session.flush()
    audit.record(actor, "correct_circumstance", "participation", row.id, [field.key, "from_day"])


def remove_circumstance(actor: Actor, number: int, circumstance_id: int, version: int) -> None:
    """Removes a value that never held; the history keeps it."""
    row = participation_for(actor, number)
    found = _unchanged(row, circumstance_id, version)
    db.session.delete(found)
    db.session.flush()
    audit.record(actor, "remove_circumstance", "participation", row.id, [found.field])


def _unchanged(row: Participation, circumstance_id: int, version: int) -> Circumstance:
    found = queries.circumstance(row.pilot_id, row.id, circumstance_id)
    if found.version != version:
        raise Stale
    return found


def _checked(
    row: Participation, field: Field, text: str, from_day: date | None, today: date
) -> tuple[str, date]:
    """Value and day as they are stored."""
    born_on = queries.birth_of(row)
    value = value_of(field, text, born_on, today)
    if field.kind == "day":
        from_day = date.fromisoformat(value)
    if from_day is None:
        raise DomainError("conditions.from_missing", "from_day")
    check_from(from_day, born_on, today)
    if field.is_health:
        check_health_consent(row, "value", {today})
    if field.key == "equal_status":
        degree = queries.circumstances_on(row, from_day).get("disability")
        check_equal_status(value, degree)
    return value, from_day


def _check_day_free(row: Participation, field: Field, from_day: date, besides: int | None) -> None:
    for one in queries.circumstances_of(row.pilot_id, row.id):
        if (one.field, one.from_day) == (field.key, from_day) and one.id != besides:
            raise DomainError(
                "conditions.value_that_day",
                "value" if field.kind == "day" else "from_day",
                day=from_day,
            )
