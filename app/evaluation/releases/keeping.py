"""Where the files of a release lie: sealed one by one, named for pilot, release and format."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Final

from app.config import Settings
from app.evaluation.anonymity.plan import Plan
from app.evaluation.releases.difference import Sheet
from app.stored_files import read_sealed, write_sealed
from exports.frozen import FrozenSheet, records
from exports.rows import record_text

ROWS: Final = "rows"
"""What the frozen rows are filed under; they are handed to nobody."""
PLAN: Final = "plan.json"
_ENDING: Final = ".rows"


def sealed_path(settings: Settings, pilot_id: int, release_id: int, format_: str) -> Path:
    """Where a sealed file of a release lies; its name is part of the seal."""
    return settings.files / "releases" / f"{pilot_id}-{release_id}.{format_}.sealed"


def handover_path(settings: Settings, pilot_id: int, release_id: int) -> Path:
    """Where its encrypted file waits to be loaded, sealed once more; no backup takes it along."""
    return settings.files / "handovers" / f"{pilot_id}-{release_id}.zip.sealed"


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
    handover_path(settings, pilot_id, release_id).unlink(missing_ok=True)


def pack_rows(sheets: Sequence[FrozenSheet], target: Path, plan: Plan | None) -> None:
    """The frozen rows in one archive: a file per sheet, its first record the names of the columns;
    beside them the plan by which people were protected."""
    with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as archive:
        if plan is not None:
            archive.writestr(PLAN, plan.to_json())
        for sheet in sheets:
            with archive.open(f"{sheet.dataset.key}{_ENDING}", "w") as member:
                member.write(record_text(sheet.dataset.column_names).encode())
                with sheet.path.open("rb") as rows:
                    shutil.copyfileobj(rows, member, 1 << 20)


def sheets_of(sheets: Sequence[FrozenSheet]) -> list[Sheet]:
    """Sheets about people, to be compared."""
    return [
        Sheet(sheet.dataset.key, sheet.dataset.column_names, sheet.texts)
        for sheet in sheets
        if sheet.dataset.about == "people"
    ]


def unpack_rows(packed: Path) -> list[Sheet]:
    """The sheets about people of an archive that `pack_rows` made."""
    found = []
    with zipfile.ZipFile(packed) as archive:
        for name in archive.namelist():
            if name.endswith(_ENDING):
                names = next(_records(archive, name))
                if names[0] == "pseudonym":
                    rows = partial(_rows, packed, name)
                    found.append(Sheet(name.removesuffix(_ENDING), names, rows))
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
            with archive.open(name, "w") as new:
                if name == PLAN:
                    new.write(source.read(name))
                    continue
                for texts in _records(source, name):
                    called = names.get(texts[0], texts[0])
                    new.write(record_text([called, *texts[1:]]).encode())
    return target


def _rows(packed: Path, name: str) -> Iterator[list[str]]:
    with zipfile.ZipFile(packed) as archive:
        yield from islice(_records(archive, name), 1, None)


def _records(archive: zipfile.ZipFile, name: str) -> Iterator[list[str]]:
    with archive.open(name) as member, TextIOWrapper(member, "utf-8", newline="\n") as text:
        yield from records(text)
