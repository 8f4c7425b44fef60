"""The list of items (Bestandsliste, Inventarverzeichnis) as a workbook for the funder."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from openpyxl import Workbook

from exports.designed_sheet import DesignedSheet
from exports.formula_values import FormulaValues, rounded

WIDTHS: Final = (8, 40, 22, 15, 16, 17, 28, 14, 44)
NET: Final = 6
FIRST_LINE: Final = 4


@dataclass(frozen=True)
class ItemLine:
    """An item as it stood on the day; `net_cents` in cents, an empty text leaves a cell empty."""

    number: int
    description: str
    serial_number: str
    acquired_on: date
    voucher: str
    net_cents: int
    place: str
    condition: str
    whereabouts: str


@dataclass(frozen=True)
class ItemList:
    """The whole list in one language; `heads` are those of the nine columns."""

    title: str
    note: str
    heads: Sequence[str]
    total: str
    lines: Sequence[ItemLine]


def write_item_list(given: ItemList) -> bytes:
    """A workbook of one sheet: title, note, heads, a row for each item, the sum as a formula.

    Raises TextRefused for a text that no cell can hold.
    """
    book, values = Workbook(), FormulaValues()
    book.remove(book.worksheets[0])
    sheet = DesignedSheet(book, given.title[:31], WIDTHS, values)
    sheet.title_row(1, given.title)
    sheet.title_row(2, given.note)
    sheet.header(FIRST_LINE - 1, given.heads, (NET,))
    for line, one in enumerate(given.lines, start=FIRST_LINE):
        _put(sheet, line, one)
    end = FIRST_LINE + len(given.lines)
    sheet.text(end, 2, given.total, bold=True)
    net = sum(one.net_cents for one in given.lines)
    if given.lines:
        sheet.formula(end, NET, rounded(f"SUM(F{FIRST_LINE}:F{end - 1})"), net)
    else:
        sheet.money(end, NET, 0)
    sheet.total_line(end)
    sheet.repeat_header(FIRST_LINE - 1)
    out = io.BytesIO()
    values.save(book, out)
    return out.getvalue()


def _put(sheet: DesignedSheet, line: int, one: ItemLine) -> None:
    sheet.number(line, 1, one.number)
    sheet.day(line, 4, one.acquired_on)
    sheet.money(line, NET, one.net_cents)
    texts = {
        2: one.description,
        3: one.serial_number,
        5: one.voucher,
        7: one.place,
        8: one.condition,
        9: one.whereabouts,
    }
    for column, text in texts.items():
        if text:
            sheet.text(line, column, text)
