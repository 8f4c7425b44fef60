"""The other rules of the funder: worked examples with their boundaries."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.finance.funder_rules.rules import judging
from app.finance.funder_rules.rules.findings import Verdict
from app.finance.funder_rules.rules.judging import EVALUATORS, judge, judge_one
from app.finance.grants.uses import Movement
from app.finance.rules import BudgetLine
from app.messages import SENTENCES
from app.pilots.rule_set import Kind
from app.pilots.rule_set_files import RULE_SETS, shipped_rule_set
from tests.unit.finance.funder_books import ENDS, ON, facts, line, only, rule, said, voucher

ARRIVED = date(2024, 3, 1)
DAY_42 = date(2024, 4, 12)


def drawn(on: date, *spent: Movement) -> list[tuple[str, Verdict]]:
    books = facts(on=on, received=[Movement(ARRIVED, 1000_00)], spent=spent)
    return said(rule(Kind.USE_OF_DRAW_DOWNS), books)


def test_what_is_used_on_day_42_is_in_time_and_on_day_43_late() -> None:
    assert drawn(ON, Movement(DAY_42, 1000_00)) == [("", Verdict.KEPT)]
    late = Movement(DAY_42 + timedelta(days=1), 1000_00)
    assert drawn(ON, late) == [("0", Verdict.BROKEN)]


def test_a_rest_is_at_risk_on_day_42_and_late_on_day_43() -> None:
    assert drawn(DAY_42, Movement(ARRIVED, 900_00)) == [("0", Verdict.WARNING)]
    books = facts(
        on=DAY_42 + timedelta(days=1),
        received=[Movement(ARRIVED, 1000_00)],
        spent=[Movement(ARRIVED, 900_00)],
    )
    found = only(rule(Kind.USE_OF_DRAW_DOWNS), books)
    assert (found.verdict, found.params["late_cents"]) == (Verdict.BROKEN, 100_00)
    assert found.params["last_on"] == DAY_42


def test_a_rest_is_said_ahead_two_weeks_before_its_time_is_over() -> None:
    assert drawn(DAY_42 - timedelta(days=15)) == [("", Verdict.KEPT)]
    assert drawn(DAY_42 - timedelta(days=14)) == [("0", Verdict.WARNING)]


def test_two_months_end_on_the_same_day_of_the_month() -> None:
    months = rule(Kind.USE_OF_DRAW_DOWNS, "anbest_gk")
    books = facts(on=date(2024, 5, 1), received=[Movement(ARRIVED, 1_00)])
    assert only(months, books).verdict is Verdict.WARNING
    assert only(months, replace(books, on=date(2024, 5, 2))).verdict is Verdict.BROKEN


def test_a_refund_pays_for_what_follows_but_has_no_time_of_its_own() -> None:
    refund = Movement(ARRIVED, 300_00, ("receipt", 1))
    draw_down = Movement(ARRIVED + timedelta(days=1), 1000_00, ("receipt", 2))
    books = facts(
        on=DAY_42 + timedelta(days=60),
        received=[refund, draw_down],
        without_term=frozenset({("receipt", 1)}),
        spent=[Movement(DAY_42 + timedelta(days=20), 1200_00)],
    )
    found = only(rule(Kind.USE_OF_DRAW_DOWNS), books)
    assert (found.params["late_cents"], found.params["rest_cents"]) == (1000_00, 100_00)


@pytest.mark.parametrize(
    ("paid_on", "invoiced_on", "grace", "verdict"),
    [
        (ENDS, ENDS, 0, Verdict.KEPT),
        (ENDS + timedelta(days=1), ENDS, 0, Verdict.BROKEN),
        (ENDS + timedelta(days=30), ENDS, 30, Verdict.KEPT),
        (ENDS + timedelta(days=31), ENDS, 30, Verdict.BROKEN),
        (ENDS + timedelta(days=2), ENDS + timedelta(days=1), 30, Verdict.BROKEN),
        (date(2021, 11, 1), date(2021, 10, 1), 0, Verdict.KEPT),
        (date(2021, 10, 31), date(2021, 10, 1), 0, Verdict.BROKEN),
    ],
)
def test_payments_belong_to_the_period_or_its_grace_time(
    paid_on: date, invoiced_on: date, grace: int, verdict: Verdict
) -> None:
    one = voucher("B1", paid_on=paid_on, invoiced_on=invoiced_on)
    books = facts(outside=[one], on=date(2027, 1, 31))
    assert only(rule(Kind.ELIGIBLE_PERIOD, grace_days=grace), books).verdict is verdict


def test_only_what_depends_on_an_unconfirmed_grace_time_gets_no_verdict() -> None:
    open_rule = rule(Kind.ELIGIBLE_PERIOD, confirmed=False)
    later = ENDS + timedelta(days=1)
    assert judge_one(open_rule, facts())[0].verdict is Verdict.KEPT
    books = facts(
        outside=[voucher("B1", paid_on=later, invoiced_on=ENDS), voucher("B2", paid_on=later)]
    )
    books = replace(books, outside=[books.outside[0], replace(books.outside[1], invoiced_on=later)])
    assert said(open_rule, books) == [("B1", Verdict.NOT_CONFIRMED), ("B2", Verdict.BROKEN)]


@pytest.mark.parametrize(
    ("position", "gross", "net", "verdict"),
    [
        ("0831", 952_00, 800_00, Verdict.KEPT),
        ("0831", 952_01, 800_01, Verdict.WARNING),
        ("0831", 800_00, None, Verdict.KEPT),
        ("0831", 800_01, None, Verdict.WARNING),
        ("0850", 952_00, 800_00, Verdict.WARNING),
        ("0850", 952_01, 800_01, Verdict.BROKEN),
        ("0850", 800_01, None, Verdict.BROKEN),
        ("0844", 5000_00, 5000_00, Verdict.KEPT),
    ],
)
def test_items_over_800_euros_net_belong_in_the_inventory(
    position: str, gross: int, net: int | None, verdict: Verdict
) -> None:
    one = voucher("B1", position=position, gross_cents=gross, net_cents=net)
    limit = rule(Kind.INVENTORY_LIMIT)
    assert only(limit, facts(items=[one])).verdict is verdict
    known = facts(items=[one], inventoried=frozenset({"B1"}))
    assert only(limit, known).verdict is Verdict.KEPT


def test_one_invoice_number_of_one_supplier_is_paid_once() -> None:
    double = rule(Kind.DOUBLE_FUNDING)
    first = voucher("B1", payee="Bürobedarf GmbH", invoice_number="RG 7/24")
    again = voucher("B2", payee="BUEROBEDARF  Gmbh", invoice_number="rg-7-24", paid_on=ENDS)
    assert said(double, facts(alike=[first, again])) == [("B1, B2", Verdict.BROKEN)]
    part = replace(again, gross_cents=1_00)
    assert said(double, facts(alike=[first, part])) == [("B1, B2", Verdict.WARNING)]
    other = replace(again, payee="Papier AG")
    assert said(double, facts(alike=[first, other])) == [("", Verdict.KEPT)]


def test_the_same_day_and_amount_is_to_be_checked_unless_the_numbers_differ() -> None:
    double = rule(Kind.DOUBLE_FUNDING)
    first, again = voucher("B1"), voucher("B2", paid_on=ENDS)
    assert said(double, facts(alike=[first, again])) == [("B1, B2", Verdict.WARNING)]
    numbered = [replace(first, invoice_number="1"), replace(again, invoice_number="2")]
    assert said(double, facts(alike=numbered)) == [("", Verdict.KEPT)]
    people = [replace(first, participant_number=1), replace(again, participant_number=2)]
    assert said(double, facts(alike=people)) == [("", Verdict.KEPT)]


def test_a_year_may_not_spend_the_money_of_another_without_approval() -> None:
    years = rule(Kind.ANNUAL_ALLOTMENT)
    spread = {2023: (100_00, 100_00), 2024: (100_00, 40_00)}
    kept = BudgetLine("0831", 200_00, 140_00, 60_00, spread)
    assert said(years, facts(kept, committed_by_year={2024: 60_00})) == [("", Verdict.KEPT)]
    assert said(years, facts(kept, committed_by_year={2024: 60_01})) == [("2024", Verdict.WARNING)]
    over = replace(kept, years={2023: (100_00, 100_01), 2024: (100_00, 40_00)})
    assert said(years, facts(over)) == [("2023", Verdict.BROKEN)]


def test_a_voucher_without_the_mark_is_named_and_those_nobody_looked_at_are_counted() -> None:
    mark = rule(Kind.MARK_ON_VOUCHERS)
    books = facts(mark="Gecko", without_mark=[voucher("B1")], unlooked=3)
    assert said(mark, books) == [("B1", Verdict.BROKEN), ("unlooked", Verdict.WARNING)]
    assert said(mark, facts(mark="Gecko")) == [("", Verdict.KEPT)]


def test_a_contract_above_the_limit_needs_a_record_of_its_award() -> None:
    award = rule(Kind.AWARD_FOR_CONTRACTS, limit_cents=1000_00)
    one = voucher("B1", position="0835", gross_cents=1190_00, net_cents=1000_00)
    assert said(award, facts(contracts=[one])) == [("", Verdict.KEPT)]
    dearer = replace(one, net_cents=1000_01)
    assert said(award, facts(contracts=[dearer])) == [("B1", Verdict.BROKEN)]
    assert said(award, facts(contracts=[dearer], awarded=frozenset({"B1"}))) == [("", Verdict.KEPT)]


def test_deadlines_are_said_ahead_and_the_last_year_belongs_to_the_final_statement() -> None:
    final = date(2027, 4, 30)
    due = only(rule(Kind.INTERIM_STATEMENT), facts(on=date(2025, 3, 1), final_due_on=final))
    assert (due.params["year"], due.params["due_on"]) == (2024, date(2025, 4, 30))
    assert due.verdict is Verdict.WARNING
    none = only(rule(Kind.INTERIM_STATEMENT), facts(on=date(2026, 5, 1), final_due_on=final))
    assert none.said == "funder_rules.interim_none"
    last = only(rule(Kind.FINAL_STATEMENT), facts(on=ON))
    assert (last.params["due_on"], last.verdict) == (date(2027, 4, 30), Verdict.KEPT)
    assert only(rule(Kind.RETENTION), facts()).params["years"] == 5


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.ELIGIBLE_PERIOD])
def test_a_value_that_is_not_confirmed_gives_no_verdict(kind: Kind) -> None:
    books = facts(line("0831", 1, 10**6), on=date(2027, 1, 1))
    assert only(rule(kind, confirmed=False), books).verdict is Verdict.NOT_CONFIRMED


def test_the_same_books_get_other_verdicts_under_another_rule_set() -> None:
    books = facts(
        line("0831", 100_00, 150_00),
        line("0812", 900_00, 100_00),
        received=[Movement(ARRIVED, 1_000_00)],
    )
    found = {
        key: {one.rule.kind: one.verdict for one in judge(shipped_rule_set(key), books)}
        for key in RULE_SETS
    }
    assert found["anbest_p"][Kind.POSITION_OVERRUN] is Verdict.BROKEN
    assert found["anbest_p"][Kind.USE_OF_DRAW_DOWNS] is Verdict.BROKEN
    assert Kind.POSITION_OVERRUN not in found["anbest_gk"]
    assert found["anbest_gk"][Kind.TOTAL_BINDING] is Verdict.KEPT
    assert found["anbest_gk"][Kind.USE_OF_DRAW_DOWNS] is Verdict.NOT_CONFIRMED
    assert found["no_funder"] == {
        Kind.TOTAL_BINDING: Verdict.KEPT,
        Kind.DOUBLE_FUNDING: Verdict.KEPT,
    }


def test_every_kind_has_its_evaluator_and_every_sentence_its_words() -> None:
    assert set(EVALUATORS) == set(Kind)
    written = "".join(
        path.read_text("utf-8") for path in Path(judging.__file__).parent.glob("*.py")
    )
    keys = set(re.findall(r'"(funder_rules\.[a-z_]+[a-z])"', written))
    keys |= {f"funder_rules.total_{w}_{a}" for w in ("kept", "ahead", "broken")
             for a in ("grant", "plan")}  # fmt: skip
    assert len(keys) > 30
    assert keys <= set(SENTENCES)
    assert {f"rule.{kind}" for kind in Kind} <= set(SENTENCES)
