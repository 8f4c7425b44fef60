"""plotly figures from plain rows, in the form the page draws: no template, title or font.

plotly makes and checks the frame of each kind of figure once, when it is first needed; the rows of
a request are then only put in. Colours are the names that `charts.js` turns into those of the
light or dark scheme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

ACTUAL = "var(--pb-chart-actual)"
PLAN = "var(--pb-chart-plan)"

Figure = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """A course over days, its values in the same order; a value may be missing."""

    name: str
    days: Sequence[date]
    values: Sequence[float | None]
    is_plan: bool = False


def bars(
    labels: Sequence[str],
    values: Sequence[float | None],
    texts: Sequence[str],
    name: str,
    *,
    reference: tuple[str, float] | None = None,
    unit: str = "",
) -> Figure:
    """Lying bars, the first on top, each with its text; `reference` is a named line across them."""
    figure: Figure = _copy(_bar_frame(reference is not None, unit))
    highest = max([value or 0 for value in values] + ([reference[1]] if reference else [0]))
    # Room for the text behind the longest bar.
    end = highest * 1.25 or 1
    figure["data"][0].update(name=name, y=list(labels), x=list(values), text=list(texts))
    if len(labels) == 1:
        figure["data"][0]["width"] = 0.3
    if reference is not None:
        shape, note = figure["layout"]["shapes"][0], figure["layout"]["annotations"][0]
        shape.update(x0=reference[1], x1=reference[1])
        # A line far to the right has its name to its left, or a narrow screen would cut it off.
        anchor = "right" if reference[1] > end / 2 else "center"
        note.update(x=reference[1], text=reference[0], xanchor=anchor)
    figure["layout"]["xaxis"]["range"] = [0, end]
    return figure


def lines(courses: Sequence[Line], *, unit: str = "") -> Figure:
    """Courses over time; what happened is drawn thick, what was planned dashed."""
    figure: Figure = _copy(_line_frame(tuple(course.is_plan for course in courses), unit))
    for trace, course in zip(figure["data"], courses, strict=True):
        shown = [day.isoformat() for day in course.days]
        trace.update(name=course.name, x=shown, y=list(course.values))
    return figure


@lru_cache(maxsize=32)
def _bar_frame(has_reference: bool, unit: str) -> Figure:
    import plotly.graph_objects as go

    bar = go.Bar(
        orientation="h",
        marker={"color": ACTUAL},
        textposition="auto",
        insidetextanchor="end",
        textangle=0,
        cliponaxis=False,
        hoverinfo="skip",
    )
    layout: Figure = {
        "showlegend": False,
        "yaxis": {"autorange": "reversed", "showgrid": False, "ticksuffix": "  "},
        "xaxis": {"showgrid": True, "ticksuffix": unit},
    }
    if has_reference:
        line = {"color": PLAN, "width": 3}
        layout |= {
            "shapes": [
                {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "line": line}
                | {"layer": "below"}
            ],
            "annotations": [{"yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False}],
            "margin": {"l": 8, "r": 8, "t": 28, "b": 8},
        }
    return _plain(go.Figure([bar], layout))


@lru_cache(maxsize=32)
def _line_frame(plans: tuple[bool, ...], unit: str) -> Figure:
    import plotly.graph_objects as go

    traces = [
        go.Scatter(
            mode="lines",
            line={"color": PLAN if is_plan else ACTUAL, "width": 2 if is_plan else 3}
            | ({"dash": "dash"} if is_plan else {}),
        )
        for is_plan in plans
    ]
    layout = {
        "hovermode": "x unified",
        "xaxis": {"type": "date", "hoverformat": "%d.%m.%Y"},
        "yaxis": {"ticksuffix": unit, "tickformat": ",d", "hoverformat": ",.2~f"},
    }
    return _plain(go.Figure(traces, layout))


def _plain(figure: Any) -> Figure:
    found: Figure = figure.to_plotly_json()
    found["layout"].pop("template", None)
    return found


def _copy(value: Any) -> Any:
    """A deep copy; `copy.deepcopy` takes several times as long on plain dictionaries."""
    if isinstance(value, dict):
        return {key: _copy(inner) for key, inner in value.items()}
    return [_copy(inner) for inner in value] if isinstance(value, (list, tuple)) else value
