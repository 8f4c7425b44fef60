"""Approved commitments paid, as a whole or in parts: each payment is a voucher, line by share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm.attributes import flag_modified

from app import audit
from app.access import Actor
from app.errors import DomainError
from app.finance.commitments import queries
from app.finance.commitments.models import Commitment, CommitmentShare
from app.finance.commitments.rules import Event, Rest, part_of
from app.finance.commitments.services.life import after, commitment_at
from app.finance.rules import check_not_later
from app.finance.services.booking import Line, Voucher, book
from app.pilots.queries import one_at_a_time


@dataclass(frozen=True)
class Payment:
    """What was paid: gross by line of the commitment, None for all that is left.

    A final payment (Schlusszahlung) frees what it leaves; what pays all is final in any case.
    """

    source_number: str
    paid_on: date
    gross_by_line: Mapping[int, int] | None = None
    is_final: bool = True


def pay(actor: Actor, number: int, payment: Payment, version: int, today: date) -> None:
    """Books the payment of an approved commitment under the source's voucher number."""
    one_at_a_time(actor.pilot_id)
    row = commitment_at(actor, number, version)
    rests = {share: rest for share, rest in queries.rests_of(row).items() if rest.gross_cents > 0}
    paid = _parts(rests, payment)
    left = sum(one.gross_cents for one in rests.values()) - sum(
        one.gross_cents for one in paid.values()
    )
    event = Event.PAY if payment.is_final or not left else Event.PAY_PART
    state = after(row, event, today)
    check_not_later(payment.paid_on, today, "paid_on")
    row.state, row.note = state, None
    # A part leaves the row as it was; its version tells whoever comes second all the same.
    flag_modified(row, "state")
    book(actor, _voucher(row, paid, payment))
    audit.record(actor, str(event), "commitment", row.id, ["state"])


def _parts(rests: Mapping[CommitmentShare, Rest], payment: Payment) -> dict[CommitmentShare, Rest]:
    asked = payment.gross_by_line
    if asked is None:
        return dict(rests)
    if any(cents < 0 for cents in asked.values()):
        raise DomainError("commitment.not_positive", "amounts")
    paid = {
        share: part_of(rest, asked[share.line])
        for share, rest in rests.items()
        if asked.get(share.line)
    }
    if len(paid) != sum(1 for cents in asked.values() if cents):
        raise DomainError("commitment.beyond_the_rest", "amounts", rest_cents=0)
    if not paid:
        raise DomainError("commitment.nothing_paid", "amounts")
    return paid


def _voucher(row: Commitment, paid: Mapping[CommitmentShare, Rest], payment: Payment) -> Voucher:
    lines = tuple(
        Line(
            position=share.position,
            amount_cents=part.amount_cents,
            post_key=share.post_key,
            deductible_cents=part.deductible_cents,
            vat_cents=part.vat_cents,
            is_eligible=share.is_eligible,
            carrier_reason=share.carrier_reason,
            share_id=share.id,
        )
        for share, part in paid.items()
    )
    return Voucher(
        source_number=payment.source_number.strip(),
        invoiced_on=row.invoiced_on or payment.paid_on,
        paid_on=payment.paid_on,
        payee=row.payee,
        reason=row.reason,
        lines=lines,
        participant_number=row.participant_number,
        invoice_number=row.invoice_number,
        basis=row.basis,
        bears_mark=row.bears_mark,
        commitment_id=row.id,
    )
