"""Where the files of a release lie: sealed one by one, named for pilot, release and format."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from app.config import Settings
from app.evaluation.releases.difference import Sheet
from app.stored_files import read_sealed, write_sealed
from exports.frozen import FrozenSheet

ROWS: Final = "rows"
"""What the frozen rows are filed under; they are handed to nobody."""


def sealed_path(settings: Settings, pilot_id: int, release_id: int, format_: str) -> Path:
    """Where a sealed file of a release lies; its name is part of the seal."""
    return settings.files / "releases" / f"{pilot_id}-{release_id}.{format_}.sealed"


def keep(settings: Settings, pilot_id: int, release_id: int, format_: str, path: Path) -> None:
    """Seals a file of a release."""
    target = sealed_path(settings, pilot_id, release_id, format_)
    write_sealed(target, path.read_bytes(), settings.keys["files"])


def kept(settings: Settings, pilot_id: int, release_id: int, format_: str) -> bytes:
    """A file of a release as it was made."""
    path = sealed_path(settings, pilot_id, release_id, format_)
    return read_sealed(path, settings.keys["files"])


def forget(settings: Settings, pilot_id: int, release_id: int) -> None:
    """Removes all files of a release."""
    for path in (settings.files / "releases").glob(f"{pilot_id}-{release_id}.*.sealed"):
        path.unlink(missing_ok=True)


def pack_rows(sheets: Sequence[FrozenSheet], target: Path) -> None:
    """The frozen rows in one archive: a file per sheet, its first line the names of the columns."""
    with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as archive:
        for sheet in sheets:
            with archive.open(f"{sheet.dataset.key}.rows", "w") as member:
                header = json.dumps(sheet.dataset.column_names)
                member.write(header.encode() + b"\n")
                with sheet.path.open("rb") as rows:
                    while block := rows.read(1 << 20):
                        member.write(block)


def sheets_of(sheets: Sequence[FrozenSheet]) -> list[Sheet]:
    """Sheets about people, to be compared."""
    return [
        Sheet(sheet.dataset.key, sheet.dataset.column_names, sheet.texts)
        for sheet in sheets
        if sheet.dataset.about == "people"
    ]


def unpack_rows(packed: Path) -> list[Sheet]:
    """The sheets about people of an archive that `pack_rows` made."""
    with zipfile.ZipFile(packed) as archive:
        found = []
        for name in archive.namelist():
            with archive.open(name) as member:
                names = json.loads(member.readline())
            if names[0] == "pseudonym":
                found.append(Sheet(name.removesuffix(".rows"), names, partial(_rows, packed, name)))
    return found


def _rows(packed: Path, name: str) -> Iterator[list[str]]:
    with zipfile.ZipFile(packed) as archive, archive.open(name) as member:
        member.readline()
        for line in member:
            yield json.loads(line)
