"""Criteria, stages, dwell and caseload by worked examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.participants.rules import (
    Answer,
    Facts,
    Move,
    check_criteria,
    check_exit,
    check_health_change,
    check_move,
    dwell_days,
    episodes,
    is_in_care,
    load,
    open_gates,
    present_for_gates,
    stage_on,
)
from app.pilots.preset import Stage
from app.pilots.reading import read_preset, shipped_preset

GECKO = read_preset(shipped_preset("gecko"))
ENTRY = date(2023, 3, 14)
FITTING = Facts(
    ENTRY,
    birth_date=date(1985, 5, 17),
    health_restriction=True,
    addiction=False,
    school="intermediate",
    vocational="dual",
    children=1,
)


def answers(facts: Facts) -> dict[str, Answer]:
    return {item.criterion.key: item.answer for item in check_criteria(GECKO.criteria, facts)}


def blocking(facts: Facts) -> list[str]:
    return [item.criterion.key for item in check_criteria(GECKO.criteria, facts) if item.blocks]


def test_who_fits_meets_every_criterion() -> None:
    assert set(answers(FITTING).values()) == {Answer.MET}


def test_who_turns_50_on_the_day_of_entry_is_not_under_50() -> None:
    assert answers(replace(FITTING, birth_date=date(1973, 3, 14)))["age"] is Answer.NOT_MET
    assert answers(replace(FITTING, birth_date=date(1973, 3, 15)))["age"] is Answer.MET


def test_the_age_is_answered_with_its_figure() -> None:
    checked = check_criteria(GECKO.criteria, replace(FITTING, birth_date=date(1973, 3, 15)))
    age = next(item for item in checked if item.criterion.key == "age")
    assert age.figures == {"years": 49, "days": 364, "on": ENTRY}


@pytest.mark.parametrize(
    ("health", "addiction", "answer"),
    [
        (True, False, Answer.MET),
        (False, True, Answer.MET),
        (None, True, Answer.MET),
        (False, False, Answer.NOT_MET),
        (None, False, Answer.UNKNOWN),
    ],
)
def test_a_health_restriction_or_an_addiction_is_enough(
    health: bool | None, addiction: bool | None, answer: Answer
) -> None:
    facts = replace(FITTING, health_restriction=health, addiction=addiction)
    assert answers(facts)["health"] is answer


@pytest.mark.parametrize(
    ("born", "school", "vocational", "answer"),
    [
        (date(1998, 3, 15), "lower_secondary", "none", Answer.MET),
        (date(1998, 3, 15), "none", "none", Answer.NOT_MET),
        (date(1998, 3, 14), "lower_secondary", "none", Answer.NOT_MET),
        (date(1998, 3, 14), "none", "dual", Answer.MET),
        (date(1998, 3, 15), None, "none", Answer.UNKNOWN),
        (date(1985, 3, 15), "intermediate", None, Answer.UNKNOWN),
    ],
)
def test_below_25_a_school_leaving_certificate_replaces_the_training(
    born: date, school: str | None, vocational: str | None, answer: Answer
) -> None:
    facts = replace(FITTING, birth_date=born, school=school, vocational=vocational)
    assert answers(facts)["qualification"] is answer


def test_a_child_in_the_household_is_wanted_and_never_blocks() -> None:
    facts = replace(FITTING, children=0)
    assert answers(facts)["children"] is Answer.WANTED_BUT_MISSING
    assert blocking(facts) == []


def test_benefits_are_assured_by_the_referral_unless_denied() -> None:
    assert answers(FITTING)["sgb2"] is Answer.MET
    assert answers(replace(FITTING, stated={"sgb2": False}))["sgb2"] is Answer.NOT_MET


def test_in_care_is_from_entry_until_before_exit() -> None:
    entry, leaving = date(2023, 1, 10), date(2023, 1, 12)
    in_care = [is_in_care(entry, leaving, date(2023, 1, day)) for day in (9, 10, 11, 12)]
    assert in_care == [False, True, True, False]
    assert not is_in_care(entry, entry, entry)


@given(st.dates(date(2021, 11, 1), date(2026, 10, 31)), st.integers(0, 2000))
def test_dwell_is_the_number_of_days_in_care(entry: date, days: int) -> None:
    leaving = entry + timedelta(days=days)
    counted = sum(is_in_care(entry, leaving, entry + timedelta(days=n)) for n in range(days + 2))
    assert dwell_days(entry, leaving, leaving + timedelta(days=9)) == days == counted


def test_each_stage_lasts_until_the_next_and_the_last_until_the_exit() -> None:
    moves = [Move(1, date(2023, 1, 1)), Move(2, date(2023, 2, 1)), Move(3, date(2023, 5, 1))]
    found = episodes(moves, date(2023, 6, 1))
    days = [(e.stage, e.interval.days(date(2024, 1, 1))) for e in found]
    assert days == [(1, 31), (2, 89), (3, 31)]
    assert [e.stage for e in episodes(moves, date(2023, 5, 1))] == [1, 2]


def test_of_two_moves_on_one_day_the_later_recorded_counts() -> None:
    moves = [Move(2, date(2023, 2, 1)), Move(3, date(2023, 2, 1))]
    assert stage_on(moves, date(2023, 2, 1)) == 3
    assert stage_on(moves, date(2023, 1, 31)) is None


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(0, 1000)), min_size=1),
    st.integers(0, 1200),
)
def test_episodes_neither_overlap_nor_leave_gaps(raw: list[tuple[int, int]], leaving: int) -> None:
    start = date(2022, 1, 1)
    moves = [
        Move(stage, start + timedelta(days=offset))
        for stage, offset in sorted(raw, key=lambda pair: pair[1])
    ]
    exited = start + timedelta(days=leaving)
    found = episodes(moves, exited)
    for earlier, later in pairwise(found):
        assert earlier.interval.end == later.interval.start
    if found:
        assert found[-1].interval.end == exited


def move(stage: int, day: date, **changes: object) -> None:
    values: dict[str, object] = {
        "current": 2,
        "admitted_on": ENTRY,
        "exited_on": None,
        "latest": date(2023, 4, 1),
        "reason": "",
        "today": date(2024, 6, 30),
    }
    check_move(GECKO.stage(stage), day, **{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stage", "day", "changes", "key"),
    [
        (9, date(2023, 5, 1), {}, "unknown_stage"),
        (3, date(2024, 7, 1), {}, "future"),
        (2, date(2023, 5, 1), {}, "same_stage"),
        (3, date(2023, 3, 1), {"latest": None}, "move_before_entry"),
        (3, date(2023, 3, 31), {}, "move_out_of_order"),
        (3, date(2023, 6, 1), {"exited_on": date(2023, 6, 1)}, "move_after_exit"),
        (1, date(2023, 5, 1), {}, "reason_for_moving_back"),
    ],
)
def test_an_impossible_move_is_refused_with_its_reason(
    stage: int, day: date, changes: dict[str, object], key: str
) -> None:
    with pytest.raises(DomainError, match=key):
        move(stage, day, **changes)


def test_a_move_forward_and_a_reasoned_move_back_are_possible() -> None:
    move(3, date(2023, 4, 1))
    move(1, date(2023, 5, 1), reason="Klinikaufenthalt")


def test_an_exit_lies_on_or_after_the_entry_and_not_in_the_future() -> None:
    check_exit(ENTRY, ENTRY, ENTRY)
    with pytest.raises(DomainError, match="exit_before_entry"):
        check_exit(ENTRY, date(2023, 3, 13), date(2024, 1, 1))
    with pytest.raises(DomainError, match="future"):
        check_exit(ENTRY, date(2024, 1, 2), date(2024, 1, 1))


def test_a_full_post_with_25_cases_is_full_and_half_a_post_with_13_is_over() -> None:
    assert load(25, 25, 100) == 1.0
    assert load(13, 25, 50) == pytest.approx(1.04)


def test_a_stage_names_the_gates_that_are_not_passed() -> None:
    stage = GECKO.stage(2)
    assert stage is not None
    present = present_for_gates(frozenset({"participation"}), has_coach=True)
    assert present == {"consent_participation", "coach"}
    assert open_gates(stage, present) == []
    assert open_gates(stage, frozenset()) == ["consent_participation", "coach"]


def test_a_stage_can_demand_a_baseline_and_a_plan() -> None:
    stage = Stage(3, "Hilfe", "help", ("coach", "baseline", "plan"))
    with_baseline = present_for_gates(frozenset(), has_coach=True, has_baseline=True)
    assert open_gates(stage, with_baseline) == ["plan"]
    with_plan = present_for_gates(frozenset(), has_coach=True, has_plan=True)
    assert open_gates(stage, with_plan) == ["baseline"]


def test_without_consent_health_is_not_recorded_but_may_be_cleared() -> None:
    check_health_change({"children": 2, "addiction": None}, has_consent=False)
    check_health_change({"addiction": True}, has_consent=True)
    with pytest.raises(DomainError, match="no_health_consent") as refused:
        check_health_change({"health_restriction": False}, has_consent=False)
    assert refused.value.field == "health_restriction"
