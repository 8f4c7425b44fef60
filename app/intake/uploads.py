"""What a file must pass before anything parses it: size, kind, packing, encryption, NUL."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum
from re import MULTILINE
from re import compile as pattern

from app.errors import DomainError

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_RATIO = 100
MAX_MEMBERS = 200

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"
_CONTENT_TYPES = "[Content_Types].xml"
_OTHER_FORMATS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")
_BEGINNING = 65_536
"""Two bytes a character: room for the mark of a zip, a declaration, a first element."""
_MT940 = pattern(rb"\{1:F|^:(?:20|25P?|28C?|60[FM]|61):", MULTILINE)
"""A SWIFT header or a field of a statement of account at the beginning of a line."""
_TOP = 2_048
"""How far down such a field may first stand."""


class FileKind(StrEnum):
    """The kinds of file that can come in; ZIP is a folder of bank statements."""

    XLSX = "XLSX"
    CSV = "CSV"
    XML = "XML"
    ZIP = "ZIP"
    MT940 = "MT940"


def kind_of(data: bytes) -> FileKind:
    """The kind a file seems to be by its first bytes; CSV when nothing else fits."""
    if data.startswith(_ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                known = _CONTENT_TYPES in archive.namelist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            known = True
        return FileKind.XLSX if known else FileKind.ZIP
    return _text_kind(data)


def check_upload(data: bytes, kind: FileKind) -> None:
    """Raises DomainError for a file that is empty, too large, of another kind or packed hostilely.

    Looks at the directory of a zip only and unpacks nothing.
    """
    if not data.strip():
        raise DomainError("intake.file_empty")
    if len(data) > MAX_BYTES:
        raise DomainError("intake.file_too_large", limit_mb=MAX_BYTES // 1024**2)
    if data.startswith(_OLE):
        encrypted = _ENCRYPTED_PACKAGE in data
        raise DomainError("intake.file_encrypted" if encrypted else "intake.file_old_xls")
    if kind in (FileKind.XLSX, FileKind.ZIP):
        _check_archive(data, kind)
    elif data.startswith((*_ZIP, *_OTHER_FORMATS)):
        raise DomainError("intake.wrong_kind", expected=kind.value)
    else:
        _check_text(data, kind)


def decode(data: bytes) -> str:
    """The text of a file in UTF-8 (with or without mark), UTF-16 with mark, or Windows-1252."""
    try:
        if data.startswith(_UTF16_MARKS):
            return data.decode("utf-16")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise DomainError("intake.encoding") from error


def _check_archive(data: bytes, kind: FileKind) -> None:
    if not data.startswith(_ZIP):
        raise DomainError("intake.wrong_kind", expected=kind.value)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise DomainError("intake.file_damaged") from error
    if any(member.flag_bits & 0x1 for member in members):
        raise DomainError("intake.file_encrypted")
    unpacked = sum(member.file_size for member in members)
    if (
        len(members) > MAX_MEMBERS
        or unpacked > MAX_UNPACKED_BYTES
        or any(m.file_size > MAX_RATIO * max(m.compress_size, 1) for m in members)
        or unpacked > MAX_RATIO * len(data)
    ):
        raise DomainError("intake.file_bomb", limit_mb=MAX_UNPACKED_BYTES // 1024**2)
    if (_CONTENT_TYPES in {member.filename for member in members}) != (kind is FileKind.XLSX):
        raise DomainError("intake.wrong_kind", expected=kind.value)


def _check_text(data: bytes, kind: FileKind) -> None:
    nul = "\0" in decode(data) if data.startswith(_UTF16_MARKS) else b"\0" in data
    if nul:
        raise DomainError("intake.file_nul")
    if _text_kind(data) is not kind:
        raise DomainError("intake.wrong_kind", expected=kind.value)


def _text_kind(data: bytes) -> FileKind:
    head = data[:_BEGINNING].removeprefix(_UTF8_MARK)
    if head.startswith(_UTF16_MARKS):
        head = head.decode("utf-16", errors="replace").encode()
    head = head.lstrip()
    if head.startswith((b"<?", b"<!")) or (head[:1] == b"<" and head[1:2].isalpha()):
        return FileKind.XML
    return FileKind.MT940 if _MT940.search(head[:_TOP]) else FileKind.CSV
