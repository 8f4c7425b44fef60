"""When which wave is due, by worked examples with their boundaries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.participants.questionnaires.waves import (
    ConsentPeriod,
    Standing,
    Stay,
    Wave,
    final_statement_due,
    has_consent,
    in_window,
    standing,
    wave_order,
    waves,
)
from app.pilots.preset import Measurement
from tests.factories import gecko

PLAN = Measurement()
FINAL = date(2027, 4, 30)
ENTRY = date(2023, 3, 14)
GIVEN = [ConsentPeriod("health_data", ENTRY)]


def found(stay: Stay, until: date) -> dict[str, tuple[date, date]]:
    return {w.key: (w.opens_on, w.closes_on) for w in waves(PLAN, stay, until, FINAL)}


def wave(key: str, stay: Stay, until: date) -> Wave:
    return next(one for one in waves(PLAN, stay, until, FINAL) if one.key == key)


def test_the_final_statement_of_the_model_pilot_is_due_on_the_known_day() -> None:
    assert final_statement_due(gecko()) == FINAL


def test_the_baseline_lasts_six_weeks_from_the_day_of_entry() -> None:
    assert found(Stay(ENTRY, None), ENTRY) == {"t0": (ENTRY, date(2023, 4, 25))}


def test_a_wave_appears_when_its_window_of_four_weeks_before_opens() -> None:
    opens_on = date(2023, 9, 14) - timedelta(weeks=4)
    assert set(found(Stay(ENTRY, None), opens_on - timedelta(days=1))) == {"t0"}
    assert found(Stay(ENTRY, None), opens_on)["m6"] == (opens_on, date(2023, 10, 12))


def test_entries_at_the_end_of_february_count_from_that_day() -> None:
    leap = found(Stay(date(2024, 2, 29), None), date(2025, 3, 1))
    assert leap["m6"][0] == date(2024, 8, 29) - timedelta(weeks=4)
    assert leap["m12"][1] == date(2025, 2, 28) + timedelta(weeks=4)
    last_of_august = found(Stay(date(2023, 8, 31), None), date(2024, 3, 1))
    assert last_of_august["m6"][1] == date(2024, 2, 29) + timedelta(weeks=4)


@pytest.mark.parametrize(
    ("exited_on", "has_m6"), [(date(2023, 9, 14), False), (date(2023, 9, 15), True)]
)
def test_a_wave_in_care_needs_the_person_in_care_on_its_day(exited_on: date, has_m6: bool) -> None:
    keys = found(Stay(ENTRY, exited_on), date(2023, 12, 31))
    assert ("m6" in keys) is has_m6
    assert keys["exit"] == (exited_on - timedelta(weeks=4), exited_on + timedelta(weeks=4))


def test_an_exit_inside_a_window_closes_it_the_day_before() -> None:
    assert found(Stay(ENTRY, date(2023, 9, 20)), date(2023, 12, 31))["m6"][1] == date(2023, 9, 19)


def test_an_exit_within_the_first_weeks_closes_the_baseline_and_opens_the_exit_wave_at_entry() -> (
    None
):
    windows = found(Stay(ENTRY, date(2023, 3, 16)), date(2023, 5, 1))
    assert windows["t0"] == (ENTRY, date(2023, 3, 15))
    assert windows["exit"] == (ENTRY, date(2023, 4, 13))


def test_a_stay_of_no_day_has_no_waves() -> None:
    assert found(Stay(ENTRY, ENTRY), date(2025, 1, 1)) == {}


def test_after_the_exit_there_are_two_waves_and_none_in_care() -> None:
    keys = found(Stay(ENTRY, date(2023, 10, 2)), date(2026, 1, 1))
    assert list(keys) == ["t0", "m6", "exit", "f6", "f12"]
    assert keys["f12"] == (date(2024, 9, 4), date(2024, 10, 30))


@pytest.mark.parametrize(
    ("exited_on", "is_marked"), [(date(2026, 4, 30), False), (date(2026, 5, 1), True)]
)
def test_a_follow_up_after_the_final_statement_is_marked(exited_on: date, is_marked: bool) -> None:
    last = wave("f12", Stay(date(2024, 11, 1), exited_on), date(2028, 1, 1))
    assert last.on == date(2027, exited_on.month, exited_on.day)
    assert last.is_after_statement is is_marked
    assert standing(last, may_ask=True, day=last.closes_on + timedelta(days=1)) == (
        Standing.AFTER_STATEMENT if is_marked else Standing.OVERDUE
    )


def test_an_entry_on_the_last_day_of_the_period_has_its_baseline() -> None:
    last_day = gecko().notice.ends_on
    baseline = wave("t0", Stay(last_day, None), last_day)
    assert not baseline.is_after_statement
    assert wave("m6", Stay(last_day, None), date(2027, 5, 1)).on == FINAL


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 8, 16), Standing.NOT_YET_DUE),
        (date(2023, 8, 17), Standing.OPEN),
        (date(2023, 10, 12), Standing.OPEN),
        (date(2023, 10, 13), Standing.OVERDUE),
    ],
)
def test_a_wave_is_open_on_both_ends_of_its_window(day: date, expected: Standing) -> None:
    m6 = wave("m6", Stay(ENTRY, None), date(2023, 12, 31))
    assert standing(m6, may_ask=True, day=day) == expected
    assert in_window(m6, day) is (expected == Standing.OPEN)


def test_health_instruments_need_the_consent_to_health_data() -> None:
    baseline = wave("t0", Stay(ENTRY, None), ENTRY)
    assert has_consent(baseline, True, GIVEN, ENTRY)
    assert not has_consent(baseline, True, [], ENTRY)
    assert has_consent(baseline, False, [], ENTRY)
    assert standing(baseline, may_ask=False, day=ENTRY) == Standing.NO_CONSENT


@pytest.mark.parametrize(
    ("withdrawn_on", "expected"), [(date(2023, 4, 25), False), (date(2023, 4, 26), True)]
)
def test_a_withdrawal_before_the_window_ends_lifts_the_duty(
    withdrawn_on: date, expected: bool
) -> None:
    baseline = wave("t0", Stay(ENTRY, None), ENTRY)
    withdrawn = [ConsentPeriod("health_data", ENTRY, withdrawn_on)]
    assert has_consent(baseline, True, withdrawn, date(2024, 1, 1)) is expected


def test_follow_up_needs_its_own_consent_beside_that_to_health_data() -> None:
    f6 = wave("f6", Stay(ENTRY, date(2023, 10, 2)), date(2024, 4, 2))
    day = date(2024, 4, 2)
    assert not has_consent(f6, True, GIVEN, day)
    assert has_consent(f6, True, [*GIVEN, ConsentPeriod("follow_up", day)], day)
    assert not has_consent(f6, True, [ConsentPeriod("follow_up", day)], day)


def test_waves_sort_by_their_place_in_time() -> None:
    keys = ["f12", "exit", "m12", "t0", "f6", "m6"]
    assert sorted(keys, key=wave_order) == ["t0", "m6", "m12", "exit", "f6", "f12"]


@given(
    st.dates(date(2021, 11, 1), date(2026, 10, 31)),
    st.integers(1, 1500),
    st.integers(0, 900),
)
def test_every_wave_has_a_window_around_its_day_and_a_key_of_its_own(
    entry: date, stayed: int, later: int
) -> None:
    stay = Stay(entry, entry + timedelta(days=stayed))
    listed = waves(PLAN, stay, entry + timedelta(days=stayed + later), FINAL)
    assert len({one.key for one in listed}) == len(listed)
    assert all(one.opens_on <= one.on <= one.closes_on for one in listed)
    assert [one.on for one in listed] == sorted(one.on for one in listed)
