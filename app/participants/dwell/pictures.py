"""The charts of dwell time: figure, table and two sentences in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from app import charts
from app.formats import number, percent
from app.participants import labels
from app.participants.dwell.rules import DAYS_IN_MONTH, Estimates, mark_day, marks
from app.survival import Curve

HEIGHT = 420
"""Pixels of both charts: room for a legend of all reasons above the lines."""


@dataclass(frozen=True)
class Picture:
    """A chart with what stands around it, as the macro `chart` takes it."""

    id: str
    title: str
    figure: charts.Figure
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    summary: str

    @property
    def table(self) -> dict[str, object]:
        """The figures behind the chart, ready to read."""
        return {"head": self.head, "rows": self.rows}


def still_there(found: Estimates, planned: int) -> Picture:
    """The product-limit estimate with its interval; the table has the numbers at risk."""
    curve = found.curve
    bounds = [(1.0, 1.0)] + [
        (step.survival, step.survival)
        if step.lower is None or step.upper is None
        # an interval on the log-log scale ends where the share is 0
        else (step.lower, step.upper)
        for step in curve.steps
    ]
    shares = [1.0, *(step.survival for step in curve.steps)]
    course = charts.Course(
        _("noch dabei"),
        _places(curve),
        _points(shares),
        charts.Band(
            _("95-%-Bereich"),
            _points([low for low, _high in bounds]),
            _points([high for _low, high in bounds]),
        ),
    )
    figure = charts.courses(
        [course],
        title=_("Monate seit der Aufnahme"),
        unit="\u00a0%",
        top=102,
        is_stepped=True,
        reference=(_("geplant %(months)s", months=planned), planned),
    )
    figure["layout"]["height"] = HEIGHT
    summary = _(
        "Geschätzter Anteil derer, die nach so vielen Monaten noch dabei sind (Kaplan-Meier). "
        "Wer noch betreut wird, zählt bis zum Stichtag mit; das Ende des Bewilligungszeitraums "
        "ist kein Austritt."
    )
    head = [_("Monate"), _("unter Beobachtung"), _("ausgetreten"), _("noch dabei"), _("95 %")]
    rows = _lines_of(curve, planned)
    return Picture("still-there", _("Wie lange Teilnehmende bleiben"), figure, head, rows, summary)


def _places(curve: Curve) -> list[float]:
    """The places of the steps in months, from 0 to the longest stay."""
    days = [0.0, *(step.at for step in curve.steps), curve.longest]
    return [round(day / DAYS_IN_MONTH, 3) for day in days]


def _points(shares: Sequence[float]) -> list[float]:
    """Percent at those places; the last value holds up to the longest stay."""
    return [round(share * 100, 2) for share in (*shares, shares[-1])]


def _lines_of(curve: Curve, planned: int) -> list[list[str]]:
    """At every mark: at risk, exits up to it, the share still there; a dash where nobody is."""
    rows = []
    for month in marks(curve, planned):
        day = mark_day(month)
        step = curve.step(day)
        is_known = day <= curve.longest or curve.last == 0
        ended = sum(each.events for each in curve.steps if each.at <= day)
        rows.append(
            [
                number(month),
                number(curve.at_risk(day)),
                number(ended),
                percent(curve.survival(day)) if is_known else "–",
                f"{percent(step.lower)} – {percent(step.upper)}"
                if is_known and step and step.lower is not None
                else "–",
            ]
        )
    return rows


def why_ended(found: Estimates, planned: int) -> Picture:
    """Cumulative incidence of the reasons of exit."""
    curve, causes = found.curve, found.causes
    shown = [_course_of(cause, found) for cause in causes.causes]
    figure = charts.courses(
        shown,
        title=_("Monate seit der Aufnahme"),
        unit="\u00a0%",
        is_stepped=True,
        reference=(_("geplant %(months)s", months=planned), planned),
    )
    figure["layout"]["height"] = HEIGHT
    head = [_("Monate"), *(course.name for course in shown), _("noch dabei")]
    rows = []
    for month in marks(curve, planned):
        day = mark_day(month)
        is_known = day <= curve.longest or curve.last == 0
        shares = [*(causes.share(cause, day) for cause in causes.causes), curve.survival(day)]
        rows.append([number(month), *(percent(share) if is_known else "–" for share in shares)])
    summary = _(
        "Geschätzter Anteil derer, die bis dahin aus dem jeweiligen Grund ausgetreten sind "
        "(Aalen-Johansen). Die Gründe schließen einander aus: Mit denen, die noch dabei sind, "
        "ergeben sie zu jedem Zeitpunkt 100 %."
    )
    return Picture("why-ended", _("Warum Teilnehmende austreten"), figure, head, rows, summary)


def _course_of(cause: str, found: Estimates) -> charts.Course:
    """The share of a reason: only the places where it grows, from 0 to the longest stay."""
    at, shares = [0.0], [0.0]
    for step in found.causes.steps:
        share = step.by_cause.get(cause, 0.0)
        if share > shares[-1]:
            at.append(step.at)
            shares.append(share)
    at.append(found.curve.longest)
    return charts.Course(
        labels.word(labels.EXIT_REASONS, cause),
        [round(day / DAYS_IN_MONTH, 3) for day in at],
        _points(shares),
    )
