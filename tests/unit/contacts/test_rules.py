"""Rules of contacts as worked examples."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.participants.contacts.rules import (
    Held,
    Stay,
    check_choices,
    check_day,
    check_minutes,
    density,
    is_after_exit,
)
from app.periods import Interval

STAY = Stay(date(2024, 3, 1), date(2024, 3, 16), date(2024, 5, 11))
"""In care 16 of 31 days of March, all of April, the first 10 days of May."""
TODAY = date(2024, 6, 30)


def test_contacts_begin_with_the_referral_and_may_follow_the_exit() -> None:
    for day in (date(2024, 3, 1), date(2024, 3, 16), date(2024, 5, 11), TODAY):
        check_day(day, STAY, TODAY, "held_on")
    with pytest.raises(DomainError, match=r"contacts\.before_referral"):
        check_day(date(2024, 2, 29), STAY, TODAY, "held_on")
    with pytest.raises(DomainError, match=r"house\.future"):
        check_day(date(2024, 7, 1), STAY, TODAY, "held_on")


def test_without_a_referral_contacts_begin_with_the_entry() -> None:
    assert Stay(None, date(2024, 3, 16), None).begins_on == date(2024, 3, 16)


def test_the_day_of_exit_belongs_to_the_time_after_the_stay() -> None:
    assert not is_after_exit(date(2024, 5, 10), STAY.exited_on)
    assert is_after_exit(date(2024, 5, 11), STAY.exited_on)
    assert not is_after_exit(date(2030, 1, 1), None)


@pytest.mark.parametrize("minutes", [0, 1, 1440])
def test_a_contact_lasts_up_to_a_day(minutes: int) -> None:
    check_minutes(minutes)


@pytest.mark.parametrize("minutes", [-1, 1441, 2**31])
def test_no_contact_lasts_longer_than_a_day_or_less_than_nothing(minutes: int) -> None:
    with pytest.raises(DomainError, match="minutes_out_of_bounds"):
        check_minutes(minutes)


def test_kinds_are_the_house_s_and_topics_the_programme_s() -> None:
    check_choices("phone", ["health"], ["health", "work"])
    with pytest.raises(DomainError, match="unknown_kind"):
        check_choices("fax", [], [])
    with pytest.raises(DomainError, match="unknown_topic"):
        check_choices("talk", ["=1+1"], ["health"])


def test_first_and_last_month_weigh_by_their_days_in_care_and_empty_ones_count_as_0() -> None:
    held = [
        Held(date(2024, 3, 15), 60),  # before the entry
        Held(date(2024, 3, 16), 30),
        Held(date(2024, 3, 31), 45),
        Held(date(2024, 5, 10), 15),
        Held(date(2024, 5, 11), 90),  # on the day of exit
    ]
    found = density(STAY, held, [], TODAY)
    assert [
        (one.month.month, one.days_in_care, one.contacts, one.minutes) for one in found.months
    ] == [
        (3, 16, 2, 75),
        (4, 30, 0, 0),
        (5, 10, 1, 15),
    ]
    assert found.months_in_care == pytest.approx(16 / 31 + 1 + 10 / 31)
    assert found.per_month == pytest.approx(3 / (1 + 26 / 31))
    assert found.minutes_per_month == pytest.approx(90 / (1 + 26 / 31))


def test_a_running_stay_counts_up_to_the_day_of_account_included() -> None:
    running = Stay(None, date(2024, 6, 1), None)
    found = density(running, [Held(TODAY, 20)], [], TODAY)
    assert [(one.days_in_care, one.contacts) for one in found.months] == [(30, 1)]
    assert found.per_month == 1


def test_a_pause_is_told_beside_and_not_taken_out() -> None:
    pauses = [Interval(date(2024, 4, 21), date(2024, 5, 3)), Interval(date(2024, 5, 9), None)]
    found = density(STAY, [], pauses, TODAY)
    assert [(one.days_in_care, one.days_paused) for one in found.months] == [
        (16, 0),
        (30, 10),
        (10, 4),
    ]
    assert found.per_month == 0


def test_there_is_no_density_before_the_entry_or_without_a_day_in_care() -> None:
    assert density(STAY, [], [], date(2024, 3, 15)).per_month is None
    same_day = Stay(None, date(2024, 3, 16), date(2024, 3, 16))
    assert density(same_day, [Held(date(2024, 3, 16), 30)], [], TODAY).months == []


@given(
    st.dates(date(2021, 1, 1), date(2024, 6, 30)),
    st.integers(0, 900),
    st.lists(st.dates(date(2021, 1, 1), date(2024, 6, 30)), max_size=20),
)
def test_months_share_the_days_in_care_and_lose_no_contact(
    entry: date, days: int, held: list[date]
) -> None:
    exit_ = date.fromordinal(entry.toordinal() + days)
    found = density(Stay(None, entry, exit_), [Held(day, 10) for day in held], [], TODAY)
    last = min(exit_, date(2024, 7, 1))
    assert sum(one.days_in_care for one in found.months) == (last - entry).days
    assert found.contacts == sum(entry <= day < last for day in held)
