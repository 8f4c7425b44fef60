"""Barriers and resources: since when, in which days, and what became of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.errors import DomainError
from app.participants.conditions import labels
from app.participants.conditions.rules.barriers import (
    ALL_GROUPS,
    GROUPS,
    HEALTH,
    STATES,
    Course,
    GroupChange,
    Since,
    State,
    Stay,
    by_person,
    cases,
    check_consent,
    check_noted,
    check_since,
    counted,
    is_health,
    is_worked_on,
    outcome_on,
    read_since,
    state_on,
)

DAY = date(2024, 6, 30)
STAY = Stay(date(2023, 3, 1), date(2024, 3, 31), date(1985, 5, 17))


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("15.03.2019", date(2019, 3, 15), "day"),
        ("3.2019", date(2019, 3, 1), "month"),
        (" 2019 ", date(2019, 1, 1), "year"),
        ("29.02.2020", date(2020, 2, 29), "day"),
    ],
)
def test_since_is_read_as_exactly_as_it_is_known(text: str, day: date, precision: str) -> None:
    assert read_since(text) == Since(day, precision)


@pytest.mark.parametrize("text", ["31.02.2019", "13.2019", "00.2019", "19", "1899", "2101", "=1"])
def test_a_since_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(DomainError, match="since_unreadable"):
        read_since(text)


@pytest.mark.parametrize("text", ["15.03.2019", "03.2019", "2019", ""])
def test_what_was_typed_is_written_again(text: str) -> None:
    assert str(read_since(text) or "") == text


def test_a_month_or_year_lasts_to_its_last_day() -> None:
    assert Since(date(2020, 2, 1), "month").last_day == date(2020, 2, 29)
    assert Since(date(2019, 1, 1), "year").last_day == date(2019, 12, 31)


@pytest.mark.parametrize(
    ("on", "key"),
    [
        (date(2023, 2, 28), "before_stay"),
        (date(2023, 3, 1), None),
        (date(2024, 3, 31), None),
        (date(2024, 4, 1), "after_exit"),
        (date(2024, 7, 1), "future"),
    ],
)
def test_something_is_noted_from_the_referral_to_the_exit(on: date, key: str | None) -> None:
    if key is None:
        check_noted(STAY, on, "noted_on", DAY)
        return
    with pytest.raises(DomainError, match=key):
        check_noted(STAY, on, "noted_on", DAY)


@pytest.mark.parametrize(
    ("since", "key"),
    [
        (Since(date(1985, 5, 16), "day"), "before_birth"),
        (Since(date(1985, 4, 1), "month"), "before_birth"),
        (Since(date(1985, 5, 17), "day"), None),
        (Since(date(1985, 1, 1), "year"), None),
        (Since(date(2023, 3, 14), "day"), None),
        (Since(date(2023, 3, 15), "day"), "since_after_noting"),
    ],
)
def test_since_lies_between_birth_and_noting(since: Since, key: str | None) -> None:
    if key is None:
        check_since(STAY, since, date(2023, 3, 14))
        return
    with pytest.raises(DomainError, match=key):
        check_since(STAY, since, date(2023, 3, 14))


def test_health_needs_consent_on_each_of_the_days() -> None:
    check_consent([{"health_data"}, {"health_data", "evaluation"}], "group", DAY)
    with pytest.raises(DomainError, match="no_health_consent"):
        check_consent([{"health_data"}, {"evaluation"}], "group", DAY)


def test_social_barriers_and_resources_are_no_health_data() -> None:
    assert {group for group in GROUPS["barrier"] if is_health("barrier", group)} == set(HEALTH)
    assert not any(is_health("resource", group) for group in GROUPS["resource"])


def test_every_group_and_state_has_its_word() -> None:
    for kind in GROUPS:
        assert tuple(labels.GROUP[kind]) == GROUPS[kind]
        assert tuple(labels.STATE[kind]) == STATES[kind]


def states(*pairs: tuple[int, str]) -> list[State]:
    """States by the month of 2024 in which they begin."""
    return [State(date(2024, month, 1), state) for month, state in pairs]


def test_a_state_holds_from_its_day_until_the_next() -> None:
    course = states((1, "open"), (3, "reduced"))
    assert state_on(course, date(2023, 12, 31)) is None
    assert state_on(course, date(2024, 2, 29)) == "open"
    assert state_on(course, date(2024, 3, 1)) == "reduced"


@pytest.mark.parametrize(
    ("course", "outcome"),
    [
        (states((1, "open")), "unchanged"),
        (states((1, "open"), (2, "in_progress")), "unchanged"),
        (states((1, "open"), (2, "reduced")), "reduced"),
        (states((1, "open"), (2, "reduced"), (3, "removed")), "removed"),
        (states((1, "open"), (2, "removed"), (3, "open")), "unchanged"),
        (states((1, "open"), (2, "removed"), (3, "worse")), "worse"),
        (states((1, "reduced")), "unchanged"),
        (states((1, "reduced"), (2, "removed")), "removed"),
        (states((1, "worse")), "unchanged"),
        (states((1, "worse"), (2, "reduced")), "reduced"),
        (states((7, "open")), None),
        (states((1, "open"), (7, "removed")), "unchanged"),
    ],
)
def test_an_outcome_is_the_way_from_the_first_state_to_that_of_the_day(
    course: list[State], outcome: str | None
) -> None:
    assert outcome_on(course, DAY) == outcome


def test_of_several_barriers_in_a_group_the_least_favourable_counts_for_the_person() -> None:
    gone, less = states((1, "open"), (2, "removed")), states((1, "open"), (2, "reduced"))
    people = by_person(
        [
            Course(1, "pain", gone, number=1),
            Course(1, "pain", less, number=4),
            Course(1, "debts", states((1, "open")), number=1),
            Course(2, "pain", gone, number=2),
            Course(3, "pain", states((1, "open"), (2, "worse")), number=3),
            Course(3, "mental", states((7, "open")), number=3),
        ],
        DAY,
    )
    found = counted(people)
    assert found.by_group == {
        "pain": GroupChange(noted=3, reduced=1, removed=1, worse=1, worked=2),
        "debts": GroupChange(noted=1),
    }
    assert found.people == GroupChange(noted=3, reduced=1, removed=1, worse=1, worked=2)
    assert found.people.better == 2
    assert cases(people, "pain", "reduced") == [1, 4]
    assert cases(people, "pain", "noted") == [1, 2, 3, 4]
    assert cases(people, ALL_GROUPS, "worse") == [3]
    assert cases(people, "mental", "noted") == []


@pytest.mark.parametrize(
    ("course", "is_worked"),
    [
        (("open",), False),
        (("open", "worse"), False),
        (("in_progress",), True),
        (("open", "in_progress", "open"), True),
        (("open", "reduced"), True),
        (("reduced",), False),
    ],
)
def test_worked_on_is_what_was_in_progress_or_became_better(
    course: tuple[str, ...], is_worked: bool
) -> None:
    told = states(*enumerate(course, start=1))
    assert is_worked_on(told, DAY) is is_worked
    assert not is_worked_on(told, told[0].from_day - timedelta(days=1))
