"""Reads of what will be spent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.finance.queries import budget_on
from app.pilots.preset import Preset


def at_completion(pilot_id: int, preset: Preset, on: date) -> Mapping[str, int]:
    """The estimate at completion of every position, in cents, from what is known on the day."""
    positions = [position.code for position in preset.positions]
    return {
        line.position: line.paid_cents + line.committed_cents
        for line in budget_on(pilot_id, on, positions, preset.years)
    }
