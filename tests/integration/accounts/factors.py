"""Second factors as tests need them: set up past the pages, codes at a moment."""

from __future__ import annotations

from datetime import datetime, timedelta

import pyotp
from flask import current_app

from app.accounts import queries
from app.accounts.models import SecondFactor
from app.accounts.second_factor import services
from app.accounts.second_factor.codes import STEP_SECONDS
from app.accounts.second_factor.services import Keys
from app.accounts.services import Proof
from app.extensions import db
from tests import factories

STEP = timedelta(seconds=STEP_SECONDS)


def keys() -> Keys:
    """The keys of the test house."""
    held = current_app.extensions["pilotbuch_settings"].keys
    return Keys(held["identity"], held["lookup"])


def proof_of(role: str) -> Proof:
    """As if the user of that role had just given the right password."""
    user = queries.user_by_email(f"{role}@example.org")
    assert user is not None
    return Proof(user.id, user.password_hash or "")


def secret_of(role: str) -> str:
    """What the user's phone holds."""
    row = db.session.get(SecondFactor, proof_of(role).user_id)
    assert row is not None
    return services._secret(keys(), row)


def code_at(secret: str, moment: datetime) -> str:
    """What the phone shows at a moment."""
    return pyotp.TOTP(secret).at(moment)


def turned_on(role: str) -> tuple[str, list[str]]:
    """The second factor of that role as if set up an hour ago; its secret and recovery codes.

    Unlike `confirm` it ends no session, so that somebody who is signed in can look at the pages.
    """
    user_id = proof_of(role).user_id
    services.begin(keys(), user_id)
    db.session.get_one(SecondFactor, user_id).confirmed_at = factories.now() - timedelta(hours=1)
    made = services._new_codes(keys(), user_id)
    db.session.commit()
    return secret_of(role), made
