"""An import that took payments of commitments back as errors, and is itself taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from app.access import Actor
from app.errors import DomainError
from app.extensions import db
from app.finance.commitments import queries
from app.finance.commitments.models import Commitment
from app.finance.commitments.rules import State
from app.finance.commitments.services.life import close
from app.finance.models import Booking


def reopened_by(pilot_id: int, import_id: int) -> Sequence[Commitment]:
    """The commitments whose payments the import took back."""
    touched = select(Booking.commitment_id).where(
        Booking.pilot_id == pilot_id, Booking.import_id == import_id
    )
    return db.session.scalars(
        select(Commitment).where(Commitment.pilot_id == pilot_id, Commitment.id.in_(touched))
    ).all()


def check_may_be_paid_again(pilot_id: int, import_id: int) -> None:
    """Refuses where a commitment was paid anew or cancelled since: it would be paid twice."""
    back = dict(
        db.session.execute(
            select(Booking.share_id, -func.sum(Booking.amount_cents + Booking.deductible_cents))
            .where(Booking.pilot_id == pilot_id, Booking.import_id == import_id)
            .group_by(Booking.share_id)
        ).all()
    )
    for row in reopened_by(pilot_id, import_id):
        rests = queries.rests_of(row)
        is_paid_anew = any(rest.gross_cents < back.get(one.id, 0) for one, rest in rests.items())
        if is_paid_anew or State(row.state) is State.CANCELLED:
            raise DomainError("voucher.commitment_went_on", number=row.number)


def settle(actor: Actor, rows: Sequence[Commitment]) -> None:
    """Once the payments stand again, what is paid in full is paid."""
    for row in rows:
        is_paid = not any(rest.gross_cents for rest in queries.rests_of(row).values())
        if is_paid and State(row.state) is State.APPROVED:
            # what is approved expires no more, so that the day does not matter
            close(actor, row.number, row.version, date.max)
