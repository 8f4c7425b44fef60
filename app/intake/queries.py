"""Reads of imports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.accounts.models import User
from app.extensions import db
from app.intake.models import Import


def imports_of(pilot_id: int) -> Sequence[tuple[Import, str]]:
    """All imports with who made them, newest first."""
    rows = db.session.execute(
        select(Import, User.display_name)
        .join(User, User.id == Import.imported_by)
        .where(Import.pilot_id == pilot_id)
        .order_by(Import.id.desc())
    )
    return [(row, name) for row, name in rows]


def import_of(pilot_id: int, import_id: int) -> tuple[Import, str] | None:
    """One import with who made it."""
    row = db.session.execute(
        select(Import, User.display_name)
        .join(User, User.id == Import.imported_by)
        .where(Import.pilot_id == pilot_id, Import.id == import_id)
    ).first()
    return (row[0], row[1]) if row else None


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
