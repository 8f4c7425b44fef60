"""Reads of commitments; each starts from a pilot. Amounts in cents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import aliased

from app import history
from app.errors import NotFound
from app.extensions import db
from app.finance.commitments.models import Award, Commitment, CommitmentShare
from app.finance.commitments.rules import Rest, State, invoice_key
from app.finance.models import Booking
from app.finance.queries import of_its_commitment
from app.history import Change


def commitment_numbered(pilot_id: int, number: int) -> Commitment | None:
    """The commitment with that number."""
    return db.session.scalar(
        select(Commitment).where(Commitment.pilot_id == pilot_id, Commitment.number == number)
    )


def commitment(pilot_id: int, number: int) -> Commitment:
    """The commitment with that number; NotFound when the pilot has none."""
    row = commitment_numbered(pilot_id, number)
    if row is None:
        raise NotFound
    return row


def shares_of(row: Commitment) -> Sequence[CommitmentShare]:
    """The shares of a commitment in their order."""
    return shares_by_commitment(row.pilot_id, [row.id])[row.id]


def shares_by_commitment(
    pilot_id: int, ids: Collection[int]
) -> Mapping[int, Sequence[CommitmentShare]]:
    """The shares of several commitments, by commitment and in their order."""
    found: dict[int, list[CommitmentShare]] = defaultdict(list)
    for share in db.session.scalars(
        select(CommitmentShare)
        .where(CommitmentShare.pilot_id == pilot_id, CommitmentShare.commitment_id.in_(ids))
        .order_by(CommitmentShare.line)
    ):
        found[share.commitment_id].append(share)
    return found


NOTHING = Rest(0, 0, 0)


def settled_of(pilot_id: int, ids: Collection[int]) -> Mapping[int, Rest]:
    """What was paid for the shares of these commitments, by share; errors taken back are not."""
    rows = db.session.execute(
        select(
            Booking.share_id,
            func.sum(Booking.amount_cents),
            func.sum(Booking.deductible_cents),
            func.sum(Booking.vat_cents),
        )
        .where(
            Booking.pilot_id == pilot_id,
            Booking.commitment_id.in_(ids),
            Booking.share_id.is_not(None),
        )
        .group_by(Booking.share_id)
    )
    return {
        share_id: Rest(int(amount), int(deductible), int(vat or 0))
        for share_id, amount, deductible, vat in rows
        if share_id
    }


def rests_of(row: Commitment) -> dict[CommitmentShare, Rest]:
    """What of each share is not paid yet, whatever the state."""
    settled = settled_of(row.pilot_id, [row.id])
    return {share: rest_of(share, settled.get(share.id, NOTHING)) for share in shares_of(row)}


def rest_of(share: CommitmentShare, paid: Rest) -> Rest:
    """A share less what was paid for it."""
    return Rest(
        share.amount_cents - paid.amount_cents,
        share.deductible_cents - paid.deductible_cents,
        None if share.vat_cents is None else share.vat_cents - (paid.vat_cents or 0),
    )


def has_payments(pilot_id: int, commitment_id: int) -> bool:
    """Whether anything was paid that was not taken back as an error."""
    return any(paid.gross_cents for paid in settled_of(pilot_id, [commitment_id]).values())


@dataclass(frozen=True)
class PaymentRow:
    """A voucher that paid a commitment, or took such a payment back; gross."""

    source_number: str
    paid_on: date
    booked_at: datetime
    gross_cents: int
    is_reversal: bool


def payments_of(row: Commitment) -> Sequence[PaymentRow]:
    """The payments of a commitment in the order they were booked."""
    rows = db.session.execute(
        select(
            Booking.source_number,
            func.max(Booking.paid_on),
            func.max(Booking.booked_at),
            func.sum(Booking.amount_cents + Booking.deductible_cents),
            func.max(Booking.reverses_id),
        )
        .where(Booking.pilot_id == row.pilot_id, Booking.commitment_id == row.id)
        .group_by(Booking.source_number)
        .order_by(func.min(Booking.id))
    )
    return [
        PaymentRow(number, day, at, int(cents), back is not None)
        for number, day, at, cents, back in rows
    ]


@dataclass(frozen=True)
class Twin:
    """Another commitment, or a voucher, with the same invoice of the same supplier."""

    commitment_number: int | None
    source_number: str | None
    invoiced_on: date | None
    is_paid: bool


def twins_of(row: Commitment) -> list[Twin]:
    """Where the invoice of a commitment is bound or paid already (no double funding)."""
    if row.invoice_key is None:
        return []
    rows = db.session.execute(
        select(Commitment.number, Commitment.invoiced_on, Commitment.state)
        .where(
            Commitment.pilot_id == row.pilot_id,
            Commitment.invoice_key == row.invoice_key,
            Commitment.id != row.id,
            Commitment.state != State.CANCELLED,
        )
        .order_by(Commitment.number)
    )
    bound = [Twin(number, None, day, state == State.PAID) for number, day, state in rows]
    return bound + _booked_twins(row)


def _booked_twins(row: Commitment) -> list[Twin]:
    """Vouchers that came without a commitment; few of them name an invoice."""
    back = aliased(Booking)
    rows = db.session.execute(
        select(Booking.source_number, Booking.invoiced_on, Booking.payee, Booking.invoice_number)
        .where(
            Booking.pilot_id == row.pilot_id,
            Booking.invoice_number.is_not(None),
            Booking.commitment_id.is_(None),
            Booking.line == 1,
            Booking.reverses_id.is_(None),
            ~exists().where(back.pilot_id == Booking.pilot_id, back.reverses_id == Booking.id),
        )
        .order_by(Booking.id)
    )
    return [
        Twin(None, number, day, is_paid=True)
        for number, day, payee, invoice in rows
        if invoice_key(payee, invoice) == row.invoice_key
    ]


def changes_of(row: Commitment) -> list[Change]:
    """What was recorded of a commitment and its shares, oldest first."""
    own = history.changes_of(db.session(), Commitment, pilot_id=row.pilot_id, id=row.id)
    shares = history.changes_of(
        db.session(), CommitmentShare, pilot_id=row.pilot_id, commitment_id=row.id
    )
    return sorted([*own, *shares], key=lambda change: change.at)


@dataclass(frozen=True)
class AwardRow:
    """A record of an award with what rests on it: how many commitments, and their gross sum."""

    record: Award
    commitments: int
    bound_cents: int


def awards(pilot_id: int) -> Sequence[AwardRow]:
    """All records of awards, the latest first."""
    rows = db.session.execute(_awards(pilot_id))
    return [AwardRow(record, int(count), int(cents)) for record, count, cents in rows]


def _awards(pilot_id: int) -> Select[Award, int, int]:
    resting = (
        select(
            Commitment.award_id,
            func.count(Commitment.id.distinct()).label("commitments"),
            func.sum(CommitmentShare.amount_cents + CommitmentShare.deductible_cents).label("sum"),
        )
        .join(CommitmentShare, of_its_commitment())
        .where(Commitment.pilot_id == pilot_id, Commitment.state != State.CANCELLED)
        .group_by(Commitment.award_id)
        .subquery()
    )
    return (
        select(Award, func.coalesce(resting.c.commitments, 0), func.coalesce(resting.c.sum, 0))
        .outerjoin(resting, resting.c.award_id == Award.id)
        .where(Award.pilot_id == pilot_id)
        .order_by(Award.number.desc())
    )


def award_numbered(pilot_id: int, number: int) -> Award | None:
    """The record of an award with that number."""
    return db.session.scalar(
        select(Award).where(Award.pilot_id == pilot_id, Award.number == number)
    )


def award(pilot_id: int, number: int) -> Award:
    """The record with that number; NotFound when the pilot has none."""
    row = award_numbered(pilot_id, number)
    if row is None:
        raise NotFound
    return row


def award_of(row: Commitment) -> Award | None:
    """The award that a commitment rests on."""
    return db.session.get(Award, (row.pilot_id, row.award_id)) if row.award_id else None


def award_choices(pilot_id: int) -> Sequence[tuple[int, str]]:
    """Number and subject of every award, the latest first."""
    rows = db.session.execute(
        select(Award.number, Award.subject)
        .where(Award.pilot_id == pilot_id)
        .order_by(Award.number.desc())
    )
    return [(number, subject) for number, subject in rows]


def is_award_fixed(row: Award) -> bool:
    """Whether a commitment that rests on the award is approved or paid."""
    fixed = {State.APPROVED, State.PAID}
    return (
        db.session.scalar(
            select(Commitment.id)
            .where(
                Commitment.pilot_id == row.pilot_id,
                Commitment.award_id == row.id,
                Commitment.state.in_(fixed),
            )
            .limit(1)
        )
        is not None
    )


def commitments_of_award(row: Award) -> Sequence[Commitment]:
    """The commitments that rest on an award."""
    return db.session.scalars(
        select(Commitment)
        .where(Commitment.pilot_id == row.pilot_id, Commitment.award_id == row.id)
        .order_by(Commitment.number)
    ).all()
