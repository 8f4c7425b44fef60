"""Media types of the files of a release, by the end of their names."""

from __future__ import annotations

from typing import Final

_TYPES: Final = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
    ".json": "application/json",
    ".py": "text/x-python; charset=utf-8",
}


def media_type(name: str) -> str:
    """What a browser is told about a file; a file of an unknown kind is a stream of bytes."""
    ends = (kind for end, kind in _TYPES.items() if name.endswith(end))
    return next(ends, "application/octet-stream")
