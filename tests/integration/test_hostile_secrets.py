"""What was written about a person stands nowhere in the clear, and nobody else comes to see it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import LargeBinary, select, text

from app.access import ROLES, Actor, Permission
from app.accounts import queries as accounts
from app.extensions import db
from app.participants.caseload.services.emergency import open_in_emergency
from app.participants.identity.store import Name
from app.participants.selection import services as selection
from app.participants.selection.rules import Event
from tests import factories
from tests.factories import DAY
from tests.integration import casework
from tests.integration.casework import CANARIES, case_rules, values_for
from tests.integration.hostile import filled, visitor, without_tokens
from tests.integration.selection import referrals

ClientAs = Callable[[str], FlaskClient]
OTHER_ROLES = ("auditor", "finance", "approver", "evaluator", "administrator")
CANDIDATE = Name("ZeisigZu", "ZeisigGesteuert", DAY.replace(year=1985), "ZeisigK")


@pytest.fixture
def house(web: Flask, actor: Actor) -> Flask:
    """A case that has been worked on in every room, and a candidate who was declined."""
    without_tokens(web)
    values = casework.furnished(actor, casework.partner_of(actor), name=casework.NAME)
    casework.confirmed(actor, values["number"])
    number = referrals.referred(actor, CANDIDATE, reason="ZeisigGrund")
    row = referrals.row_of(actor, number)
    decided = (Event.DECLINE, DAY, row.version, DAY, "other", "ZeisigNotiz")
    selection.decide(actor, number, *decided)
    open_in_emergency(
        factories.actor_as("deputy"),
        factories.gecko(),
        values["number"],
        "ZeisigNot",
        factories.now(),
    )
    casework.gone(actor, values["number"])
    web.extensions["casework"] = values
    return web


def test_no_table_holds_a_text_in_the_clear(house: Flask) -> None:
    """Histories and the log included; a text in a column of bytes would be found too."""
    found = set()
    for name, table in db.metadata.tables.items():
        for row in db.session.execute(select(table)):
            for column, value in zip(table.c, row, strict=True):
                held = value if isinstance(value, bytes) else repr(value).encode()
                if b"zeisig" in held.lower():
                    found.add((name, column.name))
    assert found == set()
    sealed = {
        (name, column.name)
        for name, table in db.metadata.tables.items()
        for column in table.c
        if isinstance(column.type, LargeBinary)
        and column.name.endswith("_sealed")
        and db.session.scalar(select(column).where(column.is_not(None)).limit(1)) is None
    }
    # nothing sealed was left out of the test but what only few cases have
    rare = {"ratio_exception", "participation", "consent", "document"}
    rare |= {"second_factor", "reidentification"}
    assert {name.removesuffix("_version") for name, _column in sealed} <= rare


# Only SQLite keeps its data in one file.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_file_of_the_database_holds_no_text_in_the_clear(house: Flask) -> None:
    url = house.config["SQLALCHEMY_DATABASE_URI"]
    db.session.execute(text("pragma wal_checkpoint(truncate)"))
    held = Path(url.removeprefix("sqlite:///")).read_bytes()
    assert b"zeisig" not in held.lower()


def test_no_address_title_or_log_line_tells_who_it_is(
    house: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    values = house.extensions["casework"]
    client = visitor(house, *ROLES)
    with caplog.at_level(logging.DEBUG):
        for rule in case_rules(house):
            answer = client.open(
                filled(rule, values_for(rule, values)),
                method="GET" if "GET" in (rule.methods or set()) else "POST",
            )
            shown = answer.get_data(as_text=True)
            head = shown.partition("</head>")[0]
            assert "Zeisig" not in head + str(answer.headers), rule.rule
            if answer.status_code >= 400 and answer.status_code != 422:
                assert "Zeisig" not in shown, rule.rule
    assert "Zeisig" not in caplog.text


# What pages show knows no engine.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("role", OTHER_ROLES)
def test_who_works_no_cases_reads_no_text_anywhere(house: Flask, role: str) -> None:
    """Every page of the house is asked for, with the ids of the case."""
    values = house.extensions["casework"]
    assert Permission.NAMES not in ROLES[role]
    client = visitor(house, role)
    for rule in house.url_map.iter_rules():
        if "GET" not in (rule.methods or set()) or rule.endpoint == "static":
            continue
        known = {name: value for name, value in values_for(rule, values).items() if value}
        answer = client.get(filled(rule, {"pilot_key": "gecko", **known}))
        assert answer.status_code < 500, rule.rule
        assert b"zeisig" not in answer.get_data().lower(), rule.rule
        if rule in case_rules(house):
            assert answer.status_code == 403, rule.rule


def test_the_coordinator_reads_them_all(house: Flask) -> None:
    """The counter-check: the texts are there for whoever works the case."""
    values = house.extensions["casework"]
    client = visitor(house, "coordinator")
    shown = "".join(
        client.get(filled(rule, values_for(rule, values))).get_data(as_text=True)
        for rule in case_rules(house)
        if "GET" in (rule.methods or set())
    )
    hidden = {word for word in CANARIES.values() if word not in shown}
    assert hidden == set()
    assert accounts.user_by_email("visitor@example.org") is not None
