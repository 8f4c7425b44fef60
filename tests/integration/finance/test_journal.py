"""The journal of the sample books: hledger reads it, it balances, and it agrees with our sums."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access import Actor
from app.audit import AuditEntry
from app.database import new_id
from app.extensions import db
from app.finance import queries as finance
from app.finance.journal import queries
from app.finance.journal.rules import Account, Kind, money_account, total, trial_balance
from app.finance.models import Repayment
from app.finance.services import booking, vouchers
from app.finance.services.booking import Line, Voucher
from app.messages import amount
from tests import factories
from tests.factories import DAY
from tests.hledger import balances, hledger
from tests.integration.commands import imported, reconciled
from tests.integration.finance import books
from tests.integration.finance.books import listed
from tests.integration.finance.months import DECEMBER, NOVEMBER, PAID, close_until

BANK = money_account("account")
PAGE = "/p/gecko/finance/journal"


@pytest.fixture
def sample_books(web: Flask) -> Flask:
    """The samples taken in and reconciled, so that there is income as well."""
    for kind in ("plan", "vouchers", "bank"):
        imported(web, kind)
    reconciled(web)
    web.config["WTF_CSRF_ENABLED"] = False
    return web


def downloaded(client: FlaskClient, folder: Path, form: str) -> Path:
    answer = client.post(f"{PAGE}/download", data={"format": form})
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    file = folder / f"journal.{form}"
    file.write_bytes(answer.data)
    return file


def test_hledger_agrees_with_our_sums_by_position_and_in_total(
    sample_books: Flask, client_as: Callable[[str], FlaskClient], tmp_path: Path
) -> None:
    file = downloaded(client_as("auditor"), tmp_path, "hledger")
    pilot_id = factories.pilot().id
    paid = finance.paid_by_position_and_year(pilot_id, DAY)
    received = sum(r.amount_cents for r in finance.receipts_between(pilot_id, date.min, DAY))
    assert len(paid) > 5 < received
    hledger([file], "check", "--strict")
    by_position = {f"Expenses:{position}": 0 for position, _year in paid}
    for (position, _year), cents in paid.items():
        by_position[f"Expenses:{position}"] += cents
    found = balances([file])
    spent = sum(by_position.values())
    assert {name: c for name, c in found.items() if name.startswith("Expenses")} == by_position
    assert balances([file], "^Expenses", "--depth", "1") == {"Expenses": spent, "total": spent}
    assert found["Assets:Bank"] == received - spent
    assert found["Income:Grant"] == -received
    assert found["total"] == 0
    for year in (2022, 2023):
        of_year = balances([file], "^Expenses", "-p", str(year))["total"]
        assert of_year == sum(cents for (_p, each), cents in paid.items() if each == year)
    assert db.session.scalars(select(AuditEntry.action)).all().count("export_journal") == 1


def test_the_sums_of_any_month_follow_from_those_before(sample_books: Flask) -> None:
    pilot_id = factories.pilot().id
    months = queries.months_with_entries(pilot_id, DAY)[::-1]
    carried: dict[Account, int] = {}
    for month in (months[0], *months[-2:]):
        found = queries.books(pilot_id, BANK, DAY, month)
        if month == months[-1]:
            assert {a: c for a, c in found.opening.items() if c} == carried
        rows = trial_balance(found.opening, found.entries)
        opening, debit, credit, closing = total(rows)
        assert (opening, debit, closing) == (0, credit, 0)
        carried = {row.account: row.closing_cents for row in rows if row.closing_cents}
    everything = trial_balance({}, queries.books(pilot_id, BANK, DAY, None).entries)
    assert {row.account: row.closing_cents for row in everything if row.closing_cents} == carried


def test_a_split_voucher_a_repayment_and_a_late_reversal_in_double_entry(actor: Actor) -> None:
    lines = (
        Line("0812", 300_00, post_key="reha-1", deductible_cents=57_00),
        Line("0831", 40_00, is_eligible=False, carrier_reason="Bewirtung"),
    )
    booking.book(actor, Voucher("B1", PAID, PAID, "", "Fahrt", lines, participant_number=17))
    given = {"pilot_id": actor.pilot_id, "id": new_id(), "recorded_by": actor.user_id}
    db.session.add(
        Repayment(kind="interest", paid_on=PAID, reason="§ 49a", amount_cents=5_00, **given)
    )
    close_until(actor, NOVEMBER)
    vouchers.reverse(actor, "B1", "doppelt", None, DAY)
    spent = Account(Kind.EXPENSE, ("0812", "reha-1"))
    tax, carrier = Account(Kind.INPUT_TAX), Account(Kind.CARRIER, ("vouchers",))
    booked, interest, reversal = queries.books(actor.pilot_id, BANK, DAY, None).entries
    sides = {posting.account: posting.cents for posting in booked.postings}
    assert sides == {spent: 300_00, tax: 57_00, carrier: 40_00, BANK: -397_00}
    assert (booked.payee, booked.code, interest.code) == ("TN 17", "2021-11/1", "2021-11/2")
    assert (reversal.code, reversal.day) == ("2021-12/1", PAID)
    assert {p.account: -p.cents for p in reversal.postings} == sides
    opening = queries.books(actor.pilot_id, BANK, DAY, DECEMBER).opening
    assert opening == {**sides, BANK: -402_00, Account(Kind.CARRIER, ("interest",)): 5_00}


def test_the_page_shows_both_sides_and_narrows_to_an_account(
    web: Flask, actor: Actor, client_as: Callable[[str], FlaskClient]
) -> None:
    client = client_as("auditor")
    assert "Noch keine Buchungen" in client.get(PAGE).get_data(as_text=True)
    db.session.rollback()
    books.book(actor, listed("B1"), listed("B2", 70_00, position="0844"))
    books.book(actor, listed("B3", 1_00, paid_on=date(2023, 6, 1)))
    carried = amount(570_00, "de")
    db.session.commit()
    shown = client.get(PAGE).get_data(as_text=True)
    assert "B3" in shown
    assert "B1" not in shown
    assert carried in shown, "the opening balance carries May into June"
    narrowed = client.get(f"{PAGE}?month=2023-05&account=expense:0844").get_data(as_text=True)
    assert "2023-05/2" in narrowed
    assert "B1" not in narrowed
    everything = client.get(f"{PAGE}?month=all").get_data(as_text=True)
    assert all(number in everything for number in ("B1", "B2", "B3"))
    assert client.post(f"{PAGE}/download", data={"format": "exe"}).status_code in (400, 404)
