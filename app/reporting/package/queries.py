"""Reads of the report that a package of files is written for."""

from __future__ import annotations

from sqlalchemy import select

from app.extensions import db
from app.reporting.reports.models import Report
from app.reporting.reports.queries import ReportRow, row_of


def latest_report(pilot_id: int, kind: str, year: int) -> ReportRow | None:
    """The last edition of the report of a kind and year, or None."""
    row = db.session.scalar(
        select(Report)
        .where(Report.pilot_id == pilot_id, Report.kind == kind, Report.year == year)
        .order_by(Report.edition.desc())
        .limit(1)
    )
    return None if row is None else row_of(row)
