"""Recipients are named with their legal ground, given accounts, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app import audit
from app.access import Actor
from app.accounts import queries as accounts
from app.database import new_id, utc_now
from app.errors import DomainError, NotFound, Stale
from app.evaluation.recipients import queries, rules
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

    def tidy(self) -> dict[str, object]:
        """As it is stored: without blanks around it, lines apart by line feeds."""
        return {
            "name": self.name.strip(),
            "basis": self.basis,
            "basis_reference": self.basis_reference.strip(),
            "basis_until": self.basis_until,
            "address": "\n".join(self.address.strip().splitlines()),
            "language": self.language,
        }


def add_recipient(actor: Actor, said: Description, scope: str | None = None) -> int:
    """Names a recipient and gives it pseudonyms of its own (`scope`); returns its id."""
    _check(actor, said)
    recipient_id = new_id()
    db.session.add(
        Recipient(
            pilot_id=actor.pilot_id,
            id=recipient_id,
            scope=scope or f"r{recipient_id}",
            created_by=actor.user_id,
            **said.tidy(),
        )
    )
    db.session.flush()
    audit.record(actor, "add_recipient", "recipient", recipient_id, ["name", "basis"])
    return recipient_id


def revise_recipient(actor: Actor, recipient_id: int, said: Description, version: int) -> None:
    """Corrects what is recorded about a recipient, such as a contract that was extended."""
    row = _held(actor, recipient_id, version)
    _check(actor, said, recipient_id)
    changed = [name for name, value in said.tidy().items() if getattr(row, name) != value]
    for name, value in said.tidy().items():
        setattr(row, name, value)
    db.session.flush()
    audit.record(actor, "revise_recipient", "recipient", recipient_id, changed)


def close_recipient(actor: Actor, recipient_id: int, version: int) -> None:
    """No further release is made for it; its people keep those that they have."""
    row = _held(actor, recipient_id, version)
    if row.closed_at is not None:
        raise DomainError("recipients.closed")
    row.closed_at = utc_now()
    db.session.flush()
    audit.record(actor, "close_recipient", "recipient", recipient_id, ["closed_at"])


def give_account(actor: Actor, recipient_id: int, user_id: int) -> None:
    """Lets an account see this recipient's releases; given twice is given once."""
    if accounts.member(actor.pilot_id, user_id) is None:
        raise DomainError("recipients.no_member", "user")
    found = _account(actor, recipient_id, user_id)
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


def take_account(actor: Actor, recipient_id: int, user_id: int) -> None:
    """The account sees nothing of this recipient from now on."""
    found = _account(actor, recipient_id, user_id)
    if found is None or found.removed_at is not None:
        raise NotFound
    found.removed_at = utc_now()
    db.session.flush()
    audit.record(actor, "take_recipient_account", "recipient", recipient_id, ["user_id"])


def _account(actor: Actor, recipient_id: int, user_id: int) -> RecipientAccount | None:
    return db.session.scalar(
        select(RecipientAccount).where(
            RecipientAccount.pilot_id == actor.pilot_id,
            RecipientAccount.recipient_id == recipient_id,
            RecipientAccount.user_id == user_id,
        )
    )


def _check(actor: Actor, said: Description, besides: int = 0) -> None:
    rules.check_description(said.name, said.basis, said.basis_reference)
    taken = db.session.scalar(
        select(Recipient.id).where(
            Recipient.pilot_id == actor.pilot_id,
            Recipient.name == said.name.strip(),
            Recipient.id != besides,
        )
    )
    if taken is not None:
        raise DomainError("recipients.name_taken", "name", name=said.name.strip())


def _held(actor: Actor, recipient_id: int, version: int) -> Recipient:
    row = queries.known_recipient(actor.pilot_id, recipient_id)
    if row.version != version:
        raise Stale
    return row
