"""Reads of imports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased, defer

from app.accounts.models import User
from app.extensions import db
from app.intake.models import ColumnAssignment, Import
from app.intake.rows import KnownHeads


@dataclass(frozen=True)
class ImportRow:
    """An import with who made it, and who took it back if anybody did."""

    record: Import
    by: str
    undone_by: str | None


def imports_of(pilot_id: int, page: int, per_page: int) -> tuple[Sequence[ImportRow], int]:
    """A page of imports, newest first and without their findings, and how many there are."""
    rows = db.session.execute(
        _with_names(pilot_id)
        .options(defer(Import.findings))
        .order_by(Import.id.desc())
        .limit(per_page)
        .offset((page - 1) * per_page)
    )
    total = db.session.scalar(select(func.count()).where(Import.pilot_id == pilot_id))
    return [ImportRow(record, by, undone_by) for record, by, undone_by in rows], total or 0


def import_of(pilot_id: int, import_id: int) -> ImportRow | None:
    """One import of the pilot."""
    row = db.session.execute(_with_names(pilot_id).where(Import.id == import_id)).first()
    return ImportRow(row[0], row[1], row[2]) if row else None


def _with_names(pilot_id: int) -> Select[Import, str, str | None]:
    undoer = aliased(User)
    return (
        select(Import, User.display_name, undoer.display_name)
        .join(User, User.id == Import.imported_by)
        .outerjoin(undoer, undoer.id == Import.undone_by)
        .where(Import.pilot_id == pilot_id)
    )


def same_file(pilot_id: int, file_hash: str) -> datetime | None:
    """When exactly this file came in before and was not undone."""
    return db.session.scalar(
        select(Import.imported_at)
        .where(
            Import.pilot_id == pilot_id,
            Import.file_hash == file_hash,
            Import.undone_at.is_(None),
        )
        .order_by(Import.id.desc())
        .limit(1)
    )


def known_heads(pilot_id: int, kind: str) -> KnownHeads:
    """How this pilot's files of a kind write our columns, as somebody has assigned them."""
    rows = db.session.execute(
        select(ColumnAssignment.column, ColumnAssignment.head).where(
            ColumnAssignment.pilot_id == pilot_id, ColumnAssignment.kind == kind
        )
    ).all()
    return KnownHeads(
        {head: column for column, head in rows if head is not None},
        frozenset(column for column, head in rows if head is None),
    )
