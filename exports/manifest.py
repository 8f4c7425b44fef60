"""The manifest of a release: what was released, under which rules, in which files; JSON.

`exports/check_release.py` reads it; its keys are a format that may grow, but not change.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Final

from exports.frozen import FrozenSheet, hash_of_sheets

FORMAT: Final = 1
_AT_ONCE: Final = 1 << 20


@dataclass(frozen=True)
class DeclaredColumn:
    """A column as its checks need it; `text`: whether its cells hold texts."""

    name: str
    kind: str
    text: bool


@dataclass(frozen=True)
class DeclaredSheet:
    """A dataset with the number of its rows and the hash of its content alone."""

    key: str
    rows: int
    sha256: str
    columns: Sequence[DeclaredColumn]


@dataclass(frozen=True)
class InnerFile:
    """A file inside an archive."""

    name: str
    sha256: str


@dataclass(frozen=True)
class ReleasedFile:
    """A file that is handed over; `inside` names the files of an archive."""

    name: str
    size: int
    sha256: str
    inside: Sequence[InnerFile] = ()


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """All that a release says about itself. Days and moments are ISO texts."""

    pilot: str
    title: str
    release: str
    number: str
    recipient: str
    kind: str
    day: str
    dates: str
    question: Mapping[str, Any]
    made_at: str
    codebook: str
    content_hash: str
    datasets: Sequence[DeclaredSheet]
    k: int | None
    l: int | None  # noqa: E741 - the name of the measure
    rules: Sequence[str]
    audit: Mapping[str, Any]
    files: Sequence[ReleasedFile]

    def text(self) -> str:
        """The JSON as it is handed over."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1) + "\n"


def declared(sheet: FrozenSheet) -> DeclaredSheet:
    """A frozen sheet as the manifest names it."""
    columns = [DeclaredColumn(one.name, one.kind, one.is_text) for one in sheet.dataset.columns]
    return DeclaredSheet(sheet.dataset.key, sheet.rows, hash_of_sheets([sheet]), columns)


def released(path: Path) -> ReleasedFile:
    """A written file as the manifest names it; a zip with the files in it, a workbook without."""
    inside: list[InnerFile] = []
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                with archive.open(name) as member:
                    inside.append(InnerFile(name, _digest(member)))
    with path.open("rb") as stream:
        return ReleasedFile(path.name, path.stat().st_size, _digest(stream), inside)


def _digest(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := stream.read(_AT_ONCE):
        digest.update(block)
    return digest.hexdigest()
