"""Bank statements in CAMT.053 (ISO 20022), versions 02 to 13, as XML or a zip of such files.

Elements are found by local name, since versions differ in namespace and depth only. DTDs and
entities are forbidden, amounts go from text to Decimal to cents.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from re import compile as pattern
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from app.errors import DomainError
from app.finance.bank.camt_entry import read_amount, read_day, read_entry
from app.finance.bank.camt_path import all_of, local_name, text_at
from app.finance.bank.statements import BankEntry, BankStatement
from app.intake.findings import Finding, Severity
from app.intake.uploads import FileKind, check_upload, kind_of
from app.money import euros

OLDEST, NEWEST = 2, 13
OPENING = ("OPBD", "PRCD")
CLOSING = ("CLBD",)
BOOKED = "BOOK"
MAX_IDENTIFICATION = 70

_ROOT = pattern(r"\{urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.([0-9]{2})\}Document")
_NAMESPACE = pattern(r"\{(?:.*:)?([^{}:]{1,40})\}.*")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)
_SEQUENCE = pattern(r"[0-9]{1,18}")
_IBAN = pattern(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}")


def read_statements(data: bytes) -> list[BankStatement]:
    """All statements of the file, each checked against its balances; all or none.

    DomainError names what is wrong: another format or currency, an unreadable amount, a balance
    that does not come out.
    """
    kind = kind_of(data)
    if kind is FileKind.ZIP:
        check_upload(data, kind)
        statements = [one for member in _members(data) for one in _read_document(member)]
    else:
        statements = _read_document(data)
    if not statements:
        raise DomainError("bank.no_statement")
    return statements


def _members(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(("/", ".DS_Store")) or name.startswith("__MACOSX/"):
                continue
            try:
                yield archive.read(name)
            except _DAMAGE as error:
                raise DomainError("intake.file_damaged") from error


def _read_document(data: bytes) -> list[BankStatement]:
    check_upload(data, FileKind.XML)
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise DomainError("intake.xml_forbidden") from error
    except (ParseError, ValueError, LookupError) as error:
        raise DomainError("intake.file_damaged") from error
    match = _ROOT.fullmatch(root.tag)
    if match is None or not OLDEST <= int(match[1]) <= NEWEST:
        namespace = _NAMESPACE.fullmatch(root.tag)
        found = namespace[1] if namespace else local_name(root)[:40]
        raise DomainError("bank.not_camt053", found=found)
    return [_read_statement(node) for node in all_of(root, "BkToCstmrStmt/Stmt")]


def _read_statement(node: Element) -> BankStatement:
    identification = text_at(node, "Id")
    if not identification:
        raise DomainError("bank.identification_missing")
    name = identification[:MAX_IDENTIFICATION]
    opening, from_day = _balance(node, OPENING, name, earliest=True)
    closing, until_day = _balance(node, CLOSING, name, earliest=False)
    entries, findings = _read_entries(node, name)
    total = opening + sum(entry.amount_cents for entry in entries)
    if total != closing:
        raise DomainError(
            "bank.balance_differs",
            statement=name,
            computed=euros(total),
            closing=euros(closing),
            difference=euros(closing - total),
        )
    sequence = text_at(node, "ElctrncSeqNb") or text_at(node, "LglSeqNb")
    return BankStatement(
        iban=_account(node, name),
        identification=name,
        sequence=int(sequence) if _SEQUENCE.fullmatch(sequence) else None,
        from_day=from_day,
        until_day=until_day,
        opening_cents=opening,
        closing_cents=closing,
        currency="EUR",
        entries=tuple(entries),
        findings=tuple(findings),
    )


def _account(node: Element, name: str) -> str:
    currency = text_at(node, "Acct/Ccy") or "EUR"
    if currency != "EUR":
        raise DomainError("bank.not_euro", statement=name, currency=currency[:3])
    iban = text_at(node, "Acct/Id/IBAN").replace(" ", "").upper()
    if not _IBAN.fullmatch(iban):
        raise DomainError("bank.iban_missing", statement=name)
    return iban


def _balance(
    node: Element, codes: tuple[str, ...], name: str, *, earliest: bool
) -> tuple[int, date]:
    """Cents and day of the first kind of balance there is, of several the first or last by day."""
    for code in codes:
        found = [
            (read_day(balance, "Dt", name), read_amount(balance, name))
            for balance in all_of(node, "Bal")
            if text_at(balance, "Tp/CdOrPrtry/Cd") == code
        ]
        if found:
            pick = min if earliest else max
            day, cents = pick(found, key=lambda dated: dated[0])
            return cents, day
    raise DomainError("bank.balance_missing", statement=name, code="/".join(codes))


def _read_entries(node: Element, name: str) -> tuple[list[BankEntry], list[Finding]]:
    entries: list[BankEntry] = []
    findings: list[Finding] = []
    seen: set[str] = set()
    for line, entry in enumerate(all_of(node, "Ntry"), start=1):
        status = text_at(entry, "Sts/Cd") or text_at(entry, "Sts/Prtry") or text_at(entry, "Sts")
        if status != BOOKED:
            params = (("entry", line), ("status", status[:10]), ("statement", name))
            findings.append(Finding("bank.entry_pending", Severity.NOTE, line, params=params))
            continue
        read = read_entry(entry, line, name, seen)
        seen.add(read.reference)
        entries.append(read)
    return entries, findings
