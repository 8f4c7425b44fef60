"""A file of bank statements, whatever its format: told by its content, never by its name."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from app.errors import DomainError
from app.finance.bank.camt import read_camt
from app.finance.bank.ledger import looks_like_ledger, read_ledger
from app.finance.bank.ledger_row import HEADERS
from app.finance.bank.mt940 import read_mt940
from app.finance.bank.statements import BankFile, BankStatement, check_size
from app.intake.rows import NOTHING_KNOWN, KnownHeads
from app.intake.uploads import FileKind, check_upload, kind_of
from app.pilots.preset import BankSettings

EXPECTED = "XML (CAMT.053), MT940, ZIP"

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)


def read_bank_file(
    data: bytes, settings: BankSettings, known: KnownHeads = NOTHING_KNOWN
) -> BankFile:
    """What the pilot's way of seeing payments allows: statements of account, or a ledger.

    DomainError where the file as a whole cannot be read, or belongs to the other way.
    """
    kind = kind_of(data)
    if settings.source == "account":
        if kind is FileKind.CSV and looks_like_ledger(data, known):
            raise DomainError("bank.ledger_not_expected")
        return BankFile(read_statements(data))
    if kind in (FileKind.XML, FileKind.MT940, FileKind.ZIP):
        raise DomainError("bank.ledger_expected", columns=", ".join(HEADERS))
    return read_ledger(data, settings, known)


def read_statements(data: bytes) -> list[BankStatement]:
    """All statements of CAMT.053, MT940 or a zip of such files; all or none."""
    kind = kind_of(data)
    if kind is FileKind.ZIP:
        check_upload(data, kind)
        statements = [one for member in _members(data) for one in _read_one(member)]
    else:
        statements = _read_one(data)
    if not statements:
        raise DomainError("bank.no_statement")
    return check_size(statements)


def _read_one(data: bytes) -> list[BankStatement]:
    kind = kind_of(data)
    if kind is FileKind.XML:
        return read_camt(data)
    if kind is FileKind.MT940:
        return read_mt940(data)
    raise _refusal(data)


def _refusal(data: bytes) -> DomainError:
    """Why a file that is no statement cannot be read: empty, encrypted, or of another kind."""
    try:
        check_upload(data, FileKind.XML)
    except DomainError as error:
        if error.key != "intake.wrong_kind":
            return error
    return DomainError("intake.wrong_kind", expected=EXPECTED)


def _members(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(("/", ".DS_Store")) or name.startswith("__MACOSX/"):
                continue
            try:
                yield archive.read(name)
            except _DAMAGE as error:
                raise DomainError("intake.file_damaged") from error
