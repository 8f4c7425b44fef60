"""The plan of the overview, what needs attention, and the years of statements."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.finance.funder_rules.rules.findings import Finding, Verdict
from app.finance.outlook.rules import planned_by_month
from app.milestones.duties.rules import Known, Met, duties
from app.milestones.rules import standing
from app.pilots.rule_set_files import shipped_rule_set
from app.reporting import rules
from tests.factories import gecko

PRESET = gecko()
NOTICE = PRESET.notice
AMOUNTS = st.integers(0, 10**9)


def test_the_last_entry_with_the_full_dwell_is_two_years_before_the_end() -> None:
    assert rules.last_full_entry(PRESET) == date(2024, 11, 1)


@pytest.mark.parametrize(
    ("on", "planned"),
    [
        (date(2021, 10, 31), 0),
        (date(2021, 11, 1), 120 / 1097),
        (date(2024, 6, 30), 120 * 973 / 1097),
        (date(2024, 11, 1), 120),
        (date(2026, 10, 31), 120),
    ],
)
def test_admissions_are_planned_evenly_until_the_last_full_entry(on: date, planned: float) -> None:
    assert rules.planned_admissions(PRESET, on) == pytest.approx(planned)


def test_the_months_of_the_period_end_with_the_day_asked_about() -> None:
    ends = rules.month_ends(NOTICE, date(2022, 2, 14))
    assert ends == (date(2021, 11, 30), date(2021, 12, 31), date(2022, 1, 31), date(2022, 2, 14))
    assert len(rules.month_ends(NOTICE)) == 60
    assert rules.month_ends(NOTICE, date(2021, 10, 31)) == ()


def test_the_whole_period_has_passed_on_its_last_day() -> None:
    assert rules.elapsed(NOTICE, date(2021, 10, 31)) == 0
    assert rules.elapsed(NOTICE, date(2026, 10, 31)) == 1
    assert rules.elapsed(NOTICE, date(2030, 1, 1)) == 1


@given(st.fixed_dictionaries(dict.fromkeys(PRESET.years, AMOUNTS)))
def test_the_plan_by_month_reaches_each_years_money_to_the_cent(by_year: dict[int, int]) -> None:
    by_month = planned_by_month(NOTICE, by_year)
    assert by_month == sorted(by_month)
    assert by_month[1] == by_year[2021]
    assert by_month[13] == by_year[2021] + by_year[2022]
    assert by_month[-1] == sum(by_year.values())


def test_amounts_by_month_add_up_to_each_day() -> None:
    by_month = {date(2021, 11, 1): 5, date(2022, 1, 1): -2}
    ends = [date(2021, 10, 31), date(2021, 11, 30), date(2021, 12, 31), date(2022, 1, 31)]
    assert rules.cumulated(by_month, ends) == [0, 5, 5, 3]


def test_a_post_above_its_places_needs_attention_and_a_full_one_does_not() -> None:
    found = list(rules.post_concerns([("A", 25, 25), ("B", 26, 25)]))
    assert [(each.subject[0], each.count) for each in found] == [("B", 1)]


def test_a_broken_rule_is_grave_and_a_kept_one_silent() -> None:
    total = shipped_rule_set("anbest_p").rules[0]
    findings = [Finding(total, verdict, "") for verdict in Verdict]
    assert [each.is_grave for each in rules.finding_concerns(findings)] == [False, True]


def test_a_slipping_milestone_needs_attention_and_an_overdue_one_more() -> None:
    on, baseline = date(2024, 6, 30), date(2024, 6, 1)
    rows = [
        ("reached", standing(baseline, None, baseline, on)),
        ("overdue", standing(baseline, None, None, on)),
        ("slipping", standing(baseline, date(2024, 9, 1), None, on)),
        ("on plan", standing(date(2024, 9, 1), None, None, on)),
    ]
    found = [(each.subject, each.is_grave) for each in rules.milestone_concerns(rows)]
    assert found == [("overdue", True), ("slipping", False)]


def test_a_report_asks_for_attention_sixty_days_ahead_and_gravely_once_it_is_overdue() -> None:
    earlier = [one for one in duties(PRESET, date(2024, 2, 1)) if one.days < 0]
    known = Known(met={one.code: Met(one.due_on) for one in earlier})

    def due(on: date) -> list[tuple[date, bool]]:
        found = rules.duty_concerns(duties(PRESET, on, known))
        return [(each.subject.due_on, each.is_grave) for each in found]

    day = date(2024, 4, 30)
    assert due(date(2024, 2, 29)) == []
    assert due(date(2024, 3, 1)) == [(day, False)]
    assert due(day) == [(day, False)]
    assert due(date(2024, 5, 1)) == [(day, True)]


def test_what_is_grave_comes_first() -> None:
    mild, grave = rules.Concern(rules.Kind.BANK, False, 1), rules.Concern(rules.Kind.RULE, True, 1)
    assert rules.gravest_first([mild, grave]) == [grave, mild]
    assert list(rules.counted(rules.Kind.BANK, 0)) == []


def test_statements_can_be_made_for_the_years_that_have_begun() -> None:
    assert rules.statement_years(NOTICE, date(2021, 10, 1)) == []
    assert rules.statement_years(NOTICE, date(2023, 1, 1)) == [2021, 2022, 2023]
    assert rules.statement_years(NOTICE, date(2030, 1, 1))[-1] == 2026
    assert rules.latest_complete([2021, 2022, 2023], date(2023, 12, 31)) == 2022
    assert rules.latest_complete([2021], date(2021, 12, 1)) == 2021
    assert rules.latest_complete([], date(2021, 1, 1)) is None
    assert rules.statement_days(2024, date(2024, 6, 30)) == (date(2024, 1, 1), date(2024, 6, 30))


def test_the_gap_to_the_bank_is_split_without_a_rest() -> None:
    gap = rules.CashGap(difference=53_639_883, opening=53_660_210, unmatched=-20_327, unpaid=0)
    assert gap.rest == 0


def test_where_few_have_left_the_admitted_are_hidden_so_that_nobody_can_subtract() -> None:
    assert rules.guarded_course([2, 5, 6, 9], [2, 5, 5, 6], 3) == [
        (None, None),
        (5, 5),
        (None, 5),
        (9, 6),
    ]
    assert rules.guarded_course([2, 6], [2, 5], 0) == [(2, 2), (6, 5)]
