"""What the funnel counts of everybody ever referred; no names."""

from __future__ import annotations

from sqlalchemy import select

from app.extensions import db
from app.participants.selection.models import Candidate
from app.participants.selection.rules import Referred


def referred(pilot_id: int) -> list[Referred]:
    """Everybody ever referred to the pilot; one statement."""
    rows = db.session.execute(
        select(
            Candidate.state,
            Candidate.referrer,
            Candidate.decision_reason,
            Candidate.referred_on,
            Candidate.decided_on,
            Candidate.talk_on,
        ).where(Candidate.pilot_id == pilot_id)
    )
    return [Referred(*row) for row in rows]
