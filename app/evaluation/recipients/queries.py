"""Reads of recipients."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.evaluation.recipients.models import Recipient, RecipientAccount
from app.extensions import db


def recipient(pilot_id: int, recipient_id: int) -> Recipient | None:
    """One recipient of the pilot."""
    return db.session.get(Recipient, (pilot_id, recipient_id))


def recipients(pilot_id: int) -> Sequence[Recipient]:
    """The recipients of the pilot by name, closed ones last."""
    return db.session.scalars(
        select(Recipient)
        .where(Recipient.pilot_id == pilot_id)
        .order_by(Recipient.closed_at.is_not(None), Recipient.name)
    ).all()


def accounts_of(pilot_id: int, recipient_id: int) -> Sequence[RecipientAccount]:
    """The accounts through which a recipient's people sign in."""
    return db.session.scalars(
        select(RecipientAccount).where(
            RecipientAccount.pilot_id == pilot_id,
            RecipientAccount.recipient_id == recipient_id,
            RecipientAccount.removed_at.is_(None),
        )
    ).all()
