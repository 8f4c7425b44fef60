"""Reads for the allocation: expenditure by month, and everybody's stays with their stages."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.finance.queries import spent_by_position_and_month
from app.participants.models import Participation
from app.participants.moves import standing_moves
from app.pilots.preset import AllocationSettings, Preset
from app.reporting.allocation.rules import Allocation, Key, Spent, Stay, allocate, cells_of


def allocation_on(pilot_id: int, preset: Preset, on: date) -> Allocation:
    """All expenditure up to the day, spread by the keys of the programme."""
    spent = [
        Spent(position, month, cents)
        for (position, month), cents in spent_by_position_and_month(pilot_id, on).items()
    ]
    settings = preset.allocation
    return allocate(
        spent, cells_of(stays(pilot_id, on), on), keys_of(settings), Key(settings.default)
    )


def keys_of(settings: AllocationSettings) -> dict[str, Key]:
    """The key of every position that the programme names one for."""
    return {code: key for key in Key for code in getattr(settings, key)}


def stays(pilot_id: int, on: date) -> list[Stay]:
    """All stays that have begun by the day; an exit after it is not known yet. Two statements."""
    moves = standing_moves(pilot_id)
    rows = db.session.execute(
        select(
            Participation.id,
            Participation.admitted_on,
            Participation.exited_on,
            Participation.outcome,
        )
        .where(Participation.pilot_id == pilot_id, Participation.admitted_on <= on)
        .order_by(Participation.admitted_on, Participation.id)
    )
    return [
        Stay(
            participation_id,
            admitted_on,
            exited_on if exited_on and exited_on <= on else None,
            (outcome or "unknown") if exited_on and exited_on <= on else None,
            moves.get(participation_id, ()),
        )
        for participation_id, admitted_on, exited_on, outcome in rows
    ]
