"""Every figure opens its rows; what was known at a moment is told as it was known then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access import Actor
from app.database import utc_now
from app.extensions import db
from app.finance.services.vouchers import reverse
from app.participants.models import Participation
from app.participants.services.stay import record_exit
from app.reporting.figures import rows
from app.reporting.figures.queries import figures_of
from app.reporting.figures.rules import DECLARED, Scope, Source
from tests.factories import DAY, admitted, gecko
from tests.integration.finance.books import book, listed
from tests.integration.reporting.filed import filed

SignIn = Callable[[str], FlaskClient]
YEAR = Scope(date(2023, 1, 1), date(2023, 12, 31))


@pytest.fixture
def kept(actor: Actor) -> Actor:
    """Two vouchers of 2023 and three stays."""
    book(actor, listed("B1", 100_00), listed("B2", 250_00))
    for month in (1, 2, 3):
        day = date(2023, month, 10)
        admitted(actor, admitted_on=day, referred_on=None, consents={"participation": day})
    db.session.commit()
    return actor


def test_as_we_knew_it_then_leaves_out_what_was_recorded_later(kept: Actor) -> None:
    preset, moment = gecko(), utc_now()
    then = figures_of(kept.pilot_id, preset, YEAR)
    reverse(kept, "B1", "doppelt gebucht", None, DAY)
    version = db.session.scalars(select(Participation.version).where(Participation.number == 1))
    record_exit(kept, 1, date(2023, 6, 1), "moved", None, version.one(), DAY)
    day = date(2023, 5, 2)
    admitted(kept, admitted_on=day, referred_on=None, consents={"participation": day})
    db.session.commit()
    now = figures_of(kept.pilot_id, preset, YEAR)
    assert (then["spent"], now["spent"]) == (350_00, 250_00)
    assert (then["in_care"], now["in_care"], now["exited_here:moved"]) == (3, 3, 1)
    assert (then["admitted"], now["admitted"]) == (3, 4)
    assert figures_of(kept.pilot_id, preset, YEAR, moment) == then


def test_the_rows_behind_a_figure_come_to_the_figure(kept: Actor) -> None:
    found = figures_of(kept.pilot_id, gecko(), YEAR)
    for key, value in found.items():
        source, name = DECLARED[key.partition(":")[0]].source, key.partition(":")[0]
        if source is Source.BOOKINGS and name not in {"remaining", "vouchers"}:
            assert rows.bookings_behind(kept.pilot_id, key, YEAR, None, 0, 9).cents == value
        elif source is Source.RECEIPTS:
            assert rows.receipts_behind(kept.pilot_id, key, YEAR, None, 0, 9).cents == value


def test_the_pages_lead_from_a_figure_to_its_vouchers(kept: Actor, client_as: SignIn) -> None:
    client = client_as("coordinator")
    index = client.get("/p/gecko/figures?period=2023").get_data(as_text=True)
    assert "350,00\u00a0€" in index
    page = client.get("/p/gecko/figures/2023/spent:0831").get_data(as_text=True)
    assert "/finance/vouchers/B1" in page
    people = client.get("/p/gecko/figures/2023/in_care").get_data(as_text=True)
    assert "TN 1" in people
    assert client.get("/p/gecko/figures/2023/nothing").status_code == 404
    assert client.get("/p/gecko/figures/20xx/spent").status_code == 404
    assert client.get("/p/gecko/figures?known=31.12.2999").status_code == 422


def test_who_does_not_work_with_people_sees_no_small_count(kept: Actor, client_as: SignIn) -> None:
    record_exit(kept, 1, date(2023, 6, 1), "moved", None, 1, DAY)
    db.session.commit()
    page = client_as("finance").get("/p/gecko/figures/2023/exited").get_data(as_text=True)
    assert "geschützt" in page
    assert "TN 1" not in page


def test_a_figure_tells_what_was_filed_for_the_same_days_and_what_it_comes_to_now(
    kept: Actor, web: Flask, client_as: SignIn
) -> None:
    filed(web)
    client = client_as("coordinator")
    page = client.get("/p/gecko/figures/2023/spent").get_data(as_text=True)
    assert "eingereicht im Zwischennachweis 2023" in page
    assert "heute anders" not in page
    db.session.rollback()
    reverse(kept, "B1", "doppelt gebucht", None, DAY)
    db.session.commit()
    page = client.get("/p/gecko/figures/2023/spent").get_data(as_text=True)
    assert "heute anders" in page
    assert "350,00\u00a0€" in page
    assert "250,00\u00a0€" in page
    assert "eingereicht im" not in client.get("/p/gecko/figures/2024/spent").get_data(as_text=True)
