"""Circumstances: what a field may hold, and what holds on a day."""

from __future__ import annotations

from datetime import date

import pytest

from app.errors import DomainError
from app.participants.conditions import labels
from app.participants.conditions.rules.circumstances import (
    FIELDS,
    Entry,
    check_equal_status,
    duration_months,
    value_of,
    values_on,
)

DAY = date(2024, 6, 30)
BORN = date(1985, 5, 17)


@pytest.mark.parametrize(
    ("key", "text", "stored"),
    [
        ("children", "0", "0"),
        ("children", "20", "20"),
        ("disability", "20", "20"),
        ("disability", "100", "100"),
        ("disability", "none", "none"),
        ("school", "none", "none"),
        ("benefit_since", "1985-05-17", "1985-05-17"),
        ("benefit_since", "2024-06-30", "2024-06-30"),
    ],
)
def test_a_value_within_its_bounds_is_kept(key: str, text: str, stored: str) -> None:
    assert value_of(FIELDS[key], text, BORN, DAY) == stored


@pytest.mark.parametrize(
    ("key", "text", "refusal"),
    [
        ("children", "-1", "out_of_bounds"),
        ("children", "21", "out_of_bounds"),
        ("children", "zwei", "no_number"),
        ("disability", "15", "degree_unknown"),
        ("disability", "10", "degree_unknown"),
        ("disability", "110", "degree_unknown"),
        ("household", "castle", "unknown_value"),
        ("benefit_since", "2024-07-01", "future"),
        ("benefit_since", "1985-05-16", "before_birth"),
        ("benefit_since", "2023-02-31", "no_day"),
    ],
)
def test_a_value_out_of_bounds_is_refused(key: str, text: str, refusal: str) -> None:
    with pytest.raises(DomainError, match=refusal):
        value_of(FIELDS[key], text, BORN, DAY)


@pytest.mark.parametrize("degree", ["30", "40", None])
def test_equal_status_goes_with_a_degree_of_30_or_40(degree: str | None) -> None:
    check_equal_status("yes", degree)


@pytest.mark.parametrize("degree", ["none", "20", "50"])
def test_equal_status_is_refused_with_any_other_degree(degree: str) -> None:
    check_equal_status("no", degree)
    with pytest.raises(DomainError, match="no_equal_status"):
        check_equal_status("yes", degree)


def test_a_value_holds_from_its_day_until_the_next_and_the_later_told_wins() -> None:
    entries = [
        Entry("children", "1", date(2023, 3, 14)),
        Entry("children", "3", date(2024, 1, 1)),
        Entry("children", "2", date(2023, 3, 14)),
        Entry("school", "intermediate", date(2023, 3, 14)),
    ]
    assert values_on(entries, date(2023, 3, 13)) == {}
    assert values_on(entries, date(2023, 12, 31)) == {"children": "2", "school": "intermediate"}
    assert values_on(entries, date(2024, 1, 1))["children"] == "3"


def test_the_benefits_last_for_completed_months() -> None:
    assert duration_months("2022-07-01", DAY) == 23
    assert duration_months("2022-06-30", DAY) == 24
    assert duration_months("2024-07-01", DAY) == 0


def test_every_field_and_code_has_its_word() -> None:
    assert set(labels.FIELD) == set(FIELDS)
    for field in FIELDS.values():
        assert tuple(labels.VALUE.get(field.key, {})) == field.codes
