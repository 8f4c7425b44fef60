"""Making a pilot from a preset."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import select

from app import audit
from app.access import Actor, Permission
from app.database import new_id
from app.errors import DomainError
from app.extensions import db
from app.pilots.models import Pilot, Post
from app.pilots.preset import Preset
from app.pilots.reading import configuration_of


def create_pilot(user_id: int, preset: Preset, training_day: date | None = None) -> Actor:
    """The pilot with its posts; returns an actor with all permissions in it."""
    if db.session.scalar(select(Pilot.id).where(Pilot.key == preset.key)) is not None:
        raise DomainError("pilot.exists", pilot=preset.key)
    pilot = Pilot(
        id=new_id(),
        key=preset.key,
        configuration=json.dumps(configuration_of(preset), ensure_ascii=False, sort_keys=True),
        training_day=training_day,
    )
    db.session.add(pilot)
    db.session.flush()
    audit.open_chain(pilot.id)
    for post in preset.posts:
        db.session.add(
            Post(
                pilot_id=pilot.id,
                id=new_id(),
                key=post.key,
                title=post.title,
                fte_percent=round(post.fte * 100),
                carries_cases=post.carries_cases,
            )
        )
    db.session.flush()
    actor = Actor(user_id, pilot.id, frozenset(Permission))
    audit.record(actor, "create_pilot", "pilot", pilot.id)
    return actor


def set_training_day(actor: Actor, day: date | None) -> None:
    """Moves the training clock; it cannot be switched on later, nor off on demonstration data."""
    pilot = db.session.get_one(Pilot, actor.pilot_id)
    if pilot.training_day is None:
        raise DomainError("pilot.no_training")
    if day is None:
        raise DomainError("pilot.training_stays")
    pilot.training_day = day
    db.session.flush()
    audit.record(actor, "set_training_day", "pilot", pilot.id, ["training_day"])
