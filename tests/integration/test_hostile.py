"""A hostile user and a stranger: what they send, and what they must never get."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text
from werkzeug.routing import Rule

from app.access import ROLES, Actor
from app.accounts import queries, services
from app.accounts.passwords import Passwords
from app.accounts.routes import safe_address
from app.errors import DomainError
from app.extensions import db
from app.finance.bank.models import BankPart
from app.finance.models import Booking
from app.finance.services.commitments import Intent, reserve
from app.gatekeeper import SECURITY_HEADERS
from app.intake.models import Import
from app.milestones.models import Milestone
from app.pilots.queries import posts_of
from app.pilots.services import create_pilot
from tests import factories
from tests.clients import SeparateClient
from tests.integration.commands import imported

ClientAs = Callable[[str], FlaskClient]
HOME = "/p/gecko"


@pytest.fixture
def open_forms(web: Flask) -> Flask:
    """Forms without tokens and requests apart from the test: for what lies behind the gate."""
    web.config["WTF_CSRF_ENABLED"] = False
    web.test_client_class = SeparateClient
    return web


def visitor(web: Flask, *roles: str, pilot: Actor | None = None) -> FlaskClient:
    """Somebody new with these roles, signed in."""
    actor = pilot or factories.system_actor()
    hasher = Passwords(64, 1)
    for role in roles:
        user_id, _ = services.add_user(hasher, actor, "visitor@example.org", role, factories.DAY)
    user = queries.user_by_id(user_id)
    assert user is not None
    user.must_change_password = False
    token = services.open_session(user_id, factories.now())
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


def test_no_form_is_taken_without_its_token(web: Flask, client_as: ClientAs) -> None:
    client = client_as("coordinator")
    for rule in writing_rules(web):
        address = filled(rule, {"pilot_key": "gecko", "token": "x", "purpose": "evaluation"})
        answer = client.post(address, data={"csrf_token": "wrong", "confirmed": "yes"})
        assert answer.status_code == 400, address
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "/\n/evil.example",
        "/\r\n\\evil.example",
        "/\t\\evil.example",
        "/\x00/evil.example",
        " //evil.example",
        "\x01//evil.example",
        "/p\r\nX-Evil: 1",
        "evil.example",
        "@evil.example",
        "/" + "x" * 5000,
    ],
)
def test_no_address_leads_out_of_the_house(web: Flask, wanted: str) -> None:
    with web.test_request_context():
        assert safe_address(wanted) == "/"


def test_an_address_inside_is_followed_with_its_filters(web: Flask) -> None:
    with web.test_request_context():
        for inside in ("/", "/p/gecko/users?q=k&page=2", "/p/gecko/finance/vouchers/B 1/ü"):
            assert safe_address(inside) == inside


def test_the_language_button_sends_nobody_away_and_adds_no_header(open_forms: Flask) -> None:
    client = open_forms.test_client()
    for wanted in ("//evil.example", "/\r\nX-Evil: 1", "/\\evil.example"):
        answer = client.post("/language", data={"language": "en", "next": wanted})
        assert answer.location == "/"
        assert "X-Evil" not in answer.headers


def test_a_text_with_nul_is_refused_with_a_sentence(open_forms: Flask, actor: Actor) -> None:
    client = visitor(open_forms, *ROLES)
    answers = [
        client.get(f"{HOME}/bank?text=a%00b"),
        client.get(f"{HOME}/finance/vouchers/a%00b"),
        client.get("/sign-in?next=%00"),
        client.post(f"{HOME}/milestones/new", data={"title": "a\0b", "baseline_on": "1.1.2024"}),
        client.post(f"{HOME}/participants/search", data={"wanted": "\0"}),
        client.post(f"{HOME}/participants/search", data={"\0": "x"}),
        client.post("/sign-in", data={"email": "\0", "password": "\0"}),
    ]
    assert [answer.status_code for answer in answers] == [400] * len(answers)
    assert "unsichtbares Zeichen" in answers[0].get_data(as_text=True)


ODD = ["9" * 30, "1" * 5000, "9223372036854775808", "-1", "٣", "²", "nan", "1e999", "%", "x" * 9000]


def test_odd_numbers_in_an_address_are_no_fault(open_forms: Flask, actor: Actor) -> None:
    client = visitor(open_forms, *ROLES)
    lists = [
        rule
        for rule in open_forms.url_map.iter_rules()
        if "GET" in (rule.methods or set()) and rule.arguments == {"pilot_key"}
    ]
    for rule in lists:
        address = filled(rule, {"pilot_key": "gecko"})
        for odd in ODD:
            asked = dict.fromkeys(("page", "sort", "number", "import", "year", "day", "on", "user", "q"), odd)
            status = client.get(address, query_string=asked).status_code
            assert status < 500, (address, odd)


def test_a_number_too_long_for_a_voucher_is_not_found(open_forms: Flask, actor: Actor) -> None:
    client = visitor(open_forms, *ROLES)
    for odd in ODD:
        answer = client.post(f"{HOME}/bank/parts/1/accept", data={"booking_id": odd})
        assert answer.status_code in (302, 404), odd


def test_ten_megabytes_in_a_field_are_refused_as_too_long(open_forms: Flask, actor: Actor) -> None:
    client = visitor(open_forms, *ROLES)
    huge = "x" * 10_000_000
    answer = client.post(
        f"{HOME}/milestones/new", data={"title": huge, "baseline_on": "01.07.2024"}
    )
    assert answer.status_code == 422
    answer = client.post(f"{HOME}/milestones/new", data={"title": huge * 3})
    assert answer.status_code == 413


@pytest.fixture
def two_pilots(open_forms: Flask, actor: Actor) -> Flask:
    """The pilot with everything in it, and beside it a foreign one with nothing."""
    for kind in ("plan", "participants", "vouchers", "bank"):
        imported(open_forms, kind)
    factories.system_actor()
    reserve(actor, Intent("0835", 100, "Firma", "Kauf", factories.DAY))
    db.session.commit()
    return open_forms


def facts_of(pilot_id: int) -> dict[str, object]:
    """Real ids and numbers of a pilot, by the names that addresses give them."""

    def first(column: Any, table: Any) -> object:
        found = db.session.scalar(select(column).where(table.pilot_id == pilot_id))
        assert found is not None
        return found

    coach = queries.user_by_email("coach@example.org")
    assert coach is not None
    row = queries.user_of(pilot_id, coach.id)
    assert row is not None
    return {
        "number": 1,
        "place": 1,
        "purpose": "participation",
        "user_id": coach.id,
        "role_id": row.roles[0].id,
        "holding_id": row.posts[0].id,
        "import_id": first(Import.id, Import),
        "milestone_id": first(Milestone.id, Milestone),
        "part_id": first(BankPart.id, BankPart),
        "source_number": first(Booking.source_number, Booking),
        "release_id": 1,
        "token": "x",
    }


def everything_but_sessions() -> dict[str, int]:
    names = [name for name in db.metadata.tables if name not in ("user_session",)]
    return {
        name: db.session.execute(text(f'select count(*) from "{name}"')).scalar_one()
        for name in names
    }


def test_nothing_of_one_pilot_is_reached_through_another(two_pilots: Flask) -> None:
    system = services.ensure_system_user().id
    foreign = create_pilot(system, replace(factories.gecko(), key="foreign"), factories.DAY)
    ours = facts_of(factories.pilot().id)
    spy = visitor(two_pilots, *ROLES, pilot=foreign)
    before = everything_but_sessions()
    bodies = {
        "version": "1",
        "confirmed": "yes",
        "reason": "x",
        "kind": "draw_down",
        "post": str(posts_of(factories.pilot().id)[0].id),
        "until_day": "01.07.2024",
    }
    for rule in two_pilots.url_map.iter_rules():
        if not rule.rule.startswith("/p/<pilot_key>/") or len(rule.arguments) < 2:
            continue
        for method in {"GET", "POST"} & (rule.methods or set()):
            address = filled(rule, {**ours, "pilot_key": "foreign"})
            answer = spy.open(address, method=method, data=bodies if method == "POST" else None)
            # A waiting file or a bank part that is not there is said after a redirect.
            is_redirect = answer.status_code == 302 and rule.endpoint.split(".")[0] in (
                "intake",
                "bank",
            )
            assert answer.status_code == 404 or is_redirect, (method, address)
            assert spy.open(filled(rule, {**ours, "pilot_key": "gecko"})).status_code in (404, 405)
    assert everything_but_sessions() == before


def test_ids_of_another_pilot_in_a_form_are_no_choice(two_pilots: Flask) -> None:
    system = services.ensure_system_user().id
    foreign = create_pilot(system, replace(factories.gecko(), key="foreign"), factories.DAY)
    our_post = posts_of(factories.pilot().id)[0].id
    spy = visitor(two_pilots, *ROLES, pilot=foreign)
    admission = {
        "family_name": "Muster",
        "given_name": "Kim",
        "birth_date": "17.05.1985",
        "customer_number": "036D000001",
        "admitted_on": "14.03.2023",
        "consent_form": "written",
        "consent_participation": "y",
        "consent_health_data": "y",
        "post_id": str(our_post),
    }
    assert spy.post("/p/foreign/participants/new", data=admission).status_code == 422
    me = queries.user_by_email("visitor@example.org")
    assert me is not None
    given = {"post": str(our_post), "from_day": "01.07.2024"}
    answer = spy.post(f"/p/foreign/users/{me.id}/posts/new", data=given)
    assert answer.status_code == 422
    with pytest.raises(DomainError):
        factories.admitted(foreign, post_id=our_post)


SCRIPT = "</script><script>alert(1)</script>"
IMAGE = "\"'><img src=x onerror=alert(1)>{{7*7}}"


def test_markup_in_any_text_stays_text(open_forms: Flask, actor: Actor) -> None:
    name = factories.Name(SCRIPT, IMAGE, factories.date(1985, 5, 17), "<b>1</b>")
    number = factories.admitted(actor, name=name, remark=SCRIPT)
    client = visitor(open_forms, *ROLES)
    planned = {"title": SCRIPT, "title_en": IMAGE, "baseline_on": "01.07.2024", "remark": IMAGE}
    assert client.post(f"{HOME}/milestones/new", data=planned).status_code == 302
    wanted = {
        "position": "0835",
        "amount_cents": "1,00",
        "payee": SCRIPT,
        "reason": IMAGE,
        "expected_on": "01.07.2024",
        "version": "0",
    }
    assert client.post(f"{HOME}/finance/commitments/new", data=wanted).status_code == 302
    upload = {"kind": "vouchers", "file": (io.BytesIO(b"x;y\n1;2\n"), f"{IMAGE}.csv")}
    pages = [
        client.post(f"{HOME}/imports/new", data=upload),
        *(
            client.get(f"{HOME}/{place}")
            for place in (
                "overview",
                "participants",
                f"participants/{number}",
                f"participants/{number}/person",
                f"participants/{number}/data",
                "milestones",
                "finance/commitments",
                "finance/commitments/1",
                "log",
                f"finance/vouchers?text={IMAGE}",
                f"users?q={SCRIPT}",
            )
        ),
        client.get("/p/<script>alert(1)</script>/"),
    ]
    for answer in pages:
        shown = answer.get_data(as_text=True)
        assert "<script>alert(1)" not in shown
        assert "<img src=x" not in shown
        assert ">49<" not in shown


def test_every_answer_forbids_scripts_of_others_and_keeping(
    open_forms: Flask, actor: Actor
) -> None:
    client = visitor(open_forms, *ROLES)
    for answer in (
        client.get("/sign-in"),
        client.get("/nowhere"),
        client.get(f"{HOME}/overview"),
        client.get(f"{HOME}/participants/999"),
        client.post(f"{HOME}/overview"),
        client.post(f"{HOME}/milestones/new", data={"title": "x" * 30_000_000}),
    ):
        for header, value in SECURITY_HEADERS.items():
            assert answer.headers[header] == value, (answer.status_code, header)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_the_statement_comes_as_a_file_that_no_browser_opens_as_a_page(
    two_pilots: Flask,
) -> None:
    answer = visitor(two_pilots, *ROLES).post(f"{HOME}/statements/download", data={"year": "2023"})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_fault_says_nothing_of_what_it_held(
    open_forms: Flask, actor: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> str:
        db.session.execute(
            text("insert into user_account (id, email) values (1, :name)"), {"name": "Geheimrat"}
        )
        return "never"

    fail.permission = "public"  # type: ignore[attr-defined]
    open_forms.add_url_rule("/fail", "fail", fail)
    with caplog.at_level(logging.DEBUG):
        answer = open_forms.test_client().get("/fail?who=Geheimrat")
    assert answer.status_code == 500
    shown = answer.get_data(as_text=True)
    assert "Hier ist etwas schiefgegangen" in shown
    assert "IntegrityError" in caplog.text
    assert "Geheimrat" not in shown + caplog.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
