"""A funder sees the figures of the pilots that it funds, side by side, and nothing behind them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from flask.testing import FlaskClient

from app.access import ROLES, Actor, Permission
from app.accounts.passwords import Passwords
from app.accounts.services import add_user, ensure_system_user
from app.extensions import db
from app.pilots.services import create_pilot
from tests.factories import DAY, admitted, gecko

SignIn = Callable[[str], FlaskClient]
PAGE = "/p/gecko/programme"


def beside(key: str, programme: str, *, is_funded: bool) -> None:
    """Another pilot, in which our funder has the role too, or has not."""
    system = ensure_system_user().id
    preset = replace(gecko(), key=key, title=f"Vorhaben {key}", programme=programme)
    there = create_pilot(system, preset, DAY)
    if is_funded:
        add_user(Passwords(64, 1), there, "funder@example.org", "funder", date(2021, 1, 1))


def test_a_funder_compares_its_pilots_and_opens_nothing_else(
    actor: Actor, client_as: SignIn
) -> None:
    for month in (1, 2, 3, 4):
        day = date(2023, month, 10)
        admitted(actor, admitted_on=day, referred_on=None, consents={"participation": day})
    db.session.commit()
    client = client_as("funder")
    assert client.get("/p/gecko/").location == PAGE
    page = client.get(PAGE).get_data(as_text=True)
    assert gecko().title in page
    assert "2.031.387,90\u00a0€" in page
    assert client.get("/p/gecko/overview").status_code == 403
    assert client.get("/p/gecko/figures/2023/spent").status_code == 403
    assert client_as("coordinator").get(PAGE).status_code == 403
    assert ROLES["funder"] == {Permission.PROGRAMME}


def test_only_pilots_of_the_programme_that_the_reader_funds_are_compared(
    actor: Actor, client_as: SignIn
) -> None:
    programme = gecko().programme
    beside("ours", programme, is_funded=True)
    beside("theirs", programme, is_funded=False)
    beside("other", "ein anderes Programm", is_funded=True)
    db.session.commit()
    page = client_as("funder").get(PAGE).get_data(as_text=True)
    assert "Vorhaben ours" in page
    assert "Vorhaben theirs" not in page
    assert "Vorhaben other" not in page
    assert "4.062.775,80\u00a0€" in page
