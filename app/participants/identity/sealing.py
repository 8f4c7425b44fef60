"""Sealing of the texts that tell who somebody is, and the hash by which they are found again."""

from __future__ import annotations

import hashlib
import hmac

from app.sealing import SealBroken, seal_bytes, unseal_bytes

__all__ = ["SealBroken", "customer_hash", "seal", "unseal"]


def seal(key: bytes, text: str, pilot_id: int, row_id: int, column: str) -> bytes:
    """A text sealed for exactly this field."""
    return seal_bytes(key, text.encode(), pilot_id, row_id, column)


def unseal(key: bytes, sealed: bytes, pilot_id: int, row_id: int, column: str) -> str:
    """The text of a sealed field; SealBroken if it does not belong here."""
    return unseal_bytes(key, sealed, pilot_id, row_id, column).decode()


def customer_hash(key: bytes, pilot_id: int, customer_number: str) -> str:
    """Keyed hash of a customer number without blanks and case, to find duplicates in a pilot."""
    plain = "".join(customer_number.split()).upper()
    return hmac.new(key, f"{pilot_id}:{plain}".encode(), hashlib.sha256).hexdigest()
