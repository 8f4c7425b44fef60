"""The course of the load by month: figure, table and finding in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from app import charts
from app.formats import day as written
from app.formats import number
from app.participants.caseload.rules import PostTime, mean_load, months_until
from app.pilots.preset import Preset
from app.pilots.queries import PostRow

COLOURS = tuple(f"var(--pb-chart-{place})" for place in range(3, 7))
"""Colours of the posts; the pilot as a whole has that of what happened."""


@dataclass(frozen=True)
class Course:
    """A chart with its table, as the macro `chart` takes it."""

    figure: charts.Figure
    table: Mapping[str, Any]
    summary: str


def course(posts: Mapping[PostRow, PostTime], preset: Preset, day: date) -> Course | None:
    """Mean load of each month from the start of the funding to the day; None before it."""
    last = min(day, preset.notice.ends_on)
    if last < preset.notice.starts_on or not posts:
        return None
    months = months_until(preset.notice.starts_on, last)
    named = [
        (_("Vorhaben"), list(posts.values())),
        *((post.title, [time]) for post, time in posts.items()),
    ]
    means = {
        name: [mean_load(times, start, until) for start, until in months] for name, times in named
    }
    shown = [month.replace(day=1) for month, _until in months]
    return Course(
        _figure(means, shown, preset.target.caseload_ratio),
        {
            "head": [_("Monat"), *means],
            "rows": [
                [f"{month:%m.%Y}", *(_tenths(values[place]) for values in means.values())]
                for place, month in enumerate(shown)
            ],
        },
        _(
            "Personen in Betreuung je Vollzeitstelle im Mittel des Monats, zuletzt %(load)s "
            "(bis %(day)s) bei einem Schlüssel von %(ratio)s.",
            load=_tenths(means[named[0][0]][-1]),
            day=written(last),
            ratio=preset.target.caseload_ratio,
        ),
    )


def _tenths(load: float | None) -> str:
    return _("nicht besetzt") if load is None else number(load, 1)


def _figure(
    means: Mapping[str, list[float | None]], months: list[date], ratio: int
) -> charts.Figure:
    lines = [
        charts.Line(name, months, [None if one is None else round(one, 2) for one in values])
        for name, values in means.items()
    ]
    key = charts.Line(
        _("Schlüssel 1\u00a0:\u00a0%(ratio)s", ratio=ratio),
        months,
        [ratio] * len(months),
        is_plan=True,
    )
    figure = charts.lines([*lines, key])
    for place, trace in enumerate(figure["data"][1:-1]):
        trace["line"].update(color=COLOURS[place % len(COLOURS)], width=2)
    figure["layout"]["xaxis"]["hoverformat"] = "%m.%Y"
    figure["layout"]["yaxis"].update(rangemode="tozero")
    return figure
