"""Dwell gross and net, interruptions and texts of consents by worked examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.participants.rules import Move, dwell_days, episodes
from app.participants.stays.rules import (
    check_days_of_consent,
    check_exit_after_interruptions,
    check_interruption,
    check_signature,
    days_by_stage,
    latest_end,
    net_dwell_days,
    newer_text,
    paused_dwell_days,
)
from app.periods import Interval
from app.pilots.preset import ConsentText
from app.pilots.reading import read_preset, shipped_preset

ENTRY = date(2023, 3, 14)
TODAY = date(2024, 6, 30)
HOSPITAL = Interval(date(2023, 5, 1), date(2023, 5, 11))
GECKO = read_preset(shipped_preset("gecko"))


def test_ten_days_in_hospital_are_ten_days_less() -> None:
    on = date(2023, 6, 14)
    assert dwell_days(ENTRY, None, on) == 92
    assert net_dwell_days(ENTRY, None, on, [HOSPITAL]) == 82


@pytest.mark.parametrize(
    ("on", "paused"),
    [
        (date(2023, 5, 1), 0),
        (date(2023, 5, 2), 1),
        (date(2023, 5, 11), 10),
        (date(2023, 6, 1), 10),
    ],
    ids=["first day", "second day", "back again", "later"],
)
def test_a_pause_counts_as_far_as_it_has_gone_by(on: date, paused: int) -> None:
    assert paused_dwell_days(ENTRY, None, on, [HOSPITAL]) == paused


def test_an_open_pause_lasts_until_the_day_of_account_or_the_exit() -> None:
    still_open = Interval(date(2023, 5, 1))
    assert paused_dwell_days(ENTRY, None, date(2023, 5, 31), [still_open]) == 30
    assert paused_dwell_days(ENTRY, date(2023, 5, 4), date(2023, 5, 31), [still_open]) == 3


def test_a_day_in_two_pauses_counts_once_and_one_before_the_entry_not_at_all() -> None:
    twice = [HOSPITAL, Interval(date(2023, 5, 6), date(2023, 5, 16))]
    assert paused_dwell_days(ENTRY, None, TODAY, twice) == 15
    early = Interval(date(2023, 3, 1), date(2023, 3, 16))
    assert paused_dwell_days(ENTRY, None, TODAY, [early]) == 2


offsets = st.integers(-40, 200)
pauses = st.lists(
    st.tuples(offsets, st.one_of(st.none(), st.integers(0, 90))).map(
        lambda raw: Interval(
            ENTRY + timedelta(raw[0]),
            None if raw[1] is None else ENTRY + timedelta(raw[0] + raw[1]),
        )
    ),
    max_size=5,
)


@given(pauses, st.one_of(st.none(), st.integers(0, 150)), st.integers(0, 200))
def test_gross_is_net_and_paused_and_each_day_counts_once(
    given_pauses: list[Interval], leaving: int | None, later: int
) -> None:
    exited_on = None if leaving is None else ENTRY + timedelta(leaving)
    stay = (ENTRY, exited_on, ENTRY + timedelta(later))
    gross, net = dwell_days(*stay), net_dwell_days(*stay, given_pauses)
    one_by_one = sum(
        any(pause.contains(ENTRY + timedelta(day)) for pause in given_pauses)
        for day in range(gross)
    )
    assert gross - net == one_by_one == paused_dwell_days(*stay, given_pauses)
    assert 0 <= net <= gross


def test_who_was_twice_in_a_stage_has_the_days_of_both_visits() -> None:
    moves = [
        Move(1, ENTRY),
        Move(2, date(2023, 4, 1)),
        Move(1, date(2023, 4, 11)),
        Move(2, date(2023, 4, 16)),
    ]
    assert days_by_stage(episodes(moves, None), date(2023, 4, 20)) == {1: 18 + 5, 2: 10 + 4}


@pytest.mark.parametrize(
    ("from_day", "until_day", "exited_on", "key"),
    [
        (date(2023, 3, 13), None, None, "stays.before_entry"),
        (date(2024, 7, 1), None, None, "house.future"),
        (date(2024, 6, 1), date(2024, 7, 1), None, "house.future"),
        (date(2023, 6, 1), date(2023, 6, 1), None, "stays.until_before_from"),
        (date(2023, 9, 1), date(2023, 9, 2), date(2023, 9, 1), "stays.after_exit"),
        (date(2023, 8, 1), None, date(2023, 9, 1), "stays.after_exit"),
        (date(2023, 4, 1), None, None, "stays.interruptions_overlap"),
        (date(2023, 5, 10), date(2023, 5, 20), None, "stays.interruptions_overlap"),
    ],
)
def test_an_impossible_interruption_is_refused_with_its_reason(
    from_day: date, until_day: date | None, exited_on: date | None, key: str
) -> None:
    with pytest.raises(DomainError) as refused:
        check_interruption(
            from_day,
            until_day,
            admitted_on=ENTRY,
            exited_on=exited_on,
            others=[HOSPITAL],
            today=TODAY,
        )
    assert refused.value.key == key


def test_interruptions_may_touch_and_last_until_the_day_of_exit() -> None:
    for from_day, until_day in ((ENTRY, HOSPITAL.start), (date(2023, 5, 11), date(2023, 9, 1))):
        check_interruption(
            from_day,
            until_day,
            admitted_on=ENTRY,
            exited_on=date(2023, 9, 1),
            others=[HOSPITAL],
            today=TODAY,
        )


def test_an_exit_closes_an_open_interruption_but_does_not_precede_a_recorded_one() -> None:
    check_exit_after_interruptions(date(2023, 6, 1), [HOSPITAL, Interval(date(2023, 6, 1))])
    for exited_on in (date(2023, 5, 10), date(2023, 4, 1)):
        with pytest.raises(DomainError, match="exit_before_interruption"):
            check_exit_after_interruptions(exited_on, [HOSPITAL])


def test_a_newer_text_is_one_in_force_with_another_version() -> None:
    second = ConsentText("evaluation", "2", date(2024, 1, 1), "Institut B", "institute B")
    consents = replace(GECKO.consents, texts=(*GECKO.consents.texts, second))
    assert newer_text(consents, "evaluation", "1", date(2023, 12, 31)) is None
    assert newer_text(consents, "evaluation", "1", date(2024, 1, 1)) == second
    assert newer_text(consents, "evaluation", "2", date(2024, 1, 1)) is None
    assert newer_text(consents, "evaluation", None, date(2024, 1, 1)) is None


def test_a_required_consent_is_given_by_the_entry() -> None:
    def check(given_on: date, withdrawn_on: date | None = None, is_required: bool = True) -> None:
        check_days_of_consent(
            given_on, withdrawn_on, admitted_on=ENTRY, is_required=is_required, today=TODAY
        )

    check(ENTRY, ENTRY)
    check(TODAY, is_required=False)
    with pytest.raises(DomainError, match="required_after_entry"):
        check(date(2023, 3, 15))
    with pytest.raises(DomainError, match="given_after_withdrawal"):
        check(date(2023, 3, 2), date(2023, 3, 1))
    with pytest.raises(DomainError, match="future"):
        check(date(2024, 7, 1), is_required=False)


def test_who_signs_for_somebody_is_named() -> None:
    check_signature("person", "")
    check_signature("representative", "Alex Beispiel")
    with pytest.raises(DomainError, match="representative_missing"):
        check_signature("representative", "  ")


def test_a_stay_ends_with_the_maximum_or_with_the_funding_whichever_comes_first() -> None:
    assert latest_end(ENTRY, 24, date(2026, 10, 31)) == (date(2025, 3, 14), False)
    assert latest_end(date(2024, 12, 1), 24, date(2026, 10, 31)) == (date(2026, 10, 31), True)
