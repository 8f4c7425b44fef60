"""What goes into a funder statement, and its totals in whole cents."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, get_args

ReceiptKind = Literal["draw_down", "refund", "other"]
RECEIPT_KINDS: Final[tuple[ReceiptKind, ...]] = get_args(ReceiptKind)


class StatementRefused(ValueError):
    """The figures contradict each other, so no statement is written."""


@dataclass(frozen=True, kw_only=True)
class PositionLine:
    """One position of the financing plan in force; all amounts in cents.

    What is called of the `year` is of the days that the statement is about: of a whole funding
    period the amounts of all its years.
    """

    code: str
    label: str
    planned_total_cents: int
    planned_year_cents: int
    spent_before_cents: int
    spent_year_cents: int


@dataclass(frozen=True, kw_only=True)
class ReceiptLine:
    """One payment received (a repayment to the funder is negative), by day of payment."""

    day: date
    payer: str
    reason: str
    kind: ReceiptKind
    amount_cents: int


@dataclass(frozen=True, kw_only=True)
class VoucherLine:
    """One voucher by day of payment; a reversal is negative. `position` is a position's code."""

    number: int
    paid_on: date
    payee: str
    reason: str
    position: str
    amount_cents: int
    source_number: str


@dataclass(frozen=True, kw_only=True)
class Statement:
    """The money of a pilot from a day to another as the funder wants it shown; amounts in cents.

    `cash_opening_cents` and `bank_balance_cents` are None where they are not known; the
    statement then says so instead of showing a cash position. The period is the funding period,
    both days inside.
    """

    pilot_title: str
    carrier: str
    notice: str
    notice_date: date
    grant_cents: int
    first: date
    last: date
    is_final: bool = False
    period_from: date
    period_until: date
    made_on: date
    positions: Sequence[PositionLine]
    receipts: Sequence[ReceiptLine]
    vouchers: Sequence[VoucherLine]
    cash_opening_cents: int | None
    bank_balance_cents: int | None


@dataclass(frozen=True, kw_only=True)
class StatementYear(Statement):
    """The same for a calendar year."""

    year: int
    first: date = field(init=False)
    last: date = field(init=False)

    def __post_init__(self) -> None:
        """The year gives its first and last day."""
        object.__setattr__(self, "first", date(self.year, 1, 1))
        object.__setattr__(self, "last", date(self.year, 12, 31))


@dataclass(frozen=True, kw_only=True)
class StatementTotals:
    """The statement's sums in cents; cash and its difference to the bank are None if unknown."""

    planned_total_cents: int
    planned_year_cents: int
    spent_before_cents: int
    spent_year_cents: int
    spent_cumulated_cents: int
    remaining_cents: int
    income_by_kind_cents: Mapping[ReceiptKind, int]
    income_cents: int
    cash_cents: int | None
    bank_difference_cents: int | None


def statement_totals(statement: Statement) -> StatementTotals:
    """Our own sums, which the workbook's formulas have to reach.

    Raises StatementRefused if a position is listed twice, a voucher belongs to no position, or
    a position's expenditure is not the sum of its vouchers.
    """
    _refuse_contradictions(statement)
    lines = statement.positions
    planned = sum(line.planned_total_cents for line in lines)
    before = sum(line.spent_before_cents for line in lines)
    spent = sum(line.spent_year_cents for line in lines)
    by_kind = dict.fromkeys(RECEIPT_KINDS, 0)
    for receipt in statement.receipts:
        by_kind[receipt.kind] += receipt.amount_cents
    income = sum(by_kind.values())
    opening, bank = statement.cash_opening_cents, statement.bank_balance_cents
    cash = None if opening is None else opening + income - spent
    return StatementTotals(
        planned_total_cents=planned,
        planned_year_cents=sum(line.planned_year_cents for line in lines),
        spent_before_cents=before,
        spent_year_cents=spent,
        spent_cumulated_cents=before + spent,
        remaining_cents=planned - before - spent,
        income_by_kind_cents=by_kind,
        income_cents=income,
        cash_cents=cash,
        bank_difference_cents=None if cash is None or bank is None else bank - cash,
    )


def _refuse_contradictions(statement: Statement) -> None:
    codes = [line.code for line in statement.positions]
    if len(set(codes)) != len(codes):
        raise StatementRefused("a position of the plan is listed twice")
    sums: defaultdict[str, int] = defaultdict(int)
    for voucher in statement.vouchers:
        if voucher.position not in codes:
            raise StatementRefused(f"voucher {voucher.number} belongs to no position of the plan")
        sums[voucher.position] += voucher.amount_cents
    for line in statement.positions:
        if sums[line.code] != line.spent_year_cents:
            raise StatementRefused(
                f"position {line.code}: the vouchers do not add up to the expenditure"
            )
