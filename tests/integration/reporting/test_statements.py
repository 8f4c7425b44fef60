"""Statements of a calendar year: totals to the cent, corrections, access, and the workbook."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.access import Actor
from app.audit import AuditEntry
from app.errors import DomainError
from app.extensions import db
from app.finance.bank.queries import open_parts
from app.finance.bank.services.matching import Rest, accept_certain, book_rest
from app.finance.grants.services.money import Return, record_repayment
from app.finance.models import Booking
from app.finance.services.booking import Line, Voucher, book
from app.finance.services.vouchers import reverse
from app.money import parse_amount
from app.reporting import books
from app.reporting.services import announce_statement, write_statement
from exports.statement import StatementTotals
from tests.factories import DAY, SAMPLES, gecko, pilot, token
from tests.integration import commands
from tests.integration.finance import books as small_books
from tests.integration.finance.books import PAID, entry, listed
from tests.unit.exports.reading import cells, recalculated

EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
SignIn = Callable[[str], FlaskClient]
PAGE = "/p/gecko/statements"


@pytest.fixture
def samples(web: Flask, actor: Actor) -> Actor:
    """Plan, vouchers and the reconciled bank of the model pilot."""
    db.session.commit()
    for kind in ("plan", "vouchers", "bank"):
        commands.imported(web, kind)
    commands.reconciled(web)
    return actor


def totals(actor: Actor, year: int, folder: Path) -> StatementTotals:
    return write_statement(actor, pilot(), year, folder / f"{year}.xlsx", "de")


def first_voucher(year: int) -> Booking:
    found = db.session.scalars(
        select(Booking)
        .where(Booking.paid_on.between(date(year, 1, 1), date(year, 12, 31)))
        .where(Booking.amount_cents > 0, Booking.reverses_id.is_(None))
        .order_by(Booking.paid_on, Booking.voucher_number)
    ).first()
    assert found is not None
    return found


def test_the_years_add_up_to_all_vouchers_to_the_cent(samples: Actor, tmp_path: Path) -> None:
    years = {year: totals(samples, year, tmp_path) for year in (2021, 2022, 2023, 2024)}
    expected = EXPECTED["vouchers"]
    assert sum(each.spent_year_cents for each in years.values()) == parse_amount(expected["total"])
    assert years[2024].spent_cumulated_cents == parse_amount(expected["total"])
    assert years[2024].planned_total_cents == parse_amount(EXPECTED["grant"])
    last = books.books_of(samples.pilot_id, gecko().notice, 2024, DAY)
    for code, total in expected["by_position"].items():
        paid = sum(cents for (position, _y), cents in last.paid.items() if position == code)
        assert paid == parse_amount(total)


def test_the_difference_to_the_bank_is_explained_to_the_cent(
    samples: Actor, tmp_path: Path
) -> None:
    found = books.books_of(samples.pilot_id, gecko().notice, 2023, DAY)
    bank = EXPECTED["bank"]
    assert found.bank.opening_cents == parse_amount(bank["opening"])
    assert found.bank.closing_cents == parse_amount(bank["closing"])
    assert len(found.bookings) == bank["vouchers_paid_in_it"]
    assert len(found.receipts) == bank["grant_receipts"]
    unmatched = books.open_entries(samples.pilot_id, found)
    gap = books.cash_gap(samples.pilot_id, found, unmatched)
    assert unmatched.count == bank["strangers"]
    assert gap is not None
    assert gap.rest == 0
    written = totals(samples, 2023, tmp_path)
    assert written.cash_cents == found.opening_cents + found.income_cents - found.spent_cents
    assert written.bank_difference_cents == gap.difference


def test_fees_tax_the_carriers_share_and_timing_explain_the_difference_to_the_bank(
    web: Flask, actor: Actor
) -> None:
    db.session.commit()
    commands.imported(web, "plan")
    lines = (
        Line("0831", 100_00, deductible_cents=19_00),
        Line("0843", 50_00, is_eligible=False, carrier_reason="nicht zuwendungsfähig"),
    )
    book(actor, Voucher("B1", PAID, PAID, "Bürobedarf GmbH", "Papier", lines))
    small_books.book(actor, listed("B2", 70_00, date(2023, 12, 30)))
    small_books.receive_statement(actor, entry("E1", (-169_00, "B1")), entry("E2", (-5_00, "x")))
    late = entry("E3", (-70_00, "B2"), booked_on=date(2024, 1, 3))
    small_books.receive_statement(actor, late)
    accept_certain(actor, ())
    [part] = open_parts(actor.pilot_id)
    book_rest(actor, part.id, -5_00, Rest("fee", "Kontoführung"))
    found = books.books_of(actor.pilot_id, gecko().notice, 2023, DAY)
    gap = books.cash_gap(actor.pilot_id, found, books.open_entries(actor.pilot_id, found))
    assert gap is not None
    assert (gap.rests, gap.beside, gap.timing) == (-5_00, -69_00, 70_00)
    assert (gap.unmatched, gap.unpaid, gap.rest) == (0, 0, 0)


def test_a_refund_counts_in_its_own_year_and_a_correction_in_that_of_the_payment(
    samples: Actor, tmp_path: Path
) -> None:
    before = {year: totals(samples, year, tmp_path) for year in (2022, 2023, 2024)}
    refunded, corrected = first_voucher(2023), first_voucher(2022)
    refund, correction = refunded.amount_cents, corrected.amount_cents
    reverse(samples, refunded.source_number, "Erstattung", date(2024, 2, 1), DAY)
    reverse(samples, corrected.source_number, "Fehlbuchung", None, DAY)
    after = {year: totals(samples, year, tmp_path) for year in (2022, 2023, 2024)}
    changed = {y: after[y].spent_year_cents - before[y].spent_year_cents for y in after}
    assert changed == {2022: -correction, 2023: 0, 2024: -refund}
    assert after[2023].spent_before_cents == before[2023].spent_before_cents - correction
    assert after[2024].spent_before_cents == before[2024].spent_before_cents - correction
    assert after[2023].cash_cents == (before[2023].cash_cents or 0) + correction


def test_what_went_back_lessens_income_and_cash_of_its_year_and_interest_does_not(
    samples: Actor, tmp_path: Path
) -> None:
    before = totals(samples, 2023, tmp_path)
    for kind, cents in (("unspent", 2_500_00), ("interest", 81_23)):
        record_repayment(samples, Return(kind, date(2023, 9, 4), "Bescheid", cents), DAY)
    after = totals(samples, 2023, tmp_path)
    assert after.income_cents == before.income_cents - 2_500_00
    assert before.cash_cents is not None
    assert after.cash_cents == before.cash_cents - 2_500_00
    later = books.books_of(samples.pilot_id, gecko().notice, 2024, DAY)
    assert later.opening_cents == after.cash_cents


def test_both_rows_of_a_reversed_pair_stand_in_the_list(samples: Actor, tmp_path: Path) -> None:
    voucher = first_voucher(2023)
    number, amount = voucher.source_number, voucher.amount_cents / 100
    reverse(samples, number, "Fehlbuchung", None, DAY)
    totals(samples, 2023, tmp_path)
    rows = cells(tmp_path / "2023.xlsx")["Belegliste"]
    found = [row[4] for row in rows if row[6] in (number, f"S-{number}")]
    assert [float(each) for each in found] == [amount, -amount]
    running = [row[0] for row in rows[1:] if row[0] is not None]
    assert running == list(range(1, len(running) + 1))


def test_libreoffice_reaches_the_same_totals(samples: Actor, tmp_path: Path) -> None:
    totals(samples, 2023, tmp_path)
    checks = cells(recalculated(tmp_path / "2023.xlsx", tmp_path))["Prüfung"]
    assert len(checks) > 10
    assert [row[3] for row in checks[1:] if isinstance(row[3], (int, float)) and row[3]] == []


@pytest.mark.parametrize("year", [2020, 2025, 2027])
def test_a_year_without_books_is_refused(samples: Actor, year: int) -> None:
    with pytest.raises(DomainError) as refused:
        announce_statement(samples, pilot(), year)
    assert refused.value.key == "statement.no_such_year"


def test_without_a_plan_there_is_no_statement(actor: Actor) -> None:
    with pytest.raises(DomainError) as refused:
        announce_statement(actor, pilot(), 2023)
    assert refused.value.key == "statement.no_plan"


def exports_recorded() -> int:
    return (
        db.session.scalar(select(func.count()).where(AuditEntry.action == "export_statement")) or 0
    )


def test_finance_downloads_the_statement_and_it_is_recorded(
    samples: Actor, client_as: SignIn, tmp_path: Path
) -> None:
    client = client_as("finance")
    shown = client.get(PAGE).get_data(as_text=True)
    assert "204 Belege" in shown
    assert "406.288,54" in shown
    assert "3 Umsätze der Bank sind offen" in shown
    answer = client.post(
        f"{PAGE}/download", data={"csrf_token": token(client, PAGE), "year": "2023"}
    )
    assert answer.status_code == 200
    assert "gecko_statement_2023.xlsx" in answer.headers["Content-Disposition"]
    target = tmp_path / "downloaded.xlsx"
    target.write_bytes(io.BytesIO(answer.data).getvalue())
    assert len(cells(target)["Belegliste"]) > 204
    assert exports_recorded() == 1


def test_a_year_that_cannot_be_had_is_said_on_the_page(samples: Actor, client_as: SignIn) -> None:
    client = client_as("auditor")
    assert "außerhalb des Bewilligungszeitraums" in client.get(f"{PAGE}?year=2030").text
    assert "noch nicht abgeschlossen" in client.get(f"{PAGE}?year=2024").text
    data = {"csrf_token": token(client, PAGE), "year": "2030"}
    answer = client.post(f"{PAGE}/download", data=data, follow_redirects=True)
    assert "außerhalb des Bewilligungszeitraums" in answer.text
    assert exports_recorded() == 0


@pytest.mark.parametrize("role", ["coach", "deputy", "evaluator", "administrator"])
def test_others_get_no_statement(client_as: SignIn, role: str) -> None:
    client = client_as(role)
    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}/download", data={"year": "2023"}).status_code in {400, 403}


def test_a_pilot_without_a_plan_says_what_to_do(client_as: SignIn) -> None:
    assert "Finanzierungsplan" in client_as("finance").get(PAGE).text


def test_the_command_makes_the_folder_and_prints_path_and_totals(
    web: Flask, samples: Actor, tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "folder"
    words = ("export", "statement", "--pilot", "gecko", "--year", "2023", "--to", folder)
    german = commands.flask(web, *words)
    assert german.exit_code == 0
    assert str(folder / "gecko_statement_2023.xlsx") in german.output
    assert "406.288,54\u00a0€" in german.output
    english = commands.flask(web, *words, "--lang", "en")
    assert "€406,288.54" in english.output
    assert "Vouchers" in cells(folder / "gecko_statement_2023.xlsx")
    assert [path.name for path in folder.iterdir()] == ["gecko_statement_2023.xlsx"]
    assert exports_recorded() == 2


def test_the_command_refuses_a_year_outside_the_period(
    web: Flask, samples: Actor, tmp_path: Path
) -> None:
    answer = commands.flask(
        web, "export", "statement", "--pilot", "gecko", "--year", "2020", "--to", tmp_path / "no"
    )
    assert answer.exit_code == 1
    assert "2020" in answer.output
    assert not (tmp_path / "no").exists()
