"""What the journal and the closing of months read of a booking. Pure; cents."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple


class BookedLine(NamedTuple):
    """A line of a voucher as it was booked; `month` is the first day of the month of the books."""

    id: int
    voucher_year: int
    voucher_number: int
    line: int
    source_number: str
    position: str
    post_key: str | None
    invoiced_on: date
    paid_on: date
    month: date
    payee: str
    participant_number: int | None
    reason: str
    invoice_number: str | None
    amount_cents: int
    deductible_cents: int
    vat_cents: int | None
    is_eligible: bool
    carrier_reason: str | None
    reverses_id: int | None
    booked_at: datetime

    @property
    def paid_to(self) -> str:
        """Who was paid; who takes part is known by number only."""
        return self.payee if self.participant_number is None else f"TN {self.participant_number}"


class Movement(NamedTuple):
    """Money in (above 0) or out (below 0) that is no voucher: a receipt, a repayment, a rest."""

    id: int
    kind: str
    day: date
    payee: str
    reason: str
    amount_cents: int


class LineSum(NamedTuple):
    """The lines of one position, post and eligibility added up."""

    position: str
    post_key: str | None
    is_eligible: bool
    amount_cents: int
    deductible_cents: int
