"""The network as a whole: institutions, agreements, and how often who was brought in."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _

from app import charts
from app.access import Permission, requires
from app.formats import number
from app.partners import labels, queries
from app.partners.forms import AgreementFilterForm, FiguresForm, FilterForm
from app.partners.queries import Filters
from app.partners.routes.frame import blueprint
from app.partners.rules import RESULTS, by_month, in_force
from app.web import may, page, pilot


@blueprint.get("/partners")
@requires(Permission.NETWORK)
def index() -> Any:
    """The institutions that are worked with."""
    form = FilterForm(request.args)
    form.validate()
    filters = Filters(form.name.data or "", form.kind.data or "", form.state.data or "")
    return page(
        "partners/index.html",
        filters=form,
        is_filtered=filters != Filters(),
        rows=queries.partners(pilot().id, pilot().day, filters),
        labels=labels,
        day=pilot().day,
        can_keep=may(Permission.KEEP_NETWORK),
    )


@blueprint.get("/partners/agreements")
@requires(Permission.NETWORK)
def agreements() -> Any:
    """All cooperation agreements, those that end first on top."""
    form = AgreementFilterForm(request.args)
    wanted = form.standing.data if form.validate() else ""
    rows = queries.agreements(pilot().id, pilot().day)
    return page(
        "partners/agreements.html",
        filters=form,
        is_filtered=bool(wanted),
        rows=[row for row in rows if not wanted or row.standing == wanted],
        ending=queries.ending(pilot().id, pilot().day),
        labels=labels,
        day=pilot().day,
    )


@blueprint.get("/partners/figures")
@requires(Permission.NETWORK)
def figures() -> Any:
    """Active agreements, and how often each institution was brought in, by month."""
    day, start = pilot().day, pilot().preset.notice.starts_on
    involved = queries.involved_by_month(pilot().id, day)
    names = queries.partner_names(pilot().id)
    form = FiguresForm(request.args)
    form.partner.choices = [
        ("", _("alle")),
        *((str(key), names[key]) for key in sorted(involved, key=names.__getitem__)),
    ]
    shown = {key: months for key, months in involved.items() if form.partner.data in ("", str(key))}
    rows = queries.agreements(pilot().id, day)
    valid = queries.validity(rows)
    first = min([start, *(month for months in involved.values() for month in months)])
    return page(
        "partners/figures.html",
        day=day,
        active=in_force(valid, day),
        ending=len(queries.ending(pilot().id, day)),
        institutions=len(queries.partner_choices(pilot().id, day)),
        filters=form,
        is_filtered=bool(form.partner.data),
        picture=picture(shown, first, day) if involved else None,
        partners=sorted(
            ((names[partner_id], sum(months.values())) for partner_id, months in involved.items()),
            key=lambda row: (-row[1], row[0]),
        ),
        results=results(pilot().id, day),
        labels=labels,
    )


def picture(involved: dict[int, dict[date, int]], first: date, last: date) -> dict[str, Any]:
    """How often institutions were brought in, month by month, as a chart with its table."""
    together: dict[date, int] = {}
    for months in involved.values():
        for month, count in months.items():
            together[month] = together.get(month, 0) + count
    course = by_month(together, first, last)
    line = charts.Line(_("Einbeziehungen"), course.months, course.values)
    pairs = zip(course.months, course.values, strict=True)
    return {
        "figure": charts.counted(charts.lines([line]), course.values),
        "table": {
            "head": [_("Monat"), _("Einbeziehungen")],
            "rows": [[f"{month:%m/%Y}", number(count)] for month, count in pairs],
        },
    }


def results(pilot_id: int, day: date) -> list[tuple[str, int, list[int], int]]:
    """By purpose: how often, with which results, how many still open."""
    found = queries.results_by_purpose(pilot_id, day)
    rows = [
        (
            str(labels.PURPOSE.get(purpose, purpose)),
            sum(counts.values()),
            [counts.get(result, 0) for result in RESULTS],
            counts.get(None, 0),
        )
        for purpose, counts in found.items()
    ]
    return sorted(rows, key=lambda row: (-row[1], row[0]))
