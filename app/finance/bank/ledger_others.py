"""Takes other people's entries out of an extract of the ledger before anything keeps the file.

What is left of such an entry is one sign in its line: the lines keep their numbers, the entries
their count, and nothing else remains.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence
from re import ASCII
from re import compile as pattern

from app.finance.bank.ledger_row import COST_CENTRE, HEADERS
from app.intake.delimited import read_records
from app.intake.rows import (
    HEADER_WITHIN,
    NOTHING_KNOWN,
    KnownHeads,
    Row,
    count_matches,
    fold,
    header_text,
)

TAKEN_OUT = "*"
_DAY = pattern(r"\s*(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{4}-\d{2}-\d{2})\b", ASCII)


def without_others(
    data: bytes, cost_centres: Collection[str], known: KnownHeads = NOTHING_KNOWN
) -> bytes:
    """The file in UTF-8 with only the header and the rows of these cost centres.

    Before the columns are known, a row belongs to whoever has their number in any of its cells.
    Other rows with a day become a single sign, those without vanish. Twice is the same as once.
    """
    delimiter, rows = read_records(data, HEADERS, known)
    header = _header(rows, known)
    at = _column(header, known)
    out = io.StringIO(newline="")
    write = csv.writer(out, delimiter=delimiter, lineterminator="\n").writerow
    width = len(header.values) if header else 1
    line = 1
    for row in rows:
        is_kept = row is header or _is_own(row.values, at, cost_centres)
        if not is_kept and not _is_entry(row.values):
            continue
        out.write("\n" * (row.line - line))
        write(row.values if is_kept else [TAKEN_OUT, *[""] * (width - 1)])
        line = row.line + 1
        if is_kept:
            line += sum(str(value).count("\n") for value in row.values)
    return out.getvalue().encode()


def _header(rows: Sequence[Row], known: KnownHeads) -> Row | None:
    """The row with most of our columns; before any is known the one with most texts."""
    return max(
        rows[:HEADER_WITHIN],
        key=lambda row: (count_matches(row.values, HEADERS, known), _texts(row.values)),
        default=None,
    )


def _texts(values: Sequence[object]) -> int:
    return sum(bool(header_text(value)) and not header_text(value).isdecimal() for value in values)


def _column(header: Row | None, known: KnownHeads) -> int | None:
    """Where the cost centre stands, if exactly one head says so."""
    if header is None:
        return None
    heads = [known.folded(header_text(value)) for value in header.values]
    return heads.index(fold(COST_CENTRE)) if heads.count(fold(COST_CENTRE)) == 1 else None


def _is_own(values: Sequence[object], at: int | None, cost_centres: Collection[str]) -> bool:
    cells = values if at is None else values[at : at + 1]
    return any(header_text(cell) in cost_centres for cell in cells)


def _is_entry(values: Sequence[object]) -> bool:
    return values[0] == TAKEN_OUT or any(_DAY.match(str(cell)) for cell in values)
