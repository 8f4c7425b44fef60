"""May this be ordered? Worked examples; and rule sets with the notice's own values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.errors import DomainError
from app.finance.funder_rules.rules.comparing import compared
from app.finance.funder_rules.rules.facts import Facts
from app.finance.funder_rules.rules.findings import Verdict
from app.finance.funder_rules.rules.orders import Answer, Order, Permit, answer
from app.finance.funder_rules.values import parsed, typed
from app.finance.rules import BudgetLine
from app.pilots.records import PresetRefused
from app.pilots.rule_set import Kind, OwnValue, with_own
from app.pilots.rule_set_files import read_rule_set, shipped_rule_set
from tests.unit.finance.funder_books import ENDS, facts

PAY_ON = date(2024, 9, 30)
ANBEST_P = shipped_rule_set("anbest_p")


def line(position: str, planned: int, paid: int, committed: int = 0) -> BudgetLine:
    years = {2024: (planned, paid), 2026: (0, 0)}
    return BudgetLine(position, planned, paid, committed, years)


def books(*lines: BudgetLine) -> Facts:
    bound = sum(one.committed_cents for one in lines)
    return facts(*lines, committed_by_year={2024: bound})


def ask(known: Facts, position: str, cents: int, pay_on: date = PAY_ON, **more: int) -> Answer:
    order = Order(position, cents, more.get("net", cents), cents, pay_on)
    return answer(ANBEST_P, known, order)


def said(found: Answer) -> list[tuple[str, Verdict]]:
    return [(one.rule.key, one.verdict) for one in found.changed]


ROOMY = books(line("0844", 5000_00, 1000_00), line("0812", 9000_00, 1000_00))


def test_what_fits_everywhere_is_a_plain_yes() -> None:
    found = ask(ROOMY, "0844", 1200_00)
    assert (found.permit, said(found), found.duties) == (Permit.YES, [], [])


def test_an_order_within_20_percent_over_the_plan_is_a_yes_with_a_cover_to_watch() -> None:
    found = ask(ROOMY, "0844", 5000_00)
    assert (found.permit, said(found)) == (Permit.YES_BUT, [("overrun", Verdict.PROVISIONAL)])
    assert found.changed[0].params["excess_cents"] == 1000_00


def test_a_cent_above_20_percent_is_a_no() -> None:
    found = ask(ROOMY, "0844", 5000_01)
    assert (found.permit, said(found)) == (Permit.NO, [("overrun", Verdict.BROKEN)])


def test_open_commitments_count_before_an_order_is_promised() -> None:
    bound = books(line("0844", 5000_00, 1000_00, 4500_00), line("0812", 9000_00, 1000_00))
    assert ask(bound, "0844", 500_00).permit is Permit.YES_BUT
    assert ask(bound, "0844", 500_01).permit is Permit.NO


def test_exactly_the_rest_of_the_grant_may_be_ordered_and_not_a_cent_more() -> None:
    tight = books(line("0844", 5000_00, 4000_00), line("0812", 1000_00, 900_00, 100_00))
    assert ask(tight, "0844", 1000_00).permit is Permit.YES
    found = ask(tight, "0844", 1000_01)
    assert found.permit is Permit.NO
    assert ("total", Verdict.BROKEN) in said(found)


def test_the_allotment_of_the_year_of_payment_decides() -> None:
    found = ask(ROOMY, "0844", 1200_00, date(2026, 5, 1))
    assert (found.permit, said(found)) == (Permit.NO, [("years", Verdict.BROKEN)])


def test_what_is_broken_already_is_a_no_only_where_the_order_makes_it_worse() -> None:
    broken = books(line("0831", 100_00, 200_00), line("0844", 900_00, 100_00))
    assert ask(broken, "0844", 100_00).permit is Permit.YES
    assert ask(broken, "0831", 1_00).permit is Permit.NO


def test_a_payment_after_the_period_gets_no_verdict_while_the_grace_time_is_open() -> None:
    late = date(2026, 11, 1)
    years = {2024: (5000_00, 0), 2026: (5000_00, 0)}
    roomy = facts(BudgetLine("0844", 10_000_00, 0, 0, years))
    assert ask(roomy, "0844", 100_00, ENDS).permit is Permit.YES
    found = ask(roomy, "0844", 100_00, late)
    assert found.permit is Permit.NO_VERDICT
    assert [rule.key for rule in found.open_rules] == ["period"]
    confirmed = with_own(ANBEST_P, [OwnValue("period", "grace_days", 0, "Nr. 3", True)])
    order = Order("0844", 100_00, None, 100_00, late)
    assert answer(confirmed, roomy, order).permit is Permit.NO


def test_an_item_brings_its_entry_in_the_inventory_with_it() -> None:
    roomy = books(line("0831", 9000_00, 0), line("0850", 9000_00, 0))
    assert ask(roomy, "0831", 952_00, net=800_00).permit is Permit.YES
    found = ask(roomy, "0831", 952_01, net=800_01)
    assert (found.permit, [one.said for one in found.duties]) == (
        Permit.YES_BUT,
        ["funder_rules.inventory_to_check"],
    )


def test_a_duty_that_nobody_has_confirmed_is_named_without_holding_up_the_answer() -> None:
    found = ask(books(line("0835", 9000_00, 0)), "0835", 500_00)
    assert (found.permit, found.duties) == (Permit.YES_BUT, [])
    assert [rule.key for rule in found.open_rules] == ["award"]


def test_another_rule_set_gives_another_answer() -> None:
    order = Order("0844", 5000_01, None, 5000_01, PAY_ON)
    known = replace(ROOMY, granted_cents=ROOMY.planned_cents)
    assert answer(shipped_rule_set("anbest_p"), known, order).permit is Permit.NO
    assert answer(shipped_rule_set("anbest_gk"), known, order).permit is Permit.YES
    assert answer(shipped_rule_set("no_funder"), known, order).permit is Permit.YES


def test_the_notice_may_set_a_value_otherwise_and_confirm_it() -> None:
    own = OwnValue("overrun", "percent", 30, "Bescheid Nr. 4", True)
    changed = with_own(ANBEST_P, [own])
    assert (changed.position_overrun_percent, changed.own) == (30, (own,))
    known = facts(line("0844", 100_00, 130_00), line("0812", 900_00, 0))
    pairs = {pair.kind: pair for pair in compared(ANBEST_P, changed, known)}
    before, after = pairs[Kind.POSITION_OVERRUN].before, pairs[Kind.POSITION_OVERRUN].after
    assert before is not None
    assert after is not None
    assert (before.verdict, after.verdict) == (Verdict.BROKEN, Verdict.PROVISIONAL)
    assert [pair.kind for pair in pairs.values() if pair.is_changed] == [Kind.POSITION_OVERRUN]


def test_a_rule_is_confirmed_when_all_of_its_values_are() -> None:
    award = [
        OwnValue("award", "limit_cents", 1000_00, "Nr. 5", True),
        OwnValue("award", "positions", ("0835",), "Nr. 5", True),
    ]
    for own, is_confirmed in ((award[:1], False), (award, True)):
        rule = with_own(ANBEST_P, own).keyed("award")
        assert rule is not None
        assert rule.confirmed is is_confirmed


@pytest.mark.parametrize(
    "own",
    [
        OwnValue("overrun", "percent", -1, "", True),
        OwnValue("overrun", "percent", "30", "", True),
        OwnValue("overrun", "days", 3, "", True),
        OwnValue("interim", "due", "04-31", "", True),
        OwnValue("award", "positions", (), "", True),
        OwnValue("nothing", "percent", 3, "", True),
    ],
)
def test_a_value_that_does_not_fit_its_rule_is_refused(own: OwnValue) -> None:
    with pytest.raises(DomainError):
        with_own(ANBEST_P, [own])


def test_values_are_typed_as_germans_write_them() -> None:
    assert parsed(Kind.INVENTORY_LIMIT, "limit_cents", "1.000,50") == 1000_50
    assert typed("limit_cents", 1000_50) == "1000,50"
    assert parsed(Kind.INTERIM_STATEMENT, "due", "30.4.") == "04-30"
    assert typed("due", "04-30") == "30.04."
    assert parsed(Kind.AWARD_FOR_CONTRACTS, "positions", "0835, 0843") == ("0835", "0843")
    for name, text in (("limit_cents", "viel"), ("positions", " , ")):
        with pytest.raises(DomainError):
            parsed(Kind.INVENTORY_LIMIT, name, text)


def test_a_rule_set_with_faults_names_them_all() -> None:
    text = """
key = "x"
title_de = "X"
title_en = "X"
source = "x"
valid_from = 2020-01-01
[[rules]]
key = "a"
kind = "guess"
norm = ""
confirmed = true
source = "x"
values = {}
[[rules]]
key = "a"
kind = "use_of_draw_downs"
norm = ""
confirmed = true
source = "x"
values = { days = 42, months = 2, weeks = 6 }
"""
    with pytest.raises(PresetRefused) as refused:
        read_rule_set(text)
    assert [(fault.key, fault.code) for fault in refused.value.faults] == [
        ("rules[0].kind", "preset.unknown_word"),
        ("rules[1].values.weeks", "preset.unknown_key"),
        ("rules[1].values.days", "preset.missing"),
        ("rules", "preset.repeated"),
    ]
