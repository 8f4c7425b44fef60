"""What happens to recipients: named with their legal ground, given accounts, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError
from app.evaluation.recipients.models import Recipient, RecipientAccount
from app.extensions import db


@dataclass(frozen=True, kw_only=True)
class Description:
    """What is recorded about a recipient."""

    name: str
    basis: str
    basis_reference: str = ""
    basis_until: date | None = None
    address: str = ""
    language: str = "de"


def add_recipient(actor: Actor, said: Description, scope: str | None = None) -> int:
    """Names a recipient and gives it pseudonyms of its own (`scope`); returns its id."""
    if not said.name.strip():
        raise DomainError("recipients.no_name", "name")
    if said.basis != "publication" and not said.basis_reference.strip():
        raise DomainError("recipients.no_reference", "basis_reference")
    taken = db.session.scalar(
        select(Recipient.id).where(
            Recipient.pilot_id == actor.pilot_id, Recipient.name == said.name.strip()
        )
    )
    if taken is not None:
        raise DomainError("recipients.name_taken", "name", name=said.name.strip())
    recipient_id = new_id()
    db.session.add(
        Recipient(
            pilot_id=actor.pilot_id,
            id=recipient_id,
            name=said.name.strip(),
            basis=said.basis,
            basis_reference=said.basis_reference.strip(),
            basis_until=said.basis_until,
            address=said.address.strip(),
            language=said.language,
            scope=scope or f"r{recipient_id}",
            created_by=actor.user_id,
        )
    )
    db.session.flush()
    audit.record(actor, "add_recipient", "recipient", recipient_id, ["name", "basis"])
    return recipient_id


def give_account(actor: Actor, recipient_id: int, user_id: int) -> None:
    """Lets an account see this recipient's releases; given twice is given once."""
    found = db.session.scalar(
        select(RecipientAccount).where(
            RecipientAccount.pilot_id == actor.pilot_id,
            RecipientAccount.recipient_id == recipient_id,
            RecipientAccount.user_id == user_id,
        )
    )
    if found is None:
        found = RecipientAccount(
            pilot_id=actor.pilot_id,
            recipient_id=recipient_id,
            user_id=user_id,
            added_by=actor.user_id,
        )
        db.session.add(found)
    found.removed_at = None
    db.session.flush()
    audit.record(actor, "give_recipient_account", "recipient", recipient_id, ["user_id"])
