"""What the domain says when something cannot be done: a key with parameters, never a sentence."""

from __future__ import annotations

from types import TracebackType


class DomainError(Exception):
    """A refusal by a rule: message key, the field it concerns, and parameters for the sentence.

    The edge turns the key into German or English through `app.messages`.
    """

    def __init__(self, key: str, /, field: str | None = None, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.field = field
        self.params = params


class NotFound(DomainError):
    """Nothing under this address for this actor; foreign and absent look alike (404)."""

    def __init__(self, key: str = "house.not_found", /, **params: object) -> None:
        super().__init__(key, None, **params)


class Malformed(DomainError):
    """The request holds something that no text can hold (400)."""

    def __init__(self) -> None:
        super().__init__("house.malformed")


class Elsewhere(DomainError):
    """Whoever asks is let in at another place, which the sentence names (403)."""


class Stale(DomainError):
    """Somebody else saved first: the record's version has moved on (409)."""

    def __init__(self) -> None:
        super().__init__("house.stale")


def without_values(
    error: BaseException,
) -> tuple[type[RuntimeError], RuntimeError, TracebackType | None]:
    """A fault for logs and terminals: kind and place, not its message, which may hold a name."""
    return RuntimeError, RuntimeError(type(error).__name__), error.__traceback__
