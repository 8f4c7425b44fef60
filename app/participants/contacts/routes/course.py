"""The course of a case: entry on top, contacts and notes below, and how dense they are."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _

from app import charts
from app.access import Permission, requires
from app.accounts.queries import names_in
from app.formats import number as figure
from app.participants.contacts import labels, queries, rules
from app.participants.contacts.forms import ContactForm, CourseForm
from app.participants.contacts.routes.frame import (
    address,
    blueprint,
    done,
    facts_in,
    prepared,
    wording,
)
from app.participants.contacts.services import record_contact, stay_of
from app.participants.record import Case
from app.participants.routes.case import case_page, open_case
from app.partners.queries import partner_names
from app.periods import Interval, add_months, month_starts
from app.web import actor, asked_page, attempt, listing, may, pilot


@blueprint.get("/participants/<int:number>/contacts")
@requires(Permission.PARTICIPANTS)
def index(number: int) -> Any:
    """Entry, course and density."""
    form = prepared(ContactForm(formdata=None))
    form.held_on.data = pilot().day
    return course_page(open_case(number, "note", "text"), form)


@blueprint.post("/participants/<int:number>/contacts")
@requires(Permission.WORK_CASES)
def enter(number: int) -> Any:
    """Takes a contact in; the page comes back ready for the next."""
    case = open_case(number, "note", "text")
    form = prepared(ContactForm())

    def run() -> None:
        record_contact(actor(), pilot().preset, number, facts_in(form), pilot().day)

    if attempt(form, run):
        return done(number, _("Der Kontakt ist eingetragen."))
    return course_page(case, form)


def course_page(case: Case, form: ContactForm) -> Any:
    """The page with its form, blank or come back with errors."""
    stay = stay_of(case.row)
    filters = course_filter(stay)
    wanted = queries.CourseFilter(filters.kind.data or None, month_of(filters.month.data))
    place = (case.row.pilot_id, case.row.id)
    reads = may(Permission.NAMES)
    entries, total = queries.course(*place, wanted, asked_page(), reads)
    pauses = queries.pauses(*place)
    density = rules.density(stay, queries.held(*place, pilot().day), pauses, pilot().day)
    return case_page(
        case,
        "contacts/index.html",
        form,
        filters=filters,
        is_filtered=bool(wanted.kind or wanted.month),
        entries=entries,
        listing=listing(total, "day", True, asked_page(), queries.PER_PAGE),
        here=address("index", number=case.number),
        density=density,
        picture=picture(density),
        authors=names_in(pilot().id),
        partners=partner_names(pilot().id),
        topics=labels.topics(pilot().preset),
        is_after_exit=lambda on: rules.is_after_exit(on, stay.exited_on),
        **wording(),
    )


def course_filter(stay: rules.Stay) -> CourseForm:
    """The filter as the address says it; nonsense in it counts as none."""
    form = CourseForm(request.args)
    starts = list(month_starts(stay.begins_on, max(pilot().day, stay.begins_on)))
    months = [(f"{one:%Y-%m}", labels.month(one.year, one.month)) for one in reversed(starts)]
    form.offer(_("alle"), months)
    if form.kind.data not in labels.COURSE:
        form.kind.data = ""
    if form.month.data not in dict(months):
        form.month.data = ""
    return form


def month_of(text: str | None) -> Interval | None:
    """The days of a month that the filter offers."""
    if not text:
        return None
    start = date.fromisoformat(f"{text}-01")
    return Interval(start, add_months(start, 1))


def picture(density: rules.Density) -> dict[str, Any] | None:
    """Figure and table of the contacts by month; from two months on there is a course to see."""
    if not density.months:
        return None
    rows = [
        [
            labels.month(one.month.year, one.month.month),
            figure(one.contacts),
            figure(one.minutes),
            figure(one.days_in_care),
            figure(one.days_paused),
        ]
        for one in density.months
    ]
    line = charts.Line(
        _("Kontakte"),
        [one.month for one in density.months],
        [one.contacts for one in density.months],
    )
    head = [_("Monat"), _("Kontakte"), _("Minuten"), _("Tage in Betreuung"), _("davon Pause")]
    return {
        "figure": charts.counted(charts.lines([line]), line.values)
        if len(density.months) > 1
        else None,
        "table": {"head": head, "rows": list(reversed(rows))},
    }
