"""A list as somebody sees it on a page, as a workbook: texts that stay texts, real days."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from openpyxl import Workbook

from exports.designed_sheet import DesignedSheet
from exports.formula_values import FormulaValues

Kind = Literal["text", "number", "day"]
WIDTHS: Final = {"text": 26, "number": 14, "day": 14}


@dataclass(frozen=True)
class Head:
    """The head of a column and the kind of its cells."""

    label: str
    kind: Kind


def write_plain_list(
    title: str, note: str, heads: Sequence[Head], rows: Iterable[Sequence[str | int | date | None]]
) -> bytes:
    """A workbook of one sheet: title, a note of what it shows, heads, rows; None stays empty.

    Raises TextRefused for a text that no cell can hold.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = DesignedSheet(book, title[:31], [WIDTHS[head.kind] for head in heads], FormulaValues())
    sheet.title_row(1, title)
    sheet.title_row(2, note)
    sheet.header(3, [head.label for head in heads], ())
    for line, row in enumerate(rows, start=4):
        for place, value in enumerate(row, start=1):
            _put(sheet, line, place, value)
    sheet.repeat_header(3)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(sheet: DesignedSheet, line: int, place: int, value: str | int | date | None) -> None:
    if isinstance(value, date):
        sheet.day(line, place, value)
    elif isinstance(value, int):
        sheet.number(line, place, value)
    elif value:
        sheet.text(line, place, value)
