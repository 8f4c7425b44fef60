"""What a package holds: a release with its files, and which releases of the pilot are closed."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from app.errors import DomainError

FORMAT: Final = 1
_FACTS: Final = "package.json"
_FILES: Final = "files/"
CLOSED_FOR: Final = frozenset({"locked", "withdrawn"})


@dataclass(frozen=True, kw_only=True)
class PilotFacts:
    """What of the pilot is shown around a release."""

    key: str
    title: str
    title_en: str
    carrier: str


@dataclass(frozen=True, kw_only=True)
class RecipientFacts:
    """What is said of the recipient; the scope of its pseudonyms stays at home."""

    id: int
    name: str
    language: str
    basis: str
    basis_reference: str


@dataclass(frozen=True, kw_only=True)
class FileFacts:
    """A file of the release as it is handed out."""

    format: str
    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ReleaseFacts:
    """All that is shown of a release; nobody in it, and nobody of the house, is named."""

    id: int
    previous_id: int | None
    number: int
    kind: str
    day: str
    question: dict[str, Any]
    persons: int
    left_out: int
    row_counts: dict[str, int]
    content_hash: str
    codebook_hash: str
    k_reached: int | None
    l_reached: int | None
    k_asked: int
    l_asked: int
    exception: str | None
    difference: dict[str, Any]
    quality: dict[str, Any]
    chain_sequence: int
    chain_hash: str
    stem: str
    note: str | None
    prepared_at: str
    approved_at: str


@dataclass(frozen=True, kw_only=True)
class Content:
    """A package, opened. `closed`: why each closed release of the pilot is closed, by its id."""

    pilot: PilotFacts
    issued_at: datetime
    closed: Mapping[int, str]
    recipient: RecipientFacts | None = None
    release: ReleaseFacts | None = None
    files: tuple[FileFacts, ...] = ()
    contents: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def kind(self) -> str:
        """What it brings: a release, or nothing but what is closed."""
        return "release" if self.release else "recall"


def packed(content: Content) -> bytes:
    """The zip archive of a content; the same content gives the same bytes."""
    facts = {
        "format": FORMAT,
        "pilot": vars(content.pilot),
        "issued_at": content.issued_at.isoformat(),
        "closed": {str(key): content.closed[key] for key in sorted(content.closed)},
        "recipient": vars(content.recipient) if content.recipient else None,
        "release": vars(content.release) if content.release else None,
        "files": [vars(file) for file in content.files],
    }
    parts = {_FACTS: json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()}
    parts |= {f"{_FILES}{name}": data for name, data in sorted(content.contents.items())}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            # most files are compressed already; what is sealed has a fixed day
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED, 1)
    return stream.getvalue()


def unpacked(archive_bytes: bytes) -> Content:
    """The content of an archive of `packed`; DomainError if not whole or of another format."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive_bytes)) as archive:
            facts = json.loads(archive.read(_FACTS))
            if facts["format"] != FORMAT:
                raise DomainError("delivery.other_format", format=facts["format"])
            files = tuple(FileFacts(**file) for file in facts["files"])
            contents = {file.format: archive.read(f"{_FILES}{file.format}") for file in files}
        found = Content(
            pilot=PilotFacts(**facts["pilot"]),
            issued_at=datetime.fromisoformat(facts["issued_at"]),
            closed={int(key): str(why) for key, why in facts["closed"].items()},
            recipient=RecipientFacts(**facts["recipient"]) if facts["recipient"] else None,
            release=ReleaseFacts(**facts["release"]) if facts["release"] else None,
            files=files,
            contents=contents,
        )
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
        raise DomainError("delivery.not_whole") from error
    check_whole(found)
    return found


def check_whole(content: Content) -> None:
    """Every file as its facts say, formats plain words, a release with its recipient."""
    is_whole = (
        (content.release is None) == (content.recipient is None) == (not content.files)
        and set(content.closed.values()) <= CLOSED_FOR
        and content.issued_at.tzinfo is not None
        and all(_is_sound(file, content.contents[file.format]) for file in content.files)
    )
    if not is_whole:
        raise DomainError("delivery.not_whole")


def _is_sound(file: FileFacts, data: bytes) -> bool:
    return (
        file.format.isalnum()
        and "/" not in file.name
        and file.size_bytes == len(data)
        and file.sha256 == hashlib.sha256(data).hexdigest()
    )
