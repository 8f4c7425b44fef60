"""The two sides of reconciliation and what is proposed between them; pure. Amounts in cents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class MatchRule(StrEnum):
    """Why payments and vouchers belong together."""

    NUMBER_AND_AMOUNT = "number_and_amount"
    NUMBERS_AND_SUM = "numbers_and_sum"
    INSTALMENTS = "instalments"
    PART_PAYMENT = "part_payment"
    INVOICE_AND_AMOUNT = "invoice_and_amount"
    INVOICES_AND_SUM = "invoices_and_sum"
    AMOUNT_PAYEE_DAYS = "amount_payee_days"
    SUM_OF_PAYEE = "sum_of_payee"
    AMOUNT_AND_DAY = "amount_and_day"
    REVERSAL = "reversal"
    DRAW_DOWN = "draw_down"
    BY_HAND = "by_hand"


class RestKind(StrEnum):
    """What of an entry belongs to no voucher."""

    FEE = "fee"
    DIFFERENCE = "difference"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class Part:
    """A part of an entry, in bank signs (payments out are negative); `open_cents` is unsettled.

    `is_known_by_hand`: income or a repayment of its amount and day was recorded without an entry,
    so it is linked to that and never taken a second time.
    """

    id: int
    booked_on: date
    amount_cents: int
    purpose: str
    counterparty: str
    open_cents: int
    is_known_by_hand: bool = False


@dataclass(frozen=True)
class Payable:
    """A voucher, all its lines summed; expenditure is positive, as in the books.

    `id` is that of its first line, `reverses_id` that of the voucher it takes back.
    """

    id: int
    source_number: str
    paid_on: date
    amount_cents: int
    open_cents: int
    payee: str = ""
    reason: str = ""
    invoice_number: str | None = None
    reverses_id: int | None = None


@dataclass(frozen=True)
class Proposal:
    """Parts and vouchers that belong together; a draw-down has no voucher, a reversal no part.

    `days` lie between payment and entry where the rule goes by it. Certain ones may be accepted
    unseen.
    """

    parts: tuple[int, ...]
    vouchers: tuple[int, ...]
    rule: MatchRule
    is_certain: bool
    days: int | None = None

    @property
    def key(self) -> str:
        """Tells this proposal from every other: its rows and its reason."""
        rows = (
            "-".join(str(each) for each in sorted(side)) for side in (self.parts, self.vouchers)
        )
        return f"{self.rule}:{':'.join(rows)}"


def certain_ones(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Those that may be accepted together, unseen one by one."""
    return [proposal for proposal in proposals if proposal.is_certain]


def fingerprint(proposals: Iterable[Proposal]) -> str:
    """Tells one set of proposals from another, whatever their order: what was looked at."""
    keys = sorted(proposal.key for proposal in proposals)
    return hashlib.sha256(";".join(keys).encode()).hexdigest()
