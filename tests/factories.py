"""Test data, made through the ordinary services."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from app.access import ROLES, Actor, Permission
from app.accounts import queries as accounts
from app.accounts.passwords import Passwords
from app.accounts.services import add_user, ensure_system_user, give_post
from app.clock import today
from app.config import KEYS, Settings
from app.extensions import db
from app.milestones.services import plan_from_preset
from app.participants.identity.store import Name
from app.participants.services.admission import Admission, Characteristics, admit
from app.pilots.preset import Preset
from app.pilots.queries import PilotInForce, pilot_by_key, posts_of
from app.pilots.reading import read_preset, shipped_preset
from app.pilots.services import create_pilot

DAY = date(2024, 6, 30)
"""The day of account of the training clock."""
PASSWORD = "drei-blaue-eimer-sand"
SAMPLES = Path(__file__).parent.parent / "samples" / "gecko"
_numbers = count(1)


def settings(url: str, instance: Path) -> Settings:
    """Settings of a test house: fixed keys, cheap passwords."""
    return Settings(
        instance=instance,
        database_url=url,
        keys={name: name.encode().ljust(32, b".") for name in KEYS},
        argon2_memory_kib=64,
        argon2_passes=1,
        institute_sign_in=True,
    )


@cache
def gecko() -> Preset:
    """The model pilot; frozen, so one for all tests."""
    return read_preset(shipped_preset("gecko"))


def make_house() -> None:
    """The pilot on its training clock and one user per role (name@example.org, PASSWORD)."""
    passwords = Passwords(64, 1)
    actor = create_pilot(ensure_system_user().id, gecko(), DAY)
    plan_from_preset(actor, gecko())
    for role in ROLES:
        user_id, _password = add_user(passwords, actor, f"{role}@example.org", role, DAY, role)
        user = accounts.user_by_id(user_id)
        assert user is not None
        user.password_hash = passwords.hash(PASSWORD)
        user.must_change_password = False
        if role == "coach":
            give_post(actor, user_id, posts_of(actor.pilot_id)[0].id, date(2021, 11, 1), None)
    db.session.commit()


def release_connections() -> None:
    """Lets go of the database, so that it can be copied or dropped."""
    db.session.remove()
    db.engine.dispose()


def pilot() -> PilotInForce:
    """The pilot as pages see it."""
    found = pilot_by_key("gecko", today())
    assert found is not None
    return found


def system_actor() -> Actor:
    """The command line in the pilot, with every permission."""
    user_id = ensure_system_user().id
    db.session.info["actor_id"] = user_id
    return Actor(user_id, pilot().id, frozenset(Permission))


def actor_as(role: str) -> Actor:
    """The user of that role in the pilot."""
    user = accounts.user_by_email(f"{role}@example.org")
    assert user is not None
    found = accounts.actor_in(pilot().id, user.id, today())
    assert found is not None
    db.session.info["actor_id"] = user.id
    return found


def admission(**changes: object) -> Admission:
    """An admission that meets every criterion; a new person each time."""
    number = next(_numbers)
    values: dict[str, object] = {
        "name": Name("Muster", f"Kim {number}", date(1985, 5, 17), f"036D{number:06d}"),
        "characteristics": Characteristics("female", "intermediate", "dual", 1, True, False),
        "admitted_on": date(2023, 3, 14),
        "post_id": posts_of(pilot().id)[0].id,
        "referred_on": date(2023, 3, 1),
        "consents": {
            purpose: date(2023, 3, 10) for purpose in ("participation", "health_data", "evaluation")
        },
    }
    return Admission(**{**values, **changes})  # type: ignore[arg-type]


def admitted(actor: Actor, **changes: object) -> int:
    """Somebody admitted; returns the participant number."""
    return admit(actor, gecko(), admission(**changes), DAY)


def sign_in(web: Flask, client: FlaskClient, role: str) -> None:
    """Signs a client in through the page, as people do."""
    shown = client.get("/sign-in").get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', shown)
    assert found is not None
    answer = client.post(
        "/sign-in",
        data={
            "csrf_token": found[1],
            "email": f"{role}@example.org",
            "password": PASSWORD,
            "next": "",
        },
    )
    assert answer.status_code == 302, answer.get_data(as_text=True)


def token(client: FlaskClient, address: str) -> str:
    """The CSRF token of a page."""
    shown = client.get(address, follow_redirects=True).get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', shown)
    assert found is not None, address
    return found[1]


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)
