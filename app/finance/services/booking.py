"""The one way by which a voucher gets into the books, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError
from app.extensions import db
from app.finance import queries
from app.finance.closing.queries import month_for
from app.finance.models import Booking


@dataclass(frozen=True)
class Line:
    """A part of a voucher; `amount_cents` is expenditure, `deductible_cents` tax got back."""

    position: str
    amount_cents: int
    post_key: str | None = None
    deductible_cents: int = 0
    vat_cents: int | None = None
    is_eligible: bool = True
    carrier_reason: str | None = None
    share_id: int | None = None
    """The share of a commitment that this line settles."""


@dataclass(frozen=True)
class Voucher:
    """A paid voucher; what was paid is the sum of its lines with their deductible tax."""

    source_number: str
    invoiced_on: date
    paid_on: date
    payee: str
    reason: str
    lines: tuple[Line, ...]
    participant_number: int | None = None
    invoice_number: str | None = None
    basis: str | None = None
    bears_mark: bool | None = None
    commitment_id: int | None = None


def book(actor: Actor, voucher: Voucher) -> None:
    """Books a voucher; ask only while holding the turn (`one_at_a_time`).

    Refuses a number that is taken, and a line borne by the carrier without a reason.
    """
    number = voucher.source_number
    if queries.booking_numbered(actor.pilot_id, number) is not None:
        raise DomainError("voucher.number_taken", "source_number", number=number)
    if any(not line.is_eligible and not line.carrier_reason for line in voucher.lines):
        raise DomainError("voucher.carrier_reason", "carrier_reason")
    header = {name: value for name, value in vars(voucher).items() if name != "lines"} | {
        "pilot_id": actor.pilot_id,
        "voucher_year": voucher.paid_on.year,
        "voucher_number": queries.next_voucher_number(actor.pilot_id, voucher.paid_on.year),
        "booking_month": month_for(actor.pilot_id)(voucher.paid_on),
        "booked_by": actor.user_id,
    }
    rows = [
        Booking(id=new_id(), line=place, **header, **vars(line))
        for place, line in enumerate(voucher.lines, start=1)
    ]
    db.session.add_all(rows)
    db.session.flush()
    audit.record(actor, "book", "booking", rows[0].id)
