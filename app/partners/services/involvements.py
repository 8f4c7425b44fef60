"""Institutions brought in for somebody: from when, for what, with what result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, Stale
from app.extensions import db
from app.partners import queries
from app.partners.models import Involvement
from app.partners.rules import PURPOSES, RESULTS, check_involvement
from app.pilots.queries import one_at_a_time


@dataclass(frozen=True)
class Stay:
    """What an involvement must know of the participation: its id, and the first day that counts."""

    participation_id: int
    earliest: date


@dataclass(frozen=True)
class Help:
    """Which institution helps, for what, from when to before when, and what came of it."""

    partner_id: int
    purpose: str
    from_day: date
    until_day: date | None = None
    result: str | None = None


def bring_in(actor: Actor, stay: Stay, given: Help, today: date) -> int:
    """Brings an institution in for a participation; returns the id of the involvement."""
    one_at_a_time(actor.pilot_id)
    _check(actor, stay, given, today, None)
    offered = {partner_id for partner_id, _name in queries.partner_choices(actor.pilot_id, today)}
    if given.partner_id not in offered:
        raise DomainError("partner.no_longer_offered", "partner_id")
    row = Involvement(
        pilot_id=actor.pilot_id,
        id=new_id(),
        participation_id=stay.participation_id,
        recorded_by=actor.user_id,
        **vars(given),
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "bring_in", "participation", stay.participation_id, ["partner_id"])
    return row.id


def revise(
    actor: Actor, stay: Stay, involvement_id: int, given: Help, version: int, today: date
) -> None:
    """Corrects an involvement, or records its end and result."""
    one_at_a_time(actor.pilot_id)
    row = queries.involvement(actor.pilot_id, stay.participation_id, involvement_id)
    if row.version != version:
        raise Stale
    _check(actor, stay, given, today, row.id)
    changed = [name for name, value in vars(given).items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, getattr(given, name))
    db.session.flush()
    audit.record(actor, "revise_involvement", "participation", stay.participation_id, changed)


def remove(actor: Actor, stay: Stay, involvement_id: int, version: int) -> None:
    """Removes an involvement entered by mistake; its history stays."""
    row = queries.involvement(actor.pilot_id, stay.participation_id, involvement_id)
    if row.version != version:
        raise Stale
    db.session.delete(row)
    db.session.flush()
    audit.record(actor, "remove_involvement", "participation", stay.participation_id)


def _check(actor: Actor, stay: Stay, given: Help, today: date, besides: int | None) -> None:
    if given.purpose not in PURPOSES:
        raise DomainError("partner.unknown_purpose", "purpose")
    if given.result is not None and given.result not in RESULTS:
        raise DomainError("partner.unknown_result", "result")
    check_involvement(given.from_day, given.until_day, stay.earliest, today)
    twin = db.session.scalar(
        select(Involvement.id).where(
            Involvement.pilot_id == actor.pilot_id,
            Involvement.participation_id == stay.participation_id,
            Involvement.partner_id == given.partner_id,
            Involvement.purpose == given.purpose,
            Involvement.from_day == given.from_day,
            Involvement.id != (besides or 0),
        )
    )
    if twin is not None:
        raise DomainError("partner.involved_already", "from_day")
