"""How far a long list is counted, and what is on the disk before a name is opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, get_template_attribute
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.access import Actor
from app.audit import AuditEntry
from app.extensions import db
from app.participants import people_list
from app.participants.identity import sealing
from app.participants.people_list import Filters, most_counted, participants
from app.web import Listing
from tests.factories import DAY, admitted


@pytest.mark.parametrize(
    ("page", "shown", "total", "is_longer"),
    [(1, 2, 4, True), (2, 2, 5, True), (3, 1, 5, False), (4, 0, 5, False)],
)
def test_a_list_is_counted_up_to_a_bound_or_to_the_page(
    actor: Actor,
    monkeypatch: pytest.MonkeyPatch,
    page: int,
    shown: int,
    total: int,
    is_longer: bool,
) -> None:
    monkeypatch.setattr(people_list, "MOST_COUNTED", 3)
    for _ in range(5):
        admitted(actor)
    rows, counted = participants(actor, DAY, Filters("in_care"), ("number", False), page, 2)
    assert (len(rows), counted) == (shown, total)
    assert (counted > most_counted(page, 2)) is is_longer


def test_whoever_has_left_or_not_yet_come_is_not_counted(actor: Actor) -> None:
    for day in (DAY, DAY, DAY.replace(year=DAY.year - 1)):
        admitted(actor, admitted_on=day, referred_on=None, consents={"participation": day})
    before = DAY.replace(month=DAY.month - 1)
    for order in people_list.ORDERS:
        rows, total = participants(actor, before, Filters("in_care"), (order, False), 1, 1)
        assert (len(rows), total) == (1, 1)
        assert participants(actor, before, Filters("exited"), (order, True), 1) == ([], 0)


@pytest.mark.parametrize(("number", "following"), [(1, 2), (20, 21)])
def test_a_longer_list_says_so_and_leads_on(web: Flask, number: int, following: int) -> None:
    found = Listing(
        "number", False, number, 1001, 50, {}, "participants.index", {"pilot_key": "gecko"}, 1000
    )
    with web.test_request_context("/p/gecko/participants"):
        shown = get_template_attribute("macros/lists.html", "pager")(found)
    assert f"Mehr als 1.000 Einträge, Seite {number}<" in shown
    assert f'rel="next" href="/p/gecko/participants?page={following}"' in shown


def test_no_name_is_opened_before_its_reading_is_on_the_disk(
    client_as: Callable[[str], FlaskClient], actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    admitted(actor)
    db.session.commit()
    readings = select(func.count()).where(AuditEntry.action == "read_names")
    found: list[Any] = []
    unseal = sealing.unseal

    def watch(*arguments: Any) -> Any:
        with db.engine.connect() as another:
            found.append(another.scalar(readings))
        return unseal(*arguments)

    monkeypatch.setattr(sealing, "unseal", watch)
    assert client_as("coordinator").get("/p/gecko/participants").status_code == 200
    assert found == [1, 1]
