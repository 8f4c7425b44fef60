"""What the tests with a hostile user share: visitors with roles, addresses of every route."""

from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from app.access import Actor
from app.accounts import queries, services
from app.accounts.passwords import Passwords
from app.extensions import db
from tests import factories
from tests.clients import SeparateClient

HOME = "/p/gecko"


def without_tokens(web: Flask) -> Flask:
    """Forms without tokens and requests apart from the test: for what lies behind the gate."""
    web.config["WTF_CSRF_ENABLED"] = False
    web.test_client_class = SeparateClient
    return web


def visitor(web: Flask, *roles: str, pilot: Actor | None = None) -> FlaskClient:
    """Somebody new with these roles, signed in."""
    actor = pilot or factories.system_actor()
    hasher = Passwords(64, 1)
    for role in roles:
        services.add_user(hasher, actor, "visitor@example.org", role, factories.DAY)
    user = queries.user_by_email("visitor@example.org")
    assert user is not None
    user.must_change_password = False
    token = services.open_session(user.id, factories.now())
    db.session.commit()
    client = web.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    return client


def writing_rules(web: Flask) -> list[Rule]:
    return [rule for rule in web.url_map.iter_rules() if "POST" in (rule.methods or set())]


def filled(rule: Rule, values: dict[str, object]) -> str:
    """The address of a rule with these values in it; "1" where none is given."""
    return re.sub(
        r"<(?:[^<>]*:)?([a-z_]+)>", lambda found: str(values.get(found[1], 1)), str(rule.rule)
    )
