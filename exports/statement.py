"""The funder statement (zahlenmäßiger Nachweis with Belegliste) of a year or a longer period."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from openpyxl import Workbook

from exports.columns import Language
from exports.durable import whole_file
from exports.formula_values import FormulaValues
from exports.statement_check import write_check
from exports.statement_cover import CheckedFigure, new_cover, write_cover
from exports.statement_labels import Wording, wording_of
from exports.statement_lines import (
    PositionLine,
    ReceiptKind,
    ReceiptLine,
    Statement,
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
    "Statement",
    "StatementRefused",
    "StatementTotals",
    "StatementYear",
    "VoucherLine",
    "statement_totals",
    "write_statement_sheets",
    "write_statement_workbook",
]


def write_statement_workbook(
    target: Path, statement: Statement, language: Language = "de"
) -> StatementTotals:
    """Write the statement as XLSX, whole or not at all, and give its totals in cents.

    Totals in the workbook are live formulas that also carry our value. Raises StatementRefused
    for figures that contradict each other and TextRefused for text that no cell can hold.
    """
    book, values = Workbook(), FormulaValues()
    book.remove(book.worksheets[0])
    book.properties.creator = "Pilotbuch"
    wording = wording_of(statement, language)
    totals, figures = write_statement_sheets(book, statement, wording, values)
    write_check(book, figures, wording, values)
    book.calculation.fullCalcOnLoad = True
    with whole_file(target) as stream:
        values.save(book, stream)
    return totals


def write_statement_sheets(
    book: Workbook,
    statement: Statement,
    wording: Wording,
    values: FormulaValues,
    addresses: Mapping[str, str] = MappingProxyType({}),
) -> tuple[StatementTotals, list[CheckedFigure]]:
    """Add statement, receipts and vouchers to a workbook; gives their totals and what to check.

    `addresses` lead from a figure's key to the page with the rows behind it.
    """
    totals = statement_totals(statement)
    cover = new_cover(book, wording, values)
    receipts = write_receipts(book, statement, totals, wording, values)
    vouchers = write_vouchers(book, statement, totals, wording, values)
    return totals, write_cover(cover, statement, totals, wording, receipts, vouchers, addresses)
