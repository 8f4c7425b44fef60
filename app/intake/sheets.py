"""Reading an XLSX sheet into rows; formulas are seen, never computed.

openpyxl parses through defusedxml where that is installed (it is locked); a test holds it to that.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from app.errors import DomainError
from app.intake.rows import (
    HEADER_WITHIN,
    MAX_COLUMNS,
    MAX_ROWS,
    NOTHING_KNOWN,
    Formula,
    KnownHeads,
    Row,
    Sheet,
    columns_of,
    count_matches,
    find_header,
    fold,
    is_blank,
)
from app.intake.uploads import FileKind, check_upload

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MAX_CELLS = 2_000_000
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    OSError,
    EOFError,
    RuntimeError,
)
"""What openpyxl raises over damaged or hostile workbooks, defusedxml's refusals among them."""


def read_sheet(
    data: bytes,
    required: Sequence[str],
    title_hint: str | None = None,
    *,
    computed: bool = False,
    known: KnownHeads = NOTHING_KNOWN,
) -> Sheet:
    """The sheet with the header asked for, its blank rows skipped; checks the upload first.

    Among several sheets one whose title contains `title_hint` is preferred. With `computed` the
    values last computed stand in place of formulas, None where the file holds none. DomainError
    for a file that is damaged or too long, or whose headers are missing or repeated.
    """
    with _opened(data, computed) as workbook:
        return _read_best(workbook, required, title_hint, known)


def read_top(data: bytes, required: Sequence[str], title_hint: str | None = None) -> list[Row]:
    """The first rows of the sheet that `read_sheet` would choose, to find its header by hand."""
    with _opened(data, computed=True) as workbook:
        tops = _tops(workbook, title_hint)
        return tops[max(tops, key=lambda name: _best_match(tops[name], required))]


@contextmanager
def _opened(data: bytes, computed: bool) -> Iterator[Workbook]:
    """The workbook of an upload that was checked; DomainError where it is damaged."""
    # openpyxl brings numpy along where that is installed: the program starts without it.
    from openpyxl import load_workbook

    check_upload(data, FileKind.XLSX)
    try:
        workbook = load_workbook(
            io.BytesIO(data), read_only=True, data_only=computed, keep_links=False
        )
        with closing(workbook):
            yield workbook
    except _DAMAGE as error:
        raise DomainError("intake.file_damaged") from error


def _tops(workbook: Workbook, title_hint: str | None) -> dict[str, list[Row]]:
    tops = {
        name: list(islice(_rows(workbook, name), HEADER_WITHIN))
        for name in _worksheets(workbook, title_hint)
    }
    if not tops:
        raise DomainError("intake.file_damaged")
    return tops


def _read_best(
    workbook: Workbook, required: Sequence[str], title_hint: str | None, known: KnownHeads
) -> Sheet:
    from openpyxl.utils import get_column_letter

    tops = _tops(workbook, title_hint)
    name = max(tops, key=lambda name: _best_match(tops[name], required, known))
    header = find_header(tops[name], required, known)
    columns = {
        key: column._replace(letter=get_column_letter(column.at + 1))
        for key, column in columns_of(header, required, known).items()
    }
    width = max(column.at for column in columns.values()) + 1
    below = islice(_rows(workbook, name), header.line, None)
    return Sheet(name, columns, list(_filled(below, width)))


def _worksheets(workbook: Workbook, title_hint: str | None) -> list[str]:
    names = [sheet.title for sheet in workbook.worksheets]
    hinted = [name for name in names if title_hint and fold(title_hint) in fold(name)]
    return hinted or names


def _best_match(
    rows: Iterable[Row], required: Sequence[str], known: KnownHeads = NOTHING_KNOWN
) -> int:
    return max((count_matches(row.values, required, known) for row in rows), default=0)


def _filled(rows: Iterable[Row], width: int) -> Iterator[Row]:
    for line, values in rows:
        cut = tuple(values[:width]) + (None,) * (width - len(values))
        if not all(is_blank(value) for value in cut):
            yield Row(line, cut)


def _rows(workbook: Workbook, name: str) -> Iterator[Row]:
    sheet = workbook[name]
    # What a file claims as its size is not to be believed: it would be filled with empty cells.
    getattr(sheet, "reset_dimensions", lambda: None)()
    cells = 0
    for line, row in enumerate(sheet.iter_rows(), start=1):
        cells += len(row)
        if line > MAX_ROWS or cells > MAX_CELLS:
            raise DomainError("intake.too_many_rows", limit=MAX_ROWS)
        if len(row) > MAX_COLUMNS and any(not is_blank(c.value) for c in row[MAX_COLUMNS:]):
            raise DomainError("intake.too_many_columns", limit=MAX_COLUMNS)
        yield Row(line, tuple(_value(cell.value, cell.data_type) for cell in row))


def _value(value: object, data_type: str | None) -> object:
    if data_type != "f":
        return value
    # Array formulas arrive as objects with their text inside.
    return Formula(getattr(value, "text", None) or value)
