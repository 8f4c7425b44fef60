"""A report is checked, approved by a second person, certified, or sent back to draft."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from app.access import Permission, requires
from app.reporting.reports import labels, queries
from app.reporting.reports.forms import ApproveForm, CertifyForm, CheckForm, ReasonForm
from app.reporting.reports.routes.frame import (
    ONE,
    blueprint,
    changed_since,
    event_page,
    figure_rows,
    figures_here,
    refusal,
    report_here,
)
from app.reporting.reports.routes.pages import chapter_lines, is_empty
from app.reporting.reports.rules import life
from app.reporting.reports.rules.life import Act, Certificate, Result, State
from app.reporting.reports.services import life as services
from app.web import actor, pilot


@blueprint.route(f"{ONE}/check", methods=["GET", "POST"])
@requires(Permission.PREPARE_REPORT)
def check(report_id: int) -> Any:
    """Looks at texts and figures, then says that they are right."""
    row, form = report_here(report_id), CheckForm()
    found = figures_here(row)

    def refuse() -> None:
        life.next_state(State(row.state), Act.CHECK)
        life.check_over(row.until_day, pilot().day)

    return event_page(
        row,
        form,
        lambda: services.check(actor(), pilot(), report_id, form.data["version"]),
        _("Der Nachweis ist geprüft. Nun gibt eine zweite Person ihn frei."),
        "reports/check.html",
        figures=figure_rows(row, found),
        is_empty=is_empty(found),
        missing=[one for one in chapter_lines(row) if not one.is_written],
        refusal=refusal(refuse),
    )


@blueprint.route(f"{ONE}/approve", methods=["GET", "POST"])
@requires(Permission.APPROVE)
def approve(report_id: int) -> Any:
    """The second person approves exactly what was checked."""
    row, form = report_here(report_id), ApproveForm()
    events = list(queries.events(pilot().id, report_id))

    def refuse() -> None:
        life.next_state(State(row.state), Act.APPROVE)
        before = {row.prepared_by, row.checked_by, *queries.writers(pilot().id, report_id)}
        life.check_second_person(actor().user_id, before)

    return event_page(
        row,
        form,
        lambda: services.approve(actor(), pilot(), report_id, form.data["version"]),
        _("Der Nachweis ist freigegeben."),
        "reports/approve.html",
        figures=figure_rows(row, figures_here(row)),
        chapters=chapter_lines(row),
        changed=changed_since(row, events),
        checked=queries.last_of(events, Act.CHECK),
        refusal=refusal(refuse),
    )


@blueprint.route(f"{ONE}/recall", methods=["GET", "POST"])
@requires(Permission.PREPARE_REPORT)
def recall(report_id: int) -> Any:
    """Whoever prepares it takes the report back to draft."""
    return send_back(report_id)


@blueprint.route(f"{ONE}/give-back", methods=["GET", "POST"])
@requires(Permission.APPROVE)
def give_back(report_id: int) -> Any:
    """Whoever approves finds something wrong."""
    return send_back(report_id)


def send_back(report_id: int) -> Any:
    """Back to draft, with a reason."""
    row, form = report_here(report_id), ReasonForm()

    def run() -> None:
        given = form.data
        services.send_back(actor(), report_id, given["version"], given["reason"], pilot().day)

    return event_page(
        row,
        form,
        run,
        _("Der Nachweis ist wieder ein Entwurf."),
        "reports/send_back.html",
        refusal=refusal(lambda: life.next_state(State(row.state), Act.SEND_BACK)),
    )


@blueprint.route(f"{ONE}/certify", methods=["GET", "POST"])
@requires(Permission.PREPARE_REPORT)
def certify(report_id: int) -> Any:
    """What the audit office says of the report."""
    row, form = report_here(report_id), CertifyForm()
    if not form.is_submitted():
        form.office.data = pilot().preset.reports.audit_office

    def run() -> None:
        given = form.data
        certificate = Certificate(
            given["office"],
            Result(given["result"]),
            given["on"],
            given["reference"] or "",
            given["remarks"] or "",
        )
        services.certify(actor(), report_id, given["version"], certificate, pilot().day)

    is_objected = form.result.data == Result.OBJECTED
    said = (
        _("Die Beanstandung ist vermerkt; der Nachweis ist wieder ein Entwurf.")
        if is_objected
        else _("Die Bescheinigung ist vermerkt. Legen Sie sie als Dokument ab.")
    )
    return event_page(
        row,
        form,
        run,
        said,
        "reports/certify.html",
        asked=life.certification_in(pilot().preset),
        refusal=refusal(lambda: life.next_state(State(row.state), Act.CERTIFY)),
        states=labels.STATE,
    )
