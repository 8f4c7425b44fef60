"""The funder statement (zahlenmäßiger Nachweis with Belegliste) for a calendar year."""

from pathlib import Path

from openpyxl import Workbook

from exports.columns import Language
from exports.durable import whole_file
from exports.formula_values import FormulaValues
from exports.statement_check import write_check
from exports.statement_cover import new_cover, write_cover
from exports.statement_labels import Wording
from exports.statement_lines import (
    PositionLine,
    ReceiptKind,
    ReceiptLine,
    StatementRefused,
    StatementTotals,
    StatementYear,
    VoucherLine,
    statement_totals,
)
from exports.statement_lists import write_receipts, write_vouchers

__all__ = [
    "PositionLine",
    "ReceiptKind",
    "ReceiptLine",
    "StatementRefused",
    "StatementTotals",
    "StatementYear",
    "VoucherLine",
    "statement_totals",
    "write_statement_workbook",
]


def write_statement_workbook(
    target: Path, statement: StatementYear, language: Language = "de"
) -> StatementTotals:
    """Write the statement as XLSX, whole or not at all, and give its totals in cents.

    Totals in the workbook are live formulas that also carry our value. Raises StatementRefused
    for figures that contradict each other and TextRefused for text that no cell can hold.
    """
    totals = statement_totals(statement)
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "Pilotbuch"
    wording = Wording(language, statement.year)
    values = FormulaValues()
    cover = new_cover(book, wording, values)
    receipts = write_receipts(book, statement, totals, wording, values)
    vouchers = write_vouchers(book, statement, totals, wording, values)
    figures = write_cover(cover, statement, totals, wording, receipts, vouchers)
    write_check(book, figures, wording, values)
    book.calculation.fullCalcOnLoad = True
    with whole_file(target) as stream:
        values.save(book, stream)
    return totals
