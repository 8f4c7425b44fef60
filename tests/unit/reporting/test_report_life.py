"""The life of a report and what may follow its filing, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from app.errors import DomainError
from app.finance.grants.interest import BaseRate, Terms
from app.messages import SENTENCES
from app.pilots.rule_set import Kind as RuleKind
from app.reporting.figures.rules import Scope, Stayed
from app.reporting.reports.rules import life, review
from app.reporting.reports.rules.life import Act, Certificate, Certification, Kind, Result, State
from app.reporting.reports.rules.restating import Cause, Row, causes_of, changed_stays
from app.reporting.reports.rules.review import Claim, Given, Paid, Recorded, Standing, Step
from tests.factories import gecko

HALF = date(2024, 7, 1)
RATES = {HALF: BaseRate(HALF, 337, "Bundesbank", True)}
TERMS = Terms("day_after", 5, 365)
YEAR = Scope(date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(("state", "act"), list(product(State, Act)))
def test_whatever_is_not_in_the_table_is_refused_with_a_sentence(state: State, act: Act) -> None:
    if life.can(state, act):
        assert life.next_state(state, act) in State
        return
    with pytest.raises(DomainError) as refused:
        life.next_state(state, act)
    assert act is Act.BEGIN or refused.value.key in SENTENCES


def test_nothing_follows_upon_filing() -> None:
    assert not [act for act in Act if life.can(State.FILED, act)]


def test_the_rule_set_asks_for_five_years_and_the_whole() -> None:
    found = life.periods(gecko())
    assert [(one.kind, one.year) for one in found] == [
        *((Kind.INTERIM, year) for year in range(2021, 2026)),
        (Kind.FINAL, 2026),
    ]
    assert found[2].due_on == date(2024, 4, 30)
    assert found[-1].scope == Scope(date(2021, 11, 1), date(2026, 10, 31))
    assert found[-1].due_on == date(2027, 4, 30)


@pytest.mark.parametrize(
    ("kind", "year", "key"),
    [
        ("interim", 2020, "statement.no_such_year"),  # before the pilot
        ("interim", 2027, "statement.no_such_year"),
        ("interim", 2026, "reports.not_asked"),  # the final statement tells of it
        ("final", 2025, "reports.not_asked"),
        ("nothing", 2023, "reports.not_asked"),
    ],
)
def test_there_is_no_report_that_nobody_asks_for(kind: str, year: int, key: str) -> None:
    with pytest.raises(DomainError, match=key):
        life.period(gecko(), kind, year)
    assert key in SENTENCES


def test_a_report_is_begun_within_its_period_and_checked_only_after_it() -> None:
    wanted = life.period(gecko(), "interim", 2024)
    life.check_begin(wanted, date(2024, 1, 1))
    with pytest.raises(DomainError, match=r"reports\.not_begun_yet"):
        life.check_begin(wanted, date(2023, 12, 31))
    life.check_over(wanted.last, date(2025, 1, 1))
    with pytest.raises(DomainError, match=r"reports\.not_over"):
        life.check_over(wanted.last, date(2024, 12, 31))


def test_a_text_of_fifty_thousand_characters_is_taken_and_one_more_refused() -> None:
    life.check_text(State.DRAFT, "ä" * 50_000)
    with pytest.raises(DomainError, match=r"reports\.text_too_long"):
        life.check_text(State.DRAFT, "ä" * 50_001)
    with pytest.raises(DomainError, match=r"reports\.text_fixed"):
        life.check_text(State.CHECKED, "kurz")


def test_only_a_confirmed_rule_demands_a_certificate() -> None:
    rule = gecko().rule_set.rule(RuleKind.CERTIFICATION)
    assert rule is not None
    assert life.certification(rule) is Certification.OFFERED
    assert life.certification(replace(rule, confirmed=True)) is Certification.DEMANDED
    assert life.certification(None) is Certification.UNKNOWN_TO_RULES
    assert life.check_certificate(State.CERTIFIED, Certification.DEMANDED, "") == ""
    assert life.check_certificate(State.APPROVED, Certification.OFFERED, " nein ") == "nein"
    assert life.check_certificate(State.APPROVED, Certification.UNKNOWN_TO_RULES, "") == ""
    with pytest.raises(DomainError, match=r"reports\.certificate_demanded"):
        life.check_certificate(State.APPROVED, Certification.DEMANDED, "egal")
    with pytest.raises(DomainError, match=r"reports\.why_no_certificate"):
        life.check_certificate(State.APPROVED, Certification.OFFERED, " ")


def test_a_certificate_comes_after_the_period_and_says_what_was_found() -> None:
    last, day = date(2023, 12, 31), date(2024, 3, 1)
    given = Certificate("RPA", Result.CLEAN, date(2024, 1, 1), "", "")
    life.check_certified(given, last, day)
    for wrong, key in (
        (replace(given, on=last), "before_end"),
        (replace(given, on=date(2024, 3, 2)), "future"),
        (replace(given, office=" "), "office_missing"),
        (replace(given, result=Result.REMARKS), "remarks_missing"),
    ):
        with pytest.raises(DomainError, match=key):
            life.check_certified(wrong, last, day)


def given(step: Step, **changes: object) -> Given:
    values: dict[str, object] = {"on": date(2024, 5, 2), "reference": "", "text": "Belege?"}
    return Given(step, **{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(("now", "step"), list(product(Standing, Step)))
def test_every_step_out_of_turn_has_a_sentence(now: Standing, step: Step) -> None:
    if (now, step) in review.TRANSITIONS:
        return
    with pytest.raises(DomainError) as refused:
        review.next_standing(now, step)
    assert refused.value.key in SENTENCES


def test_an_answer_needs_a_query_and_an_open_query_comes_before_the_notice() -> None:
    asked = [Recorded(1, Step.QUERY, date(2024, 5, 2))]
    with pytest.raises(DomainError, match=r"step_not_answer"):
        review.standing([Recorded(1, Step.ANSWER, date(2024, 5, 2))])
    with pytest.raises(DomainError, match=r"step_not_notice"):
        review.standing([*asked, Recorded(2, Step.NOTICE, date(2024, 5, 3))])
    answered = [*asked, Recorded(2, Step.ANSWER, date(2024, 5, 3))]
    assert review.standing(answered) is Standing.ANSWERED
    review.check_reversal(answered, 2)
    with pytest.raises(DomainError, match=r"step_carries"):
        review.check_reversal(answered, 1)


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        (given(Step.DISALLOWED, cents=0), "disallowed_not_positive"),
        (given(Step.DISALLOWED), "disallowed_not_positive"),
        (given(Step.NOTICE, cents=-1), "amount_negative"),
        (given(Step.QUERY, text=" "), "step_text_missing"),
        (given(Step.QUERY, on=date(2024, 4, 29)), "step_before_filing"),
        (given(Step.QUERY, on=date(2024, 7, 1)), "future"),
        (given(Step.DISALLOWED, cents=1, interest_from=date(2024, 5, 3)), "interest_after"),
    ],
)
def test_a_step_without_what_it_needs_is_refused(wrong: Given, key: str) -> None:
    with pytest.raises(DomainError, match=key):
        review.check_given(wrong, Standing.FILED, date(2024, 4, 30), date(2024, 6, 30))


def test_interest_runs_from_the_funders_day_to_that_of_repayment() -> None:
    # 1.000 € from 1 July: 600 € went back on 30 July (30 days), 400 € are open on 29 August (60)
    claims = [Claim(1_000_00, HALF)]
    found = review.owed(claims, [Paid(date(2024, 7, 30), 600_00)], RATES, TERMS, date(2024, 8, 29))
    # 600 × 8,37 % × 30/365 = 4,1276…; 400 × 8,37 % × 60/365 = 5,5035…
    assert [one.cents for one in found.interests] == [4_13, 5_50]
    assert (found.open_cents, found.interest_cents, found.missing) == (400_00, 9_63, [])


def test_without_a_day_or_a_rate_there_is_no_figure_of_interest() -> None:
    none = review.owed([Claim(50_00, None)], [], RATES, TERMS, date(2024, 8, 29))
    assert (none.interests, none.without_day_cents) == ([], 50_00)
    unknown = review.owed([Claim(50_00, date(2024, 12, 31))], [], RATES, TERMS, date(2025, 1, 31))
    assert unknown.missing == [date(2025, 1, 1)]


def test_the_notice_says_what_goes_back_where_it_names_an_amount() -> None:
    first = Recorded(1, Step.DISALLOWED, HALF, 300_00, date(2024, 1, 1))
    second = Recorded(2, Step.DISALLOWED, HALF, 200_00, date(2024, 1, 1))
    notice = Recorded(3, Step.NOTICE, HALF)
    assert sum(one.cents for one in review.claims([first, second, notice])) == 500_00
    less = review.claims([first, second, replace(notice, cents=450_00)])
    assert less == [Claim(450_00, date(2024, 1, 1))]


def test_a_figure_changed_for_the_rows_that_lie_in_it_and_no_others() -> None:
    before = Cause(Row.BOOKING, 1, date(2022, 12, 31), "B1", "", 100, "0844")
    here = Cause(Row.BOOKING, 2, date(2023, 12, 31), "B2", "", 200, "0831")
    carrier = replace(here, id=3, is_counted=False)
    receipt = Cause(Row.RECEIPT, 4, date(2023, 1, 1), "", "", 900, "refund")
    interest = Cause(Row.REPAYMENT, 5, date(2023, 1, 1), "", "", -1, "draw_down", False)
    rows = [before, here, carrier, receipt, interest]

    def ids(key: str) -> list[int]:
        return [one.id for one in causes_of(key, YEAR, rows)]

    assert ids("spent") == [2]
    assert ids("spent:0831") == [2]
    assert ids("spent:0844") == []
    assert ids("spent_before") == [1]
    assert ids("spent_to_date") == [1, 2]
    assert ids("carrier") == [3]
    assert ids("income:refund") == [4]
    assert ids("income:draw_down") == []
    assert ids("cash_closing") == [1, 4, 2]
    assert ids("cash_opening") == [1]
    assert ids("admitted") == []


def test_a_stay_explains_a_figure_only_where_it_enters_or_leaves_it() -> None:
    stay = Stayed(7, date(2023, 2, 1), None, number=7)
    other = Stayed(8, date(2023, 3, 1), date(2023, 9, 1), "goal", number=8)
    then = [stay, other]
    now = [replace(stay, exited_on=date(2023, 6, 1)), replace(other, exited_on=date(2023, 9, 2))]

    def numbers(key: str) -> list[int]:
        return [one.number for one in changed_stays(key, then, now, YEAR)]

    assert numbers("admitted") == []
    assert numbers("in_care") == [7]
    assert numbers("exited") == [7]
    assert numbers("dwell_mean") == [7, 8]
