"""A table of a report as a sheet: real numbers and days, live sums, cells with addresses."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from exports.designed_sheet import DesignedSheet
from exports.formula_values import FormulaValues, rounded
from exports.report import CellKind, Table, Value
from exports.statement_cover import CheckedFigure
from exports.statement_lines import StatementRefused

_WIDTHS: Final[dict[CellKind, float]] = {"number": 16, "money": 20, "day": 14, "share": 14}
_NARROWEST, _WIDEST = 16, 56
_HEADER: Final = 2
_FIRST_ROW: Final = 3


def write_table(
    book: Workbook, table: Table, name: str, values: FormulaValues
) -> list[CheckedFigure]:
    """Add the sheet; gives its sums of money for the check."""
    return _TableSheet(DesignedSheet(book, name, _widths(table), values), table).write()


def _widths(table: Table) -> list[float]:
    """Of texts as wide as the longest, within bounds; the others by their kind."""
    found: list[float] = []
    for column, head in enumerate(table.heads):
        texts = [head.label, *(str(row[column]) for row in table.rows if row[column] is not None)]
        longest = 3 + max(len(text) for text in texts)
        found.append(_WIDTHS.get(head.kind) or min(max(longest, _NARROWEST), _WIDEST))
    return found


class _TableSheet:
    """Writes title, head, rows, sums and note, and collects what the check compares."""

    def __init__(self, sheet: DesignedSheet, table: Table) -> None:
        self.sheet = sheet
        self.table = table
        self.figures: list[CheckedFigure] = []

    def write(self) -> list[CheckedFigure]:
        """Everything from the first row on; gives the sums of money."""
        sheet, table = self.sheet, self.table
        sheet.title_row(1, table.title)
        amounts = [at for at, head in enumerate(table.heads, 1) if head.kind not in {"text", "day"}]
        sheet.header(_HEADER, [head.label for head in table.heads], amounts)
        sheet.repeat_header(_HEADER)
        for at, row in enumerate(table.rows):
            self._row(at, row)
        end = _FIRST_ROW + len(table.rows)
        if table.total:
            self._sums(end)
            end += 1
        for (at, column), address in table.addresses.items():
            sheet.link(_FIRST_ROW + at, column + 1, address)
        if table.note:
            sheet.remark(end + 1, table.note)
        return self.figures

    def _row(self, at: int, row: Sequence[Value]) -> None:
        line = _FIRST_ROW + at
        for column, (head, value) in enumerate(zip(self.table.heads, row, strict=True)):
            if head.adds_up and isinstance(value, int):
                self._adds_up(line, column, row)
            elif value is not None:
                self._cell(line, column + 1, head.kind, value)

    def _cell(
        self, line: int, column: int, kind: CellKind, value: str | int | float | date
    ) -> None:
        sheet = self.sheet
        if isinstance(value, str):
            (sheet.text if kind == "text" else sheet.word)(line, column, value)
        elif isinstance(value, date):
            sheet.day(line, column, value)
        elif kind == "money":
            sheet.money(line, column, int(value))
        elif kind == "share":
            sheet.share(line, column, value)
        else:
            sheet.count(line, column, int(value))

    def _adds_up(self, line: int, column: int, row: Sequence[Value]) -> None:
        """The sum of the cells of the same kind left of it."""
        heads = self.table.heads
        parts = [at for at in range(column) if heads[at].kind == heads[column].kind]
        cells = ",".join(f"{get_column_letter(at + 1)}{line}" for at in parts)
        total = sum(value for at in parts if isinstance(value := row[at], int))
        if total != row[column]:
            raise StatementRefused(f"{self.table.title}: {row[0]} does not add up")
        self._sum(line, column, f"SUM({cells})" if cells else "0", total, str(row[0]))

    def _sums(self, line: int) -> None:
        """The last line: the word for it, and the sums of the columns that have one."""
        self.sheet.text(line, 1, self.table.total)
        for column, head in enumerate(self.table.heads):
            if head.is_summed:
                letter = get_column_letter(column + 1)
                cells = f"SUM({letter}{_FIRST_ROW}:{letter}{line - 1})"
                formula = cells if self.table.rows else "0"
                self._sum(line, column, formula, self.table.sum_of(column), self.table.total)
        self.sheet.total_line(line)

    def _sum(self, line: int, column: int, formula: str, total: int, label: str) -> None:
        """A live sum with our value; of money it goes to the check."""
        head = self.table.heads[column]
        if head.kind != "money":
            self.sheet.counted(line, column + 1, f"={formula}", total)
            return
        self.sheet.formula(line, column + 1, rounded(formula), total)
        address = f"{self.sheet.reference}{get_column_letter(column + 1)}{line}"
        name = f"{self.table.title}: {label}, {head.label}"
        self.figures.append(CheckedFigure(name, total, address))
