"""Access tokens: made for a recipient's programs, shown once, revoked."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import update

from app import audit
from app.access import Actor
from app.database import utc_now
from app.errors import DomainError, NotFound
from app.evaluation.recipients import queries, rules
from app.evaluation.recipients.models import AccessToken
from app.evaluation.recipients.queries import TokenInUse
from app.extensions import db

PREFIX: Final = "pbt_"
"""Programs that look for leaked secrets know ours by it."""
TOKEN_BYTES: Final = 32
SHOWN: Final = 4
"""How many of its random characters the list of tokens shows."""
TOUCH_AFTER: Final = timedelta(minutes=1)
"""The last use is written down at most once in this time."""


def make_token(actor: Actor, recipient_id: int, label: str, valid_until: date, on: date) -> str:
    """A new token for a recipient's programs; it is returned here and kept nowhere."""
    row = queries.known_recipient(actor.pilot_id, recipient_id)
    if row.closed_at is not None:
        raise DomainError("recipients.closed")
    rules.check_validity(valid_until, on)
    token = PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
    made = AccessToken(
        pilot_id=actor.pilot_id,
        recipient_id=recipient_id,
        label=label.strip(),
        token_hash=queries.token_hash(token),
        beginning=token[: len(PREFIX) + SHOWN],
        valid_until=valid_until,
        made_by=actor.user_id,
    )
    db.session.add(made)
    db.session.flush()
    audit.record(actor, "make_access_token", "access_token", made.id, ["valid_until"])
    return token


def revoke_token(actor: Actor, recipient_id: int, token_id: int) -> None:
    """The token opens nothing from now on; revoked twice is revoked once."""
    row = queries.token(actor.pilot_id, recipient_id, token_id)
    if row is None:
        raise NotFound
    if row.revoked_at is None:
        row.revoked_at, row.revoked_by = utc_now(), actor.user_id
        db.session.flush()
        audit.record(actor, "revoke_access_token", "access_token", row.id, ["revoked_at"])


def touch_token(token: TokenInUse, now: datetime) -> None:
    """Notes that a token is in use."""
    db.session.execute(
        update(AccessToken)
        .where(AccessToken.pilot_id == token.pilot_id, AccessToken.id == token.id)
        .values(last_used_at=now)
    )
