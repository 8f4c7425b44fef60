"""When a session ends, what a password must be, when periods meet; pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from app.errors import DomainError

IDLE = timedelta(minutes=30)
LIFETIME = timedelta(hours=12)
TOUCH_AFTER = timedelta(minutes=1)
"""A session's last use is written at most this often, so that reading pages stays reading."""
WAITS_FOR_CODE = timedelta(minutes=5)
"""So long after the right password the code may be given."""
PASSWORD_MINIMUM = 12
PASSWORD_MAXIMUM = 200
DIFFERENT_SIGNS = 5
TELLING_NAME = 4
"""A shorter name before the @ ("it", "km") is part of too many words to be refused."""


def is_session_over(created_at: datetime, last_seen_at: datetime, now: datetime) -> bool:
    """30 minutes idle or 12 hours in all end a session."""
    return now - last_seen_at >= IDLE or now - created_at >= LIFETIME


def is_too_late_for_code(created_at: datetime, now: datetime) -> bool:
    """Five minutes after the password a sign-in that still waits for its code is over."""
    return now - created_at >= WAITS_FOR_CODE


def check_new_password(password: str, email: str, current: str = "") -> None:
    """Length counts, not kinds of signs (BSI, NIST SP 800-63B): 12 to 200 characters.

    Refused besides: the present one, the name in the address, and a few signs repeated.
    """
    if len(password) < PASSWORD_MINIMUM:
        raise DomainError("account.password_short", "new_password", minimum=PASSWORD_MINIMUM)
    if len(password) > PASSWORD_MAXIMUM:
        raise DomainError("account.password_long", "new_password", maximum=PASSWORD_MAXIMUM)
    if password == current:
        raise DomainError("account.password_same", "new_password")
    if len(set(password)) < DIFFERENT_SIGNS:
        raise DomainError("account.password_simple", "new_password", minimum=DIFFERENT_SIGNS)
    name = email.split("@", maxsplit=1)[0].casefold()
    if len(name) >= TELLING_NAME and name in password.casefold():
        raise DomainError("account.password_like_address", "new_password")


def check_period(from_day: date, until_day: date | None) -> None:
    """A period [from, until) holds at least one day; None is open-ended."""
    if until_day is not None and until_day <= from_day:
        raise DomainError("account.until_before_from", "until_day")


def is_within(on: date, from_day: date, until_day: date | None) -> bool:
    """Whether the day lies in [from, until)."""
    return from_day <= on and (until_day is None or on < until_day)


def do_meet(
    from_day: date, until_day: date | None, other_from: date, other_until: date | None
) -> bool:
    """Whether two periods [from, until) share a day."""
    return (other_until is None or from_day < other_until) and (
        until_day is None or other_from < until_day
    )
