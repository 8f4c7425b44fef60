"""A program of a recipient's people, as it acts in a pilot."""

from __future__ import annotations

from dataclasses import dataclass

from app.access import Actor


@dataclass(frozen=True, kw_only=True)
class Program(Actor):
    """Whoever holds an access token; it has no account (`user_id` 0) and one recipient's rights."""

    recipient_id: int
    token_id: int

    @property
    def traces(self) -> list[str]:
        """What the log says of it beside the act."""
        return [f"recipient:{self.recipient_id}", f"token:{self.token_id}"]
