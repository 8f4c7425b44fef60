"""The key of a delivery and its encrypted file; without the key its numbers are gone for good.

Both lie among the files, which no backup of the house takes along (`app.backup.KEPT`).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path

from app.config import Settings
from app.errors import DomainError
from app.evaluation.monitoring.models import MonitoringDelivery, MonitoringNumber
from app.evaluation.monitoring.rules.life import CLOSED, State
from app.sealing import SealBroken, seal_bytes, unseal_bytes
from app.stored_files import read_sealed, write_sealed

_COLUMN = "social_security_number"
_KEY_BYTES = 32


def key_path(settings: Settings, pilot_id: int, delivery_id: int) -> Path:
    """Where the key of a delivery lies; its name is part of the seal."""
    return settings.files / "monitoring" / f"{pilot_id}-{delivery_id}.key.sealed"


def file_path(settings: Settings, pilot_id: int, delivery_id: int) -> Path:
    """Where its encrypted file lies, sealed once more."""
    return settings.files / "monitoring" / f"{pilot_id}-{delivery_id}.zip.sealed"


def has_key(settings: Settings, row: MonitoringDelivery) -> bool:
    """Whether numbers of a delivery can be opened: not before the first, nor after a restore."""
    return key_path(settings, row.pilot_id, row.id).exists()


def key_of(settings: Settings, row: MonitoringDelivery, *, is_new: bool = False) -> bytes:
    """The key of a delivery, made when its first number comes (`is_new`).

    DomainError where it is lost, as after the restoring of a backup: the numbers are lost with it.
    """
    path = key_path(settings, row.pilot_id, row.id)
    if path.exists():
        return read_sealed(path, settings.keys["files"])
    if not is_new:
        raise DomainError("monitoring.key_lost")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = secrets.token_bytes(_KEY_BYTES)
    write_sealed(path, key, settings.keys["files"])
    return key


def seal(key: bytes, number: str, pilot_id: int, row_id: int) -> bytes:
    """A number that opens in its own row only."""
    return seal_bytes(key, number.encode(), pilot_id, row_id, _COLUMN)


def unseal(key: bytes, row: MonitoringNumber) -> str:
    """The number in a row; DomainError if it was sealed with a key that is gone."""
    try:
        return unseal_bytes(key, row.sealed, row.pilot_id, row.id, _COLUMN).decode()
    except SealBroken as error:
        raise DomainError("monitoring.key_lost") from error


def mark_of(key: bytes, number: str) -> str:
    """The same for the same number in a delivery, and nothing to anybody without its key."""
    return hmac.digest(key, number.encode(), hashlib.sha256).hex()


def clear_files(settings: Settings, row: MonitoringDelivery) -> None:
    """Takes away what a delivery may no longer have; called when its state is committed."""
    if State(row.state) is not State.MADE:
        file_path(settings, row.pilot_id, row.id).unlink(missing_ok=True)
    if State(row.state) in CLOSED:
        key_path(settings, row.pilot_id, row.id).unlink(missing_ok=True)
