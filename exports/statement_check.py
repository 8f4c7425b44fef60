"""The last sheet of the statement: our totals beside the workbook's formulas."""

from collections.abc import Sequence
from typing import Final

from openpyxl import Workbook

from exports import statement_labels as labels
from exports.designed_sheet import DesignedSheet
from exports.formula_values import FormulaValues, rounded
from exports.statement_cover import CheckedFigure
from exports.statement_labels import Wording

_WIDTHS: Final = (64, 22, 26, 18)
_FIRST_ROW: Final = 2


def write_check(
    book: Workbook, figures: Sequence[CheckedFigure], wording: Wording, values: FormulaValues
) -> None:
    """One row per figure, its difference by formula, and the sum of all differences."""
    sheet = DesignedSheet(book, wording(labels.SHEET_CHECK), _WIDTHS, values)
    heads = (labels.FIGURE, labels.OURS, labels.WORKBOOK, labels.DIFFERENCE)
    sheet.header(1, [wording(label) for label in heads], amounts=(2, 3, 4))
    sheet.repeat_header(1)
    row = _FIRST_ROW
    for figure in figures:
        sheet.text(row, 1, figure.label)
        sheet.money(row, 2, figure.ours_cents)
        sheet.formula(row, 3, f"={figure.address}", figure.ours_cents)
        sheet.formula(row, 4, rounded(f"ABS(B{row}-C{row})"), 0)
        row += 1
    sheet.text(row, 1, wording(labels.DIFFERENCE_TOTAL))
    sheet.formula(row, 4, rounded(f"SUM(D{_FIRST_ROW}:D{row - 1})"), 0)
    sheet.total_line(row)
    sheet.text(row + 2, 1, wording(labels.CHECK_NOTE))
