"""Figures worked by hand from a handful of rows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.messages import SENTENCES
from app.reporting.figures.guarding import FORMULAS, guarded
from app.reporting.figures.rules import (
    DECLARED,
    Difference,
    Facts,
    Paid,
    Promised,
    Received,
    Scope,
    Stayed,
    Unit,
    declared,
    differences,
    figures,
    scope_of,
    stays_behind,
)

YEAR = Scope(date(2023, 1, 1), date(2023, 12, 31))
FACTS = Facts(
    granted_cents=100_000_00,
    positions=["0812", "0835"],
    stages=[1, 2],
    planned={("0812", 2022): 300_00, ("0812", 2023): 500_00, ("0835", 2024): 70_00},
    paid=[
        Paid("0812", date(2022, 12, 31), 100_00, True),
        Paid("0812", date(2023, 1, 1), 250_50, True),
        Paid("0835", date(2023, 12, 31), 60_00, True),
        Paid("0835", date(2023, 12, 31), -10_00, True),
        Paid("0835", date(2023, 6, 1), 33_00, False),
    ],
    received=[
        Received("draw_down", date(2022, 12, 1), 120_00),
        Received("draw_down", date(2023, 2, 1), 400_00),
        Received("draw_down", date(2023, 12, 30), -20_00),
        Received("refund", date(2023, 3, 1), 5_00),
    ],
    stays=[
        Stayed(1, date(2022, 5, 1), date(2023, 5, 1), "employment", "employment"),
        Stayed(1, date(2023, 8, 1), None, stage=1),
        Stayed(2, date(2023, 1, 1), None, stage=2),
        Stayed(3, date(2023, 2, 1), date(2023, 2, 11)),
        Stayed(4, date(2023, 12, 31), date(2024, 1, 1), "other", stage=None),
    ],
    milestones=[
        Promised(date(2022, 1, 1), date(2022, 2, 1)),
        Promised(date(2023, 6, 1), date(2024, 1, 1)),
    ],
)


def test_money_of_a_year_follows_the_day_of_payment_and_leaves_out_what_the_carrier_bears() -> None:
    found = figures(FACTS, YEAR)
    assert found["spent_before"] == 100_00
    assert found["spent"] == 300_50
    assert found["spent:0835"] == 50_00
    assert found["spent_to_date"] == 400_50
    assert found["carrier"] == 33_00
    assert found["planned"] == 870_00
    assert found["planned_here"] == 500_00
    assert found["remaining:0812"] == 800_00 - 350_50


def test_cash_is_what_came_less_what_went_and_repaid_money_lessens_the_draw_downs() -> None:
    found = figures(FACTS, YEAR)
    assert found["income:draw_down"] == 380_00
    assert found["income"] == 385_00
    assert found["cash_opening"] == 20_00
    assert found["cash_closing"] == 20_00 + 385_00 - 300_50


def test_a_returner_is_one_person_and_two_stays() -> None:
    found = figures(FACTS, YEAR)
    assert (found["admitted"], found["admitted_here"]) == (4, 3)
    assert (found["in_care"], found["exited"], found["exited_here"]) == (3, 2, 2)
    assert (found["stage:1"], found["stage:2"], found["stage:none"]) == (1, 1, 1)
    assert found["exited_here:employment"] == found["exited_here:none"] == 1
    assert (found["dwell_mean"], found["dwell_median"]) == (188, 188)


def test_a_milestone_reached_after_the_scope_is_not_reached_in_it() -> None:
    found = figures(FACTS, YEAR)
    assert (found["milestones"], found["milestones_reached"]) == (2, 1)


def test_without_exits_there_is_no_mean_stay() -> None:
    found = figures(Facts(1, ["0812"], [1]), YEAR)
    assert found["dwell_mean"] is None
    assert found["spent"] == found["spent:0812"] == 0


def test_every_figure_has_a_name_in_both_languages() -> None:
    assert all(f"figure.{name}" in SENTENCES for name in DECLARED)
    assert list(figures(FACTS, YEAR)) == sorted(
        figures(FACTS, YEAR), key=lambda key: list(DECLARED).index(key.partition(":")[0])
    )


@pytest.mark.parametrize("code", ["2023", "2023-02-01..2023-02-28"])
def test_a_scope_is_found_again_by_its_address(code: str) -> None:
    assert scope_of(code).code == code


@pytest.mark.parametrize(
    "code", ["", "23", "2023-02-30..2023-03-01", "2023-03-01..2023-02-01", "x"]
)
def test_nonsense_is_no_scope(code: str) -> None:
    with pytest.raises(DomainError):
        scope_of(code)


@pytest.mark.parametrize("key", ["nothing", "granted:0812", ""])
def test_what_is_not_declared_is_no_figure(key: str) -> None:
    with pytest.raises(DomainError):
        declared(key)


def test_a_part_that_one_telling_does_not_know_counts_as_none_there() -> None:
    assert differences({"spent": 5, "exited_here:other": 1}, {"spent": 5}) == [
        Difference("exited_here:other", 1, 0)
    ]
    assert differences({"dwell_mean": None}, {"dwell_mean": 3})[0].change is None


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["0812", "0835"]),
            st.dates(date(2021, 11, 1), date(2026, 10, 31)),
            st.integers(-(10**7), 10**7),
        ),
        max_size=30,
    )
)
def test_the_years_of_a_period_add_up_to_the_whole(rows: list[tuple[str, date, int]]) -> None:
    facts = Facts(0, ["0812", "0835"], [], paid=[Paid(*row, True) for row in rows])
    whole = figures(facts, Scope(date(2021, 11, 1), date(2026, 10, 31)))
    years = [
        figures(facts, Scope(date(year, 1, 1), date(year, 12, 31))) for year in range(2021, 2027)
    ]
    assert sum(one["spent"] or 0 for one in years) == whole["spent"]
    assert years[-1]["spent_to_date"] == whole["spent_to_date"]


def test_the_stays_behind_a_figure_are_as_many_as_it_says() -> None:
    found = figures(FACTS, YEAR)
    for key, value in found.items():
        if DECLARED[key.partition(":")[0]].unit is Unit.PEOPLE:
            assert len(stays_behind(key, FACTS.stays, YEAR)) == value, key


def test_a_figure_that_follows_from_others_is_their_sum() -> None:
    found = figures(FACTS, YEAR)
    for name, terms in FORMULAS.items():
        assert found[name] == sum(sign * (found[other] or 0) for sign, other in terms), name


def test_few_people_and_what_would_give_them_away_are_not_told() -> None:
    told = guarded({"in_care": 7, "stage:1": 1, "stage:2": 6, "exited": 0, "dwell_mean": 3}, 3)
    assert (told["stage:1"], told["stage:2"], told["in_care"]) == (None, None, 7)
    assert told["dwell_mean"] is None
    assert guarded({"spent": 2, "in_care": 3, "stage:1": 3}, 3) == {
        "spent": 2,
        "in_care": 3,
        "stage:1": 3,
    }
