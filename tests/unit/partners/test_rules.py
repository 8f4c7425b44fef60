"""When agreements hold, and what an involvement must look like."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.partners import labels, rules
from app.partners.rules import Standing, by_month, check_agreement, check_involvement, standing

FROM, UNTIL = date(2022, 1, 1), date(2024, 9, 30)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2021, 12, 31), Standing.FUTURE),
        (date(2022, 1, 1), Standing.IN_FORCE),
        (date(2024, 7, 1), Standing.IN_FORCE),
        (date(2024, 7, 2), Standing.ENDING),
        (date(2024, 9, 30), Standing.ENDING),
        (date(2024, 10, 1), Standing.EXPIRED),
    ],
)
def test_an_agreement_is_ending_from_its_reminder_to_its_last_day(
    on: date, expected: Standing
) -> None:
    assert standing(FROM, UNTIL, 90, on) is expected


def test_an_agreement_without_a_last_day_never_ends_by_itself() -> None:
    assert standing(FROM, None, 90, date(2099, 1, 1)) is Standing.IN_FORCE


def test_without_a_reminder_only_the_last_day_itself_is_ending() -> None:
    assert standing(FROM, UNTIL, 0, UNTIL - timedelta(1)) is Standing.IN_FORCE
    assert standing(FROM, UNTIL, 0, UNTIL) is Standing.ENDING


def test_an_agreement_cannot_end_before_it_begins_nor_be_signed_after_its_end() -> None:
    check_agreement(UNTIL, FROM, FROM.replace(year=2025))
    with pytest.raises(DomainError, match="ends_before_start"):
        check_agreement(None, FROM, FROM - timedelta(1))
    with pytest.raises(DomainError, match="signed_after_end"):
        check_agreement(UNTIL + timedelta(1), FROM, UNTIL)


@pytest.mark.parametrize(
    ("from_day", "until_day", "key"),
    [
        (date(2023, 2, 28), None, "before_referral"),
        (date(2024, 7, 1), None, "future"),
        (date(2023, 5, 2), date(2023, 5, 1), "involved_backwards"),
        (date(2023, 5, 2), date(2024, 7, 1), "future"),
    ],
)
def test_an_involvement_lies_between_referral_and_today(
    from_day: date, until_day: date | None, key: str
) -> None:
    with pytest.raises(DomainError, match=key):
        check_involvement(from_day, until_day, date(2023, 3, 1), date(2024, 6, 30))


def test_an_involvement_may_begin_with_the_referral_and_last_one_day() -> None:
    check_involvement(date(2023, 3, 1), date(2023, 3, 1), date(2023, 3, 1), date(2024, 6, 30))


@given(
    st.dictionaries(
        st.dates(date(2022, 1, 1), date(2025, 12, 31)).map(lambda day: day.replace(day=1)),
        st.integers(1, 50),
        max_size=20,
    )
)
def test_a_course_by_month_loses_nothing_and_has_no_gap(counts: dict[date, int]) -> None:
    course = by_month(counts, date(2022, 1, 1), date(2025, 12, 31))
    assert len(course.months) == 48
    assert sum(course.values) == sum(counts.values())


def test_every_code_has_a_word() -> None:
    assert tuple(labels.KIND) == rules.KINDS
    assert tuple(labels.PURPOSE) == rules.PURPOSES
    assert tuple(labels.RESULT) == rules.RESULTS
    assert set(labels.STANDING) == set(Standing)
