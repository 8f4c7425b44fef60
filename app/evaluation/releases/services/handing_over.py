"""A release is handed over as one encrypted file, where nobody can sign in."""

from __future__ import annotations

from dataclasses import dataclass

from app import audit
from app.access import Actor
from app.config import Settings
from app.errors import DomainError
from app.evaluation.releases import queries
from app.evaluation.releases.keeping import handover_path, kept
from app.evaluation.releases.models import ReleaseDownload
from app.evaluation.releases.queries import ReleaseRow
from app.evaluation.releases.services.handing_out import OpenedFile
from app.evaluation.releases.services.standing import seen
from app.evaluation.releases.writing import check_program
from app.extensions import db
from app.passphrases import random_passphrase
from app.stored_files import read_sealed, write_sealed
from exports.monitoring_file import encrypted

ENCRYPTED = "encrypted"
"""What the downloads of a release call the encrypted file."""


@dataclass(frozen=True)
class Handover:
    """An encrypted file that was made; its passphrase is kept nowhere."""

    name: str
    passphrase: str


def make_handover(actor: Actor, release_id: int, settings: Settings) -> Handover:
    """All files of an open release and the program that checks them, encrypted with a passphrase
    of ours; replaces one that was made before. Reads for long; `note_handover` records it."""
    found = _open(actor, release_id)
    files = {
        file.name: kept(settings, actor.pilot_id, release_id, file.format)
        for file in queries.files_of(actor.pilot_id, release_id)
    }
    program = check_program()
    files[program.name] = program.read_bytes()
    passphrase = random_passphrase()
    path = handover_path(settings, actor.pilot_id, release_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_sealed(path, encrypted(files, passphrase), settings.keys["files"])
    return Handover(_name(found), passphrase)


def note_handover(actor: Actor, release_id: int, purpose: str) -> None:
    """Records the encrypted file with its purpose; refused if it was locked meanwhile."""
    _open(actor, release_id)
    db.session.add(
        ReleaseDownload(
            pilot_id=actor.pilot_id,
            release_id=release_id,
            format=ENCRYPTED,
            user_id=actor.user_id,
            purpose=purpose.strip(),
        )
    )
    db.session.flush()
    audit.record(actor, "make_handover", "release", release_id)


def open_handover(actor: Actor, release_id: int, settings: Settings) -> OpenedFile:
    """The encrypted file, to be loaded once; `forget_handover` follows the commit."""
    found = _open(actor, release_id)
    path = handover_path(settings, actor.pilot_id, release_id)
    if not path.exists():
        raise DomainError("delivery.file_gone")
    opened = OpenedFile(_name(found), read_sealed(path, settings.keys["files"]))
    audit.record(actor, "download_handover", "release", release_id)
    return opened


def forget_handover(actor: Actor, release_id: int, settings: Settings) -> None:
    """Removes the encrypted file: it was loaded, or was not recorded."""
    handover_path(settings, actor.pilot_id, release_id).unlink(missing_ok=True)


def _open(actor: Actor, release_id: int) -> ReleaseRow:
    found = seen(actor, release_id)
    if not found.is_open:
        raise DomainError("delivery.not_open", number=found.release.number)
    return found


def _name(found: ReleaseRow) -> str:
    return f"{found.release.stem}_encrypted.zip"
