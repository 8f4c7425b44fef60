"""Reads of a pilot's audit log, for the page that shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select

from app.audit import AuditEntry
from app.database import Base
from app.extensions import db

PER_PAGE = 50
NUMBERED = {
    "participation": "number",
    "candidate": "number",
    "commitment": "number",
    "draw_down": "number",
    "award": "number",
    "booking": "source_number",
    "inventory_item": "number",
    "inventory_waiver": "source_number",
    "post": "title",
    "milestone": "title",
    "work_package": "code",
    "month_closing": "month",
}
"""Subjects that people know by a column of the table of the same name; named here, not imported."""


@dataclass(frozen=True)
class LogFilters:
    """What the log is narrowed to; moments are [from, until)."""

    action: str = ""
    user_id: int | None = None
    from_moment: datetime | None = None
    until_moment: datetime | None = None


@dataclass(frozen=True)
class LogRow:
    """An entry; `number` is what people call the subject, where it has a name of that kind."""

    sequence: int
    at: datetime
    user_id: int | None
    action: str
    subject: str
    subject_id: int | None
    number: str | None
    fields: Sequence[str]


def entries(pilot_id: int, filters: LogFilters, page: int) -> tuple[Sequence[LogRow], int]:
    """A page of the log, newest first, and how many entries there are in all."""
    conditions = _conditions(pilot_id, filters)
    found = db.session.scalars(
        select(AuditEntry)
        .where(*conditions)
        .order_by(AuditEntry.sequence.desc())
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()
    total = db.session.scalar(select(func.count()).select_from(AuditEntry).where(*conditions)) or 0
    numbers = _numbers(pilot_id, found)
    return [_row(entry, numbers) for entry in found], total


def _conditions(pilot_id: int, filters: LogFilters) -> list[ColumnElement[bool]]:
    conditions = [AuditEntry.pilot_id == pilot_id]
    if filters.action:
        conditions.append(AuditEntry.action == filters.action)
    if filters.user_id is not None:
        conditions.append(AuditEntry.user_id == filters.user_id)
    if filters.from_moment is not None:
        conditions.append(AuditEntry.at >= filters.from_moment)
    if filters.until_moment is not None:
        conditions.append(AuditEntry.at < filters.until_moment)
    return conditions


def _numbers(pilot_id: int, found: Sequence[AuditEntry]) -> Mapping[tuple[str, int], str]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for entry in found:
        if entry.subject_id is not None and entry.subject in NUMBERED:
            wanted[entry.subject].add(entry.subject_id)
    return {
        (subject, row_id): name
        for subject, ids in wanted.items()
        for row_id, name in _names(pilot_id, subject, ids)
    }


def _names(pilot_id: int, subject: str, ids: Collection[int]) -> list[tuple[int, str]]:
    table = Base.metadata.tables.get(subject)
    if table is None or NUMBERED[subject] not in table.c:
        return []
    column = table.c[NUMBERED[subject]]
    rows = db.session.execute(
        select(table.c.id, column).where(table.c.pilot_id == pilot_id, table.c.id.in_(ids))
    )
    return [(row_id, _called(name)) for row_id, name in rows]


def _called(name: object) -> str:
    """How people call it; a day is the first of a month of the books."""
    return f"{name:%m/%Y}" if isinstance(name, date) else str(name)


def _row(entry: AuditEntry, numbers: Mapping[tuple[str, int], str]) -> LogRow:
    return LogRow(
        entry.sequence,
        entry.at,
        entry.user_id,
        entry.action,
        entry.subject,
        entry.subject_id,
        numbers.get((entry.subject, entry.subject_id)) if entry.subject_id else None,
        [name for name in entry.fields.split(",") if name],
    )
