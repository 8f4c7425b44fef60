"""The chart of contacts of the whole pilot: figure, table and finding in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app import charts
from app.formats import number
from app.participants.contacts import labels
from app.participants.contacts.rules import Density

FEW = 5
"""Up to so many contacts a month the axis has a mark for each."""


@dataclass(frozen=True)
class Picture:
    """A chart with its table, as the macro `chart` takes it."""

    figure: charts.Figure
    table: Mapping[str, Any]
    summary: str


def contacts(density: Density) -> Picture | None:
    """Contacts per month in care by calendar month; None before the first day in care."""
    if not density.months:
        return None
    last = density.months[-1]
    values = [one.per_month for one in density.months]
    figure = charts.lines(
        [
            charts.Line(
                _("Kontakte je Monat in Betreuung"),
                [one.month for one in density.months],
                [None if value is None else round(value, 2) for value in values],
            )
        ]
    )
    figure["layout"]["xaxis"]["hoverformat"] = "%m.%Y"
    figure["layout"]["yaxis"]["rangemode"] = "tozero"
    if max(value or 0 for value in values) <= FEW:
        figure["layout"]["yaxis"]["dtick"] = 1
    head = [
        _("Monat"),
        _("Kontakte"),
        _("Monate in Betreuung"),
        _("Kontakte je Monat"),
        _("Minuten je Monat"),
    ]
    rows = [
        [
            labels.month(one.month.year, one.month.month),
            number(one.contacts),
            number(one.months_in_care, 1),
            number(one.per_month, 1),
            number(one.minutes_per_month),
        ]
        for one in density.months
    ]
    summary = _(
        "Im Mittel %(mean)s Kontakte je Monat in Betreuung, im %(month)s %(latest)s.",
        mean=number(density.per_month, 1),
        month=labels.month(last.month.year, last.month.month),
        latest=number(last.per_month, 1),
    )
    return Picture(figure, {"head": head, "rows": list(reversed(rows))}, summary)
