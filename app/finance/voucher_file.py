"""The carrier's list of vouchers (Belegliste) as CSV or XLSX.

Ten thousand rows should cost a few dozen milliseconds, so an ordinary row takes a short way; any
row that is not plainly in order goes to `app.finance.voucher_row`, which alone decides.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from re import compile as pattern

from app.finance.voucher_reversals import resolve_reversals
from app.finance.voucher_row import (
    HEADERS,
    MAX_PAYEE,
    MAX_REASON,
    NUMBER,
    PRIVATE,
    ListedVoucher,
    read_voucher,
)
from app.intake.delimited import read_delimited
from app.intake.findings import Finding, Outcome
from app.intake.row_reader import RowReader
from app.intake.rows import NOTHING_KNOWN, KnownHeads, Row, Sheet
from app.intake.sheets import read_sheet
from app.intake.uploads import FileKind, kind_of
from app.intake.values import Refused, numbered_codes, parse_day

_USUAL_NUMBER = pattern(r"[0-9A-Za-z_./-]{1,40}").fullmatch
_USUAL_AMOUNT = pattern(r"-?(?:[0-9]{1,3}(?:\.[0-9]{3}){0,3}|[0-9]{1,12}),[0-9]{2}").fullmatch
_USUAL_TEXT = pattern(
    r"[^\W_][^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]*"
).fullmatch


@dataclass
class VoucherFile:
    """The vouchers that may be taken over, in the order of the file, and what became of all."""

    rows: list[ListedVoucher] = field(default_factory=list)
    outcome: Outcome = field(default_factory=Outcome)


class _Days(dict[object, date]):
    """Days by what stands in the cell: vouchers share few days, so each is parsed once."""

    def __missing__(self, value: object) -> date:
        day = parse_day(value)
        if day is None:
            raise Refused("intake.required")
        self[value] = day
        return day


def read_vouchers(
    data: bytes,
    positions: Collection[str],
    known_numbers: Collection[str] = (),
    known: KnownHeads = NOTHING_KNOWN,
) -> VoucherFile:
    """Reads the list; reversals ("STORNO zu Beleg 22") may also name one of `known_numbers`.

    DomainError only where the file as a whole cannot be read.
    """
    if kind_of(data) is FileKind.CSV:
        sheet = read_delimited(data, HEADERS, known)
    else:
        sheet = read_sheet(data, HEADERS, known=known)
    result = VoucherFile()
    findings = result.outcome.findings
    findings.extend(sheet.findings)
    tally = result.outcome.tally
    tally.read = len(sheet.rows) + sheet.refused
    taken: dict[str, ListedVoucher] = {}
    for row, voucher in _vouchers(sheet, positions, findings):
        if voucher is None:
            continue
        first = taken.setdefault(voucher.source_number, voucher)
        if first is not voucher:
            tally.duplicates += _note_repeated(sheet, row, first, voucher, findings)
    result.rows = list(taken.values())
    tally.accepted = len(taken)
    tally.rejected = tally.read - tally.accepted - tally.duplicates
    result.rows, doubts = resolve_reversals(sheet, result.rows, known_numbers)
    findings.extend(doubts)
    findings.sort(key=lambda finding: finding.line or 0)
    return result


def _vouchers(
    sheet: Sheet, positions: Collection[str], findings: list[Finding]
) -> list[tuple[Row, ListedVoucher | None]]:
    pick = itemgetter(*(sheet.columns[header].at for header in HEADERS))
    usual = frozenset(positions)
    codes = numbered_codes(positions)
    days = _Days()
    read = []
    for row in sheet.rows:
        voucher = _usual_voucher(row.line, pick(row.values), usual, days)
        if voucher is None:
            reader = RowReader(sheet, row, PRIVATE)
            voucher = read_voucher(reader, codes)
            findings.extend(reader.findings)
        read.append((row, voucher))
    return read


def _usual_voucher(
    line: int, cells: Sequence[object], positions: frozenset[str], days: Mapping[object, date]
) -> ListedVoucher | None:
    """The voucher of a row that is plainly in order; None sends the row to the careful reader."""
    number, invoiced, paid, payee, reason, position, amount = cells
    if not (
        type(number) is type(payee) is type(reason) is type(position) is type(amount) is str
        and position in positions
        and len(payee) <= MAX_PAYEE
        and len(reason) <= MAX_REASON
        and _USUAL_NUMBER(number)
        and _USUAL_TEXT(payee)
        and _USUAL_TEXT(reason)
        and _USUAL_AMOUNT(amount)
    ):
        return None
    try:
        invoiced_on, paid_on = days[invoiced], days[paid]
    except (Refused, TypeError):
        return None
    cents = int(amount.replace(".", "").replace(",", ""))
    if paid_on < invoiced_on or not cents or payee[-1].isspace() or reason[-1].isspace():
        return None
    return ListedVoucher(line, number, invoiced_on, paid_on, payee, reason, position, cents)


def _note_repeated(
    sheet: Sheet, row: Row, first: ListedVoucher, again: ListedVoucher, findings: list[Finding]
) -> bool:
    """Whether the voucher is an exact repetition; the same number with other content is not."""
    same = again._replace(line=first.line) == first
    reader = RowReader(sheet, row, PRIVATE)
    if same:
        reader.warn(NUMBER, "intake.duplicate_of_line", first_line=first.line)
    else:
        reader.error(NUMBER, "voucher.number_with_other_content", first_line=first.line)
    findings.extend(reader.findings)
    return same
