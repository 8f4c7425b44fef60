"""The 20 % rule (ANBest-P 1.2) with its boundaries, and the early hint."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.finance.rules import (
    BudgetLine,
    RuleFinding,
    Verdict,
    nearly_used,
    position_overruns,
)


def line(position: str, planned: int, paid: int, committed: int = 0) -> BudgetLine:
    return BudgetLine(position, planned, paid, committed, {2024: (planned, paid)})


def judge(
    *lines: BudgetLine, completed: bool = False, grant: int | None = None
) -> list[RuleFinding]:
    total = sum(one.planned_cents for one in lines) if grant is None else grant
    return position_overruns(lines, total, 20, completed)


def verdicts(found: list[RuleFinding]) -> list[tuple[str, Verdict]]:
    return [(one.subject or "total", one.verdict) for one in found]


def test_within_the_plan_only_the_total_is_judged() -> None:
    found = judge(line("0831", 100_00, 100_00), line("0812", 900_00, 0))
    assert verdicts(found) == [("total", Verdict.KEPT)]
    assert found[0].figures == {"spent_cents": 100_00, "granted_cents": 1000_00}
    assert found[0].norm == "ANBest-P 1.2"


def test_exactly_twenty_percent_more_is_allowed_and_provisional_before_the_end() -> None:
    found = judge(line("0831", 100_00, 120_00), line("0812", 900_00, 0))
    assert verdicts(found) == [("total", Verdict.KEPT), ("0831", Verdict.PROVISIONAL)]
    assert found[1].figures == {
        "planned_cents": 100_00,
        "spent_cents": 120_00,
        "excess_cents": 20_00,
        "allowed_cents": 20_00,
        "saved_elsewhere_cents": 900_00,
    }


def test_one_cent_above_twenty_percent_is_not_allowed() -> None:
    found = judge(line("0831", 100_00, 120_01), line("0812", 900_00, 0))
    assert verdicts(found)[1] == ("0831", Verdict.BROKEN)


def test_after_completion_a_covered_overrun_is_kept() -> None:
    found = judge(line("0831", 100_00, 120_00), line("0812", 900_00, 500_00), completed=True)
    assert verdicts(found) == [("total", Verdict.KEPT), ("0831", Verdict.KEPT)]


def test_an_overrun_that_nobody_saved_for_is_broken_within_twenty_percent_too() -> None:
    found = judge(
        line("0831", 100_00, 110_00), line("0812", 900_00, 895_00), grant=2000_00, completed=True
    )
    assert verdicts(found) == [("total", Verdict.KEPT), ("0831", Verdict.BROKEN)]


def test_savings_cover_all_overruns_together_not_each_of_them() -> None:
    lines = [
        line("0831", 100_00, 115_00),
        line("0844", 100_00, 115_00),
        line("0812", 500_00, 470_01),
    ]
    assert [v for _s, v in verdicts(judge(*lines, grant=5000_00))][1:] == [Verdict.BROKEN] * 2
    lines[2] = line("0812", 500_00, 470_00)
    assert [v for _s, v in verdicts(judge(*lines))][1:] == [Verdict.PROVISIONAL] * 2


def test_the_total_binds_in_any_case() -> None:
    assert verdicts(judge(line("0812", 100_00, 100_00)))[0] == ("total", Verdict.KEPT)
    assert verdicts(judge(line("0812", 100_00, 100_01)))[0] == ("total", Verdict.BROKEN)


def test_yearly_allotments_are_no_positions() -> None:
    spread = BudgetLine("0831", 100_00, 90_00, 0, {2023: (10_00, 80_00), 2024: (90_00, 10_00)})
    assert verdicts(judge(spread)) == [("total", Verdict.KEPT)]


def test_a_position_without_a_plan_may_not_be_used_at_all() -> None:
    found = judge(line("0850", 0, 1), line("0812", 900_00, 0))
    assert verdicts(found)[1] == ("0850", Verdict.BROKEN)


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_the_limit_is_exact_to_the_cent(planned: int, excess: int) -> None:
    found = judge(line("0831", planned, planned + excess), line("0812", 10**12, 0))
    is_allowed = excess * 100 <= planned * 20
    assert found[1].verdict is (Verdict.PROVISIONAL if is_allowed else Verdict.BROKEN)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(-(10**6), 10**6)), max_size=6))
def test_covered_overruns_never_exceed_a_grant_that_equals_the_plan(
    rows: list[tuple[int, int]],
) -> None:
    lines = [line(str(at), planned, paid) for at, (planned, paid) in enumerate(rows)]
    found = judge(*lines)
    if any(one.verdict is Verdict.PROVISIONAL for one in found[1:]):
        assert found[0].verdict is Verdict.KEPT


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
