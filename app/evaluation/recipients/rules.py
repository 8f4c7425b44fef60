"""What binds recipients, their access tokens and their pseudonyms; pure."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

from app.errors import DomainError
from app.periods import add_months

SHOWN_FOR: Final = timedelta(hours=24)
"""How long whoever asked sees whom a pseudonym means, from the approval on."""
PSEUDONYM: Final = re.compile(r"[a-z2-7]{16}")
"""How pseudonyms are written (`app.evaluation.rules.pseudonym`)."""
WITHOUT_GROUND: Final = "publication"


def check_description(name: str, basis: str, reference: str) -> None:
    """A recipient has a name, and a legal ground that can be looked up unless it has none."""
    if not name.strip():
        raise DomainError("recipients.no_name", "name")
    if basis != WITHOUT_GROUND and not reference.strip():
        raise DomainError("recipients.no_reference", "basis_reference")


def check_second_person(requested_by: int, actor_id: int) -> None:
    """Who asks for it does not approve it."""
    if requested_by == actor_id:
        raise DomainError("recipients.same_person")


def last_day(on: date) -> date:
    """The last day that a token made on this day may be valid: twelve months later."""
    return add_months(on, 12)


def check_validity(valid_until: date, on: date) -> None:
    """A token opens something for at least its first day and for at most twelve months."""
    if not on <= valid_until <= last_day(on):
        raise DomainError("recipients.token_days", "valid_until", first=on, last=last_day(on))


def is_valid(valid_until: date, revoked_at: datetime | None, on: date) -> bool:
    """Whether a token opens something on this day."""
    return revoked_at is None and on <= valid_until


def written_pseudonym(text: str) -> str:
    """A pseudonym as datasets hold it; DomainError for what cannot be one."""
    found = text.strip().lower()
    if not PSEUDONYM.fullmatch(found):
        raise DomainError("recipients.no_pseudonym", "pseudonym")
    return found


def is_shown(approved_at: datetime | None, now: datetime) -> bool:
    """Whether whoever asked may still see whom the pseudonym means."""
    return approved_at is not None and approved_at <= now < approved_at + SHOWN_FOR
