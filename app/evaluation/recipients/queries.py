"""Reads of recipients: their accounts and tokens, what was asked for about their pseudonyms."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, select

from app.access import Actor
from app.accounts.queries import Held, UserFilters, users_of
from app.errors import NotFound
from app.evaluation.recipients.models import (
    AccessToken,
    PseudonymRotation,
    Recipient,
    RecipientAccount,
    Reidentification,
)
from app.evaluation.releases.models import Release, ReleaseMember
from app.extensions import db, fetch

Wished = TypeVar("Wished", PseudonymRotation, Reidentification)

EVALUATOR = "evaluator"
MOST_MEMBERS = 1000


@dataclass(frozen=True)
class Candidate:
    """A member of the pilot who may become one of a recipient's people."""

    user_id: int
    name: str
    email: str


@dataclass(frozen=True)
class TokenInUse:
    """A token that somebody shows, with whom it acts for."""

    pilot_id: int
    id: int
    recipient_id: int
    valid_until: date
    last_used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True)
class Request:
    """A wish about pseudonyms: a re-identification, or new ones after a leak."""

    row: PseudonymRotation | Reidentification
    recipient: Recipient

    @property
    def is_rotation(self) -> bool:
        """Whether new pseudonyms are wished for."""
        return isinstance(self.row, PseudonymRotation)


def recipient(pilot_id: int, recipient_id: int) -> Recipient | None:
    """One recipient of the pilot."""
    return db.session.get(Recipient, (pilot_id, recipient_id))


def known_recipient(pilot_id: int, recipient_id: int) -> Recipient:
    """One recipient of the pilot; NotFound for any other."""
    found = recipient(pilot_id, recipient_id)
    if found is None:
        raise NotFound
    return found


def recipients(pilot_id: int) -> Sequence[Recipient]:
    """The recipients of the pilot by name, closed ones last."""
    return db.session.scalars(
        select(Recipient)
        .where(Recipient.pilot_id == pilot_id)
        .order_by(Recipient.closed_at.is_not(None), Recipient.name)
    ).all()


def release_counts(pilot_id: int) -> Mapping[int, int]:
    """How many releases reached each recipient."""
    rows = db.session.execute(
        select(Release.recipient_id, func.count().label("releases"))
        .where(Release.pilot_id == pilot_id, Release.approved_at.is_not(None))
        .group_by(Release.recipient_id)
    )
    return {row.recipient_id: row.releases for row in rows}


def accounts_of(pilot_id: int, recipient_id: int) -> Sequence[RecipientAccount]:
    """The accounts through which a recipient's people sign in."""
    return db.session.scalars(
        select(RecipientAccount).where(
            RecipientAccount.pilot_id == pilot_id,
            RecipientAccount.recipient_id == recipient_id,
            RecipientAccount.removed_at.is_(None),
        )
    ).all()


