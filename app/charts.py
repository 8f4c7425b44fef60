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
    """A course over days; values may be missing. `stepped` draws it as stairs."""

    name: str
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
    """Lying bars, the first on top, each with its text; `reference` is a line across all of them."""
    figure = _copy(_bar_frame(reference is not None, unit))
    bar = figure["data"][0]
    bar.update(
        name=name, y=list(labels), x=list(values), text=list(texts), hovertext=list(texts)
    )
    if reference is not None:
        label, at = reference
        ends = [labels[0], labels[-1]] if labels else []
        figure["data"][1].update(name=label, x=[at] * len(ends), y=ends)
    highest = max([value or 0 for value in values] + ([reference[1]] if reference else [0]))
    # Room for the text behind the longest bar.
    figure["layout"]["xaxis"]["range"] = [0, highest * 1.25 or 1]
    return figure


def lines(days: Sequence[date], courses: Sequence[Line], *, unit: str = "") -> Figure:
    """Courses over time; what happened is drawn thick and filled, what was planned dashed."""
    figure = _copy(_line_frame(tuple(course.is_plan for course in courses), unit))
    shown = [day.isoformat() for day in days]
    for trace, course in zip(figure["data"], courses, strict=True):
        trace.update(name=course.name, x=shown[: len(course.values)], y=list(course.values))
    return figure


@lru_cache(maxsize=32)
def _bar_frame(has_reference: bool, unit: str) -> Figure:
    import plotly.graph_objects as go

    traces: list[Any] = [
        go.Bar(
            orientation="h",
            marker={"color": ACTUAL},
            textposition="outside",
            cliponaxis=False,
            hoverinfo="y+text",
        )
    ]
    if has_reference:
        traces.append(
            go.Scatter(mode="lines", line={"color": PLAN, "width": 3}, hoverinfo="name+x")
        )
    layout = {
        "showlegend": has_reference,
        "yaxis": {"autorange": "reversed", "showgrid": False},
        "xaxis": {"showgrid": True, "ticksuffix": unit, "rangemode": "tozero"},
    }
    return _plain(go.Figure(traces, layout))


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
        "yaxis": {"ticksuffix": unit},
    }
    return _plain(go.Figure(traces, layout))


def _plain(figure: Any) -> Figure:
    found: Figure = figure.to_plotly_json()
    found["layout"].pop("template", None)
    return found


def _copy(frame: Figure) -> Figure:
    return {
        "data": [dict(trace) for trace in frame["data"]],
        "layout": {key: dict(v) if isinstance(v, dict) else v for key, v in frame["layout"].items()},
    }
