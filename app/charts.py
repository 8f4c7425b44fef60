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
BAND = "var(--pb-chart-band)"
FURTHER = tuple(f"var(--pb-chart-{number})" for number in range(3, 7))
DASHES = ("solid", "dot", "dashdot", "longdash")
"""Further courses differ in more than their colour."""
GROUND = "var(--pb-ground)"
PATTERNS = ("", "/", "x", ".", "-", "\\", "+", "|")
"""Bars beside each other differ in more than their colour: in black and white, too."""
FEW = 8
"""Up to so many, each count has its own line in a chart."""

Figure = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """A course over days, its values in the same order; a value may be missing."""

    name: str
    days: Sequence[date]
    values: Sequence[float | None]
    is_plan: bool = False


@dataclass(frozen=True)
class Band:
    """What lies around a course: its bounds at the same places."""

    name: str
    low: Sequence[float | None]
    high: Sequence[float | None]


@dataclass(frozen=True)
class Course:
    """Values along days or a number line, all of a figure along the same; `band` around them."""

    name: str
    at: Sequence[date] | Sequence[float]
    values: Sequence[float | None]
    band: Band | None = None
    is_plan: bool = False
    is_forecast: bool = False


@dataclass(frozen=True)
class Bars:
    """A value for each label, with the text at its bar; a value may be missing."""

    name: str
    values: Sequence[float | None]
    texts: Sequence[str] = ()
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
    figure: Figure = copied(_bar_frame(reference is not None, unit))
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


def grouped(
    labels: Sequence[str],
    parts: Sequence[Bars],
    *,
    is_stacked: bool = False,
    is_upright: bool = False,
    unit: str = "",
    reference: tuple[str, float] | None = None,
) -> Figure:
    """Bars of several kinds for each label, beside or on top of each other.

    They lie, the first label on top, or stand upright; `reference` is a named upright line.
    """
    plans = tuple(part.is_plan for part in parts)
    figure: Figure = copied(_group_frame(plans, is_stacked, is_upright, unit))
    across, along = ("x", "y") if is_upright else ("y", "x")
    for trace, part in zip(figure["data"], parts, strict=True):
        trace.update({across: list(labels), along: list(part.values)}, name=part.name)
        if part.texts:
            trace["text"] = list(part.texts)
    if reference is not None:
        _add_upright(figure["layout"], *reference)
        # Its name stands above the bars, and the legend above that.
        figure["layout"]["annotations"][0] |= {
            "xanchor": "center",
            "yanchor": "bottom",
            "xshift": 0,
        }
        figure["layout"]["legend"]["y"] = 1.1
    return figure


@lru_cache(maxsize=64)
def _group_frame(plans: tuple[bool, ...], is_stacked: bool, is_upright: bool, unit: str) -> Figure:
    import plotly.graph_objects as go

    looks = iter(enumerate(PATTERNS * len(plans)))
    colours = (ACTUAL, *FURTHER)
    traces = []
    for is_plan in plans:
        if is_plan:
            marker = {"color": GROUND, "line": {"color": PLAN, "width": 2}}
        else:
            place, pattern = next(looks)
            colour = colours[place % len(colours)]
            marker = {"color": colour, "line": {"color": colour, "width": 1}}
            if pattern:
                marker["pattern"] = {"shape": pattern, "fgcolor": colour, "bgcolor": GROUND} | {
                    "fillmode": "overlay",
                    "size": 7,
                    "solidity": 0.35,
                }
                marker["color"] = GROUND
        traces.append(
            go.Bar(
                orientation="v" if is_upright else "h",
                marker=marker,
                textposition="outside" if not is_stacked else "none",
                textangle=0,
                cliponaxis=False,
                hoverinfo="name+x" if not is_upright else "name+y",
            )
        )
    values: Figure = {"ticksuffix": unit, "tickformat": ",d", "showgrid": True}
    names: Figure = {"type": "category", "showgrid": False}
    if not is_upright:
        names |= {"autorange": "reversed", "ticksuffix": "  "}
    layout = {
        "barmode": "stack" if is_stacked else "group",
        "xaxis": names if is_upright else values,
        "yaxis": values if is_upright else names,
        # plotly tells the kinds of lying bars from below; read from above they are in order
        "legend": {"traceorder": "normal"},
    }
    return plain(go.Figure(traces, layout))


def lines(courses: Sequence[Line], *, unit: str = "") -> Figure:
    """Courses over time; what happened is drawn thick, what was planned dashed."""
    figure: Figure = copied(_line_frame(tuple(course.is_plan for course in courses), unit))
    for trace, course in zip(figure["data"], courses, strict=True):
        shown = [day.isoformat() for day in course.days]
        trace.update(name=course.name, x=shown, y=list(course.values))
    return figure


