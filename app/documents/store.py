"""The one way to contents and names of stored files: sealed in, opened for their own row only."""

from __future__ import annotations

from flask import current_app

from app.config import Settings
from app.sealing import seal_bytes, unseal_bytes


def _settings() -> Settings:
    found: Settings = current_app.extensions["pilotbuch_settings"]
    return found


def limit_bytes() -> int:
    """How large a file may be."""
    return _settings().document_limit_mb * 1024**2


def seal(content: bytes, pilot_id: int, row_id: int, column: str) -> bytes:
    """A content sealed for its field."""
    return seal_bytes(_settings().keys["files"], content, pilot_id, row_id, column)


def unseal(sealed: bytes, pilot_id: int, row_id: int, column: str) -> bytes:
    """The content of a sealed field."""
    return unseal_bytes(_settings().keys["files"], sealed, pilot_id, row_id, column)
