"""The inventory in the database and on its pages."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.access import Actor
from app.errors import DomainError, Stale
from app.extensions import db
from app.finance.inventory import queries, services
from app.finance.inventory.rules import Event, Kind
from app.finance.inventory.services import ItemFacts
from app.finance.services import booking, vouchers
from app.finance.services.booking import Line, Voucher
from app.pilots.services import set_training_day
from tests import factories
from tests.factories import DAY, gecko

BOUGHT = date(2023, 3, 1)
LAPTOP = ItemFacts(
    "Notebook",
    "Technik GmbH",
    BOUGHT,
    1_000_00,
    1_190_00,
    "Raum 101",
    "Beratung",
    "new",
    "SB med. Reha 1",
    date(2026, 10, 31),
    source_number="V1",
)
PAGES = "/p/gecko/finance/inventory"


def paid(actor: Actor, number: str, *lines: Line, on: date = BOUGHT) -> None:
    booking.book(actor, Voucher(number, on, on, "Technik GmbH", "Notebook", lines))


def suggested(actor: Actor, on: date = DAY) -> dict[str, int | None]:
    found = queries.not_inventoried(actor.pilot_id, gecko(), on)
    return {one.source_number: one.net_cents for one in found}


def test_vouchers_above_the_limit_are_suggested_until_there_is_an_item_or_a_reason(
    web: Flask, actor: Actor
) -> None:
    paid(actor, "V1", Line("0850", 1_190_00, vat_cents=190_00))
    paid(actor, "at", Line("0850", 952_00, vat_cents=152_00))
    paid(actor, "above", Line("0843", 952_01, vat_cents=152_00))
    paid(
        actor, "split", Line("0843", 600_00, vat_cents=95_80), Line("0831", 600_00, vat_cents=95_80)
    )
    paid(actor, "unknown", Line("0850", 10_00))
    paid(actor, "unknown above", Line("0831", 952_01))
    paid(actor, "unknown at", Line("0831", 952_00))
    paid(actor, "tax got back", Line("0831", 800_01, deductible_cents=152_00, vat_cents=152_00))
    paid(actor, "salary", Line("0812", 4_000_00))
    paid(actor, "carrier", Line("0850", 2_000_00, is_eligible=False, carrier_reason="zu viel"))
    paid(actor, "reversed", Line("0850", 2_000_00))
    vouchers.reverse(actor, "reversed", "falsch", None, DAY)
    paid(actor, "later", Line("0850", 2_000_00), on=date(2024, 6, 1))
    expected = {
        "V1": 1_000_00,
        "above": 800_01,
        "split": 1_008_40,
        "tax got back": 800_01,
        "unknown": None,
        "unknown above": None,
    }
    assert suggested(actor, date(2024, 5, 31)) == expected
    services.add_item(actor, LAPTOP, DAY)
    services.waive(actor, "split", "Zwei Stühle unter der Grenze.")
    assert suggested(actor, date(2024, 5, 31)).keys() == expected.keys() - {"V1", "split"}
    services.withdraw_waiver(actor, "split")
    assert "split" in suggested(actor)


def test_an_item_needs_a_voucher_of_the_books_or_a_reason(web: Flask, actor: Actor) -> None:
    with pytest.raises(DomainError) as unknown:
        services.add_item(actor, LAPTOP, DAY)
    assert (unknown.value.key, unknown.value.field) == (
        "inventory.unknown_voucher",
        "source_number",
    )
    with pytest.raises(DomainError) as missing:
        services.add_item(actor, replace(LAPTOP, source_number=None), DAY)
    assert missing.value.key == "inventory.voucher_or_reason"
    bare = replace(LAPTOP, source_number=None, no_voucher_reason="Rechnung fehlt noch.")
    assert [services.add_item(actor, bare, DAY) for _each in range(2)] == [1, 2]


def test_the_list_of_a_day_shows_each_item_as_it_was_then(web: Flask, actor: Actor) -> None:
    number = laptop(actor)
    moved = Event(Kind.MOVED, date(2024, 1, 8), place="Raum 203")
    sold = Event(Kind.SOLD, date(2024, 5, 2), proceeds_cents=300_00, recipient="Verein")
    for event in (moved, sold):
        services.record_event(actor, number, event, DAY)

    def on(day: date) -> list[tuple[str, bool]]:
        rows = queries.items_on(actor.pilot_id, day)
        return [(row.state.place, row.state.is_there) for row in rows]

    assert on(date(2023, 2, 28)) == []
    assert on(date(2024, 1, 7)) == [("Raum 101", True)]
    assert on(date(2024, 5, 2)) == [("Raum 203", False)]
    item = queries.item_numbered(actor.pilot_id, number)
    sale = queries.timeline_of(item)[0].event
    services.reverse_event(actor, number, sale.id, "Anderes Gerät.")
    assert on(DAY) == [("Raum 203", True)]
    assert len(queries.timeline_of(item)) == 3


def laptop(actor: Actor) -> int:
    paid(actor, "V1", Line("0850", 1_190_00, vat_cents=190_00))
    return services.add_item(actor, LAPTOP, DAY)


def test_near_the_end_of_funding_the_page_counts_what_lacks_its_whereabouts(
    web: Flask, actor: Actor, client_as: Callable[[str], FlaskClient]
) -> None:
    number = laptop(actor)
    db.session.commit()
    pages = client_as("auditor")
    asked = "Bei 1 Gegenstand fehlt der Verbleib"
    for day, is_asked in ((date(2026, 8, 31), False), (date(2026, 9, 1), True)):
        set_training_day(actor, day)
        db.session.commit()
        assert (asked in pages.get(PAGES).get_data(as_text=True)) is is_asked
    kept = Event(Kind.WHEREABOUTS, date(2026, 9, 1), decision="kept")
    services.record_event(actor, number, kept, date(2026, 9, 1))
    db.session.commit()
    assert asked not in pages.get(PAGES).get_data(as_text=True)
    assert "Nichts gefunden" in pages.get(f"{PAGES}?state=undecided").get_data(as_text=True)


def test_the_database_keeps_every_event(web: Flask, actor: Actor) -> None:
    services.record_event(actor, laptop(actor), Event(Kind.SEEN, DAY), DAY)
    db.session.commit()
    for statement in ("update inventory_event set place = 'x'", "delete from inventory_event"):
        with pytest.raises(DBAPIError, match="append_only"):
            db.session.execute(text(statement))
        db.session.rollback()


def test_whoever_comes_second_overwrites_nothing(web: Flask, actor: Actor) -> None:
    number = laptop(actor)
    db.session.commit()
    services.correct_item(actor, number, replace(LAPTOP, supplier="Erste"), 1, DAY)
    db.session.commit()
    with pytest.raises(Stale):
        services.correct_item(actor, number, replace(LAPTOP, supplier="Zweite"), 1, DAY)
    item = queries.item_numbered(actor.pilot_id, number)
    changes = queries.changes_of(item)
    assert changes[-1].values == {"supplier": ("Technik GmbH", "Erste")}


def test_a_voucher_becomes_an_item_whose_life_is_told(
    web: Flask, actor: Actor, client_as: Callable[[str], FlaskClient]
) -> None:
    paid(actor, "V1", Line("0850", 1_190_00, vat_cents=190_00))
    db.session.commit()
    finance = client_as("finance")
    assert "V1" in finance.get(f"{PAGES}/vouchers").get_data(as_text=True)
    shown = finance.get(f"{PAGES}/new?voucher=V1").get_data(as_text=True)
    assert 'value="1000,00"' in shown
    token = factories.token(finance, f"{PAGES}/new?voucher=V1")
    entered = {
        "csrf_token": token,
        "version": "0",
        "description": "=1+1",
        "supplier": "Technik GmbH",
        "source_number": "V1",
        "acquired_on": "01.03.2023",
        "net_cents": "1.000,00",
        "gross_cents": "1.190,00",
        "place": "Raum 101",
        "used_for": "Beratung",
        "condition": "new",
        "responsible": "SB med. Reha 1",
        "retained_until": "31.10.2026",
    }
    assert finance.post(f"{PAGES}/new", data=entered).status_code == 302
    use = {
        "csrf_token": token,
        "happened_on": "02.05.2024",
        "used_for": "Bürgerbüro",
        "is_intended": "no",
    }
    assert finance.post(f"{PAGES}/1/events/use", data=use).status_code == 302
    assert "unverzüglich zu unterrichten" in finance.get(f"{PAGES}/1").get_data(as_text=True)
    stale = finance.post(f"{PAGES}/1/edit", data={**entered, "version": "7", "supplier": "Neu"})
    assert stale.status_code == 409
    assert "Jetzt gespeichert: Technik GmbH" in stale.get_data(as_text=True)
    lost = {"csrf_token": token, "happened_on": "03.05.2024", "kind_of": "lost"}
    assert finance.post(f"{PAGES}/1/events/gone", data=lost).status_code == 422
    seen = {"csrf_token": token, "happened_on": "04.05.2024", "seen": ["1"]}
    assert finance.post(f"{PAGES}/stocktaking", data=seen).status_code == 302
    answer = finance.post(f"{PAGES}/stock/export?day=2024-05-31", data={"csrf_token": token})
    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    row = [cell.value for cell in sheet[4]]
    assert (row[0], row[1], row[4], row[5]) == (1, "=1+1", "V1", 1000)
    assert sheet["B4"].data_type == "s"
    assert sheet["F5"].value == "=ROUND(SUM(F4:F4),2)"
    for role, status in (("auditor", 200), ("coach", 403)):
        assert client_as(role).get(PAGES).status_code == status
    assert client_as("auditor").get(f"{PAGES}/new").status_code == 403
