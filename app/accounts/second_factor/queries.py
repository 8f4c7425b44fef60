"""Reads of second factors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.accounts.models import RecoveryCode, SecondFactor
from app.extensions import db


@dataclass(frozen=True)
class State:
    """How the second factor of a user stands; without a moment of confirmation it does not count.

    `is_begun`: a secret was made, but no code from it has been seen.
    """

    confirmed_at: datetime | None
    is_begun: bool
    codes_left: int

    @property
    def is_on(self) -> bool:
        """Whether signing in asks for a code."""
        return self.confirmed_at is not None


def state_of(user_id: int) -> State:
    """How the second factor of a user stands."""
    row = db.session.get(SecondFactor, user_id)
    left = db.session.scalar(
        select(func.count()).select_from(RecoveryCode).where(RecoveryCode.user_id == user_id)
    )
    confirmed_at = row.confirmed_at if row else None
    return State(confirmed_at, row is not None and confirmed_at is None, left or 0)


def is_on(user_id: int) -> bool:
    """Whether signing in asks this user for a code."""
    return (
        db.session.scalar(
            select(SecondFactor.user_id).where(
                SecondFactor.user_id == user_id, SecondFactor.confirmed_at.is_not(None)
            )
        )
        is not None
    )
