"""When a session ends and what a password must be; pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.errors import DomainError

IDLE = timedelta(minutes=30)
LIFETIME = timedelta(hours=12)
TOUCH_AFTER = timedelta(minutes=1)
"""A session's last use is written at most this often, so that reading pages stays reading."""
PASSWORD_MINIMUM = 12
PASSWORD_MAXIMUM = 200


def is_session_over(created_at: datetime, last_seen_at: datetime, now: datetime) -> bool:
    """30 minutes idle or 12 hours in all end a session."""
    return now - last_seen_at >= IDLE or now - created_at >= LIFETIME


def check_new_password(password: str, email: str) -> None:
    """Length counts, not signs (BSI, NIST SP 800-63B): 12 to 200 characters, not the address."""
    if len(password) < PASSWORD_MINIMUM:
        raise DomainError("account.password_short", "new_password", minimum=PASSWORD_MINIMUM)
    if len(password) > PASSWORD_MAXIMUM:
        raise DomainError("account.password_long", "new_password", maximum=PASSWORD_MAXIMUM)
    if email.split("@")[0].casefold() in password.casefold():
        raise DomainError("account.password_like_address", "new_password")
