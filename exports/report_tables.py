"""The statement of figures and the list of vouchers as tables, as PDF and DOCX show them."""

from collections.abc import Mapping, Sequence
from typing import Final

from exports import report_words as words
from exports import statement_labels as labels
from exports.columns import Language
from exports.report import Head, Table, Value
from exports.statement_labels import Wording, wording_of
from exports.statement_lines import (
    RECEIPT_KINDS,
    PositionLine,
    Statement,
    StatementTotals,
    VoucherLine,
    statement_totals,
)

# Keys of the figures in the columns of the plan; behind a colon follows the position.
_PLAN_KEYS: Final = (
    "planned",
    "planned_here",
    "spent_before",
    "spent",
    "spent_to_date",
    "remaining",
)
_FIRST_AMOUNT: Final = 2
_CASH_KEYS: Final = ("cash_opening", "income", "spent", "cash_closing")


def statement_tables(
    statement: Statement, language: Language, addresses: Mapping[str, str]
) -> list[Table]:
    """Income, expenditure in the structure of the plan, and cash position.

    `addresses` lead from a figure's key to the page with the rows behind it. Raises
    StatementRefused for figures that contradict each other.
    """
    totals = statement_totals(statement)
    wording = wording_of(statement, language)
    return [
        _income(totals, wording, addresses),
        _expenditure(statement, wording, addresses),
        _cash(statement, totals, wording, addresses),
    ]


def _income(totals: StatementTotals, wording: Wording, addresses: Mapping[str, str]) -> Table:
    keys = [*(f"income:{kind}" for kind in RECEIPT_KINDS), "income"]
    return Table(
        key="income",
        title=wording(labels.INCOME),
        heads=[Head(label=wording(labels.INCOME_KIND)), _amount(wording)],
        rows=[
            (wording(labels.RECEIPT_KIND_LABELS[kind]), totals.income_by_kind_cents[kind])
            for kind in RECEIPT_KINDS
        ],
        total=wording(labels.INCOME_TOTAL),
        addresses=_known(addresses, {(row, 1): key for row, key in enumerate(keys)}),
    )


def _expenditure(statement: Statement, wording: Wording, addresses: Mapping[str, str]) -> Table:
    amounts = (
        labels.PLANNED_TOTAL,
        labels.PLANNED_YEAR,
        labels.SPENT_BEFORE,
        labels.SPENT_YEAR,
        labels.SPENT_CUMULATED,
        labels.REMAINING,
    )
    texts = (labels.POSITION, labels.POSITION_LABEL)
    return Table(
        key="expenditure",
        title=wording(labels.EXPENDITURE),
        heads=[
            *(Head(label=wording(label)) for label in texts),
            *(Head(label=wording(label), kind="money", is_summed=True) for label in amounts),
        ],
        rows=[_position(line) for line in statement.positions],
        total=wording(labels.EXPENDITURE_TOTAL),
        addresses=_known(addresses, _plan_keys(statement)),
    )


def _plan_keys(statement: Statement) -> dict[tuple[int, int], str]:
    """The keys of every cell with an amount, the line of sums included."""
    parts = [*(f":{line.code}" for line in statement.positions), ""]
    return {
        (row, column): f"{key}{part}"
        for row, part in enumerate(parts)
        for column, key in enumerate(_PLAN_KEYS, _FIRST_AMOUNT)
    }


def _position(line: PositionLine) -> Sequence[Value]:
    cumulated = line.spent_before_cents + line.spent_year_cents
    return (
        line.code,
        line.label,
        line.planned_total_cents,
        line.planned_year_cents,
        line.spent_before_cents,
        line.spent_year_cents,
        cumulated,
        line.planned_total_cents - cumulated,
    )


