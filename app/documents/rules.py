"""What a file must pass before it is kept, and what it is called. Pure; nothing is ever decoded."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from re import compile as pattern

from app.errors import DomainError

MAX_NAME = 100
"""Letters of a file's name that are kept, its ending included."""


class MediaType(StrEnum):
    """The kinds of file that are kept."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"

    @property
    def endings(self) -> tuple[str, ...]:
        """How names of this kind may end; the first is given where the name has none of them."""
        return _ENDINGS[self]


_ENDINGS = {
    MediaType.PDF: (".pdf",),
    MediaType.PNG: (".png",),
    MediaType.JPEG: (".jpg", ".jpeg"),
}


@dataclass(frozen=True)
class _Mark:
    """How a kind of file begins, and what stands in its last bytes."""

    head: bytes
    tail: bytes
    within: int


_MARKS = {
    MediaType.PDF: _Mark(b"%PDF-", b"%%EOF", 2048),
    MediaType.PNG: _Mark(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"IEND\xaeB`\x82", 64),
    MediaType.JPEG: _Mark(b"\xff\xd8\xff", b"\xff\xd9", 64),
}
_REFUSED_IN_NAMES = pattern(r'[<>:"/\\|?*%;]+')
_BLANKS = pattern(r"\s+")


def media_type_of(data: bytes, limit_bytes: int) -> MediaType:
    """The kind of a file by its first and last bytes, whatever its name says.

    Refuses empty files, files above the limit, other kinds, and files cut off before their end.
    """
    if not data:
        raise DomainError("document.empty", "file")
    if len(data) > limit_bytes:
        raise DomainError("document.too_large", "file", limit_mb=limit_bytes // 1024**2)
    for media_type, mark in _MARKS.items():
        if data.startswith(mark.head):
            if mark.tail not in data[-mark.within :]:
                raise DomainError("document.cut_off", "file")
            return media_type
    raise DomainError("document.other_kind", "file")


def safe_name(given: str, media_type: MediaType) -> str:
    """The name without folders, control and direction signs, ending as its kind does.

    Never empty, never hidden (a leading dot), at most MAX_NAME letters.
    """
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(sign for sign in last if sign.isprintable())
    plain = _BLANKS.sub(" ", _REFUSED_IN_NAMES.sub("_", plain)).strip(" .")
    ending = next((one for one in media_type.endings if plain.casefold().endswith(one)), None)
    stem = plain[: -len(ending)].strip(" .") if ending else plain
    ending = ending or media_type.endings[0]
    return (stem[: MAX_NAME - len(ending)].rstrip(" .") or "Dokument") + ending


def check_removal(is_fixed: bool, reason: str) -> None:
    """A document goes only with a reason, and only until its record is approved."""
    if is_fixed:
        raise DomainError("document.fixed")
    if not reason.strip():
        raise DomainError("document.reason_missing", "reason")
