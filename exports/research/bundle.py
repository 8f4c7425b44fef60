"""Archives: a folder as one zip file, the same bytes for the same files."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path
from typing import BinaryIO, Final

from exports.durable import whole_file

_SAFE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")
_LONGEST_AT_ONCE: Final = 1 << 20
_COMPRESSED: Final = frozenset((".xlsx", ".parquet", ".zip", ".pdf", ".docx"))


class NameRefused(ValueError):
    """A file's name is not one that every system can unpack; or it is no ordinary file."""


def write_zip(folder: Path, target: Path) -> None:
    """Puts all files of a folder, and of folders in it, into a new archive outside of it.

    Sorted by name, with a fixed time and fixed rights; each is read in pieces. Raises NameRefused
    for a name that is not plain ASCII, and for a link.
    """
    with whole_file(target) as stream:
        add_files(stream, folder)


def add_files(stream: BinaryIO, folder: Path) -> None:
    """The same into a stream, which need not be able to go back."""
    with zipfile.ZipFile(stream, "w") as archive:
        for path in sorted(folder.rglob("*"), key=lambda found: found.relative_to(folder).parts):
            if path.is_symlink() or not (path.is_dir() or path.is_file()):
                raise NameRefused(f"{path.name}: not an ordinary file")
            if path.is_file():
                _add(archive, path, path.relative_to(folder))


def _add(archive: zipfile.ZipFile, path: Path, name: Path) -> None:
    if not all(_SAFE.fullmatch(part) for part in name.parts):
        raise NameRefused(f"{path.name}: not a plain name")
    entry = zipfile.ZipInfo(name.as_posix(), date_time=(1980, 1, 1, 0, 0, 0))
    entry.external_attr = 0o100644 << 16
    entry.create_system = 3
    entry.compress_type = zipfile.ZIP_STORED if path.suffix in _COMPRESSED else zipfile.ZIP_DEFLATED
    # The size tells the library beforehand whether the entry needs the long form.
    entry.file_size = path.stat().st_size
    with path.open("rb") as source, archive.open(entry, "w") as member:
        shutil.copyfileobj(source, member, _LONGEST_AT_ONCE)
