"""Records of awards (Vergabevermerke), written and put right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.finance.commitments import queries
from app.finance.commitments.models import Award
from app.finance.commitments.rules import Procedure, check_award_facts
from app.pilots.queries import one_at_a_time


@dataclass(frozen=True)
class AwardFacts:
    """How a contract came about: procedure, offers obtained, decision, and why this one."""

    subject: str
    procedure: Procedure
    offers: int
    decided_on: date
    awarded_to: str
    amount_cents: int
    reason: str


def record_award(actor: Actor, facts: AwardFacts, today: date) -> int:
    """Writes a record of an award; returns its number."""
    check_award_facts(facts.offers, facts.amount_cents, facts.decided_on, today)
    one_at_a_time(actor.pilot_id)
    highest = db.session.scalar(
        select(func.max(Award.number)).where(Award.pilot_id == actor.pilot_id)
    )
    row = Award(
        pilot_id=actor.pilot_id,
        id=new_id(),
        number=(highest or 0) + 1,
        recorded_by=actor.user_id,
        **vars(facts),
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "record_award", "award", row.id)
    return row.number


def revise_award(actor: Actor, number: int, facts: AwardFacts, version: int, today: date) -> None:
    """Puts a record right until a commitment that rests on it is approved."""
    check_award_facts(facts.offers, facts.amount_cents, facts.decided_on, today)
    one_at_a_time(actor.pilot_id)
    row = queries.award_numbered(actor.pilot_id, number)
    if row is None:
        raise NotFound
    if row.version != version:
        raise Stale
    if queries.is_award_fixed(row):
        raise DomainError("award.fixed")
    changed = [name for name, value in vars(facts).items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, getattr(facts, name))
    db.session.flush()
    audit.record(actor, "revise_award", "award", row.id, changed)
