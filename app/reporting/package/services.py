"""What is recorded before a package of files leaves the house."""

from __future__ import annotations

from app import audit
from app.access import Actor
from app.reporting.reports.queries import ReportRow


def announce_export(actor: Actor, row: ReportRow) -> None:
    """Records that the files of a report are about to be written, so that none is missing."""
    audit.record(actor, "export_report", "statement", row.year, ["year"])
