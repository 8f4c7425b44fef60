"""Follow-ups and returns as worked examples, with their boundaries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.errors import DomainError
from app.participants.aftercare import labels
from app.participants.aftercare.rules import (
    AIM_STATES,
    AIMS,
    MISSING,
    PERSPECTIVES,
    Answer,
    Outcome,
    Returns,
    Standing,
    Stay,
    check_asked,
    check_codes,
    code_of,
    final_statement_due,
    follow_up,
    follow_ups,
    point,
    returns_of,
    window,
)
from tests.factories import gecko

EXIT = date(2023, 6, 30)
AGREED = ({"follow_up"}, {"follow_up"})


def test_a_follow_up_is_due_months_after_the_exit_give_or_take_the_tolerance() -> None:
    assert window(EXIT, 6, 4) == (date(2023, 12, 2), date(2023, 12, 30), date(2024, 1, 27))
    assert window(date(2023, 8, 31), 6, 4)[1] == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2023, 12, 1), Standing.NOT_YET),
        (date(2023, 12, 2), Standing.DUE),
        (date(2024, 1, 27), Standing.DUE),
        (date(2024, 1, 28), Standing.OVERDUE),
    ],
)
def test_the_window_includes_its_first_and_last_day(day: date, standing: Standing) -> None:
    found = follow_up(gecko(), EXIT, 6, None, True, day)
    assert found.standing is standing
    assert found.may_be_asked is (standing is not Standing.NOT_YET)


def test_without_consent_nobody_is_asked() -> None:
    for day in (date(2023, 12, 1), date(2024, 1, 28)):
        found = follow_up(gecko(), EXIT, 6, None, False, day)
        assert (found.standing, found.is_open) == (Standing.NO_CONSENT, False)


@pytest.mark.parametrize(
    ("answer", "standing", "is_outside"),
    [
        (Answer(date(2023, 12, 2), True), Standing.DONE, False),
        (Answer(date(2024, 1, 27), True), Standing.DONE, False),
        (Answer(date(2024, 1, 28), True), Standing.DONE, True),
        (Answer(date(2023, 8, 1), False), Standing.MISSING, False),
    ],
)
def test_what_is_on_record_stands_whatever_became_of_the_consent(
    answer: Answer, standing: Standing, is_outside: bool
) -> None:
    found = follow_up(gecko(), EXIT, 6, answer, False, date(2024, 6, 30))
    assert (found.standing, found.is_outside_window) == (standing, is_outside)


def test_the_final_statement_of_gecko_is_due_on_30_04_2027() -> None:
    assert final_statement_due(gecko()) == date(2027, 4, 30)


@pytest.mark.parametrize(
    ("exited_on", "is_after"), [(date(2026, 4, 30), False), (date(2026, 5, 1), True)]
)
def test_follow_ups_due_after_the_final_statement_are_no_gaps(
    exited_on: date, is_after: bool
) -> None:
    day = date(2027, 12, 31)
    found = follow_up(gecko(), exited_on, 12, None, True, day)
    assert found.is_after_final is is_after
    assert code_of(None, found, day) == ("after_final" if is_after else "open")
    done = follow_up(gecko(), exited_on, 12, Answer(found.due_on, True), True, day)
    assert code_of("training", done, day) == "training"


@pytest.mark.parametrize(
    ("day", "has_consent", "code"),
    [
        (date(2023, 12, 1), True, "not_yet"),
        (date(2023, 12, 1), False, "not_yet"),
        (date(2023, 12, 2), True, "open"),
        (date(2023, 12, 2), False, "no_consent"),
    ],
)
def test_nobody_is_a_gap_before_the_window_opens(day: date, has_consent: bool, code: str) -> None:
    assert code_of(None, follow_up(gecko(), EXIT, 6, None, has_consent, day), day) == code


def test_the_response_rate_leaves_out_who_could_not_be_asked() -> None:
    known, unanswered = ("measure", "employment"), ("unknown", "refused", "no_consent", "open")
    codes = (*known, *unanswered, "not_applicable", "not_yet", "after_final")
    found = point(
        6,
        [
            Outcome(number, code, {"em_pension": "applied"} if number < 2 else {})
            for number, code in enumerate(codes, start=1)
        ],
    )
    assert (found.exits, found.base, found.known) == (9, 6, 2)
    assert found.response_rate == pytest.approx(2 / 6)
    assert (found.aim_untold("em_pension"), found.aim_untold("integration_aid")) == (2, 3)
    assert point(6, [Outcome(1, "not_yet", {})]).response_rate is None


def test_the_preset_says_after_how_many_months_is_asked() -> None:
    preset = gecko()
    other = replace(preset, measurement=replace(preset.measurement, after_exit_months=(3,)))
    assert [one.months for one in follow_ups(preset, EXIT, {}, True, EXIT)] == [6, 12]
    assert [one.months for one in follow_ups(other, EXIT, {}, True, EXIT)] == [3]


@pytest.mark.parametrize(
    ("months", "on", "is_known", "key"),
    [
        (0, date(2023, 3, 13), True, "before_entry"),
        (0, date(2023, 6, 20), True, None),
        (6, date(2023, 12, 1), True, "too_early"),
        (6, date(2023, 12, 2), True, None),
        (6, date(2024, 5, 1), True, None),
        (6, date(2023, 6, 29), False, "before_exit"),
        (6, date(2023, 6, 30), False, None),
        (6, date(2024, 7, 1), True, "future"),
    ],
)
def test_people_are_asked_when_the_window_is_open(
    months: int, on: date, is_known: bool, key: str | None
) -> None:
    def check() -> None:
        today, entry = date(2024, 6, 30), date(2023, 3, 14)
        check_asked(gecko(), entry, EXIT, months, Answer(on, is_known), AGREED, today)

    if key is None:
        check()
        return
    with pytest.raises(DomainError, match=key):
        check()


def test_the_consent_counts_on_the_day_of_asking_and_of_recording() -> None:
    answer, today = Answer(date(2024, 1, 2), True), date(2024, 6, 30)
    for consents in ((set(), {"follow_up"}), ({"follow_up"}, {"evaluation"})):
        with pytest.raises(DomainError, match="no_consent"):
            check_asked(gecko(), date(2023, 3, 14), EXIT, 6, answer, consents, today)
    check_asked(gecko(), date(2023, 3, 14), EXIT, 0, answer, (), today)


@pytest.mark.parametrize(
    ("status", "missing", "perspective", "aims", "key"),
    [
        ("employment", None, None, {}, None),
        ("employment", None, "training", {"em_pension": "rejected"}, None),
        (None, "lost", None, {}, None),
        (None, None, None, {}, "status_missing"),
        ("employment", "lost", None, {}, "known_and_missing"),
        (None, "lost", "training", {}, "nothing_known"),
        (None, "lost", None, {"em_pension": "applied"}, "nothing_known"),
        (None, "forgotten", None, {}, "unknown_code"),
        ("employment", None, "castle", {}, "unknown_code"),
        ("employment", None, None, {"castle": "applied"}, "unknown_code"),
        ("employment", None, None, {"em_pension": "lost"}, "unknown_code"),
    ],
)
def test_a_status_is_known_or_missing_with_a_reason(
    status: str | None,
    missing: str | None,
    perspective: str | None,
    aims: dict[str, str],
    key: str | None,
) -> None:
    if key is None:
        check_codes(status, missing, perspective, aims)
        return
    with pytest.raises(DomainError, match=key):
        check_codes(status, missing, perspective, aims)


def test_a_return_counts_the_days_between_exit_and_the_next_entry() -> None:
    first = Stay(1, 3, date(2022, 1, 1), date(2022, 6, 30))
    second = Stay(1, 9, date(2022, 7, 10), date(2022, 12, 31))
    third = Stay(1, 12, date(2022, 12, 31), None)
    found = returns_of([third, Stay(2, 4, date(2022, 2, 1), date(2022, 3, 1)), first, second])
    assert [(one.from_number, one.to_number, one.days) for one in found] == [(3, 9, 10), (9, 12, 0)]
    assert Returns(1, found).median_days == 5
    assert Returns(0, []).median_days is None


def test_every_code_has_its_word() -> None:
    assert tuple(labels.PERSPECTIVE) == PERSPECTIVES
    assert tuple(labels.AIM) == AIMS
    assert tuple(labels.AIM_STATE) == AIM_STATES
    assert tuple(labels.MISSING) == MISSING
    assert set(labels.STANDING) == set(Standing)
