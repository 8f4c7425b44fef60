"""The two lists of the statement: receipts in time order, vouchers by position and time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl import Workbook

from exports import statement_labels as labels
from exports.designed_sheet import DesignedSheet
from exports.formula_values import FormulaValues, rounded
from exports.statement_labels import Wording
from exports.statement_lines import PositionLine, Statement, StatementTotals, VoucherLine

_FIRST_ROW: Final = 2
_RECEIPT_WIDTHS: Final = (8, 16, 34, 60, 26, 18)
_VOUCHER_WIDTHS: Final = (8, 16, 34, 60, 18, 12, 24)
_VOUCHER_AMOUNT: Final = 5


@dataclass(frozen=True)
class ReceiptAddresses:
    """Where the receipts stand: ranges of kinds and amounts, and the total, with sheet names."""

    kinds: str
    amounts: str
    total: str


@dataclass(frozen=True)
class VoucherAddresses:
    """Where the totals of the list of vouchers stand, with sheet names."""

    subtotals: Mapping[str, str]
    total: str


def write_receipts(
    book: Workbook,
    statement: Statement,
    totals: StatementTotals,
    wording: Wording,
    values: FormulaValues,
) -> ReceiptAddresses:
    """The sheet of receipts, by day of payment, with its sum."""
    sheet = DesignedSheet(book, wording(labels.SHEET_RECEIPTS), _RECEIPT_WIDTHS, values)
    sheet.header(
        1,
        [
            wording(label)
            for label in (
                labels.RUNNING_NUMBER,
                labels.DAY_OF_PAYMENT,
                labels.PAYER,
                labels.REASON,
                labels.KIND,
                labels.AMOUNT,
            )
        ],
        amounts=(6,),
    )
    sheet.repeat_header(1)
    receipts = sorted(statement.receipts, key=lambda receipt: receipt.day)
    for number, receipt in enumerate(receipts, 1):
        row = _FIRST_ROW - 1 + number
        sheet.number(row, 1, number)
        sheet.day(row, 2, receipt.day)
        sheet.text(row, 3, receipt.payer)
        sheet.text(row, 4, receipt.reason)
        sheet.text(row, 5, wording(labels.RECEIPT_KIND_LABELS[receipt.kind]))
        sheet.money(row, 6, receipt.amount_cents)
    last = max(_FIRST_ROW, _FIRST_ROW + len(receipts) - 1)
    sheet.text(last + 1, 4, wording(labels.INCOME_TOTAL))
    sheet.formula(last + 1, 6, rounded(f"SUM(F{_FIRST_ROW}:F{last})"), totals.income_cents)
    sheet.total_line(last + 1)
    return ReceiptAddresses(
        kinds=f"{sheet.reference}$E${_FIRST_ROW}:$E${last}",
        amounts=f"{sheet.reference}$F${_FIRST_ROW}:$F${last}",
        total=f"{sheet.reference}$F${last + 1}",
    )


def write_vouchers(
    book: Workbook,
    statement: Statement,
    totals: StatementTotals,
    wording: Wording,
    values: FormulaValues,
) -> VoucherAddresses:
    """The list of vouchers: a block per position in time order, each with its subtotal.

    Subtotals are direct sums over their block: a SUMIFS would take the positions 1.1 and 1.10
    for the same number.
    """
    sheet = DesignedSheet(book, wording(labels.SHEET_VOUCHERS), _VOUCHER_WIDTHS, values)
    sheet.header(
        1,
        [
            wording(label)
            for label in (
                labels.RUNNING_NUMBER,
                labels.DAY_OF_PAYMENT,
                labels.PAYEE,
                labels.REASON,
                labels.AMOUNT,
                labels.POSITION,
                labels.SOURCE_NUMBER,
            )
        ],
        amounts=(_VOUCHER_AMOUNT,),
    )
    sheet.repeat_header(1)
    by_position: dict[str, list[VoucherLine]] = {line.code: [] for line in statement.positions}
    for voucher in sorted(statement.vouchers, key=lambda line: (line.paid_on, line.number)):
        by_position[voucher.position].append(voucher)
    row = _FIRST_ROW
    subtotals: dict[str, str] = {}
    for position in statement.positions:
        row = _write_block(sheet, row, position, by_position[position.code], wording)
        subtotals[position.code] = f"E{row - 1}"
    sheet.text(row, 4, wording(labels.EXPENDITURE_TOTAL))
    sheet.formula(row, _VOUCHER_AMOUNT, _sum_of(subtotals.values()), totals.spent_year_cents)
    sheet.total_line(row)
    return VoucherAddresses(
        subtotals={code: f"{sheet.reference}{cell}" for code, cell in subtotals.items()},
        total=f"{sheet.reference}E{row}",
    )


def _write_block(
    sheet: DesignedSheet,
    row: int,
    position: PositionLine,
    vouchers: Sequence[VoucherLine],
    wording: Wording,
) -> int:
    """One position's vouchers and subtotal from `row` on; gives the next free row."""
    first = row
    for voucher in vouchers:
        sheet.number(row, 1, voucher.number)
        sheet.day(row, 2, voucher.paid_on)
        sheet.text(row, 3, voucher.payee)
        sheet.text(row, 4, voucher.reason)
        sheet.money(row, _VOUCHER_AMOUNT, voucher.amount_cents)
        sheet.text(row, 6, voucher.position)
        sheet.text(row, 7, voucher.source_number)
        row += 1
    if not vouchers:
        sheet.text(row, 4, wording(labels.NO_VOUCHERS))
        sheet.text(row, 6, position.code)
        row += 1
    subtotal = sum(voucher.amount_cents for voucher in vouchers)
    sheet.text(row, 4, wording(labels.SUBTOTAL, code=position.code, label=position.label))
    sheet.formula(row, _VOUCHER_AMOUNT, rounded(f"SUM(E{first}:E{row - 1})"), subtotal)
    sheet.text(row, 6, position.code)
    sheet.total_line(row)
    return row + 1


def _sum_of(cells: Iterable[str]) -> str:
    # Addition, not SUM: that would end at 255 arguments. Without positions the sum is nought.
    return rounded("+".join(cells) or "0")