def is_theirs(actor: Actor, recipient_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the actor's account was given to the recipient and not taken away."""
    return exists().where(
        RecipientAccount.pilot_id == actor.pilot_id,
        RecipientAccount.recipient_id == recipient_id,
        RecipientAccount.user_id == actor.user_id,
        RecipientAccount.removed_at.is_(None),
    )


def candidates(pilot_id: int, recipient_id: int, on: date) -> list[Candidate]:
    """Members who evaluate on that day and are not the recipient's yet, by name."""
    given = {row.user_id for row in accounts_of(pilot_id, recipient_id)}
    filters = UserFilters(state="active")
    rows, _total = users_of(pilot_id, filters, "name", False, 1, MOST_MEMBERS)
    return [
        Candidate(row.id, row.display_name, row.email)
        for row in rows
        if row.id not in given and any(_evaluates(role, on) for role in row.roles)
    ]


def _evaluates(role: Held, on: date) -> bool:
    is_open = role.until_day is None or on < role.until_day
    return role.name == EVALUATOR and role.from_day <= on and is_open


def tokens_of(pilot_id: int, recipient_id: int) -> Sequence[AccessToken]:
    """The access tokens of a recipient, the newest first."""
    return db.session.scalars(
        select(AccessToken)
        .where(AccessToken.pilot_id == pilot_id, AccessToken.recipient_id == recipient_id)
        .order_by(AccessToken.id.desc())
    ).all()


def token(pilot_id: int, recipient_id: int, token_id: int) -> AccessToken | None:
    """One access token of the recipient."""
    found = db.session.get(AccessToken, (pilot_id, token_id))
    return found if found is not None and found.recipient_id == recipient_id else None


def token_hash(token: str) -> str:
    """What the table keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


_TOKEN = select(
    AccessToken.pilot_id,
    AccessToken.id,
    AccessToken.recipient_id,
    AccessToken.valid_until,
    AccessToken.last_used_at,
    AccessToken.revoked_at,
).where(AccessToken.token_hash == bindparam("token_hash"))


def token_shown(token: str) -> TokenInUse | None:
    """The token that somebody shows, over or not; the one read that no pilot stands before."""
    row = fetch(_TOKEN, {"token_hash": token_hash(token)}).first()
    return TokenInUse(*row) if row else None


def people_reached(pilot_id: int, recipient_id: int) -> list[int]:
    """The persons in any release that reached the recipient."""
    return list(
        db.session.scalars(
            select(ReleaseMember.person_id)
            .join(
                Release,
                and_(
                    Release.pilot_id == ReleaseMember.pilot_id,
                    Release.id == ReleaseMember.release_id,
                ),
            )
            .where(
                Release.pilot_id == pilot_id,
                Release.recipient_id == recipient_id,
                Release.approved_at.is_not(None),
            )
            .distinct()
            .order_by(ReleaseMember.person_id)
        )
    )


def has_release_waiting(pilot_id: int, recipient_id: int) -> bool:
    """Whether a release to the recipient waits for its second person."""
    found = db.session.scalar(
        select(Release.id)
        .where(
            Release.pilot_id == pilot_id,
            Release.recipient_id == recipient_id,
            Release.approved_at.is_(None),
            Release.discarded_at.is_(None),
        )
        .limit(1)
    )
    return found is not None


def requests(pilot_id: int, recipient_id: int | None = None) -> list[Request]:
    """What was asked for about pseudonyms, the newest first."""
    found = [
        *_requests(PseudonymRotation, pilot_id, recipient_id),
        *_requests(Reidentification, pilot_id, recipient_id),
    ]
    return sorted(found, key=lambda one: one.row.id, reverse=True)


def _requests(table: type[Wished], pilot_id: int, recipient_id: int | None) -> list[Request]:
    wanted = (
        select(table, Recipient)
        .join(
            Recipient,
            and_(Recipient.pilot_id == table.pilot_id, Recipient.id == table.recipient_id),
        )
        .where(table.pilot_id == pilot_id)
    )
    if recipient_id is not None:
        wanted = wanted.where(table.recipient_id == recipient_id)
    return [Request(row, of) for row, of in db.session.execute(wanted)]


def rotation(pilot_id: int, rotation_id: int) -> PseudonymRotation:
    """One wish for new pseudonyms; NotFound for any other."""
    found = db.session.get(PseudonymRotation, (pilot_id, rotation_id))
    if found is None:
        raise NotFound
    return found


def resolution(pilot_id: int, resolution_id: int) -> Reidentification:
    """One wish to know whom a pseudonym means; NotFound for any other."""
    found = db.session.get(Reidentification, (pilot_id, resolution_id))
    if found is None:
        raise NotFound
    return found


def waiting_rotation(pilot_id: int, recipient_id: int) -> PseudonymRotation | None:
    """The wish for new pseudonyms of a recipient that nobody has decided upon."""
    return db.session.scalar(
        select(PseudonymRotation)
        .where(
            PseudonymRotation.pilot_id == pilot_id,
            PseudonymRotation.recipient_id == recipient_id,
            PseudonymRotation.approved_at.is_(None),
            PseudonymRotation.declined_at.is_(None),
        )
        .limit(1)
    )


def handed_over(actor: Actor) -> Sequence[PseudonymRotation]:
    """New pseudonyms that wait for the actor as one of the recipient's people."""
    return db.session.scalars(
        select(PseudonymRotation)
        .where(
            PseudonymRotation.pilot_id == actor.pilot_id,
            PseudonymRotation.approved_at.is_not(None),
            PseudonymRotation.taken_at.is_(None),
            is_theirs(actor, PseudonymRotation.recipient_id.expression),
        )
        .order_by(PseudonymRotation.id)
    ).all()


def belongs_to(actor: Actor, recipient_id: int) -> bool:
    """Whether the actor is one of the recipient's people."""
    return any(row.user_id == actor.user_id for row in accounts_of(actor.pilot_id, recipient_id))


def generation_at(pilot_id: int, recipient_id: int, at: datetime) -> int | None:
    """The set of pseudonyms that counted at that moment, if it has been given up since."""
    return db.session.scalar(
        select(func.min(PseudonymRotation.generation)).where(
            PseudonymRotation.pilot_id == pilot_id,
            PseudonymRotation.recipient_id == recipient_id,
            PseudonymRotation.approved_at > at,
        )
    )
