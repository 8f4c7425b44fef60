"""Pages of the milestone trend analysis (Meilensteintrendanalyse)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import DomainError, Stale
from app.formats import day as written_day
from app.milestones import queries
from app.milestones.forms import NarrowForm
from app.milestones.plan.queries import package_codes
from app.milestones.plan.rules import check_forecast
from app.milestones.queries import MilestoneRow
from app.milestones.routes.frame import reached
from app.milestones.trend import services
from app.milestones.trend.forms import MOST, CarryForm, ReportForm
from app.milestones.trend.picture import DIRECTION, picture
from app.milestones.trend.queries import TrendRow, trend
from app.milestones.trend.rules import months_of
from app.milestones.trend.services import Expectation
from app.web import actor, attempt, may, page, pilot, say
from app.wording import language

blueprint = Blueprint("trend", __name__, template_folder="templates")


@blueprint.get("/milestones/trend")
@requires(Permission.MILESTONES)
def index() -> Any:
    """Forecasts over time: the chart, where each milestone stands, and the months."""
    here, form = pilot(), NarrowForm(request.args)
    codes = package_codes(here.id)
    form.package.choices = [("", _("alle")), *((str(one), name) for one, name in codes.items())]
    every = trend(here.id, here.day, reached())
    rows = filtered(every, form)
    is_drawn = any(row.course.points for row in rows)
    plan = [row.milestone for row in every]
    return page(
        "trend/index.html",
        filters=form,
        rows=rows,
        is_filtered=len(rows) != len(every) or bool(form.state.data or form.package.data),
        picture=picture(rows, here.day, language()) if is_drawn else None,
        months=months_of([row.course for row in rows]),
        directions=DIRECTION,
        carried=services.slips_to_take_over(plan, here.day),
        titles={row.id: row.title_in(language()) for row in plan},
        may_plan=may(Permission.PLAN_MILESTONES),
    )


def filtered(rows: Sequence[TrendRow], form: NarrowForm) -> list[TrendRow]:
    """The rows that the address asks for; each keeps its number in the whole plan."""
    package = form.package.data or ""
    return [
        row
        for row in rows
        if not (form.state.data == "open" and row.milestone.standing.is_reached)
        and package in {"", str(row.milestone.package_id)}
    ]


@blueprint.route("/milestones/trend/report", methods=["GET", "POST"])
@requires(Permission.PLAN_MILESTONES)
def report() -> Any:
    """This month's expectations of all open milestones, on one page and in one go."""
    here, form, tells = pilot(), ReportForm(), reached()
    rows = {row.id: row for row in queries.all_of(here.id, here.day, tells)}
    still_open = {one: row for one, row in rows.items() if not row.standing.is_reached}
    if not form.is_submitted():
        for row in list(still_open.values())[:MOST]:
            form.rows.append_entry(
                {"milestone": row.id, "version": row.version, "expected_on": row.entered_on}
            )

    def run() -> None:
        told = told_in(form, rows)
        check_rows(form, told, still_open)
        services.report(actor(), told, here.day, tells)

    if attempt(form, run):
        flash(_("Die Erwartungen sind gemeldet."), "success")
        return redirect(url_for(".index", pilot_key=here.key))
    entries = [(entry, rows.get(_id(entry))) for entry in form.rows]
    is_late = form.is_submitted() and any(overtaken(entry, row) for entry, row in entries)
    context = {
        "on": here.day,
        "entries": [(entry, row) for entry, row in entries if row is not None],
        "titles": {row.id: row.title_in(language()) for row in rows.values()},
    }
    body, status = page("trend/report.html", form, **context)
    return body, 409 if is_late else status


def _id(entry: Any) -> int:
    found = str(entry.milestone.data or "")
    return int(found) if found.isdigit() and len(found) < 20 else 0


def told_in(form: ReportForm, rows: Mapping[int, MilestoneRow]) -> list[Expectation]:
    """What was entered; Stale where a milestone is no longer there."""
    if any(_id(entry) not in rows for entry in form.rows):
        raise Stale
    return [
        Expectation(
            _id(entry),
            int(entry.version.data) if str(entry.version.data).isdigit() else 0,
            entry.expected_on.data,
            entry.reason.data or "",
        )
        for entry in form.rows
    ]


def check_rows(
    form: ReportForm, told: Sequence[Expectation], still_open: Mapping[int, MilestoneRow]
) -> None:
    """Puts every refusal at its line, not only the first."""
    refused = 0
    for entry, one in zip(form.rows, told, strict=True):
        row = still_open.get(one.milestone_id)
        if row is None or row.version != one.version:
            raise Stale
        try:
            check_forecast(row.entered_on, one.expected_on, one.reason, pilot().day)
        except DomainError as error:
            field = entry[error.field or "expected_on"]
            field.errors = [*field.errors, say(error)]
            refused += 1
    if refused:
        raise DomainError("trend.rows_refused")


def overtaken(entry: Any, row: MilestoneRow | None) -> bool:
    """Gives a line the present version of its milestone; whether somebody saved meanwhile."""
    if row is None:
        return True
    is_late = str(entry.version.data) != str(row.version)
    entry.version.data = str(row.version)
    return is_late


@blueprint.route("/milestones/trend/carry-over", methods=["GET", "POST"])
@requires(Permission.PLAN_MILESTONES)
def carry() -> Any:
    """Takes over, in one act and with a reason, the days that follow from slips elsewhere."""
    here, form, tells = pilot(), CarryForm(), reached()
    every = queries.all_of(here.id, here.day, tells)
    rows = services.slips_to_take_over(every, here.day)
    titles = {row.id: row.title_in(language()) for row in every}
    if not form.is_submitted():
        form.reason.data = proposed_reason(rows, {row.id: row for row in every})
    if attempt(
        form,
        lambda: services.take_over(
            actor(), form.seen.data or "", form.reason.data or "", here.day, tells
        ),
    ):
        flash(_("Die rechnerischen Tage sind übernommen."), "success")
        return redirect(url_for(".index", pilot_key=here.key))
    is_late = form.is_submitted() and form.seen.data != services.seen_of(rows)
    form.seen.data, form.seen.raw_data = services.seen_of(rows), None
    body, status = page("trend/carry.html", form, rows=rows, titles=titles)
    return body, 409 if is_late else status


def proposed_reason(rows: Sequence[MilestoneRow], every: Mapping[int, MilestoneRow]) -> str:
    """Names the milestones that the slips began with."""
    sources = []
    for row in rows:
        cause = every[row.held_up_by or 0]
        if cause.earliest_on is None and cause not in sources:
            sources.append(cause)
    told = ", ".join(
        _(
            "„%(title)s“ (%(day)s)",
            title=one.title_in(language()),
            day=written_day(one.actual_on or one.entered_on),
        )
        for one in sources
    )
    return _("Folgt aus %(names)s.", names=told)[:300] if told else ""
