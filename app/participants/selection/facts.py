"""Single facts of candidates, the bricks of services; no service of participants is needed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete

from app.access import Actor
from app.errors import DomainError, NotFound
from app.extensions import db
from app.participants.identity import store
from app.participants.selection import queries
from app.participants.selection.models import Candidate, CandidateAnswer
from app.participants.selection.rules import Event, State, next_state
from app.pilots.queries import one_at_a_time


def candidate_for(actor: Actor, number: int) -> Candidate:
    """The candidate, if the actor's pilot has it; from here on others wait."""
    one_at_a_time(actor.pilot_id)
    row = queries.candidate_row(actor, number)
    if row is None:
        raise NotFound
    return row


def admissible(actor: Actor, number: int, admitted_on: date) -> Candidate:
    """The candidate to admit on a day; refuses who has been decided about meanwhile."""
    row = candidate_for(actor, number)
    next_state(row.state, Event.ADMIT)
    if row.referred_on > admitted_on:
        raise DomainError(
            "candidate.decided_before_referral", "admitted_on", referred_on=row.referred_on
        )
    return row


def open_candidate_of(actor: Actor, person_id: int, admitted_on: date) -> Candidate | None:
    """The open referral of a person, unless it came after that day."""
    for row in queries.referrals_of(actor.pilot_id, person_id, None):
        if row.state == State.OPEN and row.referred_on <= admitted_on:
            return row
    return None


def mark_admitted(row: Candidate, participation_id: int, admitted_on: date) -> None:
    """The referral has led to this stay."""
    row.state = next_state(row.state, Event.ADMIT)
    row.participation_id, row.decided_on = participation_id, admitted_on


def keep_answers(row: Candidate, stated: dict[str, bool]) -> None:
    """What the candidate stated about criteria replaces what was stated before."""
    ours = (CandidateAnswer.pilot_id == row.pilot_id, CandidateAnswer.candidate_id == row.id)
    db.session.execute(delete(CandidateAnswer).where(*ours))
    for criterion, holds in stated.items():
        db.session.add(
            CandidateAnswer(
                pilot_id=row.pilot_id, candidate_id=row.id, criterion=criterion, holds=holds
            )
        )


def sealed(row: Candidate, text: str, column: str) -> bytes | None:
    """A free text of the candidate, sealed for its column."""
    text = text.strip()
    return store.seal_text(text, row.pilot_id, row.id, column) if text else None
