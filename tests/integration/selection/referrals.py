"""Referrals for tests, made through the service."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

from flask.testing import FlaskClient

from app.access import Actor
from app.extensions import db
from app.participants.identity.store import Name
from app.participants.selection import queries
from app.participants.selection.models import Candidate
from app.participants.selection.services import Referral, refer
from app.participants.services.admission import Characteristics
from tests import factories
from tests.factories import DAY, token

HERE = "/p/gecko/participants/selection"
ClientAs = Callable[[str], FlaskClient]
_numbers = count(1)


def name(**changes: object) -> Name:
    """Somebody new each time."""
    number = next(_numbers)
    values: dict[str, object] = {
        "family_name": "Zugesteuert",
        "given_name": f"Toni {number}",
        "birth_date": date(1985, 5, 17),
        "customer_number": f"036Z{number:06d}",
    }
    return Name(**{**values, **changes})  # type: ignore[arg-type]


def referral(**changes: object) -> Referral:
    """A referral that tells all that the criteria ask for."""
    values: dict[str, object] = {
        "referred_on": date(2024, 5, 6),
        "referrer": "case_management",
        "characteristics": Characteristics("female", "intermediate", "dual", 1, True, False),
        "reason": "Rücken, Frau Quastenberg rief an",
        "stated": {"sgb2": True},
    }
    return Referral(**{**values, **changes})  # type: ignore[arg-type]


def referred(actor: Actor, who: Name | None = None, **changes: object) -> int:
    """Somebody referred; returns the number of the candidate."""
    return refer(actor, factories.gecko(), who or name(), referral(**changes), DAY)


def row_of(actor: Actor, number: int) -> Candidate:
    """The candidate as it is stored now."""
    db.session.expire_all()
    return queries.candidate(actor, number)


def post(client: FlaskClient, path: str, **entries: object) -> Any:
    """Posts a form with the token of its page."""
    return client.post(HERE + path, data={**entries, "csrf_token": token(client, HERE + path)})


def text(answer: Any) -> str:
    """The page of an answer."""
    return str(answer.get_data(as_text=True))
