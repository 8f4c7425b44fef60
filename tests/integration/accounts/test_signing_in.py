"""Signing in as people do it: limits, sessions, what ends them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from app.access import Actor
from app.accounts import queries, services
from app.accounts.models import User, UserSession
from app.accounts.passwords import Passwords
from app.accounts.routes import safe_address
from app.errors import DomainError
from app.extensions import db
from tests import factories

ClientAs = Callable[[str], FlaskClient]
PASSWORDS = Passwords(64, 1)
NEW = "sieben lila Regenschirme"


def user(role: str) -> User:
    return db.session.scalars(select(User).where(User.email == f"{role}@example.org")).one()


def guess(client: FlaskClient, email: str, password: str, address: str = "192.0.2.1") -> int:
    return client.post(
        "/sign-in",
        data={
            "csrf_token": factories.token(client, "/sign-in"),
            "email": email,
            "password": password,
        },
        environ_base={"REMOTE_ADDR": address},
    ).status_code


def age_sessions(created: timedelta, seen: timedelta) -> None:
    now = factories.now()
    db.session.execute(
        update(UserSession).values(created_at=now - created, last_seen_at=now - seen)
    )
    db.session.commit()


def is_inside(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


def cookie_token(client: FlaskClient) -> str:
    with client.session_transaction() as session:
        return str(session["_user_id"])


def test_after_ten_wrong_guesses_even_the_right_password_waits(web: Flask) -> None:
    client = web.test_client()
    email = "coach@example.org"
    assert [guess(client, email, "falsch") for _ in range(10)] == [422] * 10
    assert guess(client, email, factories.PASSWORD) == 429
    assert guess(client, " COACH@example.org", factories.PASSWORD) == 429
    assert guess(client, email, factories.PASSWORD, address="192.0.2.2") == 302
    other = web.test_client()
    assert guess(other, "finance@example.org", factories.PASSWORD) == 302


def test_the_refusal_says_how_long_to_wait(web: Flask) -> None:
    client = web.test_client()
    for _ in range(10):
        guess(client, "nobody@example.org", "falsch")
    answer = client.post(
        "/sign-in",
        data={
            "csrf_token": factories.token(client, "/sign-in"),
            "email": "nobody@example.org",
            "password": "falsch",
        },
        environ_base={"REMOTE_ADDR": "192.0.2.1"},
    )
    assert answer.status_code == 429
    assert "15 Minuten" in answer.get_data(as_text=True)


def test_an_unknown_a_closed_and_a_wrong_account_get_the_same_answer(web: Flask) -> None:
    user("auditor").is_active = False
    db.session.commit()

    def answer(email: str, password: str) -> str:
        client = web.test_client()
        token = factories.token(client, "/sign-in")
        shown = client.post(
            "/sign-in", data={"csrf_token": token, "email": email, "password": password}
        ).get_data(as_text=True)
        return re.sub(r'name="csrf_token"[^>]*>', "", shown.replace(email, "…"))

    bodies = {
        answer("coach@example.org", "falsch"),
        answer("niemand@example.org", "falsch"),
        answer("auditor@example.org", factories.PASSWORD),
        answer("kommandozeile", factories.PASSWORD),
    }
    assert len(bodies) == 1
    assert "E-Mail-Adresse oder Passwort stimmt nicht" in bodies.pop()


def test_each_sign_in_makes_a_new_session_and_ends_the_one_before(web: Flask) -> None:
    client = web.test_client()
    factories.sign_in(web, client, "coach")
    first = cookie_token(client)
    factories.sign_in(web, client, "coach")
    assert cookie_token(client) != first
    assert services.user_of_session(first, factories.now()) == (None, False)
    assert is_inside(client)


def test_a_session_planted_before_signing_in_is_not_carried_over(web: Flask) -> None:
    client = web.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = "planted"
        session["_id"] = "planted"
        session["planted"] = "yes"
    factories.sign_in(web, client, "coach")
    with client.session_transaction() as session:
        assert "planted" not in session
        assert session["_user_id"] != "planted"


def test_the_database_keeps_only_the_hash_of_the_token(web: Flask, client_as: ClientAs) -> None:
    token = cookie_token(client_as("coach"))
    kept = db.session.scalars(select(UserSession.token_hash)).all()
    assert token not in kept
    assert services.token_hash(token) in kept


@pytest.mark.parametrize(
    ("created", "seen", "inside"),
    [
        (timedelta(hours=1), timedelta(minutes=29), True),
        (timedelta(hours=1), timedelta(minutes=30), False),
        (timedelta(hours=11, minutes=59), timedelta(minutes=1), True),
        (timedelta(hours=12), timedelta(minutes=1), False),
    ],
)
def test_a_session_ends_30_minutes_idle_or_12_hours_old(
    client_as: ClientAs, created: timedelta, seen: timedelta, inside: bool
) -> None:
    client = client_as("coach")
    age_sessions(created, seen)
    assert is_inside(client) is inside


def test_using_pages_keeps_a_session_from_going_idle(client_as: ClientAs) -> None:
    client = client_as("coach")
    for _ in range(3):
        age_sessions(timedelta(hours=2), timedelta(minutes=20))
        assert is_inside(client)
    seen = db.session.scalars(select(UserSession.last_seen_at)).one()
    assert factories.now() - seen < timedelta(minutes=1)


def test_who_comes_back_too_late_learns_why_and_returns_to_the_page(client_as: ClientAs) -> None:
    client = client_as("administrator")
    age_sessions(timedelta(hours=1), timedelta(hours=1))
    answer = client.get("/p/gecko/users?q=kim")
    assert answer.location == "/sign-in?next=/p/gecko/users?q%3Dkim"
    assert "Ihre Sitzung ist zu Ende" in client.get(answer.location).get_data(as_text=True)


def test_signing_in_clears_away_sessions_that_are_over(web: Flask, client_as: ClientAs) -> None:
    client_as("coach")
    age_sessions(timedelta(hours=13), timedelta(hours=13))
    client_as("finance")
    assert len(db.session.scalars(select(UserSession)).all()) == 1


def test_signing_out_ends_the_session_on_the_server(web: Flask, client_as: ClientAs) -> None:
    client = client_as("coach")
    token = cookie_token(client)
    client.post("/sign-out", data={"csrf_token": factories.token(client, "/account")})
    assert services.user_of_session(token, factories.now()) == (None, False)
    assert not is_inside(client)


def test_a_change_of_password_ends_all_other_sessions(client_as: ClientAs) -> None:
    here, elsewhere = client_as("coach"), client_as("coach")
    before = cookie_token(here)
    answer = here.post(
        "/account",
        data={
            "csrf_token": factories.token(here, "/account"),
            "current_password": factories.PASSWORD,
            "new_password": NEW,
            "repeated": NEW,
        },
    )
    assert answer.status_code == 302
    assert is_inside(here)
    assert not is_inside(elsewhere)
    assert cookie_token(here) != before


def test_a_new_role_and_the_end_of_a_role_end_the_session_at_once(
    client_as: ClientAs, actor: Actor
) -> None:
    today = factories.now().date()
    client = client_as("coach")
    services.grant_role(actor, user("coach").id, "deputy", today)
    db.session.commit()
    assert not is_inside(client)
    client = client_as("coach")
    row = queries.user_of(actor.pilot_id, user("coach").id)
    assert row is not None
    services.end_role(actor, row.id, row.roles[-1].id, today + timedelta(days=1))
    db.session.commit()
    assert not is_inside(client)


def test_a_closed_account_is_out_at_once(client_as: ClientAs, actor: Actor) -> None:
    client = client_as("coach")
    coach = user("coach")
    services.set_active(actor, coach.id, False, coach.version, factories.DAY)
    db.session.commit()
    assert not is_inside(client)


def test_a_proof_is_worth_nothing_once_the_password_has_changed(web: Flask) -> None:
    proof = services.prove(PASSWORDS, "coach@example.org", factories.PASSWORD)
    user("coach").password_hash = PASSWORDS.hash(NEW)
    db.session.flush()
    with pytest.raises(DomainError, match=r"account\.wrong"):
        services.sign_in(proof, factories.now())


def test_a_handed_over_password_must_be_changed_before_anything_else(
    web: Flask, client_as: ClientAs
) -> None:
    client = client_as("coach")
    user("coach").must_change_password = True
    db.session.commit()
    assert client.get("/p/gecko/").location == "/account"
    shown = client.get("/account").get_data(as_text=True)
    assert "jemand anderes kennt es also" in shown
    token = factories.token(client, "/account")
    same = {
        "csrf_token": token,
        "current_password": factories.PASSWORD,
        "new_password": factories.PASSWORD,
        "repeated": factories.PASSWORD,
    }
    refused = client.post("/account", data=same)
    assert refused.status_code == 422
    assert "Das neue Passwort ist das bisherige" in refused.get_data(as_text=True)
    assert client.post("/account", data={**same, "new_password": NEW, "repeated": NEW}).location
    assert client.get("/p/gecko/").location != "/account"


def test_the_present_password_cannot_be_guessed_in_an_open_browser(client_as: ClientAs) -> None:
    client = client_as("coach")
    data = {
        "csrf_token": factories.token(client, "/account"),
        "current_password": "falsch",
        "new_password": NEW,
        "repeated": NEW,
    }
    for _ in range(10):
        client.post("/account", data=data)
    shown = client.post("/account", data={**data, "current_password": factories.PASSWORD})
    assert "Zu viele Versuche" in shown.get_data(as_text=True)


def test_two_different_new_passwords_are_pointed_out_at_the_field(client_as: ClientAs) -> None:
    client = client_as("coach")
    answer = client.post(
        "/account",
        data={
            "csrf_token": factories.token(client, "/account"),
            "current_password": factories.PASSWORD,
            "new_password": NEW,
            "repeated": NEW + "!",
        },
    )
    assert answer.status_code == 422
    assert "Passwörter sind verschieden" in answer.get_data(as_text=True)


def test_who_has_no_role_is_told_the_next_step(client_as: ClientAs, actor: Actor) -> None:
    row = queries.user_of(actor.pilot_id, user("coach").id)
    assert row is not None
    services.end_role(actor, row.id, row.roles[0].id, factories.DAY)
    db.session.commit()
    answer = client_as("coach").get("/")
    assert answer.status_code == 200
    assert "in keinem Vorhaben eine Rolle" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "/\\evil.example", "https://evil.example/", "/\t/evil.example", "evil", ""],
)
def test_no_address_outside_the_house_is_followed_after_signing_in(
    web: Flask, address: str
) -> None:
    with web.test_request_context():
        assert safe_address(address) == "/"
        assert safe_address("/p/gecko/users?q=kim") == "/p/gecko/users?q=kim"
