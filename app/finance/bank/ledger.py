"""Extracts of a cost centre (Kostenstelle) from the municipal ledger, as CSV.

Most counties pay through one shared account: what the pilot paid is seen under its cost centre.
Entries of other cost centres are counted, and nothing else of them is looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from re import compile as pattern

from app.errors import DomainError
from app.finance.bank.ledger_others import without_others
from app.finance.bank.ledger_row import (
    AMOUNT,
    COST_CENTRE,
    CREDIT,
    DAY,
    DEBIT,
    HEADERS,
    NECESSARY,
    PRIVATE,
    TEXT,
    read_amount,
    read_row,
)
from app.finance.bank.statements import BankEntry, BankFile, BankStatement, Source, check_size
from app.intake.columns import Columns
from app.intake.delimited import read_delimited, read_top
from app.intake.findings import Finding, Outcome, Severity, Tally
from app.intake.row_reader import RowReader
from app.intake.rows import NOTHING_KNOWN, KnownHeads, Row, Sheet, count_matches, header_text
from app.intake.values import parse_day
from app.money import euros
from app.pilots.preset import BankSettings

COLUMNS = Columns(HEADERS, NECESSARY)

_SIGNS = {"costs": -1, "cash": 1}
_WHEN = r"(?: (?:am|zum|per|vom)?\s*[0-9.]+)?:?"
_OPENING = pattern(rf"(?:anfangsbestand|anfangssaldo|saldovortrag){_WHEN}")
_CLOSING = pattern(rf"(?:endbestand|endsaldo|schlussbestand|schlusssaldo){_WHEN}")


@dataclass
class _Extract:
    """What the file says of one cost centre."""

    rows: int = 0
    entries: list[BankEntry] = field(default_factory=list)
    opening: list[tuple[int, date | None]] = field(default_factory=list)
    closing: list[tuple[int, date | None]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def looks_like_ledger(data: bytes, known: KnownHeads = NOTHING_KNOWN) -> bool:
    """Whether a text has the columns of a ledger's extract."""
    try:
        top = read_top(data)
    except DomainError:
        return False
    return any(count_matches(row.values, NECESSARY, known) >= 2 for row in top)


def kept_of(data: bytes, settings: BankSettings, known: KnownHeads = NOTHING_KNOWN) -> bytes:
    """What may be kept of a file: nothing of other people's cost centres."""
    return without_others(data, settings.cost_centres, known)


def read_ledger(data: bytes, settings: BankSettings, known: KnownHeads = NOTHING_KNOWN) -> BankFile:
    """A statement for each of the pilot's cost centres in the file.

    A row that cannot be read keeps the whole statement out, with a finding by line. DomainError
    only where the file as a whole cannot be read.
    """
    if not settings.cost_centres:
        raise DomainError("bank.no_cost_centres")
    optional = known.absent | (frozenset(HEADERS) - frozenset(NECESSARY))
    heads = KnownHeads(known.heads, optional - frozenset(NECESSARY))
    sheet = read_delimited(kept_of(data, settings, known), HEADERS, heads)
    if not sheet.columns.keys() & {DEBIT, CREDIT, AMOUNT}:
        raise DomainError("intake.header_missing", columns=AMOUNT, line=1)
    extracts, others = _by_cost_centre(sheet, settings)
    outcome = Outcome(Tally(read=sheet.refused, rejected=sheet.refused), [*sheet.findings])
    if others:
        params = (("count", others),)
        outcome.findings.append(Finding("bank.other_cost_centres", Severity.NOTE, params=params))
    statements = list(_statements(extracts, outcome))
    return BankFile(check_size(statements), outcome)


def _by_cost_centre(sheet: Sheet, settings: BankSettings) -> tuple[dict[str, _Extract], int]:
    at, others = sheet.columns[COST_CENTRE].at, 0
    found: dict[str, _Extract] = {}
    for row in sheet.rows:
        cost_centre = header_text(row.values[at])
        if cost_centre in settings.cost_centres:
            extract = found.setdefault(cost_centre, _Extract())
            _take(extract, sheet, row, _SIGNS[settings.ledger_sign])
        else:
            others += 1
    return found, others


def _take(extract: _Extract, sheet: Sheet, row: Row, sign: int) -> None:
    reader = RowReader(sheet, row, PRIVATE)
    words = header_text(reader.value(TEXT)).casefold()
    for kind, balances in ((_OPENING, extract.opening), (_CLOSING, extract.closing)):
        if kind.fullmatch(words):
            cents, day = read_amount(reader, sign), reader.take(DAY, parse_day)
            balances.append((cents or 0, day))
            extract.findings.extend(reader.findings)
            return
    entry = read_row(reader, sign)
    extract.findings.extend(reader.findings)
    if entry is None and not reader.failed:
        extract.findings.append(Finding("bank.ledger_zero", Severity.NOTE, reader.line))
        return
    extract.rows += 1
    if entry:
        extract.entries.append(entry)


def _statements(extracts: dict[str, _Extract], outcome: Outcome) -> Iterator[BankStatement]:
    """The statements that are whole; the rows of others are counted as rejected.

    A row that could not be cut into columns may belong to any of them.
    """
    is_torn = outcome.tally.rejected > 0
    for cost_centre, extract in extracts.items():
        _check_balances(cost_centre, extract)
        outcome.findings.extend(extract.findings)
        if is_torn or any(one.severity is Severity.ERROR for one in extract.findings):
            outcome.tally.read += extract.rows
            outcome.tally.rejected += extract.rows
        elif extract.entries:
            yield _statement(cost_centre, extract)


def _check_balances(cost_centre: str, extract: _Extract) -> None:
    """At most one balance of each kind, and opening + entries = closing where both stand there."""
    wrong: tuple[str, dict[str, object]] | None = None
    if len(extract.opening) > 1 or len(extract.closing) > 1:
        wrong = "bank.ledger_balances", {}
    elif extract.opening and extract.closing:
        total = extract.opening[0][0] + sum(entry.amount_cents for entry in extract.entries)
        if total != extract.closing[0][0]:
            difference = euros(extract.closing[0][0] - total)
            figures = {"computed": euros(total), "closing": euros(extract.closing[0][0])}
            wrong = "bank.balance_differs", {**figures, "difference": difference}
    if wrong and not any(finding.severity is Severity.ERROR for finding in extract.findings):
        params = (("statement", cost_centre), *wrong[1].items())
        extract.findings.append(Finding(wrong[0], Severity.ERROR, params=params))


def _statement(cost_centre: str, extract: _Extract) -> BankStatement:
    days = [entry.booked_on for entry in extract.entries]
    stated = [day for _cents, day in (*extract.opening, *extract.closing) if day]
    from_day, until_day = min(days + stated), max(days + stated)
    total = sum(entry.amount_cents for entry in extract.entries)
    if extract.opening:
        opening = extract.opening[0][0]
    else:
        opening = extract.closing[0][0] - total if extract.closing else 0
    said = repr([(one.booked_on, one.amount_cents, one.purpose) for one in extract.entries])
    mark = hashlib.sha256(f"{opening} {said}".encode()).hexdigest()[:8]
    return BankStatement(
        iban=cost_centre,
        identification=f"{from_day:%Y-%m-%d}/{until_day:%Y-%m-%d} {mark}",
        sequence=None,
        from_day=from_day,
        until_day=until_day,
        opening_cents=opening,
        closing_cents=opening + total,
        currency="EUR",
        entries=tuple(extract.entries),
        source=Source.LEDGER,
        is_computed=not (extract.opening and extract.closing),
        lacks_balance=not (extract.opening or extract.closing),
    )
