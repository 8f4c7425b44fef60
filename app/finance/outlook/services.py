"""What somebody expects to be spent, and how a position is estimated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.finance.outlook.models import Expectation, OutlookMethod
from app.finance.outlook.rules import Method
from app.pilots.preset import Notice, Preset
from app.pilots.queries import one_at_a_time


@dataclass(frozen=True)
class ToExpect:
    """Expenditure expected in a month; `day` is any day of it, `amount_cents` above 0."""

    position: str
    day: date
    amount_cents: int
    reason: str


def expect(actor: Actor, notice: Notice, given: ToExpect, today: date) -> int:
    """Notes what is expected; returns its id."""
    _check(notice, given, today)
    row = Expectation(pilot_id=actor.pilot_id, id=new_id())
    _fill(actor, row, given)
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "expect", "expectation", row.id)
    return row.id


def correct(
    actor: Actor, notice: Notice, row_id: int, given: ToExpect, version: int, today: date
) -> None:
    """Corrects what is expected."""
    row = _row(actor, row_id, version)
    _check(notice, given, today)
    _fill(actor, row, given)
    db.session.flush()
    audit.record(actor, "correct_expectation", "expectation", row.id, ["amount_cents"])


def remove(actor: Actor, row_id: int, version: int) -> None:
    """Takes an expectation away: it did not come, or is ordered by now."""
    db.session.delete(_row(actor, row_id, version))
    db.session.flush()
    audit.record(actor, "remove_expectation", "expectation", row_id)


def choose_methods(actor: Actor, preset: Preset, chosen: Mapping[str, Method]) -> None:
    """Chooses how positions are estimated; positions of the programme only."""
    if not set(chosen) <= {position.code for position in preset.positions}:
        raise DomainError("outlook.unknown_position")
    one_at_a_time(actor.pilot_id)
    rows = {
        row.position: row
        for row in db.session.scalars(
            select(OutlookMethod).where(OutlookMethod.pilot_id == actor.pilot_id)
        )
    }
    changed = []
    for position, method in chosen.items():
        row = rows.get(position)
        if row is None:
            row = OutlookMethod(pilot_id=actor.pilot_id, id=new_id(), position=position)
            db.session.add(row)
        if row.method != method:
            row.method, row.chosen_by = method, actor.user_id
            changed.append(position)
    db.session.flush()
    if changed:
        audit.record(actor, "choose_methods", "pilot", actor.pilot_id, ["method"])


def _check(notice: Notice, given: ToExpect, today: date) -> None:
    if given.amount_cents <= 0:
        raise DomainError("outlook.not_positive", "amount_cents")
    first, last = today.replace(day=1), notice.ends_on
    if not first <= given.day <= last:
        raise DomainError("outlook.month_not_ahead", "day", first=first, last=last)


def _fill(actor: Actor, row: Expectation, given: ToExpect) -> None:
    row.position, row.month = given.position, given.day.replace(day=1)
    row.amount_cents, row.reason = given.amount_cents, given.reason
    row.entered_by = actor.user_id


def _row(actor: Actor, row_id: int, version: int) -> Expectation:
    row = db.session.get(Expectation, (actor.pilot_id, row_id))
    if row is None:
        raise NotFound
    if row.version != version:
        raise Stale
    return row
