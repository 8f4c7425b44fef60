"""The chart of the milestone trend analysis with the words that stand around it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app import charts
from app.formats import day
from app.milestones.trend.queries import TrendRow
from app.milestones.trend.rules import Course, Direction, month_of, months_of
from app.periods import add_months

DIRECTION = {
    Direction.RISING: _l("steigt"),
    Direction.LEVEL: _l("waagrecht"),
    Direction.FALLING: _l("fällt"),
    Direction.REACHED: _l("erreicht"),
}
MARGIN = timedelta(days=31)


def picture(rows: Sequence[TrendRow], on: date, language: str) -> dict[str, Any]:
    """Figure, table and finding, as the macro `chart` takes them; rows without reports stay out."""
    drawn = [row for row in rows if row.course.points]
    days = [one for row in drawn for point in row.course.points for one in point]
    first, last = month_of(min(days)), month_of(add_months(max([*days, on]) + MARGIN, 1))
    figure = charts.trend(
        [
            charts.Track(row.code, row.milestone.title_in(language), row.course.points)
            for row in drawn
        ],
        first,
        last,
        on,
        _("Stichtag"),
    )
    table = {"head": [_("Monat"), *(row.code for row in drawn)], "rows": table_rows(drawn)}
    return {"figure": figure, "table": table, "summary": summary(drawn)}


def table_rows(rows: Sequence[TrendRow]) -> list[list[str]]:
    """Month by month the day expected of each milestone."""
    return [
        [f"{month:%m/%Y}", *(_told(row.course, month) for row in rows)]
        for month in months_of([row.course for row in rows])
    ]


def _told(course: Course, month: date) -> str:
    cell = course.cells.get(month)
    return day(cell.expected_on) if cell else "–"


def summary(rows: Sequence[TrendRow]) -> str:
    """How many of the lines rise, and which rises most."""
    rising = [
        (row.course.last.change_days or 0, row.code)
        for row in rows
        if row.course.direction is Direction.RISING and row.course.last
    ]
    if not rising:
        return str(_("Kein Meilenstein wird später erwartet als bei der Meldung davor."))
    days, code = max(rising)
    return str(
        ngettext(
            "%(num)d Meilenstein wird später erwartet als bei der Meldung davor, am weitesten "
            "%(code)s um %(days)d Tage.",
            "%(num)d Meilensteine werden später erwartet als bei der Meldung davor, am weitesten "
            "%(code)s um %(days)d Tage.",
            len(rising),
            code=code,
            days=days,
        )
    )
