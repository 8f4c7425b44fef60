"""What milestones need and how a slip carries over, worked by hand and for any plan."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.milestones.plan.rules import (
    Planned,
    carried_over,
    check_dependency,
    check_evidence,
    check_forecast,
    check_measure,
    circle,
    held_up_by,
)
from app.pilots.preset import MEASURES
from app.reporting.figures.reaching import reached_on
from app.reporting.figures.rules import DECLARED, Facts

ON = date(2024, 6, 30)
TITLES = {1: "A", 2: "B", 3: "C"}


def test_a_slip_reaches_what_needs_it_and_what_needs_that_in_turn() -> None:
    plan = {
        1: Planned(date(2024, 9, 15)),
        2: Planned(date(2024, 9, 30), needs={1: 30}),
        3: Planned(date(2024, 12, 31), needs={2: 90}),
    }
    carried = carried_over(plan)
    assert carried == {2: date(2024, 10, 15), 3: date(2025, 1, 13)}
    assert held_up_by(plan, carried) == {2: 1, 3: 2}


def test_what_is_entered_later_than_its_needs_allow_stays_and_so_does_the_day_itself() -> None:
    plan = {1: Planned(date(2024, 9, 1)), 2: Planned(date(2024, 10, 1), needs={1: 30})}
    assert carried_over(plan) == {}


def test_of_several_needs_the_latest_counts_and_a_reached_one_by_its_day() -> None:
    plan = {
        1: Planned(date(2024, 12, 1), reached_on=date(2024, 5, 2)),
        2: Planned(date(2024, 8, 1)),
        3: Planned(date(2024, 7, 1), needs={1: 92, 2: 0}),
    }
    carried = carried_over(plan)
    assert carried == {3: date(2024, 8, 2)}
    assert held_up_by(plan, carried) == {3: 1}


def test_a_reached_milestone_is_no_longer_put_off() -> None:
    plan = {
        1: Planned(date(2024, 12, 1)),
        2: Planned(date(2024, 7, 1), reached_on=date(2024, 6, 1), needs={1: 0}),
    }
    assert carried_over(plan) == {}


def test_a_circle_is_refused_with_the_milestones_that_form_it() -> None:
    needs = {2: {1: 0}, 3: {2: 0}}
    assert circle(needs) == []
    with pytest.raises(DomainError) as refused:
        check_dependency(needs, 1, 3, TITLES)
    assert refused.value.key == "milestone.circle"
    ring = str(refused.value.params["names"]).split(" → ")
    assert ring[0] == ring[-1]
    waits = {"„A“": "„C“", "„C“": "„B“", "„B“": "„A“"}
    assert [waits[one] for one in ring[:-1]] == ring[1:]


def test_a_need_is_entered_once_and_never_for_itself() -> None:
    check_dependency({2: {1: 0}}, 3, 1, TITLES)
    with pytest.raises(DomainError, match="needed_already"):
        check_dependency({2: {1: 0}}, 2, 1, TITLES)
    with pytest.raises(DomainError, match="needs_itself"):
        check_dependency({}, 2, 2, TITLES)


@st.composite
def plans(draw: st.DrawFn) -> dict[int, Planned]:
    """A plan without circles: a milestone needs only those before it."""
    size = draw(st.integers(1, 7))
    days = st.dates(date(2023, 1, 1), date(2026, 12, 31))
    return {
        one: Planned(
            draw(days),
            draw(st.none() | days) if draw(st.booleans()) else None,
            draw(st.dictionaries(st.integers(0, one - 1), st.integers(0, 400), max_size=3))
            if one
            else {},
        )
        for one in range(size)
    }


@given(plan=plans(), moved=st.integers(0, 6), later=st.integers(0, 500))
def test_a_later_expectation_never_makes_anything_earlier(
    plan: dict[int, Planned], moved: int, later: int
) -> None:
    one = plan[moved % len(plan)]
    put_off = Planned(one.due_on + timedelta(later), one.reached_on, one.needs)
    after = {**plan, moved % len(plan): put_off}

    def due(found: dict[int, Planned]) -> dict[int, date]:
        return {key: node.due_on for key, node in found.items()} | carried_over(found)

    before, now = due(plan), due(after)
    assert all(now[key] >= before[key] for key in plan)
    assert all(day > plan[key].due_on for key, day in carried_over(plan).items())


@given(
    needs=st.dictionaries(st.integers(0, 6), st.sets(st.integers(0, 6), max_size=3), max_size=7),
    one=st.integers(0, 6),
    needed=st.integers(0, 6),
)
def test_what_the_check_lets_through_never_closes_a_circle(
    needs: dict[int, set[int]], one: int, needed: int
) -> None:
    if circle(needs):
        return
    titles = {number: str(number) for number in range(7)}
    try:
        check_dependency(needs, one, needed, titles)
    except DomainError:
        return
    assert circle({**needs, one: {*needs.get(one, ()), needed}}) == []


@pytest.mark.parametrize(
    ("measure", "at_least", "actual_on", "key"),
    [
        ("in_care", 5, None, "no_such_measure"),
        ("outcome", 5, None, "no_such_measure"),
        ("admitted:1", 5, None, "no_such_measure"),
        ("admitted", None, None, "at_least_missing"),
        ("admitted", 0, None, "at_least_missing"),
        ("outcome:employment", 2, None, "at_least_too_few"),
        ("admitted", 60, ON, "figure_tells_the_day"),
        (None, 60, None, "measure_missing"),
    ],
)
def test_a_measure_grows_and_tells_the_day_alone(
    measure: str | None, at_least: int | None, actual_on: date | None, key: str
) -> None:
    with pytest.raises(DomainError, match=key):
        check_measure(measure, at_least, actual_on)


@pytest.mark.parametrize("measure", ["admitted", "exited", "outcome:employment", "spent_to_date"])
def test_every_measure_is_a_figure_that_knows_its_day(measure: str) -> None:
    check_measure(measure, 3, None)
    name = measure.partition(":")[0]
    assert name in MEASURES
    assert name in DECLARED
    assert reached_on(Facts(0, (), ()), measure, 3, ON) is None


def test_evidence_has_its_kind_and_what_the_kind_asks_for() -> None:
    check_evidence("document", "", None)
    check_evidence("figure", "", "admitted")
    for kind, text, key in (
        ("figure", "", "without_figure"),
        ("text", "", "without_text"),
        (None, "Bericht", "without_kind"),
    ):
        with pytest.raises(DomainError, match=key):
            check_evidence(kind, text, None)


def test_later_needs_a_reason_earlier_none_and_the_past_is_refused() -> None:
    before = date(2024, 9, 1)
    check_forecast(before, date(2024, 9, 1), "", ON)
    check_forecast(before, ON, "", ON)
    check_forecast(before, date(2024, 9, 2), "Umbau", ON)
    with pytest.raises(DomainError, match="slip_without_reason"):
        check_forecast(before, date(2024, 9, 2), "  ", ON)
    with pytest.raises(DomainError, match="expected_in_the_past"):
        check_forecast(before, date(2024, 6, 29), "Umbau", ON)
