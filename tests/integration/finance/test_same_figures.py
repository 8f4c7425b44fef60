"""Every page of money says the same: one rich ledger, and all figures agree to the cent."""

from __future__ import annotations

from datetime import date

import pytest

from app.access import Actor
from app.extensions import db
from app.finance import queries
from app.finance.bank.queries import open_parts, open_payables
from app.finance.bank.services import matching
from app.finance.bank.services.matching import Rest
from app.finance.closing import queries as closing
from app.finance.funder_rules.queries import committed_by_year, facts_on
from app.finance.grants import queries as grants
from app.finance.grants.services import money
from app.finance.grants.services.money import Return
from app.finance.journal import queries as journal
from app.finance.journal.rules import Kind, balances, money_account
from app.finance.outlook.queries import outlook_on
from app.finance.services import plans, vouchers
from app.finance.services.booking import Line, Voucher, book
from app.finance.services.plans import PlanToTake
from app.finance.vouchers.queries import BookingFilters, bookings
from app.reporting.allocation.figures import tables
from app.reporting.allocation.queries import allocation_on
from app.reporting.books import books_of, years_of
from app.reporting.queries import money_on
from tests import factories
from tests.factories import DAY, gecko
from tests.integration.finance import books, funds, months

SPRING, LATE_2023 = date(2023, 4, 11), date(2023, 12, 28)
MAY = date(2023, 5, 1)
SPENT = 2_222_22 + 840_34 + 500_00 - 500_00 + 700_01 - 700_01 + 333_33 + 84_03 + 61_07
CARRIER = 150_00
DEDUCTIBLE = 159_66 + 15_97
RECEIVED = 9_000_00 + 120_00 + 75_50
REPAID, INTEREST, FEE = 400_00, 12_34, 2_50
CASH = RECEIVED - SPENT - REPAID
BOUND = 1_190_00 - 190_00 - 84_03


def split(number: str, paid_on: date) -> Voucher:
    """A voucher over two positions, with input tax that is got back and a line of the carrier."""
    lines = (
        Line("0812", 2_222_22),
        Line("0835", 840_34, deductible_cents=159_66, vat_cents=159_66),
        Line("0843", 150_00, is_eligible=False, carrier_reason="Bewirtung"),
    )
    return Voucher(number, paid_on, paid_on, "Haus & Hof", "Geteilt", lines)


@pytest.fixture
def ledger(actor: Actor) -> Actor:
    """Everything that can happen to money, through the services."""
    amounts = {("0835", 2023): 5_000_00, ("0835", 2024): 50_000_00, ("0812", 2024): 60_000_00}
    plans.write(actor, PlanToTake(amounts, "Bescheid", date(2021, 6, 10)), None)
    for day in (1, 2, 3):
        factories.admitted(actor, admitted_on=date(2023, 3, 13 + day))
    book(actor, split("G-1", SPRING))
    book(actor, split("G-2", LATE_2023))
    vouchers.reverse(actor, "G-2", "Falsch gebucht", None, DAY)
    books.book(actor, books.listed("B-1", 500_00, SPRING), books.listed("B-2", 700_01, LATE_2023))
    vouchers.reverse(actor, "B-1", "Zurückerstattet", date(2024, 2, 29), DAY)
    vouchers.reverse(actor, "B-2", "Doppelt", None, DAY)
    months.close_until(actor, SPRING.replace(day=1), "Auszüge fehlen noch.")
    books.book(actor, books.listed("B-3", 333_33, SPRING, "0844"))
    a_payment_in_part()
    money_in_and_back(actor)
    at_the_bank(actor)
    db.session.commit()
    return actor


def a_payment_in_part() -> None:
    """100,00 € gross of 1.190,00 € with deductible tax, and a final payment below its amount."""
    taxed = books.share(1_000_00, "0835", deductible_cents=190_00, vat_cents=190_00)
    books.paid(
        books.approved(books.draft(taxed, no_award_reason="Gering")),
        "R-1",
        {1: 100_00},
        is_final=False,
    )
    small = books.draft(books.share(80_00, "0844"))
    books.paid(books.approved(small, "RE-2"), "R-2", {1: 61_07})


def money_in_and_back(actor: Actor) -> None:
    """All kinds of income and of money paid back, and one of each that was a mistake."""
    funds.receive(actor, 9_000_00, date(2023, 4, 1))
    funds.receive(actor, 120_00, date(2023, 6, 1), "refund")
    funds.receive(actor, 75_50, DAY, "other")
    money.cancel_receipt(actor, funds.receive(actor, 1_00, SPRING), "Versehen")
    for kind, cents in (("unspent", 400_00), ("interest", 12_34), ("disallowed", 7_77)):
        made = money.record_repayment(actor, Return(kind, date(2024, 3, 1), kind, cents), DAY)
        if kind == "disallowed":
            money.cancel_repayment(actor, made, "Versehen")


def at_the_bank(actor: Actor) -> None:
    """The split voucher is paid together with a fee, which is booked as a rest."""
    entry = books.entry("E1", (-3_372_22 - FEE, "Geteilt"), booked_on=SPRING)
    books.receive_statement(actor, entry)
    [part] = open_parts(actor.pilot_id)
    paid = next(one for one in open_payables(actor.pilot_id) if one.source_number == "G-1")
    fee = Rest("fee", "Entgelt der Bank")
    matching.match(actor, {part.id: part.open_cents}, {paid.id: paid.open_cents}, fee)


