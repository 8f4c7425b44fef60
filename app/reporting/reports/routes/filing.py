"""A report is filed; its files are looked at before and handed out after, each time on record."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

from flask import flash, request, send_file
from flask_babel import gettext as _

from app.access import Permission, long_reading, requires
from app.errors import DomainError, NotFound, Stale
from app.finance.queries import plan_in_force
from app.reporting.reports import queries
from app.reporting.reports.forms import FileForm
from app.reporting.reports.routes.frame import (
    ONE,
    blueprint,
    changed_since,
    event_page,
    figure_rows,
    figures_here,
    refusal,
    report_here,
    to,
    writer,
)
from app.reporting.reports.rules import life
from app.reporting.reports.rules.life import Act, State
from app.reporting.reports.services import filing as services
from app.reporting.reports.services.filing import MEDIA_TYPES, Filed
from app.web import actor, one_transaction, pilot, say, settings


@blueprint.route(f"{ONE}/file", methods=["GET", "POST"])
@requires(Permission.PREPARE_REPORT)
@long_reading
def file(report_id: int) -> Any:
    """Shows what will be frozen, writes the files, and files the report as a whole."""
    row, form, here = report_here(report_id), FileForm(), pilot()
    asked = life.certification_in(here.preset)

    def run() -> None:
        given = form.data
        wanted = Filed(given["on"], given["way"], given["why_not"] or "")
        if given["version"] != row.version:
            raise Stale
        file_now(report_id, wanted)

    def refuse() -> None:
        life.next_state(State(row.state), Act.FILE)
        life.check_certificate(State(row.state), asked, "–")

    plan = plan_in_force(here.id, row.until_day)
    return event_page(
        row,
        form,
        run,
        _("Der Nachweis ist eingereicht und steht fest."),
        "reports/file.html",
        figures=figure_rows(row, figures_here(row)),
        changed=changed_since(row, list(queries.events(here.id, report_id))),
        without=asked is life.Certification.OFFERED and row.state != State.CERTIFIED,
        rule_set=here.preset.rule_set,
        plan=plan,
        day=here.day,
        refusal=refusal(refuse),
    )


def file_now(report_id: int, wanted: Filed) -> None:
    """Writes and seals first, without holding up others, then files in one short transaction."""
    row = report_here(report_id)
    draft = services.draft_filing(
        actor(), pilot(), row, wanted, settings(), writer(row, is_draft=False)
    )
    try:
        with one_transaction():
            services.file(actor(), pilot(), draft, wanted)
    except BaseException:
        services.discard(actor(), draft, settings())
        raise
    services.remove_leftovers(actor(), draft, settings())


@blueprint.post(f"{ONE}/preview")
@requires(Permission.STATEMENT)
@long_reading
def preview(report_id: int) -> Any:
    """A file of the report as it would be now, marked as a draft; recorded before it is written."""
    row, ending = report_here(report_id), request.form.get("ending", "")
    if ending not in MEDIA_TYPES:
        raise NotFound
    try:
        with one_transaction():
            services.announce_preview(actor(), report_id, ending)
        with tempfile.TemporaryDirectory() as folder:
            content = writer(row, is_draft=True)(Path(folder))[ending].read_bytes()
    except DomainError as error:
        flash(say(error), "danger")
        return to("show", report_id=report_id)
    name = services.file_name(pilot(), row, ending)
    return handed_out(name, MEDIA_TYPES[ending], content)


@blueprint.get(f"{ONE}/files/<ending>")
@requires(Permission.STATEMENT)
def download(report_id: int, ending: str) -> Any:
    """A file as it was filed; checked against its hash, and recorded."""
    report_here(report_id)
    try:
        with one_transaction():
            opened = services.open_file(actor(), report_id, ending, settings())
    except NotFound:
        raise
    except DomainError as error:
        flash(say(error), "danger")
        return to("show", report_id=report_id)
    return handed_out(opened.name, opened.media_type, opened.content)


def handed_out(name: str, media_type: str, content: bytes) -> Any:
    """A file for download."""
    return send_file(
        io.BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name
    )
