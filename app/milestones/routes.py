"""Pages of milestones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.access import Permission, requires
from app.clock import BERLIN
from app.formats import day
from app.milestones import queries, services
from app.milestones.forms import DropForm, FilterForm, PlanForm, ReviseForm
from app.web import actor, asked_order, asked_page, attempt, listing, may, overtaken, page, pilot
from app.wording import language

blueprint = Blueprint("milestones", __name__, template_folder="templates")

ONE = "/milestones/<int(max=9223372036854775807):milestone_id>"
PER_PAGE = 50
LABELS = {
    "title": _l("Bezeichnung"),
    "title_en": _l("Bezeichnung auf Englisch"),
    "baseline_on": _l("Geplant für"),
    "expected_on": _l("Erwartet"),
    "actual_on": _l("Erreicht am"),
    "remark": _l("Bemerkung"),
}


@blueprint.get("/milestones")
@requires(Permission.MILESTONES)
def index() -> Any:
    """All milestones with their standing."""
    form = FilterForm(request.args)
    sort, descending = asked_order(queries.ORDERS, "baseline")
    rows = queries.milestones(
        pilot().id, pilot().day, form.state.data == "open", sort, descending, language()
    )
    number = min(asked_page(), max(1, -(-len(rows) // PER_PAGE)))
    return page(
        "milestones/index.html",
        filters=form,
        rows=rows[(number - 1) * PER_PAGE : number * PER_PAGE],
        listing=listing(len(rows), sort, descending, number, PER_PAGE),
        is_filtered=form.state.data == "open",
        may_plan=may(Permission.PLAN_MILESTONES),
    )


@blueprint.route("/milestones/new", methods=["GET", "POST"])
@requires(Permission.PLAN_MILESTONES)
def new() -> Any:
    """Plans a further milestone."""
    form = PlanForm()

    def plan() -> None:
        services.plan(
            actor(),
            form.title.data or "",
            form.baseline_on.data or pilot().day,
            form.remark.data or "",
            form.title_en.data or "",
        )

    if attempt(form, plan):
        flash(_("Der Meilenstein ist geplant."), "success")
        return redirect(url_for(".index", pilot_key=pilot().key))
    return page("milestones/new.html", form)


@blueprint.get(ONE)
@requires(Permission.MILESTONES)
def detail(milestone_id: int) -> Any:
    """A milestone and who changed it when."""
    row = queries.milestone(pilot().id, milestone_id, pilot().day)
    changes = queries.changes_of(pilot().id, milestone_id)
    return page(
        "milestones/detail.html",
        row=row,
        events=[event_of(change) for change in reversed(changes)],
        may_plan=may(Permission.PLAN_MILESTONES),
    )


@blueprint.route(f"{ONE}/edit", methods=["GET", "POST"])
@requires(Permission.PLAN_MILESTONES)
def edit(milestone_id: int) -> Any:
    """A new expectation or the day of reaching; whoever comes second sees both versions."""
    row = queries.milestone(pilot().id, milestone_id, pilot().day)
    form = ReviseForm(obj=row)

    def revise() -> None:
        services.revise(
            actor(),
            milestone_id,
            form.expected_on.data,
            form.actual_on.data,
            form.remark.data or "",
            form.version.data or 0,
            pilot().day,
        )

    if attempt(form, revise):
        flash(_("Der Meilenstein ist gespeichert."), "success")
        return redirect(url_for(".detail", pilot_key=pilot().key, milestone_id=milestone_id))
    row = queries.milestone(pilot().id, milestone_id, pilot().day)
    is_overtaken = overtaken(form, row.version)
    changes = queries.changes_of(pilot().id, milestone_id) if is_overtaken else []
    latest = event_of(changes[-1]) if changes else None
    body, status = page("milestones/edit.html", form, row=row, meanwhile=latest)
    return body, 409 if is_overtaken else status


@blueprint.route(f"{ONE}/drop", methods=["GET", "POST"])
@requires(Permission.PLAN_MILESTONES)
def drop(milestone_id: int) -> Any:
    """Removes a milestone that was planned by mistake, after a confirmation."""
    form = DropForm()
    if attempt(form, lambda: services.drop(actor(), milestone_id, form.version.data or 0)):
        flash(_("Der Meilenstein ist gelöscht."), "success")
        return redirect(url_for(".index", pilot_key=pilot().key))
    row = queries.milestone(pilot().id, milestone_id, pilot().day)
    body, status = page("milestones/drop.html", form, row=row)
    return body, 409 if overtaken(form, row.version) else status


@dataclass(frozen=True)
class Event:
    """A recorded change as the timeline shows it."""

    on: date
    title: str
    text: str


def event_of(change: queries.ChangeRow) -> Event:
    """Day, what changed from what to what, and by whom at what time in Germany."""
    at = change.at.astimezone(BERLIN)
    if change.is_first:
        title = _("Geplant für den %(day)s", day=day(change.values["baseline_on"][1]))
    else:
        title = "; ".join(
            f"{LABELS[name]}: {revised(before, after)}"
            for name, (before, after) in change.values.items()
        )
    by = change.by or "Pilotbuch"
    text = _("%(name)s, %(time)s Uhr", name=by, time=f"{at:%H:%M}")
    return Event(at.date(), title, text)


def revised(before: date | str | None, after: date | str | None) -> str:
    """Days as from → to; of texts only the new one, so that the line stays readable."""
    if isinstance(before, str) or isinstance(after, str):
        return str(after or "–")
    return f"{day(before)} → {day(after)}"
