"""A hostile user and a stranger: what they send, and what they must never get."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from app.access import ROLES, Actor, Gate, requires
from app.accounts.routes import safe_address
from app.extensions import db
from app.factory import create_app
from app.gatekeeper import SECURITY_HEADERS
from app.participants.identity.store import Name
from app.pilots.queries import posts_of
from tests import factories
from tests.integration.commands import flask, imported
from tests.integration.finance import books
from tests.integration.hostile import HOME, filled, visitor, without_tokens

ClientAs = Callable[[str], FlaskClient]


@pytest.fixture
def open_forms(web: Flask) -> Flask:
    """The house without form tokens."""
    return without_tokens(web)


def test_no_form_is_taken_without_its_token(web: Flask, client_as: ClientAs) -> None:
    client = client_as("coordinator")
    for rule in web.url_map.iter_rules():
        if "POST" not in (rule.methods or set()):
            continue
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
        client.post("/sign-in", data={"email": "\0", "password": "\0"}),
    ]
    assert [answer.status_code for answer in answers] == [400] * len(answers)
    assert "unsichtbares Zeichen" in answers[0].get_data(as_text=True)


FAR = ["9" * 30, "9223372036854775808", "-1"]
"""Whole numbers that no column holds, or none should: the engines differ in what they say."""
ODD = [*FAR, "1" * 5000, "٣", "²", "nan", "1e999", "%", "x" * 9000]


def test_odd_numbers_in_an_address_are_no_fault(open_forms: Flask, actor: Actor) -> None:
    client = visitor(open_forms, *ROLES)
    lists = [
        rule
        for rule in open_forms.url_map.iter_rules()
        if "GET" in (rule.methods or set()) and rule.arguments == {"pilot_key"}
    ]
    for rule in lists:
        address = filled(rule, {"pilot_key": "gecko"})
        for odd in ODD if db.engine.dialect.name == "sqlite" else FAR:
            asked = dict.fromkeys(
                ("page", "sort", "number", "import", "year", "day", "on", "user", "q"), odd
            )
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


SCRIPT = "</script><script>alert(1)</script>"
IMAGE = "\"'><img src=x onerror=alert(1)>{{7*7}}"


def test_markup_in_any_text_stays_text(open_forms: Flask, actor: Actor) -> None:
    name = Name(SCRIPT, IMAGE, date(1985, 5, 17), "<b>1</b>")
    number = factories.admitted(actor, name=name, remark=SCRIPT)
    client = visitor(open_forms, *ROLES)
    planned = {"title": SCRIPT, "title_en": IMAGE, "baseline_on": "01.07.2024", "remark": IMAGE}
    assert client.post(f"{HOME}/milestones/new", data=planned).status_code == 302
    wanted = {
        "shares-0-position": "0812",
        "shares-0-gross_cents": "1,00",
        "shares-0-expected_on": "01.07.2024",
        "payee": SCRIPT,
        "reason": IMAGE,
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
    open_forms: Flask,
) -> None:
    imported(open_forms, "plan")
    imported(open_forms, "vouchers")
    answer = visitor(open_forms, *ROLES).post(f"{HOME}/statements/download", data={"year": "2023"})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_fault_says_nothing_of_what_it_held(
    open_forms: Flask,
    actor: Actor,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> str:
        db.session.execute(
            text("insert into user_account (id, email) values (1, :name)"), {"name": "Geheimrat"}
        )
        return "never"

    page = requires(Gate.PUBLIC)(fail)
    monkeypatch.setitem(open_forms.view_functions, "accounts.sign_in", page)
    with caplog.at_level(logging.DEBUG):
        answer = open_forms.test_client().get("/sign-in")
    assert answer.status_code == 500
    shown = answer.get_data(as_text=True)
    assert "Hier ist etwas schiefgegangen" in shown
    assert "IntegrityError" in caplog.text
    assert "Geheimrat" not in shown + caplog.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_fault_of_a_command_shows_no_values(
    web: Flask, actor: Actor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_arguments: object) -> None:
        raise ValueError("Geheimrat, Erika")

    monkeypatch.setattr("app.cli.importing.kinds.read", fail)
    file = tmp_path / "liste.csv"
    file.write_text("x")
    with pytest.raises(RuntimeError, match=r"^ValueError$") as caught:
        flask(web, "import", "vouchers", str(file), "--pilot", "gecko")
    assert caught.value.__suppress_context__


def test_signing_in_with_another_spelling_of_the_address_counts_as_the_same(web: Flask) -> None:
    client = web.test_client()
    spellings = [
        "coach@example.org",
        " Coach@example.org ",
        "COACH@EXAMPLE.ORG",
        "\u00a0coach@example.org",
    ]
    token = factories.token(client, "/sign-in")
    statuses = [
        client.post(
            "/sign-in",
            data={"csrf_token": token, "email": spellings[n % 4], "password": "falsch"},
        ).status_code
        for n in range(11)
    ]
    assert statuses == [422] * 10 + [429]


def test_what_looks_like_an_account_in_other_letters_is_another_account(web: Flask) -> None:
    client = web.test_client()
    token = factories.token(client, "/sign-in")
    for address in ("\uff43oach@example.org", "c\u03bfach@example.org", "coach@example.org\u200b"):
        data = {"csrf_token": token, "email": address, "password": factories.PASSWORD}
        assert client.post("/sign-in", data=data).status_code == 422


def test_the_cookie_is_kept_from_scripts_and_other_sites(web: Flask, tmp_path: Path) -> None:
    settings = replace(
        factories.settings(web.config["SQLALCHEMY_DATABASE_URI"], tmp_path), secure_cookies=True
    )
    answer = create_app(settings).test_client().get("/sign-in", base_url="https://localhost")
    cookie = answer.headers["Set-Cookie"]
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_a_stolen_cookie_is_worth_nothing_after_signing_out(
    web: Flask, client_as: ClientAs
) -> None:
    client = client_as("coordinator")
    stolen = client.get_cookie("pilotbuch")
    assert stolen is not None
    client.post("/sign-out", data={"csrf_token": factories.token(client, "/account")})
    thief = web.test_client()
    thief.set_cookie("pilotbuch", stolen.value)
    assert thief.get(f"{HOME}/participants").status_code == 302


@pytest.mark.parametrize(
    "field", ["family_name", "given_name", "customer_number", "birth_date", "admitted_on"]
)
def test_blanks_are_no_answer_to_what_must_be_filled(
    open_forms: Flask, actor: Actor, field: str
) -> None:
    client = visitor(open_forms, *ROLES)
    given = {
        "family_name": "Muster",
        "given_name": "Kim",
        "birth_date": "17.05.1985",
        "customer_number": "036D999999",
        "admitted_on": "14.03.2023",
        "consent_form": "written",
        "consent_participation": "y",
        "consent_health_data": "y",
        "post_id": str(posts_of(actor.pilot_id)[0].id),
        "health_restriction": "yes",
        "vocational": "dual",
        "stated_sgb2": "yes",
    }
    answer = client.post(f"{HOME}/participants/new", data={**given, field: "  "})
    assert answer.status_code == 422
    assert "Bitte ausf\u00fcllen" in answer.get_data(as_text=True)


def test_blank_days_and_amounts_are_no_fault(open_forms: Flask, actor: Actor) -> None:
    number = factories.admitted(actor)
    books.reserved(actor)
    client = visitor(open_forms, *ROLES)
    forms = {
        f"participants/{number}/care": {"from_day": " ", "post_id": posts_of(actor.pilot_id)[1].id},
        f"participants/{number}/move": {"entered_on": " ", "stage": "2"},
        f"participants/{number}/exit": {"exited_on": " ", "exit_reason": "job", "version": "1"},
        "milestones/new": {"title": "x", "baseline_on": " "},
        "finance/commitments/1/edit": {
            "shares-0-gross_cents": " ",
            "shares-0-expected_on": " ",
            "shares-0-position": "0812",
            "payee": "x",
            "reason": "x",
            "version": "1",
        },
    }
    for place, given in forms.items():
        assert client.post(f"{HOME}/{place}", data=given).status_code == 422, place
