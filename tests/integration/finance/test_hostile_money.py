"""Whoever handles money carelessly or twice: a sentence, no fault, and no cent counts twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from app.access import ROLES, Actor
from app.errors import DomainError
from app.extensions import db
from app.finance.bank.services import matching, signing
from app.finance.closing.queries import first_month
from app.finance.commitments.queries import commitment
from app.finance.funder_rules.queries import facts_on
from app.finance.funder_rules.rules.judging import judge
from app.finance.grants.queries import account_of
from app.finance.grants.services import money
from app.finance.grants.services.money import Return
from app.finance.plans import services as drafts
from app.finance.plans.services import NoticeOfPlan, Sheet
from app.finance.queries import spent_by_position
from app.finance.services import plans as plan_files
from app.finance.services import vouchers
from app.finance.services.plans import PlanToTake
from app.intake import kinds
from app.intake.findings import Outcome, Tally
from app.intake.kinds import ImportKind
from app.intake.services import record_import
from tests.factories import DAY, actor_as, gecko, system_actor
from tests.integration.finance import books, funds
from tests.integration.hostile import HOME, visitor, without_tokens

FINANCE = f"{HOME}/finance"


@pytest.mark.parametrize("tax", ["19,00", ""])
def test_a_rate_of_tax_that_is_not_offered_is_refused(web: Flask, tax: str) -> None:
    client = visitor(without_tokens(web), *ROLES)
    line = {"position": "0844", "gross_cents": "119,00", "expected_on": "30.09.2024"}
    given = {f"shares-0-{name}": value for name, value in line.items()}
    given |= {"payee": "Verlag", "reason": "Heft", "version": "0", "shares-0-vat_cents": tax}
    answer = client.post(f"{FINANCE}/commitments/new", data={**given, "shares-0-vat_rate": "19%"})
    assert answer.status_code == 422
    answer = client.post(f"{FINANCE}/commitments/new", data={**given, "shares-0-vat_rate": "19"})
    assert answer.status_code == 302


def test_a_base_rate_beyond_all_bounds_is_refused_with_a_sentence(web: Flask) -> None:
    client = visitor(without_tokens(web), *ROLES)
    page = f"{FINANCE}/draw-downs/base-rates/edit"
    given = {"valid_from": "01.07.2024", "source": "Bundesbank", "version": "0"}
    answer = client.post(page, data={**given, "basis_points": "1000,00"})
    assert answer.status_code == 422
    assert "100 %" in answer.get_data(as_text=True).replace("\u00a0", " ")


def test_a_list_is_shown_whatever_its_address_says_beside_its_filters(
    web: Flask, actor: Actor
) -> None:
    import_id = books.book(actor, books.listed("B1"))
    client = visitor(without_tokens(web), *ROLES)
    nonsense = "endpoint=x&import_id=x&pilot_key=other&_scheme=javascript&_external=1&_anchor=x"
    for page in ("vouchers", f"vouchers/imports/{import_id}"):
        answer = client.get(f"{FINANCE}/{page}?{nonsense}&sort=amount_cents")
        assert answer.status_code == 200
        assert "javascript:" not in answer.get_data(as_text=True)
        assert "/p/other" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("end", ["receipts", "receipts/release"])
def test_an_id_that_no_column_holds_is_no_receipt(web: Flask, end: str) -> None:
    client = visitor(without_tokens(web), *ROLES)
    funds.prepare()
    number = funds.sent()
    db.session.commit()
    page = f"{FINANCE}/draw-downs/{number}/{end}"
    assert client.post(page, data={"chosen": str(2**63)}).status_code == 404


def test_a_plan_that_a_draft_departs_from_is_not_taken_back(actor: Actor) -> None:
    amounts = {("0812", 2024): gecko().notice.grant_cents}
    outcome = Outcome(Tally(read=1, accepted=1))
    import_id = record_import(actor, "plan", "plan.xlsx", "0" * 64, outcome)
    plan_files.write(actor, PlanToTake(amounts, "Bescheid", date(2021, 6, 10)), import_id)
    drafts.draft(actor, Sheet("Umschichtung", "Mehr Reisen", amounts), DAY)
    with pytest.raises(DomainError, match=r"plan\.draft_departs_from_it"):
        kinds.undo(ImportKind.PLAN, actor, import_id)


def test_a_slip_of_the_pen_does_not_begin_the_books_a_century_earlier(actor: Actor) -> None:
    starts_on = gecko().notice.starts_on
    books.book(actor, books.listed("B1", paid_on=date(1922, 3, 4)))
    assert first_month(actor.pilot_id, starts_on) == date(1922, 3, 1)
    vouchers.reverse(actor, "B1", "Jahr verschrieben", None, DAY)
    assert first_month(actor.pilot_id, starts_on) == starts_on.replace(day=1)


def test_statements_under_a_sign_off_stay(actor: Actor) -> None:
    """Nothing is matched in the month: what is open is signed as a difference."""
    first, last = date(2023, 5, 1), date(2023, 5, 31)
    entries = (
        books.entry("E1", (-500_00, "B1"), booked_on=first),
        books.entry("E2", (500_00, "B1"), booked_on=last),
    )
    import_id = books.receive_statement(actor, *entries)
    prepared = signing.prepare(actor_as("finance"), books.IBAN, first, DAY)
    signing.confirm(actor_as("approver"), books.IBAN, first, prepared, DAY)
    with pytest.raises(DomainError, match=r"bank\.signed"):
        kinds.undo(ImportKind.BANK, system_actor(), import_id)
    signing.withdraw(actor_as("approver"), books.IBAN, first, "Falscher Auszug")
    kinds.undo(ImportKind.BANK, system_actor(), import_id)
    assert books.part_ids(actor) == []


def test_a_draw_down_recorded_by_mistake_and_cancelled_is_judged_by_no_rule(actor: Actor) -> None:
    preset = gecko()
    before = judge(preset.rule_set, facts_on(actor.pilot_id, preset, DAY))
    money.cancel_receipt(actor, funds.receive(actor, 500_00, date(2024, 1, 10)), "Versehen")
    assert judge(preset.rule_set, facts_on(actor.pilot_id, preset, DAY)) == before


def reversal_of_a_payment() -> tuple[int, int]:
    """A commitment whose payment an import takes back as an error; its number, the import's."""
    number = books.approved()
    books.paid(number, "R-1")
    row = books.listed("X-1", -120_00, DAY, "0844", reverses="R-1")
    return number, books.book(system_actor(), row)


