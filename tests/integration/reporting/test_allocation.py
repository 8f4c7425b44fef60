"""Costs of participation: equal to the statement to the cent, protected for who sees no cases."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from app.access import Actor
from app.extensions import db
from app.finance.queries import spent_by_position
from app.reporting.allocation.queries import allocation_on
from app.reporting.allocation.rules import whole
from tests import factories
from tests.factories import DAY
from tests.integration.finance import books

POSITIONS = ("0812", "0831", "0835", "0843")


def furnish(actor: Actor) -> None:
    for number in range(4):
        factories.admitted(actor, admitted_on=date(2023, 4, 1 + number))
    rows = [
        books.listed(f"B{number}", 100_01 + number, date(2023, month, 10), position)
        for number, (month, position) in enumerate(
            (month, position) for month in (1, 5, 6) for position in POSITIONS
        )
    ]
    books.book(actor, *rows)
    db.session.commit()


def test_the_parts_and_the_rest_are_the_statement_to_the_cent(web: Flask, actor: Actor) -> None:
    furnish(actor)
    preset = factories.gecko()
    found = allocation_on(actor.pilot_id, preset, DAY)
    codes = [position.code for position in preset.positions]
    assert found.total_cents == sum(spent_by_position(actor.pilot_id, DAY, codes).values())
    assert found.unallocated_cents == 2 * 100_01 + 3
    assert whole(found).people == 4


def test_only_what_was_known_on_the_day_counts(web: Flask, actor: Actor) -> None:
    furnish(actor)
    found = allocation_on(actor.pilot_id, factories.gecko(), date(2023, 5, 31))
    assert {cell.month for cell in found.cells} == {date(2023, 4, 1), date(2023, 5, 1)}
    assert found.total_cents == sum(100_01 + number for number in range(8))


def test_the_page_and_its_workbook_show_the_same_and_the_workbook_is_on_record(
    web: Flask, actor: Actor, client_as: Callable[[str], FlaskClient]
) -> None:
    furnish(actor)
    client = client_as("coordinator")
    shown = client.get("/p/gecko/finance/participant-costs").get_data(as_text=True)
    assert "705,34" in shown
    answer = client.get("/p/gecko/finance/participant-costs/xlsx")
    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    rows: Any = sheet.iter_rows(values_only=True)
    cells = {row[0]: row[3] for row in rows}
    spent = sum(100_01 + number for number in range(12))
    assert round((cells["zugeordnet"] + cells["nicht zugeordnet"]) * 100) == spent
    assert "Kosten je Teilnehmermonat exportiert" in client_as("auditor").get(
        "/p/gecko/log"
    ).get_data(as_text=True)
    assert client.get("/p/gecko/finance/participant-costs/csv").status_code == 404


def test_who_sees_no_cases_sees_no_cost_of_few(
    web: Flask, actor: Actor, client_as: Callable[[str], FlaskClient]
) -> None:
    factories.admitted(actor, admitted_on=date(2023, 4, 1))
    books.book(actor, books.listed("B1", 500_00, date(2023, 5, 10)))
    db.session.commit()
    assert "geschützt" in client_as("finance").get("/p/gecko/finance/participant-costs").get_data(
        as_text=True
    )
    assert "geschützt" not in client_as("coordinator").get(
        "/p/gecko/finance/participant-costs"
    ).get_data(as_text=True)
