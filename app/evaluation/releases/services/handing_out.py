"""Files of a release are handed out, each on record."""

from __future__ import annotations

from dataclasses import dataclass

from app import audit
from app.access import Actor
from app.config import Settings
from app.errors import NotFound
from app.evaluation.recipients.program import Program
from app.evaluation.releases import queries
from app.evaluation.releases.keeping import kept
from app.evaluation.releases.models import (
    ReleaseDownload,
)
from app.evaluation.releases.queries import ReleaseRow
from app.evaluation.releases.services.standing import seen
from app.extensions import db


@dataclass(frozen=True)
class OpenedFile:
    """A file of a release as it is handed out."""

    name: str
    content: bytes


def open_file(
    actor: Actor,
    release_id: int,
    format_: str,
    purpose: str,
    settings: Settings,
) -> OpenedFile:
    """A file of a release, for download; recorded with its purpose. Whatever is not open to the
    actor is not there."""
    found = seen(actor, release_id)
    file = next(
        (file for file in queries.files_of(actor.pilot_id, release_id) if file.format == format_),
        None,
    )
    if file is None or not (found.is_open or may_look(actor, found)):
        raise NotFound
    content = kept(settings, actor.pilot_id, release_id, format_)
    db.session.add(
        ReleaseDownload(
            pilot_id=actor.pilot_id,
            release_id=release_id,
            format=format_,
            user_id=actor.user_id or None,
            token_id=actor.token_id if isinstance(actor, Program) else None,
            purpose=purpose.strip(),
        )
    )
    db.session.flush()
    traces = actor.traces if isinstance(actor, Program) else []
    audit.record(actor, "download_release", "release", release_id, [format_, *traces])
    return OpenedFile(file.name, content)


def may_look(actor: Actor, found: ReleaseRow) -> bool:
    """Whether the house may look into a release that is not out yet: who prepares or approves."""
    row = found.release
    return queries.sees_all(actor) and row.approved_at is None and row.discarded_at is None
