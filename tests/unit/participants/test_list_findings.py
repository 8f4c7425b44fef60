"""What old lists did against today's rules is said and taken in."""

from __future__ import annotations

from datetime import date, timedelta

from app.participants.list_findings import old_history, over_ratio
from app.participants.listed import ListedPerson
from app.periods import Interval
from app.pilots.queries import PostRow
from app.pilots.reading import read_preset, shipped_preset

GECKO = read_preset(shipped_preset("gecko"))
POST = PostRow(1, "reha-1", "SB med. Reha 1", 100, carries_cases=True)
ENTRY = date(2023, 3, 14)


def listed(**changes: object) -> ListedPerson:
    values: dict[str, object] = {
        "line": 4,
        "running_number": 1,
        "customer_number": "036D000001",
        "family_name": "Muster",
        "given_name": "Kim",
        "birth_date": date(1985, 5, 17),
        "sex": "female",
        "school": "intermediate",
        "vocational": "dual",
        "children": 1,
        "health_restriction": True,
        "addiction": False,
        "referred_on": None,
        "consent_on": date(2023, 3, 10),
        "admitted_on": ENTRY,
        "post_title": POST.title,
        "stage_days": {2: date(2023, 4, 1)},
        "exited_on": None,
        "exit_reason": None,
        "outcome_code": None,
        "remark": None,
    }
    return ListedPerson(**{**values, **changes})  # type: ignore[arg-type]


def codes(person: ListedPerson) -> list[str]:
    return [finding.code for finding in old_history(GECKO, person)]


def test_a_person_in_order_raises_no_question() -> None:
    assert codes(listed()) == []


def test_an_unmet_criterion_and_an_unknown_one_are_named() -> None:
    assert codes(listed(birth_date=date(1973, 3, 14))) == ["participant.criterion_not_met"]
    assert codes(listed(vocational=None)) == ["participant.criterion_unknown"]


def test_a_stage_before_the_consent_or_without_a_post_is_named() -> None:
    assert codes(listed(consent_on=date(2023, 4, 2))) == [
        "participant.list_gate_consent_participation"
    ]
    assert codes(listed(post_title=None)) == ["participant.no_post", "participant.list_gate_coach"]


def test_the_twenty_sixth_case_of_a_post_exceeds_its_places() -> None:
    present = {POST.title: [Interval(ENTRY - timedelta(days=n)) for n in range(1, 25)]}
    people = [listed(line=4), listed(line=5)]
    found = over_ratio(people, GECKO, [POST], present)
    assert [(finding.line, dict(finding.params)["cases"]) for finding in found] == [(5, 26)]


def test_who_has_left_on_the_day_of_entry_no_longer_takes_a_place() -> None:
    present = {POST.title: [Interval(date(2022, 1, 1), ENTRY) for _ in range(25)]}
    assert over_ratio([listed()], GECKO, [POST], present) == []
