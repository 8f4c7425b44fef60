"""Months are closed, and opened again by two people. Services flush, never commit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from app import audit
from app.access import Actor, Permission
from app.database import new_id
from app.errors import DomainError
from app.extensions import db
from app.finance.closing import queries
from app.finance.closing.checks import Obstacle, obstacles
from app.finance.closing.models import MonthClosing
from app.finance.closing.rules import (
    Act,
    State,
    as_json,
    check_close,
    last_closed,
    next_state,
    reopened_with,
)
from app.pilots.queries import one_at_a_time


@dataclass(frozen=True)
class Closing:
    """A month to be closed; `looked_at` is the hash of the bookings that somebody saw."""

    month: date
    looked_at: str
    reason: str = ""


def close(actor: Actor, wanted: Closing, starts_on: date, day: date) -> None:
    """Closes a month with its figures; what stands against it needs a reason, or blocks.

    `starts_on` is the start of the funding, `day` the day of account. Refuses a month out of turn
    or not over, and bookings other than those looked at.
    """
    one_at_a_time(actor.pilot_id)
    pilot_id, month = actor.pilot_id, wanted.month
    first = queries.first_month(pilot_id, starts_on)
    check_close(month, first, queries.closed_until(pilot_id), day)
    figures = queries.figures_now(pilot_id, month)
    if figures.digest != wanted.looked_at:
        raise DomainError("closing.changed_meanwhile")
    found = obstacles(pilot_id, month)
    _check_obstacles(found, wanted.reason)
    row = _add(
        actor,
        month,
        Act.CLOSE,
        reason=wanted.reason.strip() or None,
        figures={**as_json(figures), "obstacles": [one.as_json() for one in found]},
    )
    db.session.flush()
    audit.record(actor, "close_month", "month_closing", row.id)


def _check_obstacles(found: list[Obstacle], reason: str) -> None:
    if any(one.blocks for one in found):
        raise DomainError("closing.blocked")
    if found and not reason.strip():
        raise DomainError("closing.reason_needed", "reason")


def ask_reopening(actor: Actor, month: date, reason: str) -> None:
    """Asks a second person to open a closed month again."""
    one_at_a_time(actor.pilot_id)
    _check_act(actor.pilot_id, month, Act.ASK)
    if not reason.strip():
        raise DomainError("closing.reason_for_reopening", "reason")
    row = _add(actor, month, Act.ASK, reason=reason.strip())
    db.session.flush()
    audit.record(actor, "ask_reopening", "month_closing", row.id, ["reason"])


def decline_reopening(actor: Actor, month: date, reason: str) -> None:
    """Says no to a request; the month stays closed."""
    one_at_a_time(actor.pilot_id)
    _check_act(actor.pilot_id, month, Act.DECLINE)
    if not actor.may(Permission.APPROVE):
        raise DomainError("house.not_allowed")
    if not reason.strip():
        raise DomainError("closing.reason_for_declining", "reason")
    row = _add(actor, month, Act.DECLINE, reason=reason.strip())
    db.session.flush()
    audit.record(actor, "decline_reopening", "month_closing", row.id, ["reason"])


def reopen(actor: Actor, month: date) -> list[date]:
    """Opens a month, and all closed after it, as another person asked; returns these months."""
    one_at_a_time(actor.pilot_id)
    standing = _check_act(actor.pilot_id, month, Act.REOPEN)
    if standing[month] is not State.ASKED:
        raise DomainError("closing.not_reopen")
    if not actor.may(Permission.APPROVE):
        raise DomainError("house.not_allowed")
    request = _last_act(actor.pilot_id, month)
    if request.done_by == actor.user_id:
        raise DomainError("closing.second_person")
    months = reopened_with(month, last_closed(standing) or month)
    rows = [
        _add(actor, each, Act.REOPEN, request_id=request.id, asked_by=request.done_by)
        for each in months
    ]
    db.session.flush()
    for row in rows:
        audit.record(actor, "reopen_month", "month_closing", row.id)
    return months


def _check_act(pilot_id: int, month: date, act: Act) -> dict[date, State]:
    """The states of all months, where the act can be done with this one."""
    standing = queries.states_of(pilot_id)
    next_state(standing.get(month, State.OPEN), act)
    return standing


def _last_act(pilot_id: int, month: date) -> MonthClosing:
    return db.session.scalars(
        select(MonthClosing)
        .where(MonthClosing.pilot_id == pilot_id, MonthClosing.month == month)
        .order_by(MonthClosing.turn.desc())
        .limit(1)
    ).one()


def _add(actor: Actor, month: date, act: Act, **facts: Any) -> MonthClosing:
    turn = db.session.scalar(
        select(func.max(MonthClosing.turn)).where(
            MonthClosing.pilot_id == actor.pilot_id, MonthClosing.month == month
        )
    )
    row = MonthClosing(
        pilot_id=actor.pilot_id,
        id=new_id(),
        month=month,
        turn=(turn or 0) + 1,
        act=act,
        done_by=actor.user_id,
        **facts,
    )
    db.session.add(row)
    return row
