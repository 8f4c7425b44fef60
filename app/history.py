"""Recorded history of what people edit: a version row per change, with who and when.

SQLAlchemy-Continuum writes the rows; this is the one place where they are set up and read.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy_continuum import make_versioned
from sqlalchemy_continuum.plugins import Plugin


class ActorPlugin(Plugin):
    """Writes the acting user, which the edge has noted on the session, beside each change."""

    def transaction_args(self, uow: Any, session: Session) -> dict[str, Any]:
        """The user of the session, or nobody when the program acts before any user exists."""
        return {"user_id": session.info.get("actor_id")}


def set_up() -> None:
    """Must run before the first versioned table is declared."""
    make_versioned(user_cls="User", plugins=[ActorPlugin()])
