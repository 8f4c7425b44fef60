"""Candidates move through one table; the funnel gives nobody away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.messages import SENTENCES
from app.participants.selection.rules import (
    ALL,
    DECLINE_REASONS,
    NOT_ADMITTED,
    TRANSITIONS,
    Event,
    Referred,
    State,
    check_birth,
    check_decision,
    check_referral,
    erased_from,
    funnel,
    had_talk,
    month_of,
    next_state,
    possible_events,
)

TODAY = date(2024, 6, 30)
REFERRED = date(2024, 6, 3)


def key_of(act: object, *arguments: object) -> str:
    with pytest.raises(DomainError) as refused:
        act(*arguments)  # type: ignore[operator]
    return refused.value.key


@given(st.lists(st.sampled_from(Event)))
def test_whatever_happens_a_candidate_is_in_a_known_state_and_an_admission_stays(
    events: list[Event],
) -> None:
    state = State.OPEN
    for event in events:
        before = state
        try:
            state = next_state(state, event)
        except DomainError:
            assert event not in possible_events(before)
        else:
            assert event in possible_events(before)
            assert before is not State.ADMITTED
    assert state in State


def test_every_state_is_reached_and_every_decision_but_the_admission_can_be_taken_back() -> None:
    assert {*TRANSITIONS.values()} == set(State)
    back = {state for (state, event) in TRANSITIONS if event is Event.REOPEN}
    assert back == NOT_ADMITTED
    assert possible_events(State.DECLINED, is_erased=True) == []


@pytest.mark.parametrize("event", Event)
def test_every_event_has_its_words_in_the_log(event: Event) -> None:
    assert f"action.candidate_{event}" in SENTENCES


def test_a_referral_has_come_and_the_talk_may_lie_ahead() -> None:
    check_referral(TODAY, TODAY + timedelta(days=30), TODAY)
    check_referral(TODAY, TODAY, TODAY)
    assert key_of(check_referral, TODAY + timedelta(days=1), None, TODAY) == "house.future"
    early = key_of(check_referral, TODAY, TODAY - timedelta(days=1), TODAY)
    assert early == "candidate.talk_before_referral"


def test_the_date_of_birth_lies_before_the_referral_by_at_most_120_years() -> None:
    check_birth(date(1904, 1, 1), date(2024, 12, 31))
    assert key_of(check_birth, date(1903, 1, 1), TODAY) == "candidate.birth_date_unlikely"
    assert key_of(check_birth, REFERRED, REFERRED) == "candidate.born_after_referral"


def test_a_decision_lies_between_the_referral_and_today() -> None:
    for on in (REFERRED, TODAY):
        check_decision(Event.REFUSE, None, REFERRED, on, TODAY)
    late, early = TODAY + timedelta(days=1), REFERRED - timedelta(days=1)
    assert key_of(check_decision, Event.REFUSE, None, REFERRED, late, TODAY) == "house.future"
    found = key_of(check_decision, Event.REFUSE, None, REFERRED, early, TODAY)
    assert found == "candidate.decided_before_referral"


def test_only_declining_needs_a_coded_reason() -> None:
    check_decision(Event.DECLINE, "no_place", REFERRED, TODAY, TODAY)
    check_decision(Event.NOT_APPEAR, None, REFERRED, TODAY, TODAY)
    for reason in (None, "", "sick"):
        found = key_of(check_decision, Event.DECLINE, reason, REFERRED, TODAY, TODAY)
        assert found == "candidate.reason_needed"


def test_180_days_after_the_decision_the_details_stay_on_the_next_day_they_are_due() -> None:
    assert erased_from(date(2024, 1, 1), 180) == date(2024, 6, 30)
    assert (date(2024, 6, 30) - date(2024, 1, 1)).days == 181


@given(st.dates(date(2021, 1, 1), date(2026, 12, 31)), st.integers(0, 800))
def test_months_keep_the_order_of_days(referred_on: date, days: int) -> None:
    decided_on = referred_on + timedelta(days=days)
    assert month_of(referred_on) <= month_of(decided_on)
    assert (month_of(decided_on).year, month_of(decided_on).day) == (decided_on.year, 1)


def test_a_talk_was_held_when_its_day_has_come_before_the_decision() -> None:
    talk = date(2024, 6, 10)
    assert had_talk(State.OPEN, talk, None, talk)
    assert not had_talk(State.OPEN, talk, None, talk - timedelta(days=1))
    assert not had_talk(State.REFUSED, talk, talk - timedelta(days=1), TODAY)
    assert had_talk(State.DECLINED, talk, talk, TODAY)
    assert not had_talk(State.NEVER_APPEARED, talk, TODAY, TODAY)
    assert had_talk(State.ADMITTED, None, TODAY, TODAY)


def some(count: int, state: State, year: int = 2023, reason: str | None = None) -> list[Referred]:
    decided = None if state is State.OPEN else date(year, 6, 1)
    one = Referred(state, "case_management", reason, date(year, 5, 1), decided, None)
    return [one] * count


def counts_of(people: list[Referred]) -> dict[str, int | None]:
    found = funnel(people, ["case_management", "other"], TODAY)
    return {
        "referred": found.count("referred"),
        **{str(state): found.count("state", state) for state in State},
    }


def test_a_funnel_of_large_counts_is_shown_with_its_shares() -> None:
    people = [
        *some(10, State.ADMITTED),
        *some(6, State.DECLINED, reason="no_place"),
        *some(4, State.OPEN),
    ]
    found = funnel(people, ["case_management", "other"], TODAY)
    assert (found.years, found.is_guarded, found.is_empty) == ([2023], False, False)
    assert [found.count("state", state) for state in State] == [4, 10, 6, 0, 0]
    assert found.count("state", "admitted", 2023) == 10
    assert (found.share("state", "admitted"), found.share("talk", "held")) == (0.5, 0.5)
    assert [found.count("reason", reason) for reason in DECLINE_REASONS] == [0, 6, 0, 0, 0]
    assert [found.count("referrer", one) for one in found.referrers] == [20, 0]


def test_two_who_refused_are_not_told_by_the_total_minus_the_rest() -> None:
    people = [*some(20, State.ADMITTED), *some(5, State.DECLINED, reason="other")]
    found = counts_of([*people, *some(2, State.REFUSED)])
    assert found["refused"] is None
    assert found["referred"] == 27
    assert [key for key, count in found.items() if count is None] == ["declined", "refused"]


def test_a_year_of_one_is_not_told_by_all_years_minus_the_other() -> None:
    people = [*some(9, State.ADMITTED, 2022), *some(1, State.ADMITTED, 2023)]
    found = funnel(people, ["case_management"], TODAY)
    assert found.count("referred") == 10
    for year in (2022, 2023):
        assert found.count("state", "admitted", year) is None
        assert found.count("referred", "", year) is None


def test_a_hidden_number_of_declined_is_not_told_by_its_reasons() -> None:
    people = [*some(20, State.ADMITTED), *some(2, State.DECLINED, reason="no_place")]
    found = funnel(people, ["case_management"], TODAY)
    assert found.count("state", "declined") is None
    assert None in {found.count("reason", reason) for reason in DECLINE_REASONS}


def test_who_is_referred_or_decided_about_later_is_not_counted_yet() -> None:
    later = Referred("declined", "other", "other", TODAY, TODAY + timedelta(days=1), None)
    unborn = Referred("open", "other", None, TODAY + timedelta(days=1), None, None)
    found = funnel([*[later] * 4, unborn], ["other"], TODAY)
    assert (found.count("state", "open"), found.count("state", "declined")) == (4, 0)
    assert found.count("referred", "", ALL) == 4


@given(st.lists(st.tuples(st.sampled_from(State), st.integers(2021, 2024)), max_size=40))
def test_no_count_below_k_is_ever_shown_nor_one_that_a_smaller_k_hides(
    drawn: list[tuple[State, int]],
) -> None:
    people = [one for state, year in drawn for one in some(1, state, year, "other")]
    page, release = (funnel(people, ["case_management"], date(2025, 1, 1), k).cells for k in (3, 5))
    assert not {1, 2} & set(page.values())
    assert not {1, 2, 3, 4} & set(release.values())
    assert all(release[cell] is None for cell, count in page.items() if count is None)
