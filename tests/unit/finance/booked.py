"""Booked lines for the tests of the journal and of closed months."""

from __future__ import annotations

from datetime import UTC, date, datetime

from app.finance.journal.lines import BookedLine

PAID = date(2023, 5, 10)
TEMPLATE = BookedLine(
    id=1,
    voucher_year=2023,
    voucher_number=1,
    line=1,
    source_number="B1",
    position="0831",
    post_key=None,
    invoiced_on=PAID,
    paid_on=PAID,
    month=date(2023, 5, 1),
    payee="Bürobedarf GmbH",
    participant_number=None,
    reason="Papier",
    invoice_number=None,
    amount_cents=100_00,
    deductible_cents=0,
    vat_cents=None,
    is_eligible=True,
    carrier_reason=None,
    reverses_id=None,
    booked_at=datetime(2023, 5, 11, 9, 30, tzinfo=UTC),
)


def line(amount_cents: int = 100_00, **changes: object) -> BookedLine:
    """A booked line; the rest as in the template unless changed."""
    return TEMPLATE._replace(amount_cents=amount_cents, **changes)  # type: ignore[arg-type]
