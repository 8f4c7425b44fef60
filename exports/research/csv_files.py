"""CSV: one file for each sheet, for programs; who wants to look opens the workbook.

UTF-8 with a byte order mark (Excel and SPSS know the encoding by it), the comma of RFC 4180, CRLF,
numbers with a point, the same canonical texts as in the hash. A comma and not a semicolon: German
Excel would split lines at semicolons and silently take 1.5 for the first of May; lines with
commas it leaves whole, which everybody sees.

A spreadsheet reads a cell that begins with =, +, - or @ as a formula (OWASP, CSV injection), and
one that takes another character for the separator finds such cells inside a text, too. In columns
of the kind "text", and only there, an apostrophe therefore stands before such a beginning, at the
start of the text and after each comma, semicolon, tab and line feed, and before an apostrophe in
these places. To read the texts as they were, take one apostrophe away wherever it stands in these
places (`unprotected`; the scripts do so). Numbers are never touched: -12.50 stays -12.50.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from exports.columns import Dataset
from exports.durable import whole_file
from exports.frozen import FrozenSheet

_BOUNDARY: Final = r"(^|[,;\t\n])"
# The wide forms of the four characters start a formula in Japanese and Chinese programs.
_RISKY: Final = re.compile(_BOUNDARY + r"(?=\s*[=+\-@＝＋－＠'\t\r])")
_PROTECTED: Final = re.compile(_BOUNDARY + "'")


def write_csv(sheet: FrozenSheet, target: Path) -> None:
    """Writes a sheet to a file; memory does not grow with the rows."""
    write_rows(target, sheet.dataset.column_names, cells(sheet))


def cells(sheet: FrozenSheet) -> Iterator[Sequence[str]]:
    """The rows as the file holds them."""
    risky = protected_places(sheet.dataset)
    if not risky:
        yield from sheet.texts()
        return
    for texts in sheet.texts():
        for place, missing in risky:
            if texts[place] not in missing:
                texts[place] = protected(texts[place])
        yield texts


def protected_places(dataset: Dataset) -> list[tuple[int, frozenset[str]]]:
    """The columns that need protection, by place, each with its missing codes, which do not."""
    return [
        (place, frozenset(str(code.value) for code in column.missing))
        for place, column in enumerate(dataset.columns)
        if column.kind == "text"
    ]


def protected(text: str) -> str:
    """The text so that no spreadsheet finds a formula in it, however it splits the line."""
    return _RISKY.sub(r"\1'", text)


def unprotected(text: str) -> str:
    """What `protected` was given."""
    return _PROTECTED.sub(r"\1", text)


def write_rows(target: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Writes a CSV file in the form of all files here."""
    with whole_file(target) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows(rows)
        text.flush()
        text.detach()
