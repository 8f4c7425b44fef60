"""Mappings that are given, and the sweep that a timer does."""

from __future__ import annotations

from dataclasses import dataclass

from app import audit
from app.access import Actor
from app.database import new_id
from app.evaluation.monitoring import queries
from app.evaluation.monitoring.models import MonitoringMapping
from app.evaluation.monitoring.rules.life import needed
from app.evaluation.monitoring.services.desk import Desk, tidy
from app.extensions import db
from app.pilots.preset import Preset
from app.pilots.queries import one_at_a_time


@dataclass(frozen=True)
class Swept:
    """How many deliveries lost numbers, and which of all may have files to clear."""

    lapsed: int
    ids: tuple[int, ...]


def take_mapping(actor: Actor, preset: Preset, text: str, note: str) -> int:
    """Keeps a mapping that replaces the one in force; PresetRefused names its faults by key."""
    told = needed(note, "note")
    queries.settings_of(text, preset)
    one_at_a_time(actor.pilot_id)
    known = queries.mapping_in_force(actor.pilot_id, preset)
    row = MonitoringMapping(
        pilot_id=actor.pilot_id,
        id=new_id(),
        number=known.number + 1,
        text=text,
        note=told[:300],
        taken_by=actor.user_id,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "take_monitoring_mapping", "monitoring_mapping", row.id)
    return row.number


def sweep(desk: Desk) -> Swept:
    """Destroys, in all open deliveries, the numbers that were kept for too long."""
    open_ids = [row.id for row in queries.open_deliveries(desk.actor.pilot_id)]
    lapsed = sum(tidy(desk, delivery_id) for delivery_id in open_ids)
    return Swept(lapsed, tuple(row.id for row in queries.deliveries(desk.actor.pilot_id)))
