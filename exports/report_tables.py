"""The statement of figures and the list of vouchers as tables, as PDF and DOCX show them."""

from collections.abc import Sequence

from exports import report_words as words
from exports import statement_labels as labels
from exports.columns import Language
from exports.report import Head, Table, Value
from exports.statement_labels import Wording
from exports.statement_lines import (
    RECEIPT_KINDS,
    PositionLine,
    StatementTotals,
    StatementYear,
    VoucherLine,
    statement_totals,
)


def statement_tables(statement: StatementYear, language: Language) -> list[Table]:
    """Income, expenditure in the structure of the plan, and cash position.

    Raises StatementRefused for figures that contradict each other.
    """
    totals = statement_totals(statement)
    wording = Wording(language, statement.year)
    return [
        _income(totals, wording),
        _expenditure(statement, wording),
        _cash(statement, totals, wording),
    ]


def _income(totals: StatementTotals, wording: Wording) -> Table:
    return Table(
        key="income",
        title=wording(labels.INCOME),
        heads=[Head(label=wording(labels.INCOME_KIND)), _amount(wording)],
        rows=[
            (wording(labels.RECEIPT_KIND_LABELS[kind]), totals.income_by_kind_cents[kind])
            for kind in RECEIPT_KINDS
        ],
        total=wording(labels.INCOME_TOTAL),
    )


def _expenditure(statement: StatementYear, wording: Wording) -> Table:
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
    )


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


def _cash(statement: StatementYear, totals: StatementTotals, wording: Wording) -> Table:
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
    )


def voucher_totals(statement: StatementYear, language: Language) -> Table:
    """How many vouchers each position has, and their sum."""
    wording = Wording(language, statement.year)
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


def voucher_tables(statement: StatementYear, language: Language) -> list[Table]:
    """A table of vouchers for each position that has some, in time order, each with its sum."""
    wording = Wording(language, statement.year)
    by_position = _by_position(statement)
    return [
        _vouchers(line, by_position[line.code], wording)
        for line in statement.positions
        if by_position[line.code]
    ]


def _vouchers(
    position: PositionLine, vouchers: Sequence[VoucherLine], wording: Wording
) -> Table:
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


def _by_position(statement: StatementYear) -> dict[str, list[VoucherLine]]:
    found: dict[str, list[VoucherLine]] = {line.code: [] for line in statement.positions}
    for voucher in sorted(statement.vouchers, key=lambda one: (one.paid_on, one.number)):
        found[voucher.position].append(voucher)
    return found


def _amount(wording: Wording, *, is_summed: bool = True) -> Head:
    return Head(label=wording(labels.AMOUNT), kind="money", is_summed=is_summed)
