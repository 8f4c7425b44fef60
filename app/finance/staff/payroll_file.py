"""The payroll export: what each post cost in a month, as CSV or XLSX.

It names posts, never people: a column with names is not read, and a row of a post that is not the
pilot's is not taken in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from re import compile as pattern
from typing import NamedTuple

from app.finance.staff.rules import Kind
from app.intake.delimited import read_delimited
from app.intake.findings import Outcome
from app.intake.row_reader import RowReader
from app.intake.rows import NOTHING_KNOWN, KnownHeads, fold
from app.intake.sheets import read_sheet
from app.intake.uploads import FileKind, kind_of
from app.intake.values import Refused, parse_cents, parse_day

MONTH, POST, KIND, COST = "Abrechnungsmonat", "Stelle", "Lohnart", "Gesamtkosten EUR"
HEADERS = (MONTH, POST, KIND, COST)
NECESSARY = (MONTH, POST, COST)
KINDS = {
    "": Kind.REGULAR,
    "entgelt": Kind.REGULAR,
    "gehalt": Kind.REGULAR,
    "jahressonderzahlung": Kind.SPECIAL,
    "sonderzahlung": Kind.SPECIAL,
}
"""Words of the kind of pay; a correction is entered by hand, with its reason."""

_MONTH = pattern(r"(?:(0?[1-9]|1[0-2])[./-](20[0-9]{2})|(20[0-9]{2})-(0[1-9]|1[0-2]))")


class ListedPay(NamedTuple):
    """A row of the export: whole employer's cost in cents."""

    line: int
    post_id: int
    month: date
    kind: str
    amount_cents: int


@dataclass
class PayrollFile:
    """The rows that may be taken over, and what became of all."""

    rows: list[ListedPay] = field(default_factory=list)
    outcome: Outcome = field(default_factory=Outcome)


def read_payroll(
    data: bytes, posts: Mapping[str, int], known: KnownHeads = NOTHING_KNOWN
) -> PayrollFile:
    """Reads the export; `posts` are the ids by title. DomainError where the file cannot be read."""
    if kind_of(data) is FileKind.CSV:
        sheet = read_delimited(data, NECESSARY, known)
    else:
        sheet = read_sheet(data, NECESSARY, known=known)
    result = PayrollFile()
    result.outcome.findings.extend(sheet.findings)
    tally = result.outcome.tally
    tally.read = len(sheet.rows) + sheet.refused
    by_title = {fold(title): post_id for title, post_id in posts.items()}
    taken: dict[tuple[int, date, str], ListedPay] = {}
    for row in sheet.rows:
        reader = RowReader(sheet, row, {POST})
        pay = _read(reader, by_title)
        if pay is not None:
            first = taken.setdefault((pay.post_id, pay.month, pay.kind), pay)
            if first is not pay and first.amount_cents == pay.amount_cents:
                tally.duplicates += 1
                reader.warn(COST, "intake.duplicate_of_line", first_line=first.line)
            elif first is not pay:
                reader.error(COST, "staff.month_twice", first_line=first.line)
        result.outcome.findings.extend(reader.findings)
    result.rows = list(taken.values())
    tally.accepted = len(taken)
    tally.rejected = tally.read - tally.accepted - tally.duplicates
    return result


def _read(reader: RowReader, by_title: Mapping[str, int]) -> ListedPay | None:
    month = reader.take(MONTH, parse_month, required=True)
    title = reader.text(POST, 120, required=True)
    kind = reader.take(KIND, parse_kind) if reader.column(KIND) else Kind.REGULAR
    cents = reader.take(COST, parse_cents, required=True)
    post_id = by_title.get(fold(title)) if title else None
    if title and post_id is None:
        reader.error(POST, "staff.not_our_post")
    if cents is not None and cents <= 0:
        reader.error(COST, "staff.only_corrections_negative")
    if reader.failed or not (month and post_id and cents):
        return None
    return ListedPay(reader.line, post_id, month, str(kind or Kind.REGULAR), cents)


def parse_month(value: object) -> date | None:
    """The first day of a month written 06/2024, 06.2024, 2024-06 or as any day of it."""
    text = value.strip() if isinstance(value, str) else None
    found = _MONTH.fullmatch(text) if text else None
    if found is None:
        day = parse_day(value)
        return None if day is None else day.replace(day=1)
    month, year = (found[1], found[2]) if found[1] else (found[4], found[3])
    return date(int(year), int(month), 1)


def parse_kind(value: object) -> Kind:
    """The kind of pay by its word."""
    word = str(value or "").strip().casefold()
    if word not in KINDS:
        raise Refused("staff.unknown_kind")
    return KINDS[word]
