"""One sheet of a designed workbook: texts that stay texts, exact amounts, real dates, paper."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from textwrap import wrap
from typing import Final, cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from exports.formula_values import FormulaValues
from exports.text import cell_escaped, inert_text

MONEY_FORMAT: Final = '#,##0.00 "€"'
DATE_FORMAT: Final = "DD.MM.YYYY"
COUNT_FORMAT: Final = "#,##0"
DECIMAL_FORMAT: Final = "#,##0.00"
SHARE_FORMAT: Final = '0.0" "%'

_BOLD: Final = Font(name="Calibri", size=11, bold=True)
_TITLE: Final = Font(name="Calibri", size=14, bold=True)
_HEADER_FILL: Final = PatternFill("solid", fgColor="FFE3E8EF")
_TOTAL_LINE: Final = Border(top=Side(style="thin"))
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
_LEFT: Final = Alignment(horizontal="left", vertical="top")
_AMOUNT: Final = Alignment(horizontal="right", vertical="top", indent=1)
_AMOUNT_HEADER: Final = Alignment(horizontal="right", vertical="top", indent=1, wrap_text=True)
_LINE_POINTS: Final = 15
# The tallest row that a spreadsheet program accepts is 409 points.
_MOST_LINES: Final = 27


class DesignedSheet:
    """Puts values into cells of one openpyxl sheet; rows and columns count from 1."""

    def __init__(
        self, book: Workbook, title: str, widths: Sequence[float], values: FormulaValues
    ) -> None:
        """Add the sheet, A4 landscape, one page wide."""
        self.sheet: Worksheet = book.create_sheet(title)
        self._values = values
        self._widths = widths
        for number, width in enumerate(widths, 1):
            self.sheet.column_dimensions[self.cell(1, number).column_letter].width = width
        setup = self.sheet.page_setup
        setup.paperSize = "9"
        setup.orientation = "landscape"
        setup.fitToWidth = 1
        setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self.sheet.oddFooter.right.text = "&P / &N"

    @property
    def reference(self) -> str:
        """The sheet's name as it stands in front of a cell in formulas."""
        return f"'{self.sheet.title}'!"

    def cell(self, row: int, column: int) -> Cell:
        """The openpyxl cell itself."""
        # Only a merged range has other cells, and none is merged here.
        return cast(Cell, self.sheet.cell(row, column))

    def text(self, row: int, column: int, text: str, *, bold: bool = False) -> None:
        """A text as text, whatever it begins with; raises TextRefused for what cannot be stored."""
        cell = self.cell(row, column)
        cell.value = cell_escaped(inert_text(text))
        # openpyxl takes a leading "=" for a formula unless told; the rest guards later editing.
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = True
        cell.alignment = _WRAPPED
        if bold:
            cell.font = _BOLD
        self._make_room(row, text, self._widths[column - 1])

    def word(self, row: int, column: int, text: str) -> None:
        """A word that stands where a figure would."""
        self.text(row, column, text)
        self.cell(row, column).alignment = _AMOUNT

    def remark(self, row: int, text: str) -> None:
        """Sentences below a table, as wide as its columns: a line of theirs in each row."""
        for line in wrap(text, int(sum(self._widths))):
            self.text(row, 1, line)
            self.cell(row, 1).alignment = Alignment(wrap_text=False)
            self.sheet.row_dimensions[row].height = _LINE_POINTS
            row += 1

    def _make_room(self, row: int, text: str, width: float) -> None:
        # Not every program fits a row's height to wrapped text by itself.
        lines = sum(1 + int(len(line) / (width - 2)) for line in text.splitlines() or [""])
        height = _LINE_POINTS * min(lines, _MOST_LINES)
        dimension = self.sheet.row_dimensions[row]
        dimension.height = max(height, dimension.height or _LINE_POINTS)

    def title_row(self, row: int, text: str) -> None:
        """A heading of the sheet or of a section, across the columns without wrapping."""
        self.text(row, 1, text)
        cell = self.cell(row, 1)
        cell.font = _TITLE
        cell.alignment = Alignment(wrap_text=False)
        self.sheet.row_dimensions[row].height = 1.5 * _LINE_POINTS

    def header(self, row: int, labels: Sequence[str], amounts: Collection[int]) -> None:
        """A row of column headings; those of amounts stand to the right like their numbers."""
        for column, label in enumerate(labels, 1):
            self.text(row, column, label, bold=True)
            cell = self.cell(row, column)
            cell.fill = _HEADER_FILL
            if column in amounts:
                cell.alignment = _AMOUNT_HEADER

    def repeat_header(self, row: int) -> None:
        """Freeze the header on screen and repeat it on every printed page."""
        self.sheet.freeze_panes = self.cell(row + 1, 1)
        self.sheet.print_title_rows = f"{row}:{row}"

    def number(self, row: int, column: int, number: int) -> None:
        """A running number."""
        cell = self.cell(row, column)
        cell.value = number
        cell.alignment = _LEFT

    def day(self, row: int, column: int, day: date) -> None:
        """A real date, shown TT.MM.JJJJ."""
        cell = self.cell(row, column)
        cell.value = day
        cell.number_format = DATE_FORMAT
        cell.alignment = _LEFT

    def money(self, row: int, column: int, amount_cents: int) -> None:
        """A fixed amount, exact to the cent."""
        cell = self.cell(row, column)
        cell.value = Decimal(amount_cents).scaleb(-2)
        cell.number_format = MONEY_FORMAT
        cell.alignment = _AMOUNT

    def count(self, row: int, column: int, number: int) -> None:
        """A whole number that is a figure."""
        cell = self.cell(row, column)
        cell.value = number
        cell.number_format = COUNT_FORMAT
        cell.alignment = _AMOUNT

    def counted(self, row: int, column: int, formula: str, number: int) -> None:
        """A live formula for a whole number, with the value that we calculated."""
        cell = self.cell(row, column)
        self._values.place(cell, formula, 100 * number)
        cell.number_format = COUNT_FORMAT
        cell.alignment = _AMOUNT

    def decimal(self, row: int, column: int, number: float) -> None:
        """A figure with two places."""
        cell = self.cell(row, column)
        cell.value = number
        cell.number_format = DECIMAL_FORMAT
        cell.alignment = _AMOUNT

    def share(self, row: int, column: int, share: float) -> None:
        """A part of 1, shown in percent."""
        cell = self.cell(row, column)
        cell.value = share
        cell.number_format = SHARE_FORMAT
        cell.alignment = _AMOUNT

    def formula(self, row: int, column: int, formula: str, value_cents: int) -> None:
        """A live formula for an amount, with the value that we calculated."""
        cell = self.cell(row, column)
        self._values.place(cell, formula, value_cents)
        cell.number_format = MONEY_FORMAT
        cell.alignment = _AMOUNT

    def link(self, row: int, column: int, address: str) -> None:
        """Let a filled cell lead to an address; it keeps its value and its format."""
        cell = self.cell(row, column)
        cell.hyperlink = address
        cell.font = Font(name="Calibri", size=11, bold=cell.font.b, underline="single")

    def total_line(self, row: int) -> None:
        """Set the row off as a total: bold under a line."""
        for column in range(1, len(self._widths) + 1):
            cell = self.cell(row, column)
            cell.font = _BOLD
            cell.border = _TOTAL_LINE
