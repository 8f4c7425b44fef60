"""Draw-downs: drafted, approved by a second person, sent, answered by receipts, or withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app import audit
from app.access import Actor, Permission
from app.database import new_id
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.finance.grants import queries
from app.finance.grants.models import DrawDown, DrawDownPosition, DrawDownReceipt
from app.finance.grants.rules import Event, State, check_amounts, check_reason, next_state
from app.finance.rules import check_not_later
from app.pilots.preset import Preset
from app.pilots.queries import one_at_a_time


@dataclass(frozen=True)
class Request:
    """What is to be asked, by position; the reason is needed for more than may be asked."""

    by_position: Mapping[str, int]
    over_reason: str = ""


def draft(actor: Actor, preset: Preset, wanted: Request, today: date) -> int:
    """Drafts a draw-down; returns its number. What may be asked is counted anew while it is."""
    one_at_a_time(actor.pilot_id)
    demand = queries.demand(actor.pilot_id, preset, today)
    reason = wanted.over_reason.strip()
    total = check_amounts(wanted.by_position, demand.allowed_cents, reason)
    highest = db.session.scalar(
        select(func.max(DrawDown.number)).where(DrawDown.pilot_id == actor.pilot_id)
    )
    row = DrawDown(
        pilot_id=actor.pilot_id,
        id=new_id(),
        number=(highest or 0) + 1,
        state=State.DRAFTED,
        amount_cents=total,
        allowed_cents=demand.allowed_cents,
        over_reason=reason if total > demand.allowed_cents else None,
        drafted_on=today,
        payout_on=demand.window.payout_on,
        needed_until=demand.window.last,
        drafted_by=actor.user_id,
    )
    db.session.add(row)
    db.session.flush()
    for position, cents in wanted.by_position.items():
        if cents:
            _add_position(row, position, cents)
    db.session.flush()
    audit.record(actor, "draft_draw_down", "draw_down", row.id)
    return row.number


def _add_position(row: DrawDown, position: str, cents: int) -> None:
    db.session.add(
        DrawDownPosition(
            pilot_id=row.pilot_id,
            id=new_id(),
            draw_down_id=row.id,
            position=position,
            amount_cents=cents,
        )
    )


def approve(actor: Actor, number: int, version: int) -> None:
    """A second person approves; whoever drafted never does."""
    row = _draw_down(actor, number, version)
    if not actor.may(Permission.APPROVE):
        raise DomainError("house.not_allowed")
    if row.drafted_by == actor.user_id:
        raise DomainError("grants.four_eyes")
    row.state = next_state(State(row.state), Event.APPROVE)
    row.approved_by = actor.user_id
    db.session.flush()
    audit.record(actor, "approve_draw_down", "draw_down", row.id, ["state", "approved_by"])


def send(actor: Actor, number: int, sent_on: date, version: int, today: date) -> None:
    """The request has gone to the funder, on the day it was drafted or later."""
    row = _draw_down(actor, number, version)
    state = next_state(State(row.state), Event.SEND)
    check_not_later(sent_on, today, "sent_on")
    if sent_on < row.drafted_on:
        raise DomainError("grants.sent_before_draft", "sent_on", drafted_on=row.drafted_on)
    row.state, row.sent_on = state, sent_on
    db.session.flush()
    audit.record(actor, "send_draw_down", "draw_down", row.id, ["state", "sent_on"])


def withdraw(actor: Actor, number: int, reason: str, version: int) -> None:
    """Nothing more is awaited, for a reason; what has come in part stays."""
    one_at_a_time(actor.pilot_id)
    row = _draw_down(actor, number, version)
    if _received_cents(row) >= row.amount_cents:
        raise DomainError("grants.received_already")
    state = next_state(State(row.state), Event.WITHDRAW)
    row.withdrawn_reason = check_reason(reason, "reason")
    row.state = state
    db.session.flush()
    audit.record(actor, "withdraw_draw_down", "draw_down", row.id, ["state", "withdrawn_reason"])


def link(actor: Actor, number: int, receipt_id: int, today: date) -> None:
    """A receipt is the answer to a draw-down that was sent; more than was asked is none."""
    one_at_a_time(actor.pilot_id)
    row = queries.draw_down(actor.pilot_id, number)
    if State(row.state) is not State.SENT:
        raise DomainError("grants.not_sent")
    receipt = queries.receipt_row(actor.pilot_id, receipt_id, today)
    if receipt.kind != "draw_down" or receipt.draw_down is not None:
        raise DomainError("grants.receipt_taken")
    awaited = row.amount_cents - _received_cents(row)
    if receipt.amount_cents > awaited:
        raise DomainError(
            "grants.more_than_asked",
            amount_cents=receipt.amount_cents,
            awaited_cents=awaited,
        )
    db.session.add(
        DrawDownReceipt(
            pilot_id=actor.pilot_id,
            id=new_id(),
            draw_down_id=row.id,
            receipt_id=receipt_id,
            linked_by=actor.user_id,
        )
    )
    db.session.flush()
    audit.record(actor, "link_receipt", "draw_down", row.id, ["receipt_id"])


def unlink(actor: Actor, number: int, receipt_id: int) -> None:
    """Takes back that a receipt answers a draw-down; both are open again."""
    one_at_a_time(actor.pilot_id)
    row = queries.draw_down(actor.pilot_id, number)
    found = db.session.scalar(
        select(DrawDownReceipt).where(
            DrawDownReceipt.pilot_id == actor.pilot_id,
            DrawDownReceipt.draw_down_id == row.id,
            DrawDownReceipt.receipt_id == receipt_id,
        )
    )
    if found is None:
        raise NotFound
    db.session.delete(found)
    db.session.flush()
    audit.record(actor, "unlink_receipt", "draw_down", row.id, ["receipt_id"])


def _received_cents(row: DrawDown) -> int:
    came = queries.draw_downs(row.pilot_id)
    return next(one.received_cents for one in came if one.number == row.number)


def _draw_down(actor: Actor, number: int, version: int) -> DrawDown:
    row = queries.draw_down(actor.pilot_id, number)
    if row.version != version:
        raise Stale
    return row
