"""Reads of what was filed: frozen figures, rules, plan and files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.accounts.queries import names_in
from app.errors import NotFound
from app.extensions import db
from app.reporting.figures.rules import Figures
from app.reporting.reports.models import Report, ReportFiling
from app.reporting.reports.queries import ReportRow, row_of


@dataclass(frozen=True)
class FiledFile:
    """A file as it was filed."""

    ending: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class FilingRow:
    """What was filed, as it stays."""

    id: int
    report_id: int
    filed_at: datetime
    filed_by: str
    filed_on: date
    day: date
    way: str
    figures: Figures
    rule_set: str
    own_values: Sequence[Mapping[str, Any]]
    plan_notice: str | None
    files: Sequence[FiledFile]
    audit_sequence: int
    audit_hash: str

    def file(self, ending: str) -> FiledFile:
        """The file of that kind; NotFound for another."""
        found = next((one for one in self.files if one.ending == ending), None)
        if found is None:
            raise NotFound
        return found


def filing(pilot_id: int, report_id: int) -> FilingRow | None:
    """What was filed of a report; None while it is not."""
    row = db.session.scalar(
        select(ReportFiling).where(
            ReportFiling.pilot_id == pilot_id, ReportFiling.report_id == report_id
        )
    )
    return _row(row, names_in(pilot_id)) if row is not None else None


def filings(pilot_id: int) -> list[tuple[ReportRow, FilingRow]]:
    """All reports that were filed with what was filed, by period and edition."""
    rows = db.session.execute(
        select(Report, ReportFiling)
        .join(
            ReportFiling,
            (ReportFiling.pilot_id == Report.pilot_id) & (ReportFiling.report_id == Report.id),
        )
        .where(Report.pilot_id == pilot_id)
        .order_by(Report.until_day, Report.kind.desc(), Report.edition)
    ).all()
    names = names_in(pilot_id) if rows else {}
    return [(row_of(row), _row(filed, names)) for row, filed in rows]


def _row(row: ReportFiling, names: Mapping[int, str]) -> FilingRow:
    return FilingRow(
        row.id,
        row.report_id,
        row.filed_at,
        names.get(row.filed_by, "–"),
        row.filed_on,
        row.day,
        row.way,
        row.figures,
        row.rule_set,
        row.own_values,
        row.plan_notice,
        [FiledFile(ending, **said) for ending, said in row.files.items()],
        row.audit_sequence,
        row.audit_hash,
    )
