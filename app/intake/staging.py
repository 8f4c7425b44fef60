"""Files that wait for a decision: sealed on disk, for one person in one pilot, for one day.

A file is found by a random token in its address. Who did not put it there, or comes a day later,
finds nothing; what a broken-off import leaves behind is cleared away by the next one.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.errors import DomainError
from app.stored_files import read_sealed, write_sealed

LASTS = timedelta(days=1)


@dataclass(frozen=True)
class Shelf:
    """Where the files of one person in one pilot wait, and the key that seals them."""

    folder: Path
    key: bytes
    pilot_id: int
    user_id: int

    def path(self, token: str) -> Path:
        """A name that tells nothing and that nobody else's token leads to."""
        whose = f"{self.pilot_id}/{self.user_id}/{token}"
        return self.folder / hashlib.sha256(whose.encode()).hexdigest()


@dataclass(frozen=True)
class Waiting:
    """A file with what was said about it when it came."""

    kind: str
    file_name: str
    since: datetime
    data: bytes


def put(shelf: Shelf, kind: str, file_name: str, data: bytes, now: datetime) -> str:
    """Seals a file and returns its token; clears away what has expired."""
    clear_expired(shelf.folder, now)
    token = secrets.token_urlsafe(24)
    said = {"kind": kind, "file_name": file_name, "since": now.isoformat()}
    write_sealed(shelf.path(token), json.dumps(said).encode() + b"\n" + data, shelf.key)
    return token


def find(shelf: Shelf, token: str, now: datetime) -> Waiting:
    """The file behind a token; DomainError when it is decided, expired or somebody else's."""
    try:
        said, _, data = read_sealed(shelf.path(token), shelf.key).partition(b"\n")
    except DomainError as error:
        raise DomainError("intake.no_longer_waiting") from error
    known = json.loads(said)
    since = datetime.fromisoformat(known["since"])
    if now - since > LASTS:
        remove(shelf, token)
        raise DomainError("intake.no_longer_waiting")
    return Waiting(known["kind"], known["file_name"], since, data)


def remove(shelf: Shelf, token: str) -> None:
    """Takes a file away after the decision; one that is gone already is no error."""
    shelf.path(token).unlink(missing_ok=True)


def clear_expired(folder: Path, now: datetime) -> int:
    """Removes everybody's files that are older than a day, half-written ones too; how many."""
    if not folder.is_dir():
        return 0
    gone = 0
    for path in folder.iterdir():
        try:
            written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except FileNotFoundError:  # another process was quicker
            continue
        if now - written > LASTS:
            path.unlink(missing_ok=True)
            gone += 1
    return gone
