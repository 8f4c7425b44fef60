"""The charts of the forecast: what has been, what may come with its range, and the table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _

from app import charts
from app.formats import day as written
from app.formats import number
from app.participants.capacity.forecast import Range, Simulated
from app.participants.capacity.rules import (
    Assumptions,
    Situation,
    course_so_far,
    month_ends,
    places_on,
)
from app.participants.dwell.pictures import Picture
from app.participants.dwell.rules import Stay

HEIGHT = 340


def of_course(
    now: Situation, assumed: Assumptions, stays: Sequence[Stay], simulated: Simulated
) -> list[Picture]:
    """Admissions cumulated against the target; places and people in care."""
    ends = month_ends(now.preset)
    past = [end for end in ends if end < now.on]
    if past and now.on <= now.preset.notice.ends_on:
        past.append(now.on)
    known = course_so_far(stays, past)
    # A day of account that ends its month stands there already.
    ahead = [end for end in ends[-len(simulated.admissions) :] if end > now.on or not past]
    if not simulated.admissions or now.on > now.preset.notice.ends_on:
        ahead = []
    shown = len(ahead)
    return [
        _admissions(
            now,
            past,
            [people for people, _there in known],
            ahead,
            _last(simulated.admissions, shown),
        ),
        _in_care(
            now,
            assumed,
            past,
            [there for _people, there in known],
            ahead,
            _last(simulated.in_care, shown),
        ),
    ]


def _last(ranges: Sequence[Range], count: int) -> Sequence[Range]:
    return ranges[len(ranges) - count :]


def _admissions(
    now: Situation,
    past: Sequence[date],
    known: Sequence[int],
    ahead: Sequence[date],
    ranges: Sequence[Range],
) -> Picture:
    notice, target = now.preset.notice, now.preset.target.participants
    goal = charts.Course(
        _("Ziel"), [notice.starts_on, notice.ends_on], [target, target], is_plan=True
    )
    course = _courses(_("begleitet"), past, known, ahead, ranges)
    figure = charts.courses([*course, goal])
    figure["layout"]["height"] = HEIGHT
    rows = [
        *([written(day), number(people), "–"] for day, people in zip(past, known, strict=True)),
        *(
            [written(day), number(each.middle), _span(each)]
            for day, each in zip(ahead, ranges, strict=True)
        ),
    ]
    summary = _(
        "Menschen, die bis dahin aufgenommen sind oder sein werden. Die Vorschau zeigt die Mitte "
        "der Simulation und den Bereich, in dem neun von zehn Verläufen liegen."
    )
    head = [_("bis"), _("begleitet"), _("90-%-Bereich")]
    return Picture("admissions", _("Aufnahmen bis zum Ende"), figure, head, rows, summary)


def _in_care(
    now: Situation,
    assumed: Assumptions,
    past: Sequence[date],
    known: Sequence[int],
    ahead: Sequence[date],
    ranges: Sequence[Range],
) -> Picture:
    days = [*past, *ahead]
    there = places_on(now, assumed, days)
    course = _courses(_("in Betreuung"), past, known, ahead, ranges)
    places = charts.Course(_("Plätze"), days, there, is_plan=True)
    figure = charts.courses([*course, places])
    figure["layout"]["height"] = HEIGHT
    so_far = zip(past, known, there, strict=False)
    to_come = zip(ahead, ranges, there[len(past) :], strict=True)
    rows = [
        *([written(day), number(count), number(people), "–"] for day, people, count in so_far),
        *(
            [written(day), number(count), number(each.middle), _span(each)]
            for day, each, count in to_come
        ),
    ]
    summary = _(
        "Plätze nach den Anteilen der Stellen und dem Fallzahlschlüssel, und wie viele davon "
        "belegt sind oder sein werden. Wo die Aufnahmen enden, leeren sich die Plätze."
    )
    head = [_("am"), _("Plätze"), _("in Betreuung"), _("90-%-Bereich")]
    return Picture("places", _("Plätze und Menschen in Betreuung"), figure, head, rows, summary)


def _courses(
    name: str,
    past: Sequence[date],
    known: Sequence[int],
    ahead: Sequence[date],
    ranges: Sequence[Range],
) -> list[charts.Course]:
    """What has been, and the forecast that goes on from its last point."""
    courses = [charts.Course(name, past, known)] if past else []
    if not ahead:
        return courses
    joint = list(past[-1:])
    start = [Range(known[-1], known[-1], known[-1])] if joint else []
    shown = [*start, *ranges]
    band = charts.Band(_("90-%-Bereich"), [one.low for one in shown], [one.high for one in shown])
    return [
        charts.Course(
            _("Vorschau"),
            [*joint, *ahead],
            [one.middle for one in shown],
            band,
            is_forecast=True,
        ),
        *courses,
    ]


def _span(found: Range) -> str:
    """The range as people read it."""
    return f"{number(found.low)} – {number(found.high)}"
