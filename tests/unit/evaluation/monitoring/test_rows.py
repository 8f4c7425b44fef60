"""Who is in the file of a half-year, and what its cells say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.errors import DomainError
from app.evaluation.monitoring.rules.life import (
    Act,
    HalfYear,
    State,
    half_of,
    halves,
    next_state,
    read_half,
)
from app.evaluation.monitoring.rules.rows import (
    Agreed,
    Followed,
    Gap,
    Since,
    Stay,
    fingerprint,
    lacks,
    members,
    row_of,
    touches,
    value_of,
)
from app.participants.rules import Move
from app.pilots.monitoring import MonitoringColumn, MonitoringSettings

HALF = HalfYear(2023, 2)
DAY = date(2024, 1, 15)
GIVEN = (Agreed(date(2023, 3, 10), None),)


def stay(number: int = 7, **changes: Any) -> Stay:
    known: dict[str, Any] = {
        "person_id": number,
        "participation_id": number,
        "number": number,
        "admitted_on": date(2023, 3, 14),
        "exited_on": None,
        "exit_reason": None,
        "outcome": None,
        "age_at_entry": 37,
        "sex": "female",
        "school": None,
        "vocational": "dual",
        "consents": GIVEN,
    }
    return Stay(**{**known, **changes})


def said(source: str, one: Stay, **column: Any) -> object:
    return value_of(MonitoringColumn("x", source, **column), one, HALF, "65170839J003")


def test_half_years_are_delivered_once_they_are_over_the_latest_first() -> None:
    starts, ends = date(2021, 11, 1), date(2026, 10, 31)
    found = halves(starts, ends, date(2023, 7, 1))
    assert [half.key for half in found] == ["2023-1", "2022-2", "2022-1", "2021-2"]
    assert halves(starts, ends, date(2023, 6, 30))[0] == HalfYear(2022, 2)
    assert halves(starts, ends, date(2030, 1, 1))[0] == HalfYear(2026, 2)
    assert half_of(date(2024, 6, 30)) == HalfYear(2024, 1)
    assert HALF.due_on(("01-31", "07-31")) == date(2024, 1, 31)
    assert HalfYear(2024, 1).due_on(("01-31", "07-31")) == date(2024, 7, 31)
    assert HALF.due_on(()) is None
    assert [read_half(text) for text in ("2023-2", "2023-3", "23-1", "２０２３-1")] == [
        HALF, None, None, None
    ]  # fmt: skip


def test_in_care_or_exited_in_the_half_year_on_its_very_edges() -> None:
    assert touches(stay(admitted_on=HALF.last), HALF)
    assert not touches(stay(admitted_on=date(2024, 1, 1)), HALF)
    assert touches(stay(exited_on=HALF.first), HALF), "exited on its first day"
    assert not touches(stay(exited_on=date(2023, 6, 30)), HALF)


def test_consent_decides_and_those_left_out_are_only_counted() -> None:
    withdrawn = (Agreed(date(2023, 3, 10), date(2023, 12, 1)),)
    again = (*withdrawn, Agreed(date(2023, 12, 2), None))
    ended = (date(2023, 12, 1),)
    found = members(
        [
            stay(9),
            stay(2, consents=()),
            stay(3, consents=withdrawn, withdrawals=ended),
            stay(4, consents=again, withdrawals=ended),
            stay(5, consents=GIVEN, withdrawals=ended),
            stay(6, consents=(Agreed(date(2024, 1, 16), None),)),
            stay(8, consents=(), exited_on=date(2022, 1, 1)),
        ],
        HALF,
        DAY,
    )
    assert found.numbers == [4, 9]
    assert (found.without_consent, found.withdrawn) == (2, 2)


def test_values_are_those_of_the_last_day_of_the_half_year() -> None:
    later = stay(exited_on=date(2024, 1, 5), outcome="employment", exit_reason="employment")
    assert said("exited_on", later) is Gap.NOT_YET_DUE
    assert said("status_at_exit", later) is Gap.NOT_YET_DUE
    left = stay(exited_on=date(2023, 8, 1), outcome="employment", exit_reason="regular")
    assert said("exited_on", left) == date(2023, 8, 1)
    assert said("status_at_exit", left) == "employment"
    assert said("status_after", left, months=6) is Gap.NOT_YET_DUE
    moves = [Move(1, date(2023, 3, 1)), Move(2, date(2023, 4, 1)), Move(3, date(2024, 1, 2))]
    assert said("stage", stay(moves=moves)) == "2"
    told = [Since(date(2023, 3, 14), "unemployed"), Since(date(2023, 9, 1), "part_time")]
    assert said("employment_at_entry", stay(employment=told)) == "unemployed"
    assert said("employment_at_end", stay(employment=told)) == "part_time"
    assert said("employment_at_end", left._replace(employment=told)) == "unemployed"
    assert said("employment_at_entry", stay(employment=told[1:])) is Gap.NOT_ASKED
    assert said("age_at_least", stay()) == 37
    assert said("age_at_least", stay(admitted_on=date(2022, 3, 14))) == 38


def test_nothing_is_invented_a_gap_says_why() -> None:
    left = stay(exited_on=date(2023, 8, 1), followed={0: Followed(DAY, None, "refused")})
    assert said("status_at_exit", left) is Gap.REFUSED
    assert said("exit_reason", left) is Gap.UNKNOWN
    assert said("stage", stay()) is Gap.UNKNOWN
    assert said("age_at_least", stay(age_at_entry=None)) is Gap.UNKNOWN
    soon = stay(
        admitted_on=date(2023, 1, 1),
        exited_on=date(2023, 7, 1),
        followed={3: Followed(date(2023, 10, 2), None, "lost")},
    )
    assert said("status_after", soon, months=3) is Gap.LOST
    assert said("status_after", soon, months=5) is Gap.NOT_ASKED
    settings = MonitoringSettings(gaps={"not_asked": "k. A."})
    row = row_of(stay(sex=None, age_at_entry=None), HALF, settings, None)
    assert row == [7, "k. A.", -97, "-97", "k. A.", "2023-2", "14.03.2023", "-96", "-97", "-96"]
    [lack] = lacks([stay(outcome=None)], HALF, settings, {})
    assert lack.sources == ["social_security_number", "employment_at_entry", "stage"]


def test_a_row_follows_the_mapping() -> None:
    columns = (
        MonitoringColumn("d", "entered_on"),
        MonitoringColumn("g", "sex", {"female": "w", "male": "m", "diverse": "d"}),
        MonitoringColumn("art", "constant", value="Coaching"),
        MonitoringColumn("nr", "social_security_number"),
    )
    settings = MonitoringSettings(day_form="JJJJMMTT", columns=columns)
    assert row_of(stay(), HALF, settings, "65170839J003") == [
        "20230314", "w", "Coaching", "65170839J003"
    ]  # fmt: skip


def test_the_fingerprint_changes_with_content_and_mapping_and_holds_no_number() -> None:
    settings = MonitoringSettings()
    first = fingerprint([stay()], HALF, settings, {7: "a"})
    assert first == fingerprint([stay()], HALF, settings, {7: "a"})
    others = [
        fingerprint([stay(sex="male")], HALF, settings, {7: "a"}),
        fingerprint([stay()], HALF, settings, {7: "b"}),
        fingerprint([stay()], HALF, replace(settings, day_form="JJJJ"), {7: "a"}),
        fingerprint([], HALF, settings, {}),
    ]
    assert len({first, *others}) == 5


def test_a_closed_delivery_never_moves_again() -> None:
    for state in (State.HANDED_OVER, State.GIVEN_UP):
        for act in Act:
            with pytest.raises(DomainError):
                next_state(state, act)
