"""Whether something has been released since; asked before an import is undone."""

from __future__ import annotations

from sqlalchemy import select

from app.evaluation.models import Release
from app.extensions import db


def has_release_since(pilot_id: int, import_id: int) -> bool:
    """Whether a dataset was released after the import (ids rise with time) and still stands."""
    found = db.session.scalar(
        select(Release.id)
        .where(Release.pilot_id == pilot_id, Release.id > import_id, Release.withdrawn_at.is_(None))
        .limit(1)
    )
    return found is not None
