"""A list as somebody sees it on a page, as a workbook or CSV: texts that stay texts, real days."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from openpyxl import Workbook

from exports.designed_sheet import DesignedSheet
from exports.formula_values import FormulaValues
from exports.text import carried_text

Kind = Literal["text", "number", "day", "figure", "decimal", "share"]
"""A number names a row, a figure counts; a decimal has two places, a share is a part of 1."""
WIDTHS: Final = {"text": 26, "number": 14, "day": 14, "figure": 14, "decimal": 14, "share": 14}
Value = str | int | float | date | None


@dataclass(frozen=True)
class Head:
    """The head of a column and the kind of its cells."""

    label: str
    kind: Kind


def write_plain_list(
    title: str, note: str, heads: Sequence[Head], rows: Iterable[Sequence[Value]]
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
            _put(sheet, line, place, value, heads[place - 1].kind)
    sheet.repeat_header(3)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(sheet: DesignedSheet, line: int, place: int, value: Value, kind: Kind) -> None:
    if isinstance(value, date):
        sheet.day(line, place, value)
    elif isinstance(value, str):
        if value:
            sheet.text(line, place, value)
    elif value is None:
        return
    elif kind == "share":
        sheet.share(line, place, value)
    elif kind == "decimal":
        sheet.decimal(line, place, value)
    elif kind == "figure":
        sheet.count(line, place, int(value))
    else:
        sheet.number(line, place, int(value))


FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet program that opens a CSV takes a text beginning so for a formula."""


def write_plain_csv(
    heads: Sequence[Head], rows: Iterable[Sequence[Value]], *, is_german: bool
) -> bytes:
    """The heads and rows as CSV, UTF-8 with its mark; None stays empty.

    German files have semicolons and decimal commas, others commas and points, as spreadsheet
    programs of the language read them. Days are ISO 8601; a text that could be taken for a formula
    begins with an apostrophe, numbers never do.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if is_german else ",", lineterminator="\r\n")
    writer.writerow([_written(head.label, is_german) for head in heads])
    writer.writerows([_written(value, is_german) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _written(value: Value, is_german: bool) -> str:
    if isinstance(value, str):
        text = carried_text(value)
        return f"'{text}" if text.startswith(FORMULA_STARTS) else text
    if isinstance(value, float):
        text = f"{value:.6f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if is_german else text
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
