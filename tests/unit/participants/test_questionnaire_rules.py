"""Who is called, who sees answers, what counts as late: worked examples with their boundaries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.participants.questionnaires.reading import asked
from app.participants.questionnaires.rounds import Person as Somebody
from app.participants.questionnaires.rounds import Recorded, Response, responses, rounds, schedules
from app.participants.questionnaires.rules import (
    ESCALATED,
    Addressee,
    addressees,
    is_from_paper,
    may_see_answers,
)
from app.participants.questionnaires.waves import ConsentPeriod, Standing
from app.pilots.preset import Measurement

DUE = datetime(2024, 6, 30, 12, tzinfo=UTC)
DAY = date(2024, 6, 30)
FINAL = date(2027, 4, 30)


@pytest.mark.parametrize(
    ("moment", "has_holder", "called"),
    [
        (DUE - timedelta(seconds=1), True, {Addressee.HOLDER}),
        (DUE, True, ESCALATED),
        (DUE + timedelta(days=30), True, ESCALATED),
        (DUE - timedelta(days=1), False, ESCALATED),
    ],
)
def test_a_crisis_calls_its_holder_and_from_the_moment_due_deputy_and_coordinator(
    moment: datetime, has_holder: bool, called: set[Addressee]
) -> None:
    assert addressees(DUE, moment, has_holder=has_holder) == called


@pytest.mark.parametrize(
    ("setting", "holds", "works", "sees"),
    [
        ("case", True, True, True),
        ("case", False, True, False),
        ("case", True, False, False),
        ("workers", False, True, True),
        ("workers", True, False, False),
        ("nobody", True, True, False),
    ],
)
def test_single_answers_are_seen_as_the_programme_has_it(
    setting: str, holds: bool, works: bool, sees: bool
) -> None:
    assert may_see_answers(setting, holds_case=holds, works_cases=works) is sees


@pytest.mark.parametrize(
    ("ticked", "mode", "days_ago", "marked"),
    [
        (False, "interview", 7, False),
        (False, "interview", 8, True),
        (True, "interview", 0, True),
        (False, "paper", 0, True),
    ],
)
def test_answers_from_paper_are_those_ticked_on_paper_or_older_than_a_week(
    ticked: bool, mode: str, days_ago: int, marked: bool
) -> None:
    assert is_from_paper(ticked, mode, DAY - timedelta(days=days_ago), DAY) is marked


def test_the_response_leaves_open_windows_missing_consent_and_late_waves_out_of_the_gaps() -> None:
    plan, who5 = Measurement(), asked(["who5"])
    agreed = (ConsentPeriod("health_data", date(2021, 1, 1)),)
    entries = [date(2023, 1, 2), date(2023, 1, 2), date(2024, 6, 3)]
    people = [Somebody(n, n, n, on, None, agreed) for n, on in enumerate(entries, start=1)]
    silent = Somebody(4, 4, 4, entries[0], None)
    done = Recorded(done=frozenset({"who5"}))
    missed = Recorded(missing=frozenset({"who5"}))
    known = {1: (("t0", done), ("m6", done)), 2: (("m6", missed),)}
    found = rounds(schedules(plan, FINAL, (*people, silent), who5, known, DAY, DAY))
    missing = {("m6", "refused"): 1}
    t0, m6, m12, m18 = responses(found, "who5", missing)
    assert t0 == Response("t0", due=2, answered=1, paired=1, overdue=1, open=1, no_consent=1)
    assert m6 == Response("m6", due=2, answered=1, paired=1, no_consent=1, missing={"refused": 1})
    assert (m12.due, m12.overdue, m12.rate) == (2, 2, 0.0)
    assert (m18.due, m18.open, m18.no_consent, m18.rate) == (0, 2, 1, None)


def test_a_wave_wants_what_is_open_or_overdue_only() -> None:
    agreed = (ConsentPeriod("health_data", date(2021, 1, 1)),)
    person = Somebody(1, 1, 1, date(2024, 6, 3), None, agreed)
    known = {1: (("t0", Recorded(done=frozenset({"who5"}), missing=frozenset({"wai"}))),)}
    in_use = asked(["who5", "gad7", "wai"])
    (t0,) = rounds(schedules(Measurement(), FINAL, [person], in_use, known, DAY, DAY))
    assert t0.where.wanted == ("gad7",)
    assert t0.standings == {
        "who5": Standing.DONE,
        "gad7": Standing.OPEN,
        "wai": Standing.MISSING,
    }


@pytest.mark.parametrize("consents", [(), (ConsentPeriod("health_data", date(2021, 1, 1)),)])
def test_what_is_on_record_counts_before_consent_and_dates(
    consents: tuple[ConsentPeriod, ...],
) -> None:
    person = Somebody(1, 1, 1, date(2023, 1, 2), None, consents)
    known = {1: (("m18", Recorded(frozenset({"who5"}), frozenset({"wai"}))),)}
    in_use, early = asked(["who5", "wai"]), date(2023, 2, 1)
    *_earlier, m18 = rounds(schedules(Measurement(), FINAL, [person], in_use, known, early, DAY))
    assert m18.standings == {"who5": Standing.DONE, "wai": Standing.MISSING}
