"""One-time codes of the phone (RFC 6238) and recovery codes on paper; pure."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime

import pyotp

from app.accounts.passwords import random_password

STEP_SECONDS = 30
DIGITS = 6
DRIFT = 1
"""Steps by which the phone's clock may be behind or ahead (RFC 6238, 5.2)."""
RECOVERY_CODES = 10
ISSUER = "Pilotbuch"


def new_secret() -> str:
    """A secret of 160 bits in Base32, as the apps take it (RFC 4226, 4)."""
    return pyotp.random_base32(32)


def step_at(moment: datetime) -> int:
    """The number of the 30 seconds since 1970 in which a moment lies."""
    return int(moment.timestamp()) // STEP_SECONDS


def fitting_step(secret: str, code: str, now: datetime, last_step: int | None) -> int | None:
    """The step that a code of six digits belongs to, one step of drift each way; None for none.

    A step up to the last one that was used fits no more: each code counts once.
    """
    generator, present = pyotp.HOTP(secret, digits=DIGITS), step_at(now)
    found = None
    for step in range(max(0, present - DRIFT), present + DRIFT + 1):
        is_right = hmac.compare_digest(generator.at(step).encode(), plain(code).encode())
        if is_right and (last_step is None or step > last_step):
            found = step
    return found


def address(secret: str, email: str) -> str:
    """What the QR code says: the address that the apps read."""
    generator = pyotp.TOTP(secret, digits=DIGITS, interval=STEP_SECONDS)
    return generator.provisioning_uri(name=email, issuer_name=ISSUER)


def picture(address: str) -> str:
    """The QR code as an address that holds an SVG; its margin is white in the dark scheme too."""
    import segno

    code = segno.make(address, error="m", micro=False)
    return str(code.svg_data_uri(border=4, scale=4, dark="black", light="white"))


def in_groups(secret: str) -> str:
    """Groups of four, to be read and typed."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def plain(code: str) -> str:
    """A code without the blanks and hyphens that people read it with, whatever its case."""
    return "".join(code.split()).replace("-", "").casefold()


def new_recovery_codes() -> list[str]:
    """Ten codes for when the phone is lost, 79 bits each."""
    return [random_password() for _ in range(RECOVERY_CODES)]


def recovery_hash(key: bytes, user_id: int, code: str) -> str:
    """What is kept of a recovery code; without the key nobody can try codes on it."""
    return hmac.new(key, f"recovery/{user_id}/{plain(code)}".encode(), hashlib.sha256).hexdigest()


def new_token() -> str:
    """Binds a browser to its sign-in that waits for the code."""
    return secrets.token_urlsafe(32)