def test_every_page_of_money_says_the_same_expenditure(ledger: Actor) -> None:
    pilot, preset = ledger.pilot_id, gecko()
    codes = [one.code for one in preset.positions]
    listed = bookings(pilot, DAY, BookingFilters(), ("paid_on", True), 1)[1]
    assert (listed.amount_cents, listed.carrier_cents) == (SPENT, CARRIER)
    lines = queries.budget_on(pilot, DAY, codes, preset.years)
    _books, outlook = outlook_on(pilot, preset, DAY)
    found = allocation_on(pilot, preset, DAY)
    by_month = queries.spent_by_position_and_month(pilot, DAY)
    allotted = tables(found, by_month, codes, 0)
    month = closing.figures_now(pilot, DAY.replace(day=1))
    sums = closing.sums_by_month(pilot, date(2021, 11, 1), date(2024, 7, 1))
    said = {
        "budget": sum(line.paid_cents for line in lines),
        "by_year": sum(queries.paid_by_position_and_year(pilot, DAY).values()),
        "by_month": sum(queries.spent_by_month(pilot, DAY).values()),
        "dashboard": money_on(pilot, preset, DAY).spent_cents,
        "rules": sum(line.paid_cents for line in facts_on(pilot, preset, DAY).lines),
        "statements": sum(
            books_of(pilot, preset.notice, year, DAY).spent_cents for year in range(2021, 2025)
        ),
        "years": sum(row.spent_cents for row in years_of(pilot, preset.notice, DAY)),
        "vouchers of years": sum(
            row.amount_cents
            for year in range(2021, 2025)
            for row in books_of(pilot, preset.notice, year, DAY).bookings
        ),
        "draw-downs": grants.account_of(pilot, DAY).spent_cents,
        "outlook": sum(one.whole.paid_cents for one in outlook),
        "allocation": found.total_cents,
        "positions of the allocation": sum(row.total_cents for row in allotted.positions),
        "closing": month.cumulated_cents,
        "months": sum(one.amount_cents for one in sums.values()),
        "journal": by_kind(ledger)[Kind.EXPENSE],
    }
    assert said == dict.fromkeys(said, SPENT)
    assert sums[MAY].amount_cents == 333_33


def test_figures_from_one_reading_are_those_that_are_read_each_for_itself(ledger: Actor) -> None:
    pilot, preset = ledger.pilot_id, gecko()
    codes, found = [one.code for one in preset.positions], queries.ledger_on(pilot, DAY)
    lines = queries.budget_on(pilot, DAY, codes, preset.years)
    assert found.budget(codes, preset.years) == lines
    assert any(line.committed_cents for line in lines)
    assert found.spent_by_month == queries.spent_by_month(pilot, DAY)


def by_kind(ledger: Actor, month: date | None = None) -> dict[Kind, int]:
    """What the journal holds by kind of account; of a month with what went before."""
    shown = journal.books(ledger.pilot_id, money_account("account"), DAY, month)
    postings = [posting for entry in shown.entries for posting in entry.postings]
    held: dict[Kind, int] = dict.fromkeys(Kind, 0)
    for found in (shown.opening, balances(postings)):
        for account, cents in found.items():
            held[account.kind] += cents
    return held


def test_every_page_of_money_says_the_same_cash(ledger: Actor) -> None:
    pilot, preset = ledger.pilot_id, gecko()
    account = grants.account_of(pilot, DAY)
    assert (account.received_cents, account.repaid_cents) == (RECEIVED, REPAID)
    assert grants.demand(pilot, preset, DAY).cash_cents == CASH
    assert books_of(pilot, preset.notice, 2024, DAY).closing_cents == CASH
    before = books_of(pilot, preset.notice, 2023, DAY).closing_cents
    assert books_of(pilot, preset.notice, 2024, DAY).opening_cents == before
    years = years_of(pilot, preset.notice, DAY)
    assert sum(row.income_cents - row.spent_cents for row in years) == CASH
    held = by_kind(ledger)
    assert held[Kind.BANK] == CASH - CARRIER - DEDUCTIBLE - INTEREST - FEE
    assert (held[Kind.CARRIER], held[Kind.INPUT_TAX]) == (CARRIER + INTEREST + FEE, DEDUCTIBLE)
    assert held[Kind.REPAID] == REPAID
    assert sum(held.values()) == 0
    assert by_kind(ledger, DAY.replace(day=1)) == held


def test_every_page_of_money_says_the_same_is_bound(ledger: Actor) -> None:
    pilot, preset = ledger.pilot_id, gecko()
    codes = [one.code for one in preset.positions]
    lines = queries.budget_on(pilot, DAY, codes, preset.years)
    _books, outlook = outlook_on(pilot, preset, DAY)
    said = {
        "budget": sum(line.committed_cents for line in lines),
        "shares": sum(one.amount_cents for one in queries.bound_shares(pilot, DAY)),
        "months": sum(queries.committed_by_position_and_month(pilot, DAY).values()),
        "rules": sum(committed_by_year(pilot, DAY).values()),
        "outlook": sum(one.whole.committed_cents for one in outlook),
        "draw-downs": sum(one.amount_cents for one in grants.open_payments(pilot, DAY)),
    }
    assert said == dict.fromkeys(said, BOUND)
