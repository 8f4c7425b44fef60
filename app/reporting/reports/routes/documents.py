"""Papers of a report (certificate, letter of filing) and of each step after filing."""

from __future__ import annotations

from flask_babel import gettext as _

from app.access import Permission
from app.documents.routes import Held, Holder, Panel, panel_of, serve_documents
from app.reporting.reports import labels, queries
from app.reporting.reports.queries.review import step
from app.reporting.reports.routes.frame import ONE, address, blueprint
from app.reporting.reports.rules.life import State
from app.web import pilot

STEP_ONE = f"{ONE}/review/<int(max=9223372036854775807):step_id>"


def held(report_id: int) -> Held:
    """A report with its papers; once it is filed they stay."""
    row = queries.report(pilot().id, report_id)
    here, name = address("show", report_id=report_id), labels.title(row)
    trail = [(_("Nachweise"), address("index")), (name, here)]
    return Held(row.id, name, here, trail, row.state == State.FILED)


def held_step(report_id: int, step_id: int) -> Held:
    """A step after filing with its papers; they stay like the step itself."""
    row, found = queries.report(pilot().id, report_id), step(pilot().id, report_id, step_id)
    here = address("review", report_id=report_id)
    trail = [
        (_("Nachweise"), address("index")),
        (labels.title(row), address("show", report_id=report_id)),
        (_("Prüfung durch den Zuwendungsgeber"), here),
    ]
    return Held(found.id, str(labels.STEP[found.step]), here, trail)


REPORT = Holder("report", held, Permission.STATEMENT, Permission.PREPARE_REPORT)
STEP = Holder(
    "report_step", held_step, Permission.STATEMENT, Permission.PREPARE_REPORT, only_grows=True
)


def panel(report_id: int) -> Panel:
    """The papers of a report for its page."""
    return panel_of(REPORT, blueprint, held(report_id), {"report_id": report_id})


serve_documents(blueprint, REPORT, lambda end: f"{ONE}/{end}")
serve_documents(blueprint, STEP, lambda end: f"{STEP_ONE}/{end}")
