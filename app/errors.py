"""What the domain says when something cannot be done: a key with parameters, never a sentence."""

from __future__ import annotations


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


class Stale(DomainError):
    """Somebody else saved first: the record's version has moved on (409)."""

    def __init__(self) -> None:
        super().__init__("house.stale")
