"""Reads of the network; each starts from the pilot."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select

from app.extensions import db
from app.partners.models import Partner


def partner_choices(pilot_id: int, on: date) -> list[tuple[int, str]]:
    """Number and name of the institutions that are worked with on a day, by name."""
    rows = db.session.execute(
        select(Partner.id, Partner.name)
        .where(Partner.pilot_id == pilot_id, or_(Partner.ended_on.is_(None), Partner.ended_on > on))
        .order_by(Partner.name)
    )
    return [(partner_id, name) for partner_id, name in rows]
