"""plotly figures from plain rows, in the form the page draws: no template, title or font.

plotly makes and checks the frame of each kind of figure once, when it is first needed; the rows of
a request are then only put in. Colours are the names that `charts.js` turns into those of the
light or dark scheme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

ACTUAL = "var(--pb-chart-actual)"
PLAN = "var(--pb-chart-plan)"
BAND = "var(--pb-chart-band)"
FURTHER = tuple(f"var(--pb-chart-{number})" for number in range(3, 7))
DASHES = ("solid", "dot", "dashdot", "longdash")
"""Further courses differ in more than their colour."""
MARKS = ("circle", "square", "diamond", "triangle-up", "x", "star")
"""Marks of the lines of a trend; with the dashes twelve lines before two look the same."""
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
class Track:
    """The line of a milestone: its short name for the chart, its title, and for each day of report
    the day then expected."""

    code: str
    name: str
    points: Sequence[tuple[date, date]]


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
    figure: Figure = _copy(_course_frame(kinds, title, unit, is_stepped, is_dated))
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


def trend(rows: Sequence[Track], first: date, last: date, on: date, on_name: str) -> Figure:
    """A milestone trend chart: days of report across, milestone days up, both from `first` to
    `last`, with the diagonal on which a milestone is reached; `on` is marked by a named line.

    Each line bears its short name at its end and has dashes and marks of its own, so that none
    needs its colour to be told.
    """
    figure: Figure = _copy(_trend_frame(len(rows)))
    span = [first.isoformat(), last.isoformat()]
    for trace, row in zip(figure["data"], rows, strict=True):
        at = [day.isoformat() for day, _expected in row.points]
        days = [expected.isoformat() for _day, expected in row.points]
        trace.update(name=f"{row.code} {row.name}", x=at, y=days)
    layout = figure["layout"]
    for row, height in _apart(rows, (last - first).days):
        end = {"x": row.points[-1][0].isoformat(), "y": height.isoformat(), "text": row.code}
        layout["annotations"].append({**end, "xanchor": "left", "xshift": 8, "showarrow": False})
    layout["xaxis"]["range"] = layout["yaxis"]["range"] = span
    diagonal, today = layout["shapes"]
    diagonal.update(x0=span[0], y0=span[0], x1=span[1], y1=span[1])
    today.update(x0=on.isoformat(), x1=on.isoformat())
    layout["annotations"][0].update(x=on.isoformat(), text=on_name)
    return figure


def _apart(rows: Sequence[Track], span_days: int) -> list[tuple[Track, date]]:
    """Heights for the names at the ends of lines, so that none covers another's."""
    near, gap = span_days * 0.06, timedelta(span_days * 0.035)
    placed: list[tuple[Track, date]] = []
    for row in sorted(rows, key=lambda row: row.points[-1][1]):
        day, height = row.points[-1]
        for other, taken in placed:
            if abs((other.points[-1][0] - day).days) < near and height - taken < gap:
                height = taken + gap
        placed.append((row, height))
    return placed


@lru_cache(maxsize=32)
def _trend_frame(count: int) -> Figure:
    import plotly.graph_objects as go

    traces = [
        go.Scatter(
            mode="lines+markers",
            line={**look, "width": 2},
            marker={"symbol": MARKS[place % len(MARKS)], "size": 7, "color": look["color"]},
            cliponaxis=False,
            hovertemplate="%{x|%d.%m.%Y} → %{y|%d.%m.%Y}",
        )
        for place, look in enumerate(_looks(count))
    ]
    line = {"type": "line", "layer": "below"}
    layout: Figure = {
        "height": 520,
        "showlegend": False,
        "xaxis": {"type": "date", "tickformat": "%m/%Y", "showgrid": True},
        "yaxis": {"type": "date", "tickformat": "%m/%Y", "rangemode": "normal"},
        "margin": {"l": 8, "r": 36, "t": 28, "b": 8},
        "shapes": [
            {**line, "line": {"color": PLAN, "width": 2}},
            {**line, "yref": "paper", "y0": 0, "y1": 1}
            | {"line": {"color": PLAN, "width": 1, "dash": "dot"}},
        ],
        "annotations": [{"yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False}],
    }
    return _plain(go.Figure(traces, layout))


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
    looks = iter(_looks(len(kinds)))
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
    return _plain(go.Figure(traces, layout))


def _looks(count: int) -> list[Figure]:
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
