"""Base rates that a person enters or confirms."""

from __future__ import annotations

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, Stale
from app.extensions import db
from app.finance.grants import queries
from app.finance.grants.interest import BaseRate, half_year
from app.finance.grants.models import EnteredRate
from app.finance.grants.rules import check_reason
from app.pilots.queries import one_at_a_time

LOWEST, HIGHEST = -1000, 10000
"""Hundredths of a percent; anything beyond is a slip of the pen."""


def set_rate(actor: Actor, rate: BaseRate, version: int) -> None:
    """Enters or changes the rate of a half-year; `version` 0: none was entered before."""
    one_at_a_time(actor.pilot_id)
    if rate.valid_from != half_year(rate.valid_from):
        raise DomainError("grants.no_half_year", "valid_from")
    if not LOWEST <= rate.basis_points <= HIGHEST:
        raise DomainError("grants.rate_out_of_bounds", "basis_points")
    check_reason(rate.source, "source")
    row = queries.entered_rate(actor.pilot_id, rate.valid_from)
    if (row.version if row else 0) != version:
        raise Stale
    if row is None:
        row = EnteredRate(
            pilot_id=actor.pilot_id, id=new_id(), valid_from=rate.valid_from, version=1
        )
        db.session.add(row)
    row.basis_points, row.source = rate.basis_points, rate.source.strip()
    row.is_confirmed, row.entered_by = rate.is_confirmed, actor.user_id
    db.session.flush()
    fields = ["basis_points", "source", "is_confirmed"]
    audit.record(actor, "set_base_rate", "base_rate", row.id, fields)
