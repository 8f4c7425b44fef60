"""The 20 % rule (ANBest-P 1.2) and the total with their boundaries, and the early hint."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.finance.funder_rules.rules.facts import Facts
from app.finance.funder_rules.rules.findings import Cover, Finding, Verdict
from app.finance.funder_rules.rules.judging import judge_one
from app.finance.rules import BudgetLine, nearly_used
from app.pilots.rule_set import Kind
from tests.unit.finance.funder_books import AFTER, facts, line, only, rule, said

OVERRUN = rule(Kind.POSITION_OVERRUN)
TOTAL = rule(Kind.TOTAL_BINDING)
ENOUGH = line("0812", 100_000_00, 0)


def overruns(books: Facts) -> list[tuple[str, Verdict]]:
    return said(OVERRUN, books)


def test_within_the_plan_the_rule_is_kept() -> None:
    assert overruns(facts(line("0831", 100_00, 100_00), ENOUGH)) == [("", Verdict.KEPT)]


def test_exactly_20_00_percent_more_is_provisional_before_the_end() -> None:
    found = only(OVERRUN, facts(line("0831", 10_000_00, 12_000_00), ENOUGH))
    assert (found.verdict, found.subject) == (Verdict.PROVISIONAL, "0831")
    assert found.params["percent"] == ("20,0", "20.0")
    assert found.params["allowed_cents"] == found.params["excess_cents"] == 2_000_00
    assert found.rule.norm == "ANBest-P 1.2"


def test_20_01_percent_more_is_not_allowed() -> None:
    found = only(OVERRUN, facts(line("0831", 10_000_00, 12_001_00), ENOUGH))
    assert (found.verdict, found.params["percent"]) == (Verdict.BROKEN, ("20,01", "20.01"))
    assert found.said == "funder_rules.overrun_above_limit"


def test_a_cent_above_20_percent_is_said_as_more_than_20_percent() -> None:
    found = only(OVERRUN, facts(line("0831", 10_000_00, 12_000_01), ENOUGH))
    assert found.verdict is Verdict.BROKEN
    assert found.params["percent"] == ("mehr als 20", "more than 20")


def test_after_completion_a_covered_overrun_is_kept() -> None:
    books = facts(line("0831", 100_00, 120_00), line("0812", 900_00, 500_00), on=AFTER)
    assert overruns(books) == [("0831", Verdict.KEPT)]


def test_an_overrun_that_nobody_saved_for_is_broken_within_twenty_percent_too() -> None:
    books = facts(line("0831", 100_00, 110_00), line("0812", 900_00, 895_00), on=AFTER)
    found = only(OVERRUN, books)
    assert (found.verdict, found.said) == (Verdict.BROKEN, "funder_rules.overrun_not_covered")
    assert found.params["covered_cents"] == 5_00


def test_what_the_forecast_will_still_spend_is_not_saved() -> None:
    lines = (line("0844", 1000_00, 1142_00), line("0843", 5000_00, 100_00))
    assert overruns(facts(*lines, estimates={"0843": 4858_00}))[0] == ("0844", Verdict.PROVISIONAL)
    assert overruns(facts(*lines, estimates={"0843": 4858_01}))[0] == ("0844", Verdict.BROKEN)


def test_open_commitments_of_the_saver_are_not_saved_either() -> None:
    saver = line("0843", 5000_00, 100_00, committed=4758_00)
    assert overruns(facts(line("0844", 1000_00, 1142_00), saver)) == [("0844", Verdict.PROVISIONAL)]
    saver = line("0843", 5000_00, 100_00, committed=4758_01)
    assert overruns(facts(line("0844", 1000_00, 1142_00), saver)) == [("0844", Verdict.BROKEN)]


def test_the_largest_savers_are_named_first_and_only_for_what_they_cover() -> None:
    books = facts(
        line("0844", 10_000_00, 11_930_00),
        line("0831", 3_000_00, 2_500_00),
        line("0843", 9_000_00, 8_000_00),
        line("0812", 9_000_00, 7_500_00),
    )
    found = only(OVERRUN, books)
    assert found.covers == (Cover("0812", 1_500_00), Cover("0843", 430_00))
    assert found.params["covered_cents"] == 1_930_00


def test_savings_cover_all_overruns_together_not_each_of_them() -> None:
    lines = [line("0831", 100_00, 115_00), line("0844", 100_00, 115_00)]
    books = facts(*lines, line("0812", 500_00, 470_01))
    assert [verdict for _position, verdict in overruns(books)] == [Verdict.BROKEN] * 2
    books = facts(*lines, line("0812", 500_00, 470_00))
    assert [verdict for _position, verdict in overruns(books)] == [Verdict.PROVISIONAL] * 2


def test_yearly_allotments_are_no_positions() -> None:
    spread = BudgetLine("0831", 100_00, 90_00, 0, {2023: (10_00, 80_00), 2024: (90_00, 10_00)})
    assert overruns(facts(spread)) == [("", Verdict.KEPT)]


def test_a_position_without_a_plan_may_not_be_used_at_all() -> None:
    found = only(OVERRUN, facts(line("0850", 0, 1), ENOUGH))
    assert (found.verdict, found.said) == (Verdict.BROKEN, "funder_rules.overrun_without_plan")


def test_an_overrun_is_said_ahead_while_approval_can_still_be_asked() -> None:
    books = facts(line("0844", 100_00, 90_00), ENOUGH, estimates={"0844": 120_00})
    assert only(OVERRUN, books).said == "funder_rules.overrun_ahead"
    books = facts(line("0844", 100_00, 90_00), ENOUGH, estimates={"0844": 120_01})
    found = only(OVERRUN, books)
    assert (found.verdict, found.said) == (Verdict.WARNING, "funder_rules.overrun_ahead_above")


def test_the_total_binds_to_the_cent() -> None:
    assert said(TOTAL, facts(line("0812", 100_00, 100_00))) == [("", Verdict.KEPT)]
    assert said(TOTAL, facts(line("0812", 100_00, 100_01))) == [("", Verdict.BROKEN)]


def test_the_total_is_said_ahead_when_commitments_exceed_it() -> None:
    assert said(TOTAL, facts(line("0812", 100_00, 90_00, 10_00))) == [("", Verdict.KEPT)]
    assert said(TOTAL, facts(line("0812", 100_00, 90_00, 10_01))) == [("", Verdict.WARNING)]


def test_without_a_funder_the_own_plan_binds_and_not_the_grant() -> None:
    own = rule(Kind.TOTAL_BINDING, "no_funder")
    books = facts(line("0812", 100_00, 100_01), grant=500_00)
    assert said(own, books) == [("", Verdict.BROKEN)]
    assert said(TOTAL, books) == [("", Verdict.KEPT)]


@settings(max_examples=60)
@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_the_limit_is_exact_to_the_cent(planned: int, excess: int) -> None:
    found = only(OVERRUN, facts(line("0831", planned, planned + excess), line("0812", 10**12, 0)))
    is_allowed = excess * 100 <= planned * 20
    assert found.verdict is (Verdict.PROVISIONAL if is_allowed else Verdict.BROKEN)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(-(10**6), 10**6)), max_size=6))
def test_covered_overruns_never_exceed_a_grant_that_equals_the_plan(
    rows: list[tuple[int, int]],
) -> None:
    lines = [line(str(at), planned, paid) for at, (planned, paid) in enumerate(rows)]
    found: list[Finding] = judge_one(OVERRUN, facts(*lines))
    for one in found:
        assert sum(cover.cents for cover in one.covers) <= one.params.get("excess_cents", 0)  # type: ignore[operator]
    if any(one.verdict is Verdict.PROVISIONAL for one in found):
        assert only(TOTAL, facts(*lines)).verdict is Verdict.KEPT


def test_the_hint_names_positions_with_at_most_ten_percent_left() -> None:
    lines = [
        line("a", 100_00, 89_99),
        line("b", 100_00, 90_00),
        line("c", 100_00, 50_00, committed=40_00),
        line("d", 100_00, 100_00),
        line("e", 100_00, 100_01),
        line("f", 0, 0),
    ]
    assert [one.position for one in nearly_used(lines)] == ["b", "c", "d"]
