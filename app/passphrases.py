"""Passphrases of files that are handed over; told on the telephone, kept nowhere."""

from __future__ import annotations

import secrets
from typing import Final

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Told on the telephone without mistaking one for another: no i, l, o, 0, 1."""
_GROUPS, _IN_GROUP = 5, 4


def random_passphrase() -> str:
    """Five groups of four: 99 bits."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_IN_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)
