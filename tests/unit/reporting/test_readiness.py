"""What is missing before a report: which facts make which gap, in which order, shown to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.finance.funder_rules.rules.facts import Facts
from app.finance.funder_rules.rules.findings import Finding, Verdict
from app.messages import SENTENCES
from app.milestones.rules import standing
from app.participants.aftercare.rules import Answer
from app.participants.completeness.rules import Lack, Looked, Period, follow_ups_of, lacking
from app.participants.questionnaires.reading import asked as instruments
from app.participants.questionnaires.rounds import Person, Recorded, Schedule, schedules
from app.participants.questionnaires.waves import ConsentPeriod
from app.pilots.rule_set import Kind
from app.reporting.readiness.rules.counting import (
    code_of,
    months_open,
    months_unsigned,
    next_due,
    of_milestones,
    of_people,
    of_report,
    of_rules,
    of_waves,
)
from app.reporting.readiness.rules.gaps import (
    CHECKS,
    Area,
    Counted,
    Keeper,
    Progress,
    Tally,
    gaps,
    narrowed,
    progress,
    shown,
    still_open,
)
from app.reporting.reports.rules.life import periods
from tests.factories import gecko

DUE = date(2024, 4, 30)
PERIOD = Period(date(2023, 12, 31), DUE, date(2024, 2, 1))


def stay(
    number: int = 1,
    exited_on: date | None = date(2023, 6, 1),
    outcome: str | None = None,
    post: int | None = 1,
    answers: Mapping[int, Answer] | None = None,
    **further: Any,
) -> Looked:
    """A stay from January 2022 that lacks nothing but what is said."""
    whole = Looked(
        number, number, date(2022, 1, 10), exited_on, "regular", outcome, False, False, 2, True,
        True, True, post, answers or {},
    )  # fmt: skip
    return whole._replace(**further)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (stay(), {Lack.OUTCOME}),
        (stay(outcome="employment"), set()),
        # the fuller record of the status at the exit counts as well
        (stay(answers={0: Answer(date(2023, 6, 1), True)}), set()),
        (stay(outcome="unknown", exit_reason=None), {Lack.EXIT_REASON}),
        # the last day counts, the day after belongs to the next report
        (stay(exited_on=date(2023, 12, 31)), {Lack.OUTCOME}),
        (stay(exited_on=date(2024, 1, 1)), set()),
        (stay(exited_on=None, stage=None, has_coach=False), {Lack.STAGE, Lack.COACH}),
        # who has left needs neither
        (stay(outcome="training", stage=None, has_coach=False), set()),
        (stay(exited_on=None, against_criteria=True), {Lack.OVERRIDE_REASON}),
        (stay(exited_on=None, against_criteria=True, has_reason=True), set()),
        (stay(exited_on=None, has_consents=False), {Lack.CONSENT}),
    ],
)
def test_a_stay_lacks_what_is_asked_of_it_up_to_the_last_day(
    one: Looked, expected: set[Lack]
) -> None:
    assert lacking(one, PERIOD.last) == expected


@pytest.mark.parametrize(
    ("exited_on", "told", "untold", "coming", "later"),
    [
        # 6 months: 01.12.2023, untold; 12 months: 01.06.2024, after the report
        (date(2023, 6, 1), 0, 1, 0, 1),
        # 15.04.2024: its window opens on 18.03.2024, but it is needed for the report
        (date(2023, 10, 15), 0, 0, 1, 1),
        # due on the very day of the report, and a day after it
        (date(2023, 10, 30), 0, 0, 1, 1),
        (date(2023, 10, 31), 0, 0, 1, 1),
        (date(2023, 11, 1), 0, 0, 0, 2),
        # who left after the last day belongs to the next report
        (date(2024, 1, 1), 0, 0, 0, 0),
    ],
)
def test_follow_ups_that_fall_due_after_the_report_are_counted_apart(
    exited_on: date, told: int, untold: int, coming: int, later: int
) -> None:
    found = follow_ups_of(gecko(), stay(exited_on=exited_on), PERIOD)
    assert (found.told, len(found.untold), found.coming, found.later) == (
        told, untold, coming, later,
    )  # fmt: skip


def test_who_does_not_agree_to_be_asked_or_has_answered_lacks_no_follow_up() -> None:
    assert not follow_ups_of(gecko(), stay(may_be_followed=False), PERIOD).untold
    answered = stay(answers={6: Answer(date(2023, 12, 4), False)})
    assert follow_ups_of(gecko(), answered, PERIOD).told == 1


def test_seventeen_of_forty_eight_exits_lack_the_status_nine_of_them_coach_2() -> None:
    left = [stay(n, post=2 if n <= 9 else 1) for n in range(1, 18)]
    left += [stay(n, outcome="employment") for n in range(18, 49)]
    found = of_people(gecko(), left, PERIOD)["outcome"]
    assert found.tally == Tally(17, 48)
    assert found.owners == {2: Tally(9, 9), 1: Tally(8, 39)}
    assert found.arguments == {"last": "2023-12-31", "by": "2024-04-30"}


def schedule(day: date, known: Recorded | None = None) -> list[Schedule]:
    """The waves of somebody admitted on 1 November 2023, with one instrument."""
    preset = gecko()
    person = Person(
        7, 7, 7, date(2023, 11, 1), None, (ConsentPeriod("health_data", date(2023, 11, 1)),)
    )
    asked = list(instruments(("who5",)))
    kept = {7: (("t0", known),)} if known else {}
    return list(schedules(preset.measurement, date(2027, 4, 30), [person], asked, kept, day, day))


def test_a_wave_of_the_period_that_lacks_an_instrument_is_a_gap_of_its_post() -> None:
    found = of_waves(schedule(PERIOD.day), {7: 3}, PERIOD)
    assert (found.tally, found.owners) == (Tally(1, 1), {3: Tally(1, 1)})
    assert found.first_on == date(2023, 12, 13)
    answered = of_waves(schedule(PERIOD.day, Recorded(frozenset({"who5"}))), {7: 3}, PERIOD)
    assert answered.tally == Tally(0, 1)
    # asked about before it closes, for a report due before that
    early = Period(PERIOD.last, date(2023, 12, 12), date(2023, 12, 1))
    person = of_waves(schedule(date(2023, 12, 31)), {7: 3}, early)
    assert (person.tally, person.later) == (Tally(), 1)


def test_months_that_have_ended_are_to_be_closed_and_signed_off() -> None:
    last, day = date(2023, 12, 31), date(2024, 1, 1)
    open_ones = months_open(date(2023, 1, 1), date(2023, 10, 1), last, day)
    assert (open_ones.tally, open_ones.arguments) == (Tally(2, 12), {"year": 2023})
    # December has not ended on its last day
    assert months_open(date(2023, 1, 1), None, last, last).tally == Tally(11, 11)
    assert months_unsigned(date(2023, 3, 5), date(2023, 11, 30), last, day) == Tally(1, 10)
    assert months_unsigned(date(2023, 3, 5), date(2023, 12, 31), last, day) == Tally(0, 10)
    assert months_unsigned(date(2023, 3, 5), None, last, day) == Tally(10, 10)
    assert months_unsigned(None, None, last, day) == Tally()


def test_rules_that_are_broken_or_at_risk_are_told_by_what_can_be_done() -> None:
    rules = {rule.kind: rule for rule in gecko().rule_set.rules}
    facts = Facts(PERIOD.last, date(2021, 11, 1), date(2026, 10, 31), 0, (), mark="Gecko")
    facts = replace(facts, unlooked=4)
    mark, award, total = (
        rules[kind]
        for kind in (Kind.MARK_ON_VOUCHERS, Kind.AWARD_FOR_CONTRACTS, Kind.TOTAL_BINDING)
    )
    found = of_rules(
        [
            Finding(mark, Verdict.BROKEN, "", subject="B1"),
            Finding(mark, Verdict.WARNING, "", subject="unlooked"),
            Finding(award, Verdict.BROKEN, "", subject="B2"),
            Finding(award, Verdict.KEPT, ""),
            Finding(total, Verdict.WARNING, ""),
            Finding(rules[Kind.RETENTION], Verdict.WARNING, ""),
        ],
        facts,
        vouchers=10,
    )
    assert {key: one.tally for key, one in found.items()} == {
        "mark_missing": Tally(1, 10),
        "mark_unlooked": Tally(4, 10),
        "award_missing": Tally(1, 1),
        "draw_downs": Tally(0, 0),
        "rules": Tally(1, 1),
    }
    assert found["award_missing"].arguments == {"rule_key": award.key, "day": "2023-12-31"}


def test_a_milestone_overdue_needs_a_new_date_one_that_slips_has_it() -> None:
    planned, day = date(2023, 10, 1), PERIOD.day
    rows = [
        (planned, standing(planned, None, None, day)),
        (date(2024, 3, 1), standing(planned, date(2024, 3, 1), None, day)),
        (planned, standing(planned, None, date(2023, 11, 1), day)),
    ]
    found = of_milestones(rows, PERIOD.last)
    assert (found.tally, found.first_on) == (Tally(1, 2), planned)


def test_chapters_need_a_text_and_the_certificate_only_where_it_is_demanded() -> None:
    preset = gecko()
    sections = [one.key for one in preset.reports.sections if "interim" in one.kinds]
    none = of_report(preset, "interim", None, None, DUE)
    assert none == {"chapters": Counted(Tally(len(sections), len(sections)))}
    written = of_report(preset, "interim", {sections[0]: "Text", sections[1]: " \n"}, "draft", DUE)
    assert written["chapters"].tally == Tally(len(sections) - 1, len(sections))
    rule_set = preset.rule_set
    confirmed = tuple(
        replace(rule, confirmed=True, values={"lead_days": 30})
        if rule.kind is Kind.CERTIFICATION
        else rule
        for rule in rule_set.rules
    )
    asked = replace(preset, rule_set=replace(rule_set, rules=confirmed))
    found = of_report(asked, "interim", {}, "approved", DUE)["certificate"]
    assert (found.tally, found.first_on) == (Tally(1, 1), date(2024, 3, 31))
    assert of_report(asked, "interim", {}, "certified", DUE)["certificate"].tally == Tally(0, 1)


def test_what_blocks_comes_first_then_what_was_due_first() -> None:
    found = gaps(
        {
            "rules": Counted(Tally(3, 3)),
            "outcome": Counted(Tally(17, 48)),
            "follow_up": Counted(Tally(2, 9), date(2023, 12, 1)),
            "waves": Counted(Tally(1, 9), date(2024, 7, 1)),
            "months_open": Counted(Tally(1, 12)),
            "stage": Counted(Tally(0, 30)),
        },
        DUE,
    )
    keys = ["months_open", "follow_up", "outcome", "stage", "waves", "rules"]
    assert [gap.key for gap in found] == keys
    # a day of its own after the report is too late for it
    assert [gap.due_on for gap in found] == [DUE, date(2023, 12, 1), DUE, DUE, DUE, DUE]
    assert [gap.key for gap in still_open(found)] == [
        "months_open",
        "follow_up",
        "outcome",
        "waves",
    ]
    assert progress([shown(gap, 0) for gap in found]) == Progress(21, 108)


def test_gaps_narrow_to_an_area_a_keeper_and_the_own_ones_of_a_post() -> None:
    owners: dict[int | None, Tally] = {1: Tally(8, 39), 2: Tally(9, 9)}
    found = gaps(
        {
            "outcome": Counted(Tally(17, 48), later=4, owners=owners),
            "months_open": Counted(Tally(1, 12)),
        },
        DUE,
    )
    assert [gap.key for gap in narrowed(found, Area.MONEY, None, None)] == ["months_open"]
    assert [gap.key for gap in narrowed(found, None, Keeper.POSTS, None)] == ["outcome"]
    (own,) = narrowed(found, None, None, 2)
    assert (own.count, own.of, own.later) == (9, 9, 0)
    assert narrowed(found, None, None, 3) == []


@pytest.mark.parametrize(
    ("count", "of", "expected"),
    [
        (17, 48, (17, 48)),
        (3, 48, (3, 48)),
        (2, 48, (None, 48)),
        # what is there would tell what is missing, and two who are there are as few
        (17, 18, (None, 18)),
        (1, 2, (None, None)),
        (0, 48, (0, 48)),
        (0, 2, (0, None)),
    ],
)
def test_who_does_not_work_with_people_sees_no_small_count(
    count: int, of: int, expected: tuple[int | None, int | None]
) -> None:
    told = Counted(Tally(count, of), later=2, owners={1: Tally(count, of)})
    seen = shown(gaps({"outcome": told}, DUE)[0], 3)
    assert (seen.count, seen.of, seen.later, seen.owners) == (*expected, None, {})
    money = shown(gaps({"months_open": Counted(Tally(1, 12))}, DUE)[0], 3)
    assert (money.count, money.of) == (1, 12)


def test_the_next_report_is_the_first_that_has_not_fallen_due() -> None:
    found = periods(gecko())
    assert next_due(found, date(2024, 4, 30)) == found[2]
    assert (code_of(found[2]), found[2].scope.code, found[2].due_on) == ("2023", "2023", DUE)
    following = next_due(found, date(2024, 5, 1))
    assert following
    assert code_of(following) == "2024"
    last = next_due(found, date(2030, 1, 1))
    assert last
    assert (code_of(last), last.scope.first) == ("final", date(2021, 11, 1))
    assert next_due([], DUE) is None


def test_every_kind_of_gap_has_its_words() -> None:
    for key in CHECKS:
        assert f"readiness.gap_{key}" in SENTENCES
        assert f"readiness.topic_{key}" in SENTENCES
