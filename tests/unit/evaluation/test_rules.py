"""Who and what belongs into a dataset, and how coarse it leaves the house."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.evaluation import rules
from app.evaluation.datasets import persons, stage_episodes
from app.evaluation.datasets.sources import Asked, PeopleSource
from app.evaluation.freezing import Survey
from app.evaluation.rules import Consented, KnownStay, Stay, known_stays
from app.participants.rules import Move
from exports.columns import Dataset, Missing
from exports.rows import check_row
from exports.treatment import published, treatment
from tests import factories

DAY = date(2024, 6, 30)
ENTRY = date(2024, 1, 15)
TO_EVALUATION = Consented("evaluation", date(2024, 1, 10), None)
TO_HEALTH = Consented("health_data", date(2024, 1, 10), None)


def stay(**changes: Any) -> Stay:
    """A stay with both consents; in stage 2 on the day of account."""
    plain: dict[str, Any] = {
        "person_id": 7,
        "participation_id": 70,
        "referred_on": date(2024, 1, 2),
        "admitted_on": ENTRY,
        "exited_on": None,
        "exit_reason": None,
        "outcome": None,
        "age_at_entry": 49,
        "sex": "female",
        "school": "none",
        "vocational": "master_technician",
        "children": 4,
        "health_restriction": True,
        "addiction": None,
        "against_criteria": False,
        "consents": [TO_EVALUATION, TO_HEALTH],
        "moves": [Move(1, date(2024, 1, 2)), Move(2, date(2024, 3, 1))],
    }
    return Stay(**{**plain, **changes})


def known(**changes: object) -> KnownStay:
    """That stay as the day of account knows it."""
    (found,) = known_stays([stay(**changes)], DAY)
    return found


def rows_of(source: PeopleSource, known: KnownStay) -> tuple[Dataset, list[list[object]]]:
    """The rows of a source with days as months, checked against what is published."""
    asked = Asked(1, factories.gecko(), DAY, 5)
    treat = treatment(source.dataset, "months")
    sheet = published(source.dataset, "months")
    rows = [
        treat(["p", known.number, *values], known.stay.admitted_on, 0)
        for values in source.lines(known, (), asked)
    ]
    for number, row in enumerate(rows, 1):
        check_row(sheet, row, number)
    return sheet, rows


def person(**changes: object) -> dict[str, object]:
    """Its row, by column."""
    sheet, (row,) = rows_of(persons.SOURCE, known(**changes))
    return dict(zip(sheet.column_names, row, strict=True))


def episodes(**changes: object) -> list[tuple[object, ...]]:
    """Its stage episodes: stage, from, until, ended."""
    _sheet, rows = rows_of(stage_episodes.SOURCE, known(**changes))
    return [tuple(row[3:]) for row in rows]


@pytest.mark.parametrize(
    ("given_on", "is_in"),
    [(date(2024, 6, 29), True), (DAY, True), (date(2024, 7, 1), False)],
)
def test_consent_counts_from_the_day_it_was_given(given_on: date, is_in: bool) -> None:
    consents = [Consented("evaluation", given_on, None)]
    assert bool(known_stays([stay(consents=consents)], DAY)) is is_in


@pytest.mark.parametrize("withdrawn_on", [date(2024, 2, 1), DAY, date(2025, 1, 1)])
def test_who_has_withdrawn_is_left_out_even_of_an_earlier_day(withdrawn_on: date) -> None:
    consents = [TO_EVALUATION._replace(withdrawn_on=withdrawn_on)]
    assert known_stays([stay(consents=consents)], DAY) == []


@pytest.mark.parametrize(
    ("given_again", "is_in"), [(date(2024, 3, 1), False), (date(2024, 3, 2), True)]
)
def test_a_consent_given_after_the_withdrawal_counts_again(given_again: date, is_in: bool) -> None:
    withdrawn = TO_EVALUATION._replace(withdrawn_on=date(2024, 3, 1))
    consents = [withdrawn, Consented("evaluation", given_again, None)]
    assert bool(known_stays([stay(consents=consents)], DAY)) is is_in


def test_a_withdrawal_ends_the_consent_of_the_persons_other_stays_too() -> None:
    withdrawn = TO_EVALUATION._replace(withdrawn_on=date(2024, 5, 1))
    first = stay(admitted_on=date(2022, 1, 1), exited_on=date(2022, 9, 1))
    first = first._replace(consents=[Consented("evaluation", date(2022, 1, 1), None)])
    assert known_stays([first, stay(consents=[withdrawn])], DAY) == []


def test_consent_to_something_else_is_not_consent_to_evaluation() -> None:
    assert known_stays([stay(consents=[TO_HEALTH])], DAY) == []


@pytest.mark.parametrize(("admitted_on", "is_in"), [(DAY, True), (date(2024, 7, 1), False)])
def test_who_comes_after_the_day_is_not_in_the_dataset(admitted_on: date, is_in: bool) -> None:
    assert bool(known_stays([stay(admitted_on=admitted_on, moves=[])], DAY)) is is_in


def test_consents_to_health_data_and_follow_up_are_looked_at_apart() -> None:
    assert known().permitted == {"evaluation", "health"}
    withdrawn = TO_HEALTH._replace(withdrawn_on=date(2024, 8, 1))
    follow_up = Consented("follow_up", DAY, None)
    assert known(consents=[TO_EVALUATION, withdrawn, follow_up]).permitted == {
        "evaluation",
        "follow_up",
    }


@pytest.mark.parametrize(
    ("exited_on", "in_care", "month", "stage"),
    [
        (date(2024, 6, 29), 0, "2024-06", Missing.NOT_APPLICABLE),
        (DAY, 0, "2024-06", Missing.NOT_APPLICABLE),
        (date(2024, 7, 1), 1, Missing.NOT_YET_DUE, 2),
        (None, 1, Missing.NOT_YET_DUE, 2),
    ],
)
def test_an_exit_after_the_day_is_not_known_yet(
    exited_on: date | None, in_care: int, month: object, stage: object
) -> None:
    row = person(exited_on=exited_on, exit_reason="regular", outcome="employment")
    assert (row["in_care_at_day"], row["exit_month"], row["stage_at_day"]) == (
        in_care,
        month,
        stage,
    )
    reason = Missing.NOT_YET_DUE if in_care else "regular"
    outcome = Missing.NOT_YET_DUE if in_care else "employment"
    assert (row["exit_reason"], row["outcome"]) == (reason, outcome)


def test_an_outcome_that_nobody_noted_is_unknown_after_the_exit() -> None:
    assert person(exited_on=DAY, exit_reason="health")["outcome"] == Missing.UNKNOWN


@pytest.mark.parametrize(
    ("day", "months"), [(date(2024, 6, 14), 4), (date(2024, 6, 15), 5), (date(2024, 6, 30), 5)]
)
def test_dwell_is_counted_in_completed_months(day: date, months: int) -> None:
    (found,) = known_stays([stay()], day)
    assert found.dwell_months == months
    assert person(exited_on=date(2024, 2, 14))["dwell_months"] == 0


def test_a_move_after_the_day_is_ignored() -> None:
    moves = [Move(1, ENTRY), Move(2, DAY), Move(3, date(2024, 7, 1))]
    assert person(moves=moves)["stage_at_day"] == 2
    assert episodes(moves=moves) == [
        (1, "2024-01", "2024-06", 1),
        (2, "2024-06", Missing.NOT_YET_DUE, 0),
    ]


def test_an_exit_ends_the_last_episode_and_an_unknown_one_does_not() -> None:
    ended = episodes(exited_on=date(2024, 5, 1))
    assert ended == [(1, "2024-01", "2024-03", 1), (2, "2024-03", "2024-05", 1)]
    assert episodes(exited_on=date(2024, 7, 1))[-1] == (2, "2024-03", Missing.NOT_YET_DUE, 0)


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (24, "under_25"),
        (25, "25_34"),
        (44, "35_44"),
        (45, "45_49"),
        (49, "45_49"),
        (50, "50_plus"),
        (None, Missing.UNKNOWN),
    ],
)
def test_ages_leave_as_bands_and_50_is_no_longer_below_50(age: int | None, band: object) -> None:
    assert person(age_at_entry=age)["age_group_at_entry"] == band


def test_what_nobody_knows_bears_a_code_and_no_cell_is_empty() -> None:
    nothing = {"sex": None, "school": None, "vocational": None, "children": None}
    row = person(**nothing, referred_on=None, age_at_entry=None, moves=[])
    assert {row[name] for name in ("sex", "school", "vocational")} == {Missing.UNKNOWN}
    assert row["children_in_household"] == row["referral_month"] == Missing.UNKNOWN
    assert row["stage_at_day"] == Missing.UNKNOWN
    assert None not in row.values()


def test_three_children_and_more_are_one_group() -> None:
    assert [person(children=n)["children_in_household"] for n in (0, 2, 3, 9)] == [0, 2, 3, 3]


def test_a_returner_keeps_the_pseudonym_and_counts_the_stays() -> None:
    first = stay(admitted_on=date(2022, 1, 1), exited_on=date(2022, 9, 1), moves=[])
    first = first._replace(consents=[Consented("evaluation", date(2022, 1, 1), None)])
    both = known_stays([first, stay()], DAY)
    rows = [rows_of(persons.SOURCE, each)[1][0] for each in both]
    names = persons.SOURCE.dataset.column_names
    numbers = [row[names.index("stay")] for row in rows]
    returner = [row[names.index("returner")] for row in rows]
    assert (numbers, returner) == ([1, 2], [0, 1])


def test_a_stay_without_consent_still_counts_as_the_first() -> None:
    first = stay(admitted_on=date(2022, 1, 1), exited_on=date(2022, 9, 1), consents=[])
    assert [each.number for each in known_stays([first, stay()], DAY)] == [2]


def test_a_pseudonym_is_stable_and_differs_by_person_pilot_recipient_and_key() -> None:
    key = b"k" * 32
    base = rules.pseudonym(key, 1, 7, "evaluation")
    assert base == rules.pseudonym(key, 1, 7, "evaluation") == "twhz42vxgtdslcjb"
    others = [(key, 1, 8, "evaluation"), (key, 2, 7, "evaluation"), (key, 1, 7, "funder")]
    others.append((b"j" * 32, 1, 7, "evaluation"))
    assert base not in [rules.pseudonym(*each) for each in others]


def test_small_groups_are_counted_by_people_of_one_age_group_and_sex() -> None:
    survey = Survey()
    for each in ([stay()], [stay(age_at_entry=46)], [stay(sex="male")], [stay(consents=[])]):
        taken = known_stays(each, DAY)
        survey.add(taken, left_out=not taken)
    assert (survey.people, survey.stays, survey.left_out) == (3, 3, 1)
    assert (survey.smallest_group, survey.is_small) == (1, True)
    assert survey.groups[("45_49", "female")] == 2


def test_who_comes_after_the_day_is_not_counted_as_left_out() -> None:
    later = stay(admitted_on=date(2024, 7, 1), consents=[])
    assert not rules.was_admitted([later], DAY)
    assert rules.was_admitted([later], date(2024, 7, 1))


@pytest.mark.parametrize(("k", "small"), [(0, False), (1, True), (4, True), (5, False)])
def test_groups_are_small_below_five(k: int, small: bool) -> None:
    assert rules.is_small(k) is small
