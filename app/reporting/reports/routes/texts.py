"""The chapters of the factual report: one form each, and nothing lost when two write at once."""

from __future__ import annotations

from typing import Any

from flask import flash
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import NotFound
from app.pilots.report_sections import ReportSection
from app.reporting.reports import labels, queries
from app.reporting.reports.forms import LanguageForm, TextForm
from app.reporting.reports.queries import ReportRow
from app.reporting.reports.routes.frame import (
    ONE,
    blueprint,
    figure_rows,
    figures_here,
    report_here,
    to,
)
from app.reporting.reports.routes.pages import shown
from app.reporting.reports.rules.life import MAX_TEXT, State
from app.reporting.reports.services import life as services
from app.web import actor, attempt, may, overtaken, page, pilot


def chapter_here(row: ReportRow, key: str) -> ReportSection:
    """The chapter of the address; NotFound where a report of that kind has none such."""
    for one in labels.chapters(pilot().preset, row.kind):
        if one.key == key:
            return one
    raise NotFound


@blueprint.route(f"{ONE}/texts/<chapter>", methods=["GET", "POST"])
@requires(Permission.STATEMENT)
def text(report_id: int, chapter: str) -> Any:
    """A chapter's text: to be read by all who see reports, written by who prepares them."""
    row = report_here(report_id)
    meant = chapter_here(row, chapter)
    writes = may(Permission.PREPARE_REPORT)
    form = TextForm()
    # what somebody wrote while another checked the report is not lost: the form says no to it
    if not writes or (row.state != State.DRAFT and not form.is_submitted()):
        return read_only(row, meant)

    def run() -> None:
        services.write_text(
            actor(), report_id, chapter, form.text.data or "", form.version.data or 0
        )

    if attempt(form, run):
        flash(_("Der Text ist gespeichert."), "success")
        return to("show", report_id=report_id)
    saved = queries.texts(pilot().id, report_id).get(chapter)
    if not form.is_submitted():
        form.text.data = saved.text if saved else ""
    is_late = overtaken(form, saved.version if saved else 0)
    body, status = page(
        "reports/text.html",
        form,
        row=row,
        title=labels.title(row),
        heading=labels.heading(meant),
        hint=labels.hint(meant),
        meanwhile=saved if is_late else None,
        limit=MAX_TEXT,
        figures=figure_rows(row, figures_here(row)),
    )
    return body, 409 if is_late else status


def read_only(row: ReportRow, meant: ReportSection) -> Any:
    """A text that this reader cannot change, or nobody can any more."""
    return page(
        "reports/text_read.html",
        row=row,
        title=labels.title(row),
        heading=labels.heading(meant),
        saved=queries.texts(pilot().id, row.id).get(meant.key),
        is_draft=row.state == State.DRAFT,
    )


@blueprint.post(f"{ONE}/language")
@requires(Permission.PREPARE_REPORT)
def choose_language(report_id: int) -> Any:
    """The draft is to be written in the other language."""
    form = LanguageForm()

    def run() -> None:
        services.choose_language(actor(), report_id, form.language.data, form.version.data or 0)

    if attempt(form, run):
        flash(_("Die Sprache ist geändert."), "success")
        return to("show", report_id=report_id)
    row = report_here(report_id)
    body, status = shown(row, form)
    return body, 409 if overtaken(form, row.version) else status