def test_a_payment_stands_again_when_its_reversal_is_taken_back(actor: Actor) -> None:
    number, import_id = reversal_of_a_payment()
    assert commitment(actor.pilot_id, number).state == "approved"
    kinds.undo(ImportKind.VOUCHERS, system_actor(), import_id)
    assert commitment(actor.pilot_id, number).state == "paid"
    assert spent_by_position(actor.pilot_id, DAY, ["0844"]) == {"0844": 120_00}


def test_a_reversal_stays_once_its_commitment_was_paid_anew(actor: Actor) -> None:
    number, import_id = reversal_of_a_payment()
    books.paid(number, "R-2")
    with pytest.raises(DomainError, match=r"voucher\.commitment_went_on"):
        kinds.undo(ImportKind.VOUCHERS, system_actor(), import_id)
    assert spent_by_position(actor.pilot_id, DAY, ["0844"]) == {"0844": 120_00}


def test_whoever_drafted_a_plan_does_not_change_the_day_it_was_adopted_for(actor: Actor) -> None:
    amounts = {("0812", 2024): gecko().notice.grant_cents}
    plan_files.write(actor, PlanToTake(amounts, "Bescheid", date(2021, 6, 10)), None)
    clerk, approver = actor_as("finance"), actor_as("approver")
    number = drafts.draft(clerk, Sheet("Umschichtung", "Mehr Reisen", amounts), DAY)
    notice = NoticeOfPlan("Änderungsbescheid", date(2024, 5, 2), date(2024, 6, 1))
    drafts.adopt(approver, number, notice, 1, gecko().notice.grant_cents, DAY)
    sooner = replace(notice, valid_from=date(2024, 1, 1))
    with pytest.raises(DomainError, match=r"plan\.notice_four_eyes"):
        drafts.name_notice(clerk, 2, sooner, 1, DAY)
    drafts.name_notice(system_actor(), 2, sooner, 1, DAY)


@pytest.fixture
def credit(actor: Actor) -> int:
    """A draw-down that was recorded by hand before the statement with its entry came."""
    funds.receive(actor, 500_00, books.PAID)
    money.record_repayment(actor, Return("unspent", books.PAID, "Rest", 200_00), DAY)
    entries = ("E1", (500_00, "Mittelabruf 1")), ("E2", (-200_00, "Rückzahlung"))
    books.receive_statement(actor, *(books.entry(*one) for one in entries))
    return books.part_ids(actor)[0]


def moved(actor: Actor) -> tuple[int, int]:
    account = account_of(actor.pilot_id, DAY)
    return account.received_cents, account.repaid_cents


def test_money_known_by_hand_is_not_taken_from_the_bank_as_well(actor: Actor, credit: int) -> None:
    debit = books.part_ids(actor)[1]
    assert matching.accept_certain(actor, books.WORDS) == []
    with pytest.raises(DomainError, match=r"bank\.known_by_hand"):
        matching.receive(actor, credit, "draw_down")
    with pytest.raises(DomainError, match=r"bank\.known_by_hand"):
        matching.repay(actor, debit, "unspent")
    receipt = account_of(actor.pilot_id, DAY).receipts[0]
    money.link_receipt_to_bank(actor, receipt.id, credit, DAY)
    assert moved(actor) == (500_00, 200_00)
    assert books.part_ids(actor) == [debit]


def test_money_cancelled_by_hand_is_taken_from_the_bank(actor: Actor, credit: int) -> None:
    receipt = account_of(actor.pilot_id, DAY).receipts[0]
    money.cancel_receipt(actor, receipt.id, "Doppelt")
    assert len(matching.accept_certain(actor, books.WORDS)) == 1
    assert moved(actor) == (500_00, 200_00)


def test_the_same_money_is_not_recorded_twice_by_hand(actor: Actor) -> None:
    funds.receive(actor, 500_00)
    back = Return("unspent", DAY, "Rest", 200_00)
    money.record_repayment(actor, back, DAY)
    with pytest.raises(DomainError, match=r"grants\.recorded_already"):
        funds.receive(actor, 500_00)
    with pytest.raises(DomainError, match=r"grants\.recorded_already"):
        money.record_repayment(actor, back, DAY)
    funds.receive(actor, 500_01)
    assert moved(actor) == (1_000_01, 200_00)
