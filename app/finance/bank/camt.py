"""Bank statements in CAMT.053 (ISO 20022), versions 02 to 13.

Elements are found by local name, since versions differ in namespace and depth only. DTDs and
entities are forbidden, amounts go from text to Decimal to cents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from re import compile as pattern
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from app.errors import DomainError
from app.finance.bank.account_numbers import iban_in
from app.finance.bank.camt_entry import read_amount, read_day, read_entry
from app.finance.bank.camt_path import all_of, local_name, text_at
from app.finance.bank.camt_sums import check_sums
from app.finance.bank.statements import (
    MAX_IDENTIFICATION,
    BankEntry,
    BankStatement,
    Source,
    check_balances,
    first_day,
)
from app.intake.findings import Finding, Severity
from app.intake.uploads import FileKind, check_upload

OLDEST, NEWEST = 2, 13
OPENING, PREVIOUSLY_CLOSED = "OPBD", "PRCD"
CLOSING = "CLBD"
BOOKED = "BOOK"

_ROOT = pattern(r"\{urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.([0-9]{2})\}Document")
_NAMESPACE = pattern(r"\{(?:.*:)?([^{}:]{1,40})\}.*")
_SEQUENCE = pattern(r"[0-9]{1,18}")


def read_camt(data: bytes) -> list[BankStatement]:
    """All statements of an XML file, each checked against its balances and sums; all or none.

    DomainError names what is wrong: another format or currency, an unreadable amount, a balance
    that does not come out.
    """
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
    page = text_at(root, "BkToCstmrStmt/GrpHdr/MsgPgntn/PgNb")
    return [_read_statement(node, page) for node in all_of(root, "BkToCstmrStmt/Stmt")]


def _read_statement(node: Element, page: str) -> BankStatement:
    name = _identification(node, page)
    read = list(_read_entries(node, name))
    check_sums(node, read, name)
    entries = tuple(entry for entry in read if isinstance(entry, BankEntry))
    closing, until_day = _of_kind(node, CLOSING, name, latest=True) or _missing(name, CLOSING)
    opening, from_day = _opening(node, name, until_day, entries)
    check_balances(name, (from_day, until_day), (opening, closing), entries)
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
        entries=entries,
        findings=tuple(note for note in read if isinstance(note, Finding)),
        source=Source.CAMT,
    )


def _identification(node: Element, page: str) -> str:
    """The statement's own name; pages of one statement have the same and differ by their number."""
    name = text_at(node, "Id")
    if not name:
        raise DomainError("bank.identification_missing")
    page = text_at(node, "StmtPgntn/PgNb") or page
    suffix = f"/{page[:5]}" if page.strip("0") not in ("", "1") else ""
    return name[: MAX_IDENTIFICATION - len(suffix)] + suffix


def _account(node: Element, name: str) -> str:
    currency = text_at(node, "Acct/Ccy") or "EUR"
    if currency != "EUR":
        raise DomainError("bank.not_euro", statement=name, currency=currency[:3])
    iban = iban_in(text_at(node, "Acct/Id/IBAN", "Acct/Id/Othr/Id"))
    if iban is None:
        raise DomainError("bank.iban_missing", statement=name)
    return iban


def _opening(
    node: Element, name: str, until_day: date, entries: Sequence[BankEntry]
) -> tuple[int, date]:
    """The opening balance and the first day; without one the closing of the day before."""
    if found := _of_kind(node, OPENING, name):
        return found
    cents, day = _of_kind(node, PREVIOUSLY_CLOSED, name) or _missing(name, OPENING)
    return cents, first_day(day, until_day, entries)


def _of_kind(
    node: Element, code: str, name: str, *, latest: bool = False
) -> tuple[int, date] | None:
    """Cents and day of a kind of balance, of several the first or the last by day."""
    found = [
        (read_day(balance, "Dt", name), read_amount(balance, name))
        for balance in all_of(node, "Bal")
        if text_at(balance, "Tp/CdOrPrtry/Cd") == code
    ]
    if not found:
        return None
    day, cents = (max if latest else min)(found, key=lambda dated: dated[0])
    return cents, day


def _missing(name: str, code: str) -> NoReturn:
    raise DomainError("bank.balance_missing", statement=name, code=code)


def _read_entries(node: Element, name: str) -> Iterator[BankEntry | Finding]:
    """The entries that are booked, and a note on each that is not yet."""
    for line, entry in enumerate(all_of(node, "Ntry"), start=1):
        status = text_at(entry, "Sts/Cd") or text_at(entry, "Sts/Prtry") or text_at(entry, "Sts")
        if status == BOOKED:
            yield read_entry(entry, line, name)
        else:
            params = (("entry", line), ("status", status[:10]), ("statement", name))
            yield Finding("bank.entry_pending", Severity.NOTE, line, params=params)
