"""The moves of all stays of a pilot that still stand; no names."""

from __future__ import annotations

from sqlalchemy import select

from app.extensions import db
from app.participants.models import StageEvent
from app.participants.rules import Move


def standing_moves(pilot_id: int) -> dict[int, list[Move]]:
    """By stay in time order, without reversals and what they took back; one statement."""
    reversal = StageEvent.__table__.alias("reversal")
    is_taken_back = (
        select(1)
        .where(reversal.c.pilot_id == StageEvent.pilot_id, reversal.c.reverses_id == StageEvent.id)
        .exists()
    )
    rows = db.session.execute(
        select(StageEvent.participation_id, StageEvent.stage, StageEvent.entered_on)
        .where(StageEvent.pilot_id == pilot_id, StageEvent.reverses_id.is_(None), ~is_taken_back)
        .order_by(StageEvent.participation_id, StageEvent.entered_on, StageEvent.id)
    )
    found: dict[int, list[Move]] = {}
    for participation_id, stage, entered_on in rows:
        found.setdefault(participation_id, []).append(Move(stage, entered_on))
    return found
