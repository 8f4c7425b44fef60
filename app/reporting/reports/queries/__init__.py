"""Reads of reports to the funder; each starts from the pilot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, select

from app.accounts.queries import names_in
from app.errors import NotFound
from app.extensions import db
from app.history import version_table
from app.reporting.figures.rules import Figures, Scope
from app.reporting.reports.models import Report, ReportEvent, ReportFiling, ReportText
from app.reporting.reports.rules.life import Act, Result


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


def reports(pilot_id: int) -> list[ReportRow]:
    """All reports of a pilot, by kind, year and edition."""
    rows = db.session.scalars(
        select(Report)
        .where(Report.pilot_id == pilot_id)
        .order_by(Report.until_day, Report.kind.desc(), Report.edition)
    )
    return [row_of(row) for row in rows]


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


@dataclass(frozen=True)
class TextRow:
    """A chapter's text: how long, in which version, by whom and when it was saved last."""

    chapter: str
    text: str
    version: int
    written_by: str
    written_at: datetime


def texts(pilot_id: int, report_id: int) -> Mapping[str, TextRow]:
    """The texts by chapter with who wrote them last."""
    rows = db.session.scalars(
        select(ReportText).where(ReportText.pilot_id == pilot_id, ReportText.report_id == report_id)
    ).all()
    names = names_in(pilot_id) if rows else {}
    return {
        row.chapter: TextRow(
            row.chapter, row.text, row.version, names.get(row.written_by, "–"), row.written_at
        )
        for row in rows
    }


def writers(pilot_id: int, report_id: int) -> set[int]:
    """All who ever saved a text of a report, also one that was written over."""
    kept = version_table(ReportText).c
    rows = db.session.scalars(
        select(kept.written_by)
        .where(kept.pilot_id == pilot_id, kept.report_id == report_id)
        .distinct()
    )
    return set(rows)


@dataclass(frozen=True)
class EventRow:
    """An act in the life of a report as people read it; `figures` are those looked at."""

    act: Act
    user_id: int
    by: str
    at: datetime
    day: date
    note: str | None
    office: str | None
    result: Result | None
    reference: str | None
    happened_on: date | None
    figures: Figures | None


def events(pilot_id: int, report_id: int) -> Sequence[EventRow]:
    """What was done with a report, the first first."""
    rows = db.session.scalars(
        select(ReportEvent)
        .where(ReportEvent.pilot_id == pilot_id, ReportEvent.report_id == report_id)
        .order_by(ReportEvent.turn)
    ).all()
    names = names_in(pilot_id)
    return [
        EventRow(
            Act(row.act),
            row.done_by,
            names.get(row.done_by, "–"),
            row.at,
            row.day,
            row.note,
            row.office,
            Result(row.result) if row.result else None,
            row.reference,
            row.happened_on,
            row.figures,
        )
        for row in rows
    ]


def last_of(found: Sequence[EventRow], act: Act) -> EventRow | None:
    """The latest act of a kind that nothing has sent back since."""
    for one in reversed(found):
        if one.act in {Act.SEND_BACK, Act.OBJECT}:
            return None
        if one.act is act:
            return one
    return None


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


def certified_days(pilot_id: int) -> Mapping[tuple[str, int], date]:
    """The day of the certificate of each report that has one in force, by its kind and year."""
    rows = db.session.execute(
        select(Report.kind, Report.year, func.max(ReportEvent.happened_on))
        .join(
            ReportEvent,
            and_(ReportEvent.pilot_id == Report.pilot_id, ReportEvent.report_id == Report.id),
        )
        .where(
            Report.pilot_id == pilot_id,
            Report.state.in_(("certified", "filed")),
            ReportEvent.act == Act.CERTIFY,
        )
        .group_by(Report.kind, Report.year)
    )
    return {(kind, year): on for kind, year, on in rows if on is not None}
