"""Reads of reports to the funder; each starts from the pilot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select

from app.errors import NotFound
from app.extensions import db
from app.reporting.figures.rules import Scope
from app.reporting.reports.models import Report, ReportFiling, ReportText


@dataclass(frozen=True)
class ReportRow:
    """A report as pages and writers see it."""

    id: int
    kind: str
    year: int
    edition: int
    language: str
    from_day: date
    until_day: date
    state: str
    prepared_by: int
    checked_by: int | None
    approved_by: int | None
    version: int

    @property
    def scope(self) -> Scope:
        """The days that it is about."""
        return Scope(self.from_day, self.until_day)


def report(pilot_id: int, report_id: int) -> ReportRow:
    """One report; NotFound when the pilot has none with that id."""
    row = db.session.get(Report, (pilot_id, report_id))
    if row is None:
        raise NotFound
    return row_of(row)


def row_of(row: Report) -> ReportRow:
    """The report as others see it."""
    return ReportRow(
        row.id,
        row.kind,
        row.year,
        row.edition,
        row.language,
        row.from_day,
        row.until_day,
        row.state,
        row.prepared_by,
        row.checked_by,
        row.approved_by,
        row.version,
    )


def texts_of(pilot_id: int, report_id: int) -> Mapping[str, str]:
    """What was written, by chapter."""
    rows = db.session.execute(
        select(ReportText.chapter, ReportText.text).where(
            ReportText.pilot_id == pilot_id, ReportText.report_id == report_id
        )
    )
    return {row.chapter: row.text for row in rows}


def filed_days(pilot_id: int) -> Mapping[tuple[str, int], date]:
    """The day on which each report was filed first, by its kind (interim, final) and year."""
    rows = db.session.execute(
        select(Report.kind, Report.year, func.min(ReportFiling.filed_on))
        .join(
            ReportFiling,
            and_(ReportFiling.pilot_id == Report.pilot_id, ReportFiling.report_id == Report.id),
        )
        .where(Report.pilot_id == pilot_id)
        .group_by(Report.kind, Report.year)
    )
    return {(kind, year): on for kind, year, on in rows}
