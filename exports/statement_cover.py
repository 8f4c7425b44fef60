"""The first sheet of the statement: facts, income, expenditure by position, cash position."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from openpyxl import Workbook

from exports import statement_labels as labels
from exports.columns import Bilingual
from exports.designed_sheet import DesignedSheet
from exports.formula_values import FormulaValues, rounded
from exports.statement_labels import Wording
from exports.statement_lines import RECEIPT_KINDS, PositionLine, Statement, StatementTotals
from exports.statement_lists import ReceiptAddresses, VoucherAddresses

_WIDTHS: Final = (34, 44, 20, 20, 20, 20, 20, 20)
# Amounts of income, cash and facts stand in one column, so that they read as a column.
_AMOUNT: Final = 3
_PLAN_LABELS: Final = (
    labels.PLANNED_TOTAL,
    labels.PLANNED_YEAR,
    labels.SPENT_BEFORE,
    labels.SPENT_YEAR,
    labels.SPENT_CUMULATED,
    labels.REMAINING,
)
_PLAN_KEYS: Final = (
    "planned",
    "planned_here",
    "spent_before",
    "spent",
    "spent_to_date",
    "remaining",
)
"""Keys of the figures in the columns of the plan; behind a colon follows the position."""


@dataclass(frozen=True)
class CheckedFigure:
    """A figure of the workbook beside ours: what it is, ours in cents, where the formula is."""

    label: str
    ours_cents: int
    address: str


def new_cover(book: Workbook, wording: Wording, values: FormulaValues) -> DesignedSheet:
    """The empty first sheet; it is filled when the lists have their addresses."""
    return DesignedSheet(book, wording(labels.SHEET_STATEMENT), _WIDTHS, values)


def write_cover(
    sheet: DesignedSheet,
    statement: Statement,
    totals: StatementTotals,
    wording: Wording,
    receipts: ReceiptAddresses,
    vouchers: VoucherAddresses,
    addresses: Mapping[str, str],
) -> list[CheckedFigure]:
    """Fill the first sheet; gives every calculated figure for the check.

    A cell whose figure has an address leads to it.
    """
    cover = _Cover(sheet, statement, totals, wording, addresses)
    row = cover.write_facts()
    income = cover.write_income(row + 1, receipts)
    expenditure = cover.write_expenditure(income + 2, vouchers)
    cover.write_cash(expenditure + 2, f"C{income}", f"F{expenditure}")
    return cover.figures


class _Cover:
    """Writes section after section and collects the calculated figures."""

    def __init__(
        self,
        sheet: DesignedSheet,
        statement: Statement,
        totals: StatementTotals,
        wording: Wording,
        addresses: Mapping[str, str],
    ) -> None:
        self.addresses = addresses
        self.sheet = sheet
        self.statement = statement
        self.totals = totals
        self.wording = wording
        self.figures: list[CheckedFigure] = []

    def write_facts(self) -> int:
        """The facts of the grant; gives the next free row."""
        sheet, statement = self.sheet, self.statement
        sheet.title_row(1, self.wording.title)
        facts: list[tuple[Bilingual, str | date]] = [
            (labels.PILOT, statement.pilot_title),
            (labels.CARRIER, statement.carrier),
            (labels.NOTICE, statement.notice),
            (labels.NOTICE_DATE, statement.notice_date),
            (labels.PERIOD_FROM, statement.period_from),
            (labels.PERIOD_UNTIL, statement.period_until),
            (labels.YEAR if self.wording.is_year else labels.PERIOD, self.wording.period),
            (labels.MADE_ON, statement.made_on),
        ]
        row = 2
        for label, value in facts:
            sheet.text(row, 1, self.wording(label), bold=True)
            if isinstance(value, date):
                sheet.day(row, 2, value)
            else:
                sheet.text(row, 2, value)
            row += 1
        sheet.text(row, 1, self.wording(labels.GRANT), bold=True)
        sheet.money(row, _AMOUNT, statement.grant_cents)
        self._linked(row, _AMOUNT, "granted")
        return row + 1

    def write_income(self, row: int, receipts: ReceiptAddresses) -> int:
        """Income by kind; gives the row of its total."""
        self.sheet.title_row(row, self.wording(labels.INCOME))
        row += 1
        for kind in RECEIPT_KINDS:
            formula = rounded(f"SUMIFS({receipts.amounts},{receipts.kinds},$A{row})")
            label = self.wording(labels.RECEIPT_KIND_LABELS[kind])
            self._amount_line(row, label, formula, self.totals.income_by_kind_cents[kind])
            self._linked(row, _AMOUNT, f"income:{kind}")
            row += 1
        label = self.wording(labels.INCOME_TOTAL)
        self._amount_line(row, label, f"={receipts.total}", self.totals.income_cents)
        self.sheet.total_line(row)
        self._linked(row, _AMOUNT, "income")
        return row

    def write_expenditure(self, row: int, vouchers: VoucherAddresses) -> int:
        """The plan's positions with what was spent; gives the row of the total."""
        sheet, wording = self.sheet, self.wording
        sheet.title_row(row, wording(labels.EXPENDITURE))
        amounts = [wording(label) for label in _PLAN_LABELS]
        position = [wording(labels.POSITION), wording(labels.POSITION_LABEL)]
        sheet.header(row + 1, [*position, *amounts], amounts=range(3, 9))
        first = row = row + 2
        for line in self.statement.positions:
            _write_position(sheet, row, line, vouchers.subtotals[line.code])
            label = f"{wording(labels.SPENT_YEAR)}: {line.code} {line.label}"
            self._checked(label, line.spent_year_cents, f"{sheet.reference}F{row}")
            for column, key in enumerate(_PLAN_KEYS, _AMOUNT):
                self._linked(row, column, f"{key}:{line.code}")
            row += 1
        total = wording(labels.EXPENDITURE_TOTAL)
        sheet.text(row, 1, total)
        sums = zip("CDEFGH", amounts, _plan_sums(self.totals), strict=True)
        for column, (letter, label, cents) in enumerate(sums, _AMOUNT):
            cells = f"SUM({letter}{first}:{letter}{row - 1})" if row > first else "0"
            sheet.formula(row, column, rounded(cells), cents)
            self._checked(f"{total}: {label}", cents, f"{sheet.reference}{letter}{row}")
        sheet.total_line(row)
        for column, key in enumerate(_PLAN_KEYS, _AMOUNT):
            self._linked(row, column, key)
        listed = wording(labels.SHEET_VOUCHERS)
        self._checked(f"{listed}: {total}", self.totals.spent_year_cents, vouchers.total)
        return row

    def write_cash(self, row: int, income_cell: str, expenditure_cell: str) -> None:
        """Opening + income − expenditure, beside the bank's balance."""
        sheet, wording, totals = self.sheet, self.wording, self.totals
        sheet.title_row(row, wording(labels.CASH))
        opening, income, spent, closing, bank, difference = range(row + 1, row + 7)
        self._given_line(opening, labels.CASH_OPENING, self.statement.cash_opening_cents)
        sheet.text(income, 1, wording(labels.CASH_INCOME))
        sheet.formula(income, _AMOUNT, f"={income_cell}", totals.income_cents)
        sheet.text(spent, 1, wording(labels.CASH_EXPENDITURE))
        sheet.formula(spent, _AMOUNT, f"={expenditure_cell}", totals.spent_year_cents)
        cash = rounded(f"C{opening}+C{income}-C{spent}")
        self._amount_line(closing, wording(labels.CASH_CLOSING), cash, totals.cash_cents)
        sheet.total_line(closing)
        self._given_line(bank, labels.BANK_BALANCE, self.statement.bank_balance_cents)
        off = rounded(f"C{bank}-C{closing}")
        label = wording(labels.BANK_DIFFERENCE)
        self._amount_line(difference, label, off, totals.bank_difference_cents)
        sheet.total_line(difference)
        shown = {opening: "cash_opening", income: "income", spent: "spent", closing: "cash_closing"}
        for line, key in shown.items():
            self._linked(line, _AMOUNT, key)

    def _amount_line(self, row: int, label: str, formula: str, cents: int | None) -> None:
        """A calculated amount with its label; a word where it cannot be calculated."""
        self.sheet.text(row, 1, label)
        if cents is None:
            self.sheet.text(row, _AMOUNT, self.wording(labels.NOT_COMPUTABLE))
            return
        self.sheet.formula(row, _AMOUNT, formula, cents)
        self._checked(label, cents, f"{self.sheet.reference}C{row}")

    def _given_line(self, row: int, label: Bilingual, cents: int | None) -> None:
        """A fixed amount with its label; a word where none was recorded."""
        self.sheet.text(row, 1, self.wording(label))
        if cents is None:
            self.sheet.text(row, _AMOUNT, self.wording(labels.NOT_RECORDED))
        else:
            self.sheet.money(row, _AMOUNT, cents)

    def _linked(self, row: int, column: int, key: str) -> None:
        """Lets the cell lead to the rows behind its figure, where that has an address."""
        if address := self.addresses.get(key):
            self.sheet.link(row, column, address)

    def _checked(self, label: str, cents: int, address: str) -> None:
        self.figures.append(CheckedFigure(label, cents, address))


def _write_position(sheet: DesignedSheet, row: int, line: PositionLine, subtotal: str) -> None:
    cumulated = line.spent_before_cents + line.spent_year_cents
    sheet.text(row, 1, line.code)
    sheet.text(row, 2, line.label)
    sheet.money(row, 3, line.planned_total_cents)
    sheet.money(row, 4, line.planned_year_cents)
    sheet.money(row, 5, line.spent_before_cents)
    sheet.formula(row, 6, f"={subtotal}", line.spent_year_cents)
    sheet.formula(row, 7, rounded(f"E{row}+F{row}"), cumulated)
    sheet.formula(row, 8, rounded(f"C{row}-G{row}"), line.planned_total_cents - cumulated)


def _plan_sums(totals: StatementTotals) -> tuple[int, ...]:
    """In the order of the labels of the plan's columns."""
    return (
        totals.planned_total_cents,
        totals.planned_year_cents,
        totals.spent_before_cents,
        totals.spent_year_cents,
        totals.spent_cumulated_cents,
        totals.remaining_cents,
    )
