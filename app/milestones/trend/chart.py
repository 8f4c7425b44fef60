"""The milestone trend chart (Meilensteintrendanalyse) as a plotly figure.

Days of report across, days of milestones up; lines differ by dashes, marks and their short names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from app.charts import PLAN, Figure, copied, lines_apart, plain

MARKS = ("circle", "square", "diamond", "triangle-up", "x", "star")
"""Marks of the lines of a trend; with the dashes twelve lines before two look the same."""


@dataclass(frozen=True)
class Track:
    """The line of a milestone: its short name for the chart, its title, and for each day of report
    the day then expected."""

    code: str
    name: str
    points: Sequence[tuple[date, date]]


def trend(rows: Sequence[Track], first: date, last: date, on: date, on_name: str) -> Figure:
    """A milestone trend chart: days of report across, milestone days up, both from `first` to
    `last`, with the diagonal on which a milestone is reached; `on` is marked by a named line.

    Each line bears its short name at its end and has dashes and marks of its own, so that none
    needs its colour to be told.
    """
    figure: Figure = copied(_trend_frame(len(rows)))
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
        for place, look in enumerate(lines_apart(count))
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
    return plain(go.Figure(traces, layout))
