"""The second factor as people meet it: set up, asked for, demanded by role, lost, reset."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app import audit
from app.access import Actor
from app.accounts.models import PendingSignIn, RecoveryCode, SecondFactor, User, UserSession
from app.accounts.passwords import Passwords
from app.accounts.second_factor import services
from app.accounts.services import add_user, reset_password, token_hash
from app.config import BY_DEFAULT, Demand
from app.errors import DomainError
from app.extensions import db
from app.pilots.services import create_pilot
from tests import factories
from tests.integration.accounts import factors
from tests.integration.accounts.factors import STEP, code_at, keys, proof_of, turned_on
from tests.integration.commands import flask

ClientAs = Callable[[str], FlaskClient]
OWN = "/account/second-factor"
WRONG = "Der Code stimmt nicht oder ist schon benutzt."


class Clock:
    """The clock of the pages; `passes` moves it on."""

    def __init__(self) -> None:
        self.now = factories.now()

    def __call__(self) -> datetime:
        return self.now

    def passes(self, span: timedelta) -> None:
        self.now += span


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr("app.accounts.second_factor.routes.utc_now", found)
    return found


def post(client: FlaskClient, address: str, at: str = "", **data: str) -> tuple[int, str]:
    token = factories.token(client, at or address)
    answer = client.post(address, data={"csrf_token": token, **data})
    return answer.status_code, answer.location or answer.get_data(as_text=True)


def give_password(web: Flask, role: str, wanted: str = "") -> FlaskClient:
    """A browser after the right password."""
    client = web.test_client()
    email, password = f"{role}@example.org", factories.PASSWORD
    status, location = post(client, "/sign-in", email=email, password=password, next=wanted)
    assert status == 302, location
    return client


def give_code(client: FlaskClient, code: str, **data: str) -> tuple[int, str]:
    return post(client, "/sign-in/code", code=code, **data)


def is_inside(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


def count(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def actions(pilot_id: int = audit.HOUSE) -> list[str]:
    entry = audit.AuditEntry
    found = select(entry.action).where(entry.pilot_id == pilot_id).order_by(entry.sequence)
    return list(db.session.scalars(found))


def test_who_sets_it_up_signs_in_with_password_and_code_from_then_on(
    web: Flask, client_as: ClientAs, clock: Clock
) -> None:
    client, elsewhere = client_as("finance"), client_as("finance")
    assert post(client, f"{OWN}/begin", OWN)[0] == 302
    secret = factors.secret_of("finance")
    shown = client.get(OWN).get_data(as_text=True)
    assert " ".join(re.findall("....", secret)) in shown
    assert 'src="data:image/svg+xml' in shown
    status, page = post(client, OWN, password=factories.PASSWORD, code="000000")
    assert (status, "Der Code stimmt nicht." in page) == (422, True)
    assert 'value="000000"' not in page
    assert is_inside(give_password(web, "finance"))  # nothing counts before a right code
    code = code_at(secret, clock.now)
    status, page = post(client, OWN, password=factories.PASSWORD, code=code)
    assert (status, len(re.findall("<li><code", page))) == (200, 10)
    assert (is_inside(client), is_inside(elsewhere)) == (True, False)
    assert secret not in client.get(OWN).get_data(as_text=True).replace(" ", "")

    fresh = give_password(web, "finance", "/account?x=1")
    assert not is_inside(fresh)
    assert fresh.get("/sign-in/code?next=/account").status_code == 200
    assert (give_code(fresh, code)[0], is_inside(fresh)) == (422, False)  # used at the set-up
    clock.passes(STEP)
    code = code_at(secret, clock.now)
    assert give_code(fresh, f"{code[:3]} {code[3:]}", next="/account?x=1") == (302, "/account?x=1")
    assert is_inside(fresh)
    again = give_password(web, "finance")
    assert (give_code(again, code)[0], is_inside(again)) == (422, False)
    assert {"set_up_second_factor", "refuse_code", "sign_in"} <= set(actions())


def test_the_secret_is_sealed_for_its_row_and_recovery_codes_are_hashes(web: Flask) -> None:
    secret, made = turned_on("coach")
    row = db.session.get_one(SecondFactor, proof_of("coach").user_id)
    assert secret.encode() not in row.secret_sealed
    hashes = set(db.session.scalars(select(RecoveryCode.code_hash)))
    assert (len(hashes), hashes & set(made)) == (10, set())
    services.begin(keys(), proof_of("finance").user_id)
    other = db.session.get_one(SecondFactor, proof_of("finance").user_id)
    row.secret_sealed = other.secret_sealed  # of a secret that the thief knows
    with pytest.raises(DomainError, match="broken"):
        services._spend(keys(), row.user_id, "000000", factories.now())


def test_a_recovery_code_counts_once(web: Flask, clock: Clock) -> None:
    _secret, made = turned_on("coach")
    client = give_password(web, "coach")
    assert "Wiederherstellungscode" in client.get("/sign-in/code?recovery=1").get_data(as_text=True)
    assert give_code(client, made[0].upper())[0] == 302
    assert is_inside(client)
    assert count(RecoveryCode) == 9
    again = give_password(web, "coach")
    status, page = give_code(again, made[0])
    assert (status, WRONG in page) == (422, True)
    assert (give_code(again, made[1])[0], count(RecoveryCode)) == (302, 8)
    assert "use_recovery_code" in actions()


def test_the_password_opens_nothing_and_waits_five_minutes(web: Flask, clock: Clock) -> None:
    secret, _made = turned_on("coach")
    client = give_password(web, "coach")
    assert count(UserSession) == 0
    assert client.get("/p/gecko/participants").location.startswith("/sign-in")
    stolen = web.test_client()  # another browser has nothing to give a code for
    assert "Anmeldung abgelaufen" in stolen.get("/sign-in/code").get_data(as_text=True)
    token = factories.token(client, "/sign-in/code")
    clock.passes(timedelta(minutes=6))
    data = {"csrf_token": token, "code": code_at(secret, clock.now)}
    late = client.post("/sign-in/code", data=data)
    assert late.status_code == 422
    assert "höchstens fünf Minuten" in late.get_data(as_text=True)
    assert not is_inside(client)


def test_a_new_password_ends_a_sign_in_that_waits(web: Flask, actor: Actor, clock: Clock) -> None:
    secret, _made = turned_on("coach")
    proof, client = proof_of("coach"), give_password(web, "coach")
    token = factories.token(client, "/sign-in/code")
    reset_password(Passwords(64, 1), actor, proof.user_id)
    db.session.commit()
    data = {"csrf_token": token, "code": code_at(secret, clock.now)}
    assert client.post("/sign-in/code", data=data).status_code == 422
    assert not is_inside(client)
    with pytest.raises(DomainError, match=r"account\.wrong"):
        services.wait_for_code(proof, factories.now())


def test_codes_are_guessed_ten_times_at_most_from_all_addresses(web: Flask, clock: Clock) -> None:
    secret, made = turned_on("coach")
    client = give_password(web, "coach")
    token = factories.token(client, "/sign-in/code")

    def guess(code: str, number: int) -> int:
        return client.post(
            "/sign-in/code",
            data={"csrf_token": token, "code": code},
            environ_base={"REMOTE_ADDR": f"192.0.2.{number}"},
        ).status_code

    assert [guess("000000", number) for number in range(10)] == [422] * 10
    assert guess(code_at(secret, clock.now), 11) == 429
    assert guess(made[0], 12) == 429
    assert not is_inside(client)
    clock.passes(timedelta(minutes=16))
    later = give_password(web, "coach")
    with later.session_transaction() as session:
        waiting = session["waits_for_code"]
    row = db.session.get_one(PendingSignIn, token_hash(waiting))
    row.created_at = clock.now
    assert give_code(later, code_at(secret, clock.now))[0] == 302
    assert actions().count("refuse_code") == 10


def test_a_role_in_the_setting_opens_nothing_before_the_second_factor_is_set_up(
    web: Flask, client_as: ClientAs, clock: Clock
) -> None:
    demand = Demand(frozenset({"evaluator"}), in_training=True)
    held = web.extensions["pilotbuch_settings"]
    web.extensions["pilotbuch_settings"] = replace(held, second_factor=demand)
    assert is_inside(client_as("coach"))
    client = client_as("evaluator")
    for address in ("/", "/account", "/p/gecko/", "/p/gecko/users", f"{OWN}/off"):
        assert client.get(address).location == OWN, address
    assert "Eine Ihrer Rollen verlangt ihn" in client.get(OWN).get_data(as_text=True)
    user = db.session.get_one(User, proof_of("evaluator").user_id)
    user.must_change_password = True
    assert client.get(OWN).location == "/account"  # the own password comes first
    user.must_change_password = False
    post(client, f"{OWN}/begin", OWN)
    code = code_at(factors.secret_of("evaluator"), clock.now)
    assert post(client, OWN, password=factories.PASSWORD, code=code)[0] == 200
    assert is_inside(client)
    web.extensions["pilotbuch_settings"] = replace(held, second_factor=Demand(is_everybody=True))
    assert is_inside(client_as("coach"))  # a demonstration, and the setting leaves those alone


def test_without_a_setting_real_pilots_demand_it_of_who_could_open_everything(
    web: Flask, client_as: ClientAs
) -> None:
    assert web.extensions["pilotbuch_settings"].second_factor == BY_DEFAULT
    assert is_inside(client_as("administrator"))
    system = factories.system_actor()
    real = create_pilot(system.user_id, replace(factories.gecko(), key="real"), None)
    yesterday = factories.now().date() - timedelta(days=1)
    for role in ("administrator", "coach"):
        add_user(Passwords(64, 1), real, f"{role}@example.org", role, yesterday)
    assert is_inside(client_as("coach"))
    assert client_as("administrator").get("/account").location == OWN


def test_switching_off_and_new_codes_need_the_password_and_a_code(web: Flask, clock: Clock) -> None:
    secret, made = turned_on("coach")
    client = signed_in(web, secret, clock)
    right, code = factories.PASSWORD, code_at(secret, clock.now + STEP)
    wrong = post(client, f"{OWN}/off", password="falsch", code=code)
    assert (wrong[0], "Das Passwort stimmt nicht" in wrong[1]) == (422, True)
    assert post(client, f"{OWN}/off", password=right, code="000000")[0] == 422
    status, page = post(client, f"{OWN}/codes", password=right, code=code)
    renewed = re.findall("<li><code[^>]*>([^<]+)", page)
    assert (status, len(renewed), set(renewed) & set(made)) == (200, 10, set())
    assert post(client, f"{OWN}/off", password=right, code=made[1])[0] == 422
    assert post(client, f"{OWN}/off", password=right, code=renewed[0])[0] == 302
    assert (count(SecondFactor), count(RecoveryCode)) == (0, 0)
    assert is_inside(client)
    assert client.get(f"{OWN}/off").location == OWN


def signed_in(web: Flask, secret: str, clock: Clock) -> FlaskClient:
    """The coach with password and code."""
    fresh = give_password(web, "coach")
    assert give_code(fresh, code_at(secret, clock.now))[0] == 302
    return fresh


def test_an_administrator_resets_what_was_lost_after_a_tick(
    web: Flask, client_as: ClientAs, actor: Actor, clock: Clock
) -> None:
    secret, _made = turned_on("coach")
    working = signed_in(web, secret, clock)
    waiting, client = give_password(web, "coach"), client_as("administrator")
    coach = proof_of("coach").user_id
    base = f"/p/gecko/users/{coach}"
    assert f"{base}/second-factor" in client.get(base).get_data(as_text=True)
    assert post(client, f"{base}/second-factor")[0] == 422
    assert is_inside(working)
    assert post(client, f"{base}/second-factor", confirmed="yes") == (302, base)
    assert not is_inside(working)
    assert "abgelaufen" in waiting.get("/sign-in/code").get_data(as_text=True)
    assert (count(SecondFactor), count(RecoveryCode)) == (0, 0)
    assert is_inside(give_password(web, "coach"))
    assert [actions(pilot).count("reset_second_factor") for pilot in (0, actor.pilot_id)] == [1, 1]
    assert post(client, f"{base}/second-factor", confirmed="yes")[0] == 422  # there is none


def test_nobody_resets_their_own_or_that_of_another_pilot(web: Flask, actor: Actor) -> None:
    turned_on("administrator")
    own = factories.actor_as("administrator")
    with pytest.raises(DomainError, match="not_yourself"):
        services.reset(own, own.user_id)
    turned_on("coach")
    there = create_pilot(actor.user_id, replace(factories.gecko(), key="other"), factories.DAY)
    add_user(Passwords(64, 1), there, "coach@example.org", "coach", factories.DAY)
    with pytest.raises(DomainError, match="elsewhere"):
        services.reset(own, proof_of("coach").user_id)
    with pytest.raises(DomainError, match="not_found"):
        services.reset(there, own.user_id)
    db.session.commit()
    done = flask(web, "user", "reset-second-factor", "coach@example.org", "--pilot", "gecko")
    assert done.exit_code == 0
    assert db.session.get(SecondFactor, proof_of("coach").user_id) is None