def counted(figure: Figure, values: Sequence[float | None]) -> Figure:
    """A figure of counts: it begins at zero, and few are told on whole numbers."""
    figure["layout"]["yaxis"]["rangemode"] = "tozero"
    if max((value or 0 for value in values), default=0) <= FEW:
        figure["layout"]["yaxis"]["dtick"] = 1
    return figure


def courses(
    shown: Sequence[Course],
    *,
    title: str = "",
    unit: str = "",
    top: float | None = None,
    is_stepped: bool = False,
    reference: tuple[str, float] | None = None,
) -> Figure:
    """Courses with the bands around them; `reference` is a named upright line.

    `title` names the number line below, `top` is the greatest value that the figure has room for;
    a stepped course keeps its value up to the next place.
    """
    kinds = tuple((each.band is not None, each.is_plan, each.is_forecast) for each in shown)
    is_dated = any(isinstance(place, date) for each in shown for place in each.at[:1])
    figure: Figure = copied(_course_frame(kinds, title, unit, is_stepped, is_dated))
    traces = iter(figure["data"])
    for each in shown:
        at = [place.isoformat() if isinstance(place, date) else place for place in each.at]
        if each.band is not None:
            next(traces).update(name=each.band.name, x=at, y=list(each.band.high))
            next(traces).update(name=each.band.name, x=at, y=list(each.band.low))
        next(traces).update(name=each.name, x=at, y=list(each.values))
    if top is not None:
        figure["layout"]["yaxis"]["range"] = [0, top]
    if reference is not None:
        _add_upright(figure["layout"], *reference)
    return figure


def _add_upright(layout: Figure, name: str, at: float) -> None:
    line = {"color": PLAN, "width": 2, "dash": "dot"}
    layout["shapes"] = [
        {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": at, "x1": at, "line": line}
    ]
    layout["annotations"] = [
        {"yref": "paper", "x": at, "y": 1, "text": name, "showarrow": False}
        | {"xanchor": "right", "yanchor": "top", "xshift": -4}
    ]


@lru_cache(maxsize=64)
def _course_frame(
    kinds: tuple[tuple[bool, bool, bool], ...],
    title: str,
    unit: str,
    is_stepped: bool,
    is_dated: bool,
) -> Figure:
    import plotly.graph_objects as go

    shape = "hv" if is_stepped else "linear"
    looks = iter(lines_apart(len(kinds)))
    traces = []
    for has_band, is_plan, is_forecast in kinds:
        if is_plan:
            line = {"color": PLAN, "width": 2, "dash": "dash"}
        else:
            line = {"color": ACTUAL, "width": 2, "dash": "dot"} if is_forecast else next(looks)
        if has_band:
            edge = {"mode": "lines", "hoverinfo": "skip", "line": {"width": 0, "shape": shape}}
            traces += [
                go.Scatter(**edge, showlegend=False),
                go.Scatter(**edge, fill="tonexty", fillcolor=BAND),
            ]
        traces.append(go.Scatter(mode="lines", line=line | {"shape": shape}))
    layout: Figure = {
        "hovermode": "x unified",
        "xaxis": {"type": "date", "hoverformat": "%d.%m.%Y"}
        if is_dated
        else {"hoverformat": ".1f", "dtick": 6, "rangemode": "tozero", "title": {"text": title}},
        "yaxis": {"ticksuffix": unit, "tickformat": ",d", "hoverformat": ",.1~f"},
    }
    return plain(go.Figure(traces, layout))


def lines_apart(count: int) -> list[Figure]:
    """Colour and dashes of so many courses that happened: no two alike."""
    colours = [ACTUAL, *FURTHER]
    return [
        {"color": colours[place % len(colours)], "dash": DASHES[place % len(DASHES)]}
        | {"width": 3 if place == 0 else 2}
        for place in range(count)
    ]


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
    return plain(go.Figure([bar], layout))


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
    return plain(go.Figure(traces, layout))


def plain(figure: Any) -> Figure:
    found: Figure = figure.to_plotly_json()
    found["layout"].pop("template", None)
    return found


def copied(value: Any) -> Any:
    """A deep copy; `copy.deepcopy` takes several times as long on plain dictionaries."""
    if isinstance(value, dict):
        return {key: copied(inner) for key, inner in value.items()}
    return [copied(inner) for inner in value] if isinstance(value, (list, tuple)) else value
