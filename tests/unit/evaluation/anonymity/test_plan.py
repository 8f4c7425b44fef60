"""A plan can be stored, is checked when it comes back, and changes only what it names."""

from __future__ import annotations

import json

import pytest

from app.evaluation.anonymity.classes import classes_of
from app.evaluation.anonymity.coarsening import Step, composed
from app.evaluation.anonymity.measure import measure, measured
from app.evaluation.anonymity.plan import Coarsened, Hidden, Plan, PlanRefused, apply, outcome
from app.evaluation.anonymity.tables import Layout, Table

LAYOUT = Layout(("p", "age", "score", "sex", "s"), ("sex", "age"), ("s",), "p")
ROWS = (
    ("a", "20", "7", "f", "1"),
    ("b", "24", "8", "f", "0"),
    ("c", "31", "9", "m", "1"),
    ("d", "47", "9", "d", "1"),
)
BANDS = (
    Step("tens", {"20": "20s", "24": "20s", "31": "30s", "47": "40s"}),
    Step("halves", {"20s": "young", "30s": "young", "-92": "-92"}),
)
PLAN = Plan(
    ("sex", "age"),
    (Coarsened("age", ("tens", "halves"), composed(BANDS)),),
    (Hidden(("m", "young"), ("sex",)),),
    (("d", "40s"),),
)


def test_codes_become_coarser_then_cells_go_then_rows() -> None:
    assert composed(BANDS) == {
        "20": "young",
        "24": "young",
        "31": "young",
        "47": "40s",
        "20s": "young",
        "30s": "young",
        "-92": "-92",
    }
    assert list(apply(Table(LAYOUT, iter(ROWS)), PLAN)) == [
        ["a", "young", "7", "f", "1"],
        ["b", "young", "8", "f", "0"],
        ["c", "young", "9", "-98", "1"],
    ]


def test_a_column_is_left_out_and_everybody_may_be() -> None:
    left_out = Plan(("sex", "age"), (Coarsened("age", ("none",), composed([Step("none")])),))
    assert {row[1] for row in apply(Table(LAYOUT, ROWS), left_out)} == {"-98"}
    nobody = Plan(("sex", "age"), rows=tuple((row[3], row[1]) for row in ROWS))
    assert list(apply(Table(LAYOUT, ROWS), nobody)) == []
    assert measured(outcome(classes_of(Table(LAYOUT, ROWS)), nobody), 5).k is None


def test_the_outcome_is_known_without_the_rows() -> None:
    made = Table(LAYOUT, apply(Table(LAYOUT, ROWS), PLAN))
    assert measured(outcome(classes_of(Table(LAYOUT, ROWS)), PLAN), 2) == measure(made, 2)


def test_a_plan_comes_back_as_it_was() -> None:
    assert Plan.from_json(PLAN.to_json()) == PLAN
    assert Plan.from_json(Plan(("sex",)).to_json()) == Plan(("sex",))


def test_a_damaged_plan_is_refused() -> None:
    whole = json.loads(PLAN.to_json())
    damages: list[object] = [
        [],
        {**whole, "more": 1},
        {key: value for key, value in whole.items() if key != "rows"},
        {**whole, "quasi": "sex"},
        {**whole, "quasi": ["sex", "sex"]},
        {**whole, "rows": [["d"]]},
        {**whole, "rows": [["d", 4]]},
        {**whole, "rows": [["m", "young"]]},
        {**whole, "cells": [{"values": ["m", "young"], "columns": ["score"]}]},
        {**whole, "cells": [{"values": ["m", "young"], "columns": []}]},
        {**whole, "coarsened": whole["coarsened"] * 2},
        {**whole, "coarsened": [{"column": "s", "steps": [], "codes": None}]},
        {**whole, "coarsened": [{"column": "age", "steps": [], "codes": ["x"]}]},
    ]
    for damaged in damages:
        with pytest.raises(PlanRefused):
            Plan.from_json(json.dumps(damaged))
    with pytest.raises(PlanRefused):
        Plan.from_json(PLAN.to_json()[:-1])


def test_a_plan_for_other_columns_is_refused_before_the_first_row() -> None:
    with pytest.raises(PlanRefused):
        apply(Table(LAYOUT, ROWS), Plan(("age", "sex")))
