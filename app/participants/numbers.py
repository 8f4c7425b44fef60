"""Numbers of participations, for payments to people who take part: a number and nothing else."""

from __future__ import annotations

from sqlalchemy import select

from app.extensions import db
from app.participants.models import Participation


def is_number(pilot_id: int, number: int) -> bool:
    """Whether somebody takes part, or took part, under this number."""
    found = select(Participation.id).where(
        Participation.pilot_id == pilot_id, Participation.number == number
    )
    return db.session.scalar(found) is not None