def _cash(
    statement: Statement,
    totals: StatementTotals,
    wording: Wording,
    addresses: Mapping[str, str],
) -> Table:
    unknown, incalculable = wording(labels.NOT_RECORDED), wording(labels.NOT_COMPUTABLE)
    rows = (
        (labels.CASH_OPENING, statement.cash_opening_cents, unknown),
        (labels.CASH_INCOME, totals.income_cents, unknown),
        (labels.CASH_EXPENDITURE, totals.spent_year_cents, unknown),
        (labels.CASH_CLOSING, totals.cash_cents, incalculable),
        (labels.BANK_BALANCE, statement.bank_balance_cents, unknown),
        (labels.BANK_DIFFERENCE, totals.bank_difference_cents, incalculable),
    )
    return Table(
        key="cash",
        title=wording(labels.CASH),
        heads=[Head(label=wording(labels.FIGURE)), _amount(wording, is_summed=False)],
        rows=[
            (wording(label), missing if cents is None else cents) for label, cents, missing in rows
        ],
        strong=(3, 5),
        addresses=_known(addresses, {(row, 1): key for row, key in enumerate(_CASH_KEYS)}),
    )


def receipt_table(statement: Statement, language: Language) -> Table:
    """Every payment received, by day of payment, with the sum."""
    wording = wording_of(statement, language)
    texts = (labels.PAYER, labels.REASON, labels.KIND)
    receipts = sorted(statement.receipts, key=lambda one: one.day)
    return Table(
        key="receipts",
        title=wording(labels.SHEET_RECEIPTS),
        heads=[
            Head(label=wording(labels.RUNNING_NUMBER), kind="number"),
            Head(label=wording(labels.DAY_OF_PAYMENT), kind="day"),
            *(Head(label=wording(label)) for label in texts),
            _amount(wording),
        ],
        rows=[
            (
                number,
                one.day,
                one.payer,
                one.reason,
                wording(labels.RECEIPT_KIND_LABELS[one.kind]),
                one.amount_cents,
            )
            for number, one in enumerate(receipts, 1)
        ],
        total=wording(labels.INCOME_TOTAL),
    )


def voucher_totals(statement: Statement, language: Language) -> Table:
    """How many vouchers each position has, and their sum."""
    wording = wording_of(statement, language)
    counted = words.NUMBER_OF_VOUCHERS.in_language(language)
    by_position = _by_position(statement)
    return Table(
        key="voucher_totals",
        title=words.VOUCHERS_BY_POSITION.in_language(language),
        heads=[
            Head(label=wording(labels.POSITION)),
            Head(label=wording(labels.POSITION_LABEL)),
            Head(label=counted, kind="number", is_summed=True),
            _amount(wording),
        ],
        rows=[
            (line.code, line.label, len(by_position[line.code]), line.spent_year_cents)
            for line in statement.positions
        ],
        total=wording(labels.EXPENDITURE_TOTAL),
    )


def voucher_tables(statement: Statement, language: Language) -> list[Table]:
    """A table of vouchers for each position that has some, in time order, each with its sum."""
    wording = wording_of(statement, language)
    by_position = _by_position(statement)
    return [
        _vouchers(line, by_position[line.code], wording)
        for line in statement.positions
        if by_position[line.code]
    ]


def _vouchers(position: PositionLine, vouchers: Sequence[VoucherLine], wording: Wording) -> Table:
    return Table(
        key=f"vouchers_{position.code}",
        title=f"{position.code} {position.label}",
        heads=[
            Head(label=wording(labels.RUNNING_NUMBER), kind="number"),
            Head(label=wording(labels.DAY_OF_PAYMENT), kind="day"),
            Head(label=wording(labels.PAYEE)),
            Head(label=wording(labels.REASON)),
            Head(label=wording(labels.SOURCE_NUMBER)),
            _amount(wording),
        ],
        rows=[
            (
                str(one.number),
                one.paid_on,
                one.payee,
                one.reason,
                one.source_number,
                one.amount_cents,
            )
            for one in vouchers
        ],
        total=wording(labels.SUBTOTAL, code=position.code, label=position.label),
    )


def _by_position(statement: Statement) -> dict[str, list[VoucherLine]]:
    found: dict[str, list[VoucherLine]] = {line.code: [] for line in statement.positions}
    for voucher in sorted(statement.vouchers, key=lambda one: (one.paid_on, one.number)):
        found[voucher.position].append(voucher)
    return found


def _amount(wording: Wording, *, is_summed: bool = True) -> Head:
    return Head(label=wording(labels.AMOUNT), kind="money", is_summed=is_summed)


def _known(
    addresses: Mapping[str, str], keys: Mapping[tuple[int, int], str]
) -> dict[tuple[int, int], str]:
    return {cell: addresses[key] for cell, key in keys.items() if key in addresses}
