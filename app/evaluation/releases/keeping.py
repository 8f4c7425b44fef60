"""Where the files of a release lie: sealed one by one, named for pilot, release and format."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from app.config import Settings
from app.evaluation.anonymity.plan import Plan
from app.evaluation.releases.difference import Sheet
from app.stored_files import read_sealed, write_sealed
from exports.frozen import FrozenSheet

ROWS: Final = "rows"
"""What the frozen rows are filed under; they are handed to nobody."""
PLAN: Final = "plan.json"


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


def pack_rows(sheets: Sequence[FrozenSheet], target: Path, plan: Plan | None) -> None:
    """The frozen rows in one archive: a file per sheet, its first line the names of the columns;
    beside them the plan by which people were protected."""
    with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as archive:
        if plan is not None:
            archive.writestr(PLAN, plan.to_json())
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
            if name == PLAN:
                continue
            with archive.open(name) as member:
                names = json.loads(member.readline())
            if names[0] == "pseudonym":
                found.append(Sheet(name.removesuffix(".rows"), names, partial(_rows, packed, name)))
    return found


def plan_of(packed: Path) -> Plan | None:
    """The plan in an archive that `pack_rows` made, if there was one."""
    with zipfile.ZipFile(packed) as archive:
        if PLAN not in archive.namelist():
            return None
        return Plan.from_json(archive.read(PLAN).decode())


def rename_rows(packed: Path, target: Path, names: Mapping[str, str]) -> Path:
    """The same archive with people called otherwise, by their old pseudonym; returns `target`."""
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(target, "x") as archive:
        for name in source.namelist():
            with source.open(name) as old, archive.open(name, "w") as new:
                if name == PLAN:
                    new.write(old.read())
                    continue
                new.write(old.readline())
                for line in old:
                    texts = json.loads(line)
                    texts[0] = names.get(texts[0], texts[0])
                    new.write(f"{json.dumps(texts)}\n".encode())
    return target


def _rows(packed: Path, name: str) -> Iterator[list[str]]:
    with zipfile.ZipFile(packed) as archive, archive.open(name) as member:
        member.readline()
        for line in member:
            yield json.loads(line)
