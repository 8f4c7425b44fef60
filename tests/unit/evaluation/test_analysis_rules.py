"""Who is analysed, paired change, landmark and dose: worked by hand, means against scipy."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.errors import DomainError
from app.evaluation.analyses.rules import dose, landmark
from app.evaluation.analyses.rules.asked import (
    By,
    Member,
    Period,
    by_of,
    grouped,
    is_enough,
    period_of,
    periods,
)
from app.evaluation.analyses.rules.change import LATEST, PAIRED, Measured, change_to, changes
from app.evaluation.analyses.rules.landmark import AIM, FEW, MANY, OTHER, Reached
from app.evaluation.analyses.rules.means import mean_of, t_below, t_quantile
from app.evaluation.analyses.rules.staying import BACK, LEFT, ONWARD, stages_seen, stays_seen
from app.participants.contacts.rules import HeldWith, TopicOf
from app.participants.dwell.rules import Observed, mark_day
from app.participants.rules import Move

DAY, LAST = date(2024, 6, 30), date(2026, 10, 31)
STATS: Any = pytest.importorskip("scipy.stats")


def member(number: int, entered: date, left: date | None = None, **changes: Any) -> Member:
    reason = None if left is None else changes.pop("reason", "regular")
    groups = {"sex": "female", "age": "25_34", "school": "none", **changes}
    return Member(number, number, entered, left, reason, **groups)


@pytest.mark.parametrize(
    ("freedom", "value"), [(1, 12.706), (4, 2.776), (9, 2.262), (30, 2.042), (120, 1.980)]
)
def test_the_quantile_is_that_of_the_printed_table(freedom: int, value: float) -> None:
    assert round(t_quantile(0.975, freedom), 3) == value


@pytest.mark.parametrize("freedom", [1, 2, 3, 7, 57, 500, 20_000])
def test_students_t_agrees_with_scipy(freedom: int) -> None:
    for probability in (0.5, 0.6, 0.9, 0.975, 0.9995):
        theirs = float(STATS.t.ppf(probability, freedom))
        assert t_quantile(probability, freedom) == pytest.approx(theirs, rel=1e-8, abs=1e-9)
    assert t_below(1.5, freedom) == pytest.approx(float(STATS.t.cdf(1.5, freedom)), abs=1e-10)


def test_the_interval_of_a_mean_is_that_of_scipy() -> None:
    values = [4.0, -8.0, 12.0, 20.0, 0.0, 16.0, 8.0]
    found = mean_of(values)
    assert found is not None
    theirs = STATS.t.interval(0.95, 6, loc=found.mean, scale=STATS.sem(values))
    assert (found.lower, found.upper) == pytest.approx(tuple(theirs), abs=1e-9)
    assert mean_of([]) is None
    assert mean_of([3.0]) is not None
    with pytest.raises(ValueError, match="probability"):
        t_quantile(1.0, 5)


def test_years_of_entry_with_few_people_are_joined() -> None:
    entries = {2021: 4, 2022: 8, 2023: 12, 2024: 3}
    people = [
        member(year * 100 + one, date(year, 3, 1))
        for year, count in entries.items()
        for one in range(count)
    ]
    offered = periods(people)
    assert [one.code for one in offered] == ["2021-2022", "2023-2024"]
    assert period_of("2021-2022", offered) == Period(2021, 2022)
    assert period_of("", offered) is None
    for code in ("2022", "x"):
        with pytest.raises(DomainError, match=r"analyses\.unknown_period"):
            period_of(code, offered)
    with pytest.raises(DomainError, match=r"analyses\.unknown_group"):
        by_of("post")
    assert periods(people[:9]) == []
    assert not is_enough(people[:9])
    # nine people with two stays each are still nine
    assert not is_enough([*people[:9], *people[:9]])


def test_a_small_group_takes_the_next_smallest_with_it() -> None:
    sizes = {"female": 9, "male": 7, "diverse": 2}
    people = [
        member(100 * place + one, date(2023, 1, 1), sex=sex)
        for place, (sex, count) in enumerate(sizes.items())
        for one in range(count)
    ]
    found = grouped(people, By.SEX, ["female", "male", "diverse"])
    assert (list(found.shown), list(found.hidden)) == (["female"], ["male", "diverse"])


def test_the_end_of_funding_is_censoring() -> None:
    late = date(2027, 1, 31)
    people = [
        member(1, date(2026, 1, 1), date(2026, 10, 30)),
        member(2, date(2026, 1, 1), LAST),
        member(3, date(2026, 1, 1)),
    ]
    assert stays_seen(people, late, LAST) == [(302, "regular"), (303, None), (304, None)]


def test_time_in_a_stage_ends_with_the_next_move_or_the_exit() -> None:
    person = member(1, date(2024, 1, 10), date(2024, 5, 1))
    moves = [
        Move(1, date(2024, 1, 1)),
        Move(2, date(2024, 1, 31)),
        Move(1, date(2024, 2, 10)),
        Move(2, date(2024, 3, 1)),
        Move(3, date(2024, 7, 5)),
    ]
    found = stages_seen([person], {1: moves}, DAY, LAST)
    assert found == {1: [(30, ONWARD), (20, ONWARD)], 2: [(10, BACK), (61, LEFT)]}
    assert stages_seen([member(2, DAY)], {2: [Move(1, date(2024, 6, 20))]}, DAY, LAST) == {
        1: [(10, None)]
    }


def scored(number: int, has_left: bool = False, /, **scores: int) -> Measured:
    return Measured(number, scores, {}, has_left)


def test_change_counts_those_with_both_and_says_why_others_lack_the_second() -> None:
    people = [scored(n, t0=20, m6=20 + gain) for n, gain in enumerate((4, 8, 12, 16, 20, 0))]
    people += [Measured(n, {"t0": 30}, {"m6": "refused"}, False) for n in range(10, 13)]
    people += [scored(n, True, t0=30) for n in range(20, 24)]
    people += [scored(30, m6=99)]
    found = change_to([one for one in people if "t0" in one.scores], "m6")
    assert found.change is not None
    assert found.first is not None
    assert (found.paired, found.base, found.first.mean, found.change.mean) == (6, 13, 20, 10)
    assert {code: n for code, n in found.told.cells.items() if n} == {
        PAIRED: 6,
        "refused": 3,
        "not_applicable": 4,
    }
    few = change_to(people[:4], "m6")
    assert (few.paired, few.change) == (4, None)
    assert change_to(people[:2], "m6").paired is None


def test_the_latest_measurement_is_the_last_in_care_or_the_exit() -> None:
    people = [scored(n, t0=10, m6=12, m12=16) for n in range(3)]
    people += [scored(n, True, t0=10, m12=16, exit=20, f6=99) for n in range(3, 6)]
    latest = next(one for one in changes(people) if one.wave == LATEST)
    assert latest.second is not None
    assert (latest.paired, latest.second.mean) == (6, 18)


def test_only_who_is_there_on_the_landmark_and_contacts_before_it_count() -> None:
    entered = date(2023, 1, 1)
    people = [
        member(1, entered, date(2023, 9, 1)),
        member(2, entered),
        member(3, entered, date(2023, 7, 1)),
        member(4, date(2024, 1, 1)),
        member(5, entered, date(2023, 8, 1), reason="moved"),
    ]
    held = [HeldWith(1, date(2023, month, 1), 30, "talk") for month in range(1, 8)]
    held += [HeldWith(2, date(2023, 6, 30), 30, "talk"), HeldWith(4, DAY, 30, "talk")]
    found = landmark.reached(people, held, 6, DAY, LAST)
    assert found == [
        Reached(1.0, Observed(62, AIM)),
        Reached(1 / 6, Observed(365, None)),
        Reached(0.0, Observed(31, OTHER)),
    ]


def test_the_outcome_by_density_is_worked_by_hand() -> None:
    """Four of ten with few contacts and five of ten with many end well, nobody is lost sight of."""
    found = [Reached(0.5, Observed(100, AIM))] * 4 + [Reached(0.5, Observed(400, None))] * 6
    found += [Reached(3.0, Observed(100, AIM))] * 5 + [Reached(3.0, Observed(400, None))] * 5
    shown = landmark.landmark(found, 25, 12)
    assert shown is not None
    assert (shown.reached, shown.not_reached, list(shown.limits)) == (20, 5, [0.5])
    few, many = shown.outcomes
    assert (few.density, few.people) == (FEW, 10)
    assert (many.density, many.counts) == (MANY, {AIM: 5, OTHER: 5})
    assert (few.share, many.share) == pytest.approx((0.4, 0.5))
    # exits behind the horizon are none yet, and nobody is told apart by two of ten
    assert mark_day(3) < 100
    rare = [*found[:2], *found[4:10], *found[10:12], *found[15:]]
    assert landmark.landmark(rare, 25, 12) is None
    assert landmark.landmark(found, 25, 3) is not None


def test_no_share_is_told_of_who_was_not_seen_long_enough() -> None:
    """One of the many is left at the horizon: the estimate would rest on that person alone."""
    few = [Reached(0.5, Observed(100, AIM))] * 4 + [Reached(0.5, Observed(400, None))] * 6
    many = [Reached(3.0, Observed(100, AIM))] * 5 + [Reached(3.0, Observed(200, None))] * 4
    assert landmark.landmark([*few, *many, Reached(3.0, Observed(400, None))], 20, 12) is None
    seen = [*few, *many, *[Reached(3.0, Observed(400, None))] * 3]
    shown = landmark.landmark(seen, 22, 12)
    assert shown is not None
    assert shown.outcomes[1].share == pytest.approx(5 / 12)


def test_limits_keep_equal_values_together() -> None:
    values = [1.0] * 5 + [2.0] * 3 + [3.0] * 4
    assert landmark.limits_of(values, 3) == [1.0, 2.0]
    assert landmark.limits_of(values, 2) == [1.0]
    assert landmark.limits_of([1.0, 1.0], 2) is None


def test_the_dose_is_counted_by_kind_topic_and_stage() -> None:
    people = [member(n, date(2024, 6, 1)) for n in range(1, 6)]
    moves = {n: [Move(1, date(2024, 5, 20)), Move(2, date(2024, 6, 11))] for n in range(1, 6)}
    held = [HeldWith(n, date(2024, 6, 3), 60, "talk") for n in range(1, 6)]
    held += [HeldWith(n, date(2024, 6, 20), 15, "phone") for n in range(1, 5)]
    held += [HeldWith(1, date(2024, 6, 21), 10, "video"), HeldWith(99, DAY, 10, "talk")]
    topics = [TopicOf(n, "debts", 1, 60) for n in range(1, 4)] + [TopicOf(5, "work", 1, 60)]
    counts = dose.counted(people, held, topics, moves, DAY)
    found = dose.received(counts)
    total, first = found[dose.ALL], found[dose.STAGE, "1"]
    assert total is not None
    assert first is not None
    assert (total.people, total.contacts, total.minutes) == (5, 10, 370)
    assert total.months == pytest.approx(5 * 30 / 30.4375)
    assert first.contacts == 5
    assert first.months == pytest.approx(5 * 10 / 30.4375)
    # one person's video would follow from all contacts: the next smallest kind goes, too
    assert found[dose.KIND, "video"] is None
    assert found[dose.KIND, "phone"] is None
    assert found[dose.KIND, "talk"] is not None
    assert found[dose.TOPIC, "debts"] is not None
    assert found[dose.TOPIC, "work"] is None
    assert dose.rare_in_any([counts]) == {(dose.KIND, "video"), (dose.TOPIC, "work")}
