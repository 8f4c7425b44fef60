"""Reading delimited text (CSV) into rows; built for ten thousand records in some milliseconds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

from app.errors import DomainError
from app.intake.findings import Finding, Severity
from app.intake.rows import (
    HEADER_WITHIN,
    MAX_COLUMNS,
    MAX_ROWS,
    NOTHING_KNOWN,
    KnownHeads,
    Row,
    Sheet,
    columns_of,
    count_matches,
    find_header,
)
from app.intake.uploads import FileKind, check_upload, decode

DELIMITERS = (";", ",", "\t")


def read_delimited(
    data: bytes, required: Sequence[str], known: KnownHeads = NOTHING_KNOWN
) -> Sheet:
    """The records below the header, blank ones skipped; checks the upload first.

    Delimiter and encoding are recognised. A record with too few or too many fields is refused by
    a finding and counted in `refused`. DomainError where the file as a whole cannot be read.
    """
    check_upload(data, FileKind.CSV)
    text = decode(data)
    delimiter = max(DELIMITERS, key=lambda sign: _header_matches(text, sign, required, known))
    header = find_header(islice(_records(text, delimiter), HEADER_WITHIN), required, known)
    columns = columns_of(header, required, known)
    sheet = Sheet(None, columns, [])
    width = len(header.values)
    add = sheet.rows.append
    for row in _records(text, delimiter):
        if row.line <= header.line:
            continue
        if len(row.values) == width:
            add(row)
        else:
            _take_ragged(sheet, row, width)
        if len(sheet.rows) > MAX_ROWS:
            raise DomainError("intake.too_many_rows", limit=MAX_ROWS)
    return sheet


def read_top(data: bytes) -> list[Row]:
    """The first records, cut by the delimiter that gives the most fields."""
    check_upload(data, FileKind.CSV)
    text = decode(data)
    tops = [_top(text, sign) for sign in DELIMITERS]
    return max(tops, key=lambda top: max((len(row.values) for row in top), default=0))


def read_records(
    data: bytes, wanted: Sequence[str], known: KnownHeads = NOTHING_KNOWN
) -> tuple[str, list[Row]]:
    """The delimiter and all records, the header among them; blank ones are left out."""
    check_upload(data, FileKind.CSV)
    text = decode(data)

    def fitness(sign: str) -> tuple[int, int]:
        widest = max((len(row.values) for row in _top(text, sign)), default=0)
        return _header_matches(text, sign, wanted, known), widest

    delimiter = max(DELIMITERS, key=fitness)
    return delimiter, list(_records(text, delimiter))


def _top(text: str, delimiter: str) -> list[Row]:
    try:
        return list(islice(_records(text, delimiter), HEADER_WITHIN))
    except DomainError:
        return []


def _header_matches(text: str, delimiter: str, required: Sequence[str], known: KnownHeads) -> int:
    top = _top(text, delimiter)
    return max((count_matches(row.values, required, known) for row in top), default=0)


def _records(text: str, delimiter: str) -> Iterator[Row]:
    """Records that are not blank; a quoted field may run over several lines."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for values in reader:
            if any(values) and not "".join(values).isspace():
                yield Row(line, values)
            line = reader.line_num + 1
    except csv.Error as error:
        raise DomainError("intake.broken_quotes", line=line) from error


def _take_ragged(sheet: Sheet, row: Row, width: int) -> None:
    surplus = row.values[width:]
    if surplus and not any(surplus) and len(row.values) <= MAX_COLUMNS:
        sheet.rows.append(Row(row.line, row.values[:width]))
        return
    params = (("expected", width), ("found", len(row.values)))
    sheet.findings.append(Finding("intake.ragged_row", Severity.ERROR, row.line, params=params))
    sheet.refused += 1
    if sheet.refused > MAX_ROWS:
        raise DomainError("intake.too_many_rows", limit=MAX_ROWS)
