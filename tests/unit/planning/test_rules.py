"""Rules of plans and tasks as worked examples."""

from __future__ import annotations

from datetime import date

import pytest

from app.errors import DomainError
from app.participants.planning import rules
from app.participants.planning.rules import PlanDays, Urgency

REFERRED = date(2024, 3, 1)
TODAY = date(2024, 6, 30)
DRAWN_UP = date(2024, 4, 2)


def refusal(act: object, *given: object) -> str:
    with pytest.raises(DomainError) as refused:
        act(*given)  # type: ignore[operator]
    return f"{refused.value.key}:{refused.value.field}"


def test_the_days_of_a_plan_may_fall_together_but_not_go_back() -> None:
    for days in (
        PlanDays(REFERRED),
        PlanDays(DRAWN_UP, DRAWN_UP, DRAWN_UP),
        PlanDays(DRAWN_UP, None, TODAY),
        PlanDays(TODAY, TODAY, TODAY),
    ):
        rules.check_plan_days(days, REFERRED, TODAY)
    check = rules.check_plan_days
    early = PlanDays(date(2024, 2, 29))
    assert refusal(check, early, REFERRED, TODAY) == "planning.before_referral:drawn_up_on"
    unsigned = PlanDays(DRAWN_UP, date(2024, 4, 1))
    assert refusal(check, unsigned, REFERRED, TODAY) == "planning.days_out_of_order:agreed_on"
    ended = PlanDays(DRAWN_UP, date(2024, 5, 2), date(2024, 5, 1))
    assert refusal(check, ended, REFERRED, TODAY) == "planning.days_out_of_order:ended_on"
    future = PlanDays(DRAWN_UP, date(2024, 7, 1))
    assert refusal(check, future, REFERRED, TODAY) == "house.future:agreed_on"


def test_an_institution_is_named_exactly_when_it_is_responsible() -> None:
    rules.check_responsible("person", None)
    rules.check_responsible("partner", 7)
    check = rules.check_responsible
    assert refusal(check, "partner", None) == "planning.partner_missing:partner_id"
    assert refusal(check, "coach", 7) == "planning.partner_not_responsible:partner_id"
    assert refusal(check, "nobody", None) == "planning.unknown_responsible:responsible"


def test_what_is_closed_without_a_day_ended_today() -> None:
    def close(state: str, on: date | None) -> date | None:
        return rules.closing(state, on, rules.STEP_STATES, DRAWN_UP, TODAY)

    assert close("open", None) is None
    assert close("done", None) == TODAY
    assert close("dropped", DRAWN_UP) == DRAWN_UP
    assert refusal(close, "open", TODAY) == "planning.open_has_no_end:closed_on"
    assert refusal(close, "done", date(2024, 4, 1)) == "planning.deadline_before_plan:closed_on"
    assert refusal(close, "done", date(2024, 7, 1)) == "house.future:closed_on"
    assert refusal(close, "reached", None) == "planning.unknown_state:state"


def test_a_result_belongs_to_a_review_that_was_held() -> None:
    check = rules.check_review
    check(date(2024, 7, 10), None, "", DRAWN_UP, TODAY)
    check(date(2024, 6, 1), TODAY, "gut", DRAWN_UP, TODAY)
    due = date(2024, 6, 1)
    assert (
        refusal(check, due, None, "gut", DRAWN_UP, TODAY) == "planning.result_without_day:held_on"
    )
    assert refusal(check, due, date(2024, 7, 1), "", DRAWN_UP, TODAY) == "house.future:held_on"
    early = date(2024, 4, 1)
    assert (
        refusal(check, early, None, "", DRAWN_UP, TODAY) == "planning.deadline_before_plan:due_on"
    )


def test_a_task_is_not_made_or_moved_into_the_past_but_may_stay_there() -> None:
    rules.check_task(TODAY, None, TODAY)
    rules.check_task(date(2024, 6, 1), date(2024, 6, 1), TODAY)
    assert refusal(rules.check_task, date(2024, 6, 29), None, TODAY) == "planning.due_past:due_on"


def test_only_what_lies_before_today_is_overdue() -> None:
    assert rules.urgency(date(2024, 6, 29), TODAY) is Urgency.OVERDUE
    assert rules.urgency(TODAY, TODAY) is Urgency.TODAY
    assert rules.urgency(date(2024, 7, 1), TODAY) is Urgency.SOON
