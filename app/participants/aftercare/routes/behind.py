"""The cases behind the figures of Wirkung und Verbleib: by number, as far as one may see them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import NotFound
from app.participants.aftercare import labels, queries
from app.participants.aftercare.forms import MonthForm
from app.participants.aftercare.routes.frame import Asked, asked_day, blueprint
from app.participants.aftercare.rules import AIM_STATES, AIMS, Point
from app.participants.conditions import labels as conditions
from app.participants.conditions.queries import barriers_by_person
from app.participants.conditions.rules.barriers import (
    ALL_GROUPS,
    BARRIER,
    FIGURES,
    GROUPS,
    cases,
)
from app.participants.contacts import labels as contacts
from app.participants.contacts.queries import cases_in_month
from app.periods import Interval, add_months, month_starts
from app.web import actor, asked_page, listing, page, pilot

HERE = "/participants/outcomes"


@blueprint.get(f"{HERE}/barriers/<group>/<figure>")
@requires(Permission.PARTICIPANTS)
def barrier_cases(group: str, figure: str) -> Any:
    """The cases behind a figure of a group of barriers."""
    if group not in (ALL_GROUPS, *GROUPS[BARRIER]) or figure not in FIGURES:
        raise NotFound
    asked = asked_day()
    title = _("Alle Gruppen") if group == ALL_GROUPS else conditions.group(BARRIER, group)
    title = f"{title}: {conditions.FIGURE[figure]}"
    numbers = cases(barriers_by_person(pilot().id, asked.day), group, figure)
    return cases_page(title, numbers, "conditions.index", asked)


@blueprint.get(f"{HERE}/status/<int:months>/<code>")
@requires(Permission.PARTICIPANTS)
def status_cases(months: int, code: str) -> Any:
    """The cases with a status, or without one for the same reason, at a point in time."""
    asked = asked_day()
    found = point_after(months, asked.day)
    if code not in labels.CODE and code not in found.by_code:
        raise NotFound
    title = f"{labels.point(months)}: {labels.code(code)}"
    return cases_page(title, found.by_code.get(code, ()), "aftercare.index", asked)


@blueprint.get(f"{HERE}/aims/<int:months>/<aim>/<state>")
@requires(Permission.PARTICIPANTS)
def aim_cases(months: int, aim: str, state: str) -> Any:
    """The cases in which an aim of the programme has a state at a point in time."""
    if aim not in AIMS or state not in AIM_STATES:
        raise NotFound
    asked = asked_day()
    numbers = point_after(months, asked.day).by_aim.get((aim, state), ())
    title = f"{labels.point(months)}: {labels.AIM[aim]}, {labels.AIM_STATE[state]}"
    return cases_page(title, numbers, "aftercare.index", asked)


def point_after(months: int, day: date) -> Point:
    """The figures of that point in time; NotFound where the programme does not ask."""
    for found in queries.follow_up_figures(pilot().id, pilot().preset, day):
        if found.months == months:
            return found
    raise NotFound


def cases_page(title: str, numbers: Collection[int], endpoint: str, asked: Asked) -> Any:
    """Those of the cases that the reader may see, each with the way to where it stands."""
    rows, total = queries.cases_numbered(actor(), numbers, asked_page())
    return page(
        "aftercare/cases.html",
        heading=title,
        rows=rows,
        hidden=len(numbers) - total,
        endpoint=endpoint,
        listing=listing(total, "number", False, asked_page()),
        day=asked.day,
        asked=asked.text,
    )


@blueprint.get(f"{HERE}/contacts")
@requires(Permission.PARTICIPANTS)
def contact_cases() -> Any:
    """The cases in care in a month with their contacts, those with the fewest first."""
    asked = asked_day()
    form, month = month_asked(asked.day)
    rows, total = cases_in_month(actor(), month, asked.day, asked_page())
    return page(
        "aftercare/contacts.html",
        filters=form,
        month=contacts.month(month.start.year, month.start.month),
        month_text=f"{month.start:%Y-%m}",
        rows=rows,
        listing=listing(total, "contacts", False, asked_page()),
        day=asked.day,
        asked=asked.text,
    )


def month_asked(day: date) -> tuple[MonthForm, Interval]:
    """The month in the address, that of the day by default; from the start of the funding on."""
    form = MonthForm(request.args)
    first = min(pilot().preset.notice.starts_on, day)
    starts = {f"{one:%Y-%m}": one for one in reversed(list(month_starts(first, day)))}
    form.month.choices = [
        (text, contacts.month(one.year, one.month)) for text, one in starts.items()
    ]
    if form.month.data not in starts:
        form.month.data = f"{day:%Y-%m}"
    start = starts[form.month.data]
    return form, Interval(start, add_months(start, 1))
