"""Courses with bands as the page draws them: accepted by plotly, each part in its place."""

from __future__ import annotations

from datetime import date

import plotly.graph_objects as go

from app import charts

DAYS = [date(2024, 1, 31), date(2024, 2, 29)]
DATED = charts.courses(
    [
        charts.Course(
            "Vorschau", DAYS, [3, 4], charts.Band("Bereich", [2, 1], [4, 9]), False, True
        ),
        charts.Course("ist", DAYS, [1, None]),
        charts.Course("Plan", DAYS, [5, 5], is_plan=True),
    ]
)
STEPPED = charts.courses(
    [charts.Course(name, [0.0, 1.5], [100, 50]) for name in "abcde"],
    title="Monate",
    unit="\u00a0%",
    top=102,
    is_stepped=True,
    reference=("geplant", 24),
)


def test_plotly_accepts_both_figures() -> None:
    for figure in (DATED, STEPPED):
        go.Figure(figure["data"], figure["layout"])
        assert "template" not in figure["layout"]


def test_a_band_lies_between_its_bounds_below_its_course() -> None:
    high, low, course, *_others = DATED["data"]
    assert (high["y"], low["y"], course["y"]) == ([4, 9], [2, 1], [3, 4])
    assert (low["fill"], low["fillcolor"], high["showlegend"]) == ("tonexty", charts.BAND, False)
    assert low["x"] == ["2024-01-31", "2024-02-29"]


def test_what_happened_is_solid_what_may_come_dotted_what_was_planned_dashed() -> None:
    lines = [trace["line"] for trace in DATED["data"][2:]]
    assert [line["dash"] for line in lines] == ["dot", "solid", "dash"]
    assert [line["color"] for line in lines] == [charts.ACTUAL, charts.ACTUAL, charts.PLAN]


def test_several_courses_differ_in_colour_or_dashes() -> None:
    lines = [trace["line"] for trace in STEPPED["data"]]
    assert len({(line["color"], line["dash"]) for line in lines}) == 5
    assert {line["shape"] for line in lines} == {"hv"}


def test_the_reference_stands_upright_with_its_name() -> None:
    layout = STEPPED["layout"]
    assert (layout["shapes"][0]["x0"], layout["annotations"][0]["text"]) == (24, "geplant")
    assert layout["yaxis"]["range"] == [0, 102]
    assert "shapes" not in DATED["layout"]
