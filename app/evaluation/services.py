"""What happens to datasets: written, released to the institute, opened, withdrawn."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app import audit
from app.access import Actor
from app.config import Settings
from app.database import new_id, utc_now
from app.errors import DomainError, NotFound
from app.evaluation import queries
from app.evaluation.models import Release
from app.evaluation.workbook import Edition, Progress, Written, write_workbook
from app.extensions import db
from app.pilots.queries import PilotInForce
from app.stored_files import read_sealed, write_sealed


@dataclass(frozen=True)
class Draft:
    """A workbook that is written and sealed, but not released yet."""

    release_id: int
    day: date
    written: Written


@dataclass(frozen=True)
class OpenedRelease:
    """A release as it is handed out."""

    file_name: str
    content: bytes


def sealed_path(settings: Settings, pilot_id: int, release_id: int) -> Path:
    """Where the sealed workbook of a release lies; its name is part of the seal."""
    return settings.files / "releases" / f"{pilot_id}-{release_id}.xlsx.sealed"


def check_day(pilot: PilotInForce, day: date) -> None:
    """A dataset shows what is known: its day is not in the future."""
    if day > pilot.day:
        raise DomainError("house.future", "day", day=day, on=pilot.day)


def announce_preview(actor: Actor, pilot: PilotInForce, day: date) -> None:
    """Records that a preview is about to be written; before it is, so that none goes unrecorded."""
    check_day(pilot, day)
    audit.record(actor, "preview_dataset", "dataset", None, ["day"])


def write_dataset(
    actor: Actor,
    pilot: PilotInForce,
    day: date,
    target: Path,
    settings: Settings,
    edition: Edition,
    progress: Progress | None = None,
) -> Written:
    """Writes the dataset of the actor's pilot for a day; reads long and records nothing."""
    check_day(pilot, day)
    place = (actor.pilot_id, pilot.preset.title)
    return write_workbook(place, day, target, settings.keys["pseudonym"], edition, progress)


def draft_release(
    actor: Actor, pilot: PilotInForce, day: date, settings: Settings, edition: Edition
) -> Draft:
    """Writes and seals the workbook of a release to come; refuses one without people.

    Reads for long, therefore outside of the writing transaction; nobody can open it before
    `release` has recorded it.
    """
    settings.files.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.files) as folder:
        plain = Path(folder) / "release.xlsx"
        written = write_dataset(actor, pilot, day, plain, settings, edition)
        if not written.survey.people:
            raise DomainError("evaluation.nobody", "day", day=day)
        # Numbered only now: whatever was imported before a release has a smaller number.
        release_id = new_id()
        path = sealed_path(settings, actor.pilot_id, release_id)
        write_sealed(path, plain.read_bytes(), settings.keys["files"])
    return Draft(release_id, day, written)


def discard(actor: Actor, draft: Draft, settings: Settings) -> None:
    """Takes away what a draft left on disk when it could not be released."""
    sealed_path(settings, actor.pilot_id, draft.release_id).unlink(missing_ok=True)


def release(actor: Actor, pilot: PilotInForce, draft: Draft, note: str) -> int:
    """Releases a draft to the institute under the next number of the pilot; returns its id."""
    # The pilot's chain is locked from here on: two releases at once get two numbers.
    audit.record(actor, "release", "release", draft.release_id, ["day", "content_hash"])
    number = queries.how_many_releases(actor.pilot_id) + 1
    db.session.add(
        Release(
            pilot_id=actor.pilot_id,
            id=draft.release_id,
            day=draft.day,
            persons=draft.written.survey.people,
            left_out=draft.written.survey.left_out,
            content_hash=draft.written.content_hash,
            file_name=f"{pilot.key}_evaluation_{draft.day.isoformat()}_v{number}.xlsx",
            note=note.strip() or None,
            released_by=actor.user_id,
            released_at=utc_now(),
        )
    )
    db.session.flush()
    return draft.release_id


def open_release(actor: Actor, release_id: int, settings: Settings) -> OpenedRelease:
    """The workbook of a release, for download; a withdrawn one is not there any more."""
    row = standing_release(actor, release_id)
    content = read_sealed(sealed_path(settings, actor.pilot_id, row.id), settings.keys["files"])
    audit.record(actor, "download_release", "release", row.id)
    return OpenedRelease(row.file_name, content)


def withdraw_release(actor: Actor, release_id: int) -> None:
    """Withdraws a release: it stays on record, and nobody can open it any more."""
    row = standing_release(actor, release_id)
    row.withdrawn_at = utc_now()
    db.session.flush()
    audit.record(actor, "withdraw_release", "release", row.id, ["withdrawn_at"])


def forget_file(actor: Actor, release_id: int, settings: Settings) -> None:
    """Removes the file of a withdrawn release; called once the withdrawal is committed."""
    row = queries.release_row(actor.pilot_id, release_id)
    if row is not None and row.withdrawn_at is not None:
        sealed_path(settings, actor.pilot_id, release_id).unlink(missing_ok=True)


def standing_release(actor: Actor, release_id: int) -> Release:
    """A release that has not been withdrawn; whatever else is asked for is not there."""
    row = queries.release_row(actor.pilot_id, release_id)
    if row is None or row.withdrawn_at is not None:
        raise NotFound
    return row
