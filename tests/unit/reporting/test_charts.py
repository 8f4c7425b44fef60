"""Figures as the page draws them: accepted by plotly, without template, never shared."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise

import plotly.graph_objects as go
import pytest

from app import charts

BARS = charts.bars(["a", "b"], [4, None], ["4", "geschützt"], "Personen", reference=("Plan", 3))
LINES = charts.lines(
    [
        charts.Line("ist", [date(2024, 1, 31), date(2024, 2, 29)], [1, None]),
        charts.Line("Plan", [date(2024, 1, 31)], [2.5], is_plan=True),
    ],
    unit="\u00a0€",
)


@pytest.mark.parametrize("figure", [BARS, LINES])
def test_plotly_accepts_the_filled_figure(figure: charts.Figure) -> None:
    go.Figure(figure["data"], figure["layout"])
    assert "template" not in figure["layout"]
    assert "title" not in figure["layout"]
    assert len(json.dumps(figure)) < 1500


def test_the_reference_stands_where_it_was_asked_for() -> None:
    assert BARS["layout"]["shapes"][0]["x0"] == 3
    assert BARS["layout"]["annotations"][0]["text"] == "Plan"


def test_what_was_planned_is_dashed_and_what_happened_is_not() -> None:
    assert [trace["line"].get("dash") for trace in LINES["data"]] == [None, "dash"]
    assert LINES["data"][0]["x"] == ["2024-01-31", "2024-02-29"]


def test_two_figures_of_one_kind_share_nothing() -> None:
    other = charts.bars(["c"], [1], ["1"], "x", reference=("y", 9))
    other["data"][0]["marker"]["color"] = "red"
    other["layout"]["shapes"][0]["line"]["width"] = 99
    again = charts.bars(["c"], [1], ["1"], "x", reference=("y", 9))
    assert again["data"][0]["marker"]["color"] == charts.ACTUAL
    assert again["layout"]["shapes"][0]["line"]["width"] == 3


def test_no_bars_make_an_empty_figure() -> None:
    assert charts.bars([], [], [], "x")["data"][0]["x"] == []


def test_lines_of_a_trend_are_told_apart_without_colour_and_their_names_never_touch() -> None:
    start, day = date(2022, 1, 1), date(2024, 6, 1)
    rows = [
        charts.Track(f"M{n}", f"Nr. {n}", [(start, date(2025, 1, 1)), (day, date(2025, 1, n))])
        for n in range(1, 13)
    ]
    figure = charts.trend(rows, start, date(2026, 1, 1), day, "Stichtag")
    looks = {(one["line"]["dash"], one["marker"]["symbol"]) for one in figure["data"]}
    assert len(looks) == len(rows)
    named = [one for one in figure["layout"]["annotations"] if one["text"].startswith("M")]
    heights = sorted(date.fromisoformat(one["y"]) for one in named)
    gap = (date(2026, 1, 1) - start).days * 0.03
    assert all((after - before).days >= gap for before, after in pairwise(heights))
    diagonal = figure["layout"]["shapes"][0]
    assert (diagonal["x0"], diagonal["x1"]) == (diagonal["y0"], diagonal["y1"])
