"""What a month of participation costs, as a workbook that identifies nobody."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from openpyxl import Workbook

from exports.designed_sheet import DesignedSheet
from exports.formula_values import FormulaValues

WIDTHS: Final = (46, 14, 18, 20, 26)


@dataclass(frozen=True)
class CostLine:
    """A group: people, days in care and cents; None leaves a cell empty, or is protected."""

    label: str
    amount_cents: int | None = None
    people: int | None = None
    days: int | None = None
    per_month_cents: int | None = None
    is_protected: bool = False


@dataclass(frozen=True)
class CostTable:
    """A heading with its lines."""

    title: str
    lines: Sequence[CostLine]


@dataclass(frozen=True)
class CostReport:
    """The whole report in one language; `heads` are those of the five columns."""

    title: str
    notes: Sequence[str]
    heads: Sequence[str]
    protected: str
    tables: Sequence[CostTable]
    made_on: date


def write_cost_report(report: CostReport) -> bytes:
    """A workbook of one sheet, one table below the other.

    Raises TextRefused for a text that no cell can hold.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = DesignedSheet(book, report.title[:31], WIDTHS, FormulaValues())
    sheet.title_row(1, report.title)
    line = 2
    for note in report.notes:
        sheet.text(line, 1, note)
        line += 1
    for table in report.tables:
        line += 1
        sheet.text(line, 1, table.title, bold=True)
        sheet.header(line + 1, report.heads, (4, 5))
        line += 2
        for one in table.lines:
            _put(sheet, line, one, report.protected)
            line += 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(sheet: DesignedSheet, line: int, one: CostLine, protected: str) -> None:
    sheet.text(line, 1, one.label)
    if one.is_protected:
        for place in range(2, len(WIDTHS) + 1):
            sheet.text(line, place, protected)
        return
    for place, count in ((2, one.people), (3, one.days)):
        if count is not None:
            sheet.number(line, place, count)
    for place, cents in ((4, one.amount_cents), (5, one.per_month_cents)):
        if cents is not None:
            sheet.money(line, place, cents)
