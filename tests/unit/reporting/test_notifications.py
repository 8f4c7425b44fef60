"""What the funder has to be told of: worked examples with their boundaries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.errors import DomainError
from app.reporting.notifications.rules.decisions import Decided, Decision, Stands, standings
from app.reporting.notifications.rules.letters import (
    MOST_LETTERS,
    Event,
    Happened,
    State,
    Way,
    Wording,
    check_happened,
    check_wording,
    state_of,
)
from app.reporting.notifications.rules.triggers import (
    BY_SIGHT,
    NORMS,
    Drawn,
    Facts,
    Goal,
    Income,
    Item,
    Kind,
    Norm,
    Overrun,
    Trigger,
    YearMoney,
    seen,
)

DAY = date(2024, 6, 30)
P = NORMS["anbest_p"]
GOAL = Goal(120, 80, 120, 140, 90, date(2024, 11, 1), date(2026, 10, 31), 24, None)
DRAWN = Drawn(7, date(2024, 3, 1), 10_000_00, date(2024, 4, 12), 2_500_00, 0, 500_00)
AHEAD = Drawn(8, date(2024, 6, 1), 9_000_00, date(2024, 7, 13), 0, 1_000_00, 9_000_00)


def goal_seen(on: date = DAY, **changes: int | float | None) -> bool:
    return bool(seen(Facts(on, P, replace(GOAL, **changes))))  # type: ignore[arg-type]


def test_a_goal_is_out_of_reach_when_even_admitting_to_the_end_is_not_enough() -> None:
    assert not goal_seen(expected_any=120)
    assert goal_seen(expected_any=119)


def test_a_forecast_of_full_stays_counts_once_own_stays_or_the_calendar_carry_it() -> None:
    assert not goal_seen(expected_full=119)
    assert goal_seen(expected_full=119, mean_months=23.5)
    assert not goal_seen(date(2024, 11, 1), expected_full=119)
    assert goal_seen(date(2024, 11, 2), expected_full=119)


def test_the_goal_weighs_what_is_missing_and_is_out_of_reach_since_the_last_full_entry() -> None:
    late = Facts(date(2025, 1, 1), P, replace(GOAL, expected_full=111))
    [found] = seen(late)
    assert (found.since, found.weights) == (date(2024, 11, 2), {"goal": 9})
    [early] = seen(Facts(DAY, P, replace(GOAL, expected_full=111, mean_months=20.0)))
    assert early.since is None


def test_money_counts_from_the_first_day_after_its_time_and_before_when_it_is_sure_to_be() -> None:
    [found] = seen(Facts(DAY, P, drawn=(DRAWN, AHEAD, replace(AHEAD, id=9, ahead_cents=0))))
    assert found.kind is Kind.DRAWN_MONEY
    assert found.norm == Norm("ANBest-P 5.4")
    assert found.since == date(2024, 4, 13)
    assert found.weights == {"7": 2_500_00, "8": 1_000_00}
    [ahead] = seen(Facts(DAY, P, drawn=(AHEAD,)))
    assert ahead.since is None


def test_each_book_gives_its_trigger_with_its_norm() -> None:
    facts = Facts(
        DAY,
        P,
        years=(YearMoney(2024, 100_000_00, 90_000_00),),
        income=(
            Income(3, date(2024, 2, 1), "Kreis", "Zuschuss", 500_00),
            Income(4, date(2024, 1, 1), "Kreis", "Storno", 0),
        ),
        overruns=(Overrun("0844", 1_000_00, 1_300_00, 200_00, is_ahead=False),),
        items=(Item(5, 1, "Laptop", "lost", date(2024, 5, 1)),),
    )
    told = {one.kind: (one.norm.text, one.since, one.weights) for one in seen(facts)}
    assert told == {
        Kind.YEAR_MONEY: ("Bescheid, ANBest-P 5.2", None, {"2024": 10_000_00}),
        Kind.OTHER_FUNDING: ("ANBest-P 5.1", date(2024, 2, 1), {"3": 500_00}),
        Kind.OVERRUN: ("ANBest-P 1.2, 5.2", None, {"0844": 300_00}),
        Kind.INVENTORY: ("ANBest-P 5.5", date(2024, 5, 1), {"5:2024-05-01": 1}),
    }


def test_a_rule_set_without_duties_sees_nothing_and_anbest_gk_is_not_confirmed() -> None:
    assert seen(Facts(DAY, {}, drawn=(DRAWN,))) == []
    assert not any(norm.is_confirmed for norm in NORMS["anbest_gk"].values())
    assert set(P) == set(Kind)
    assert set(Kind) - BY_SIGHT == {Kind.PURPOSE, Kind.INSOLVENCY}


def trigger(**weights: int) -> Trigger:
    drawn = tuple(replace(DRAWN, id=int(key[1:]), late_cents=w) for key, w in weights.items())
    [found] = seen(Facts(DAY, P, drawn=drawn))
    return found


def stands(now: Trigger, *decisions: Decision) -> tuple[Stands, bool]:
    [found] = standings([now], decisions)
    return found.stands, found.is_worse


def decided(number: int, decided: Decided, **weights: int) -> Decision:
    kept = {key[1:]: weight for key, weight in weights.items()}
    return Decision(number, Kind.DRAWN_MONEY, decided, kept)


def test_a_trigger_is_quiet_after_a_decision_until_one_of_its_figures_gets_worse() -> None:
    waived = decided(1, Decided.NOT_NEEDED, r7=100)
    assert stands(trigger(r7=100)) == (Stands.OPEN, False)
    assert stands(trigger(r7=100), waived) == (Stands.NOT_NEEDED, False)
    assert stands(trigger(r7=99), waived) == (Stands.NOT_NEEDED, False)
    assert stands(trigger(r7=101), waived) == (Stands.WORSE, True)
    assert stands(trigger(r7=10, r8=1), waived) == (Stands.WORSE, True)


def test_several_decisions_cover_their_rows_together_and_the_latest_counts_for_each() -> None:
    first = decided(1, Decided.TOLD, r7=100)
    second = decided(2, Decided.TOLD, r8=50)
    assert stands(trigger(r7=100, r8=50), first, second) == (Stands.TOLD, False)
    milder = decided(3, Decided.TOLD, r7=40)
    assert stands(trigger(r7=60), first, second, milder) == (Stands.WORSE, True)


def test_a_draft_is_no_decision_yet_and_says_when_its_figures_are_worse_by_now() -> None:
    draft = decided(1, Decided.DRAFTED, r7=100)
    assert stands(trigger(r7=100), draft) == (Stands.DRAFTED, False)
    assert stands(trigger(r7=120), draft) == (Stands.DRAFTED, True)


def test_what_is_open_comes_before_what_is_decided() -> None:
    income = Facts(DAY, P, income=(Income(3, DAY, "Kreis", "Zuschuss", 1),), drawn=(DRAWN,))
    told = decided(1, Decided.TOLD, r7=2_500_00)
    kinds = [one.trigger.kind for one in standings(seen(income), [told])]
    assert kinds == [Kind.OTHER_FUNDING, Kind.DRAWN_MONEY]


SENT = Happened(Event.SENT, date(2024, 6, 10), Way.POST)


def test_a_letter_is_a_draft_then_sent_then_answered_or_given_up() -> None:
    assert state_of([]) is State.DRAFT
    assert state_of([Event.SENT]) is State.SENT
    assert state_of([Event.SENT, Event.ANSWERED]) is State.ANSWERED
    assert state_of([Event.DISCARDED]) is State.DISCARDED


@pytest.mark.parametrize(
    ("known", "event", "on", "refusal"),
    [
        ([], Event.SENT, date(2024, 7, 1), "house.future"),
        ([SENT], Event.SENT, DAY, "notifications.no_draft"),
        ([SENT], Event.DISCARDED, DAY, "notifications.no_draft"),
        ([], Event.ANSWERED, DAY, "notifications.not_sent"),
        ([SENT], Event.ANSWERED, date(2024, 6, 9), "notifications.answered_before_sent"),
    ],
)
def test_what_cannot_follow_is_refused(
    known: list[Happened], event: Event, on: date, refusal: str
) -> None:
    with pytest.raises(DomainError) as refused:
        check_happened(known, Happened(event, on), DAY)
    assert refused.value.key == refusal


def test_a_letter_has_at_most_twenty_thousand_characters() -> None:
    given = Wording("BMAS", "", "Mitteilung", "x" * MOST_LETTERS)
    check_wording(given)
    with pytest.raises(DomainError, match="too_long"):
        check_wording(replace(given, text=given.text + "x"))
    with pytest.raises(DomainError, match="missing"):
        check_wording(replace(given, subject=" "))
