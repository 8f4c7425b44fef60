"""Files of a release are handed out, each on record."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

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
from app.evaluation.releases.writing import check_program
from app.extensions import db
from exports.research.bundle import add_files

ALL: Final = "all"
"""The format of everything together."""


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
    files = {file.format: file.name for file in queries.files_of(actor.pilot_id, release_id)}
    if not files or not (found.is_open or may_look(actor, found)):
        raise NotFound
    if format_ == ALL:
        opened = OpenedFile(f"{found.release.stem}_all.zip", together(found, files, settings))
    elif format_ in files:
        opened = OpenedFile(files[format_], kept(settings, actor.pilot_id, release_id, format_))
    else:
        raise NotFound
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
    return opened


def together(found: ReleaseRow, files: Mapping[str, str], settings: Settings) -> bytes:
    """All files of a release in one archive, with the program that checks them."""
    row = found.release
    settings.files.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.files) as name:
        folder = Path(name)
        for format_, file_name in files.items():
            (folder / file_name).write_bytes(kept(settings, row.pilot_id, row.id, format_))
        program = check_program()
        (folder / program.name).write_bytes(program.read_bytes())
        stream = BytesIO()
        add_files(stream, folder)
        return stream.getvalue()


def may_look(actor: Actor, found: ReleaseRow) -> bool:
    """Whether the house may look into a release that is not out yet: who prepares or approves."""
    row = found.release
    return queries.sees_all(actor) and row.approved_at is None and row.discarded_at is None
