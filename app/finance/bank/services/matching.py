"""Entries and vouchers matched: proposals accepted, matches by hand, receipts, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound
from app.extensions import db
from app.finance import queries as finance
from app.finance.bank import queries
from app.finance.bank.models import BankMatch
from app.finance.bank.rules import MatchRule, Proposal, certain_ones, fingerprint
from app.finance.models import Receipt
from app.pilots.queries import one_at_a_time

RECEIPT_KINDS = ("draw_down", "refund", "other")


def accept_certain(
    actor: Actor, draw_down_words: Sequence[str], looked_at: str | None = None
) -> list[Proposal]:
    """Accepts every certain proposal; returns them.

    `looked_at` is the fingerprint of what somebody saw before: anything else is refused.
    """
    one_at_a_time(actor.pilot_id)
    certain = certain_ones(queries.proposals(actor.pilot_id, draw_down_words))
    if looked_at is not None and looked_at != fingerprint(certain):
        raise DomainError("bank.proposals_changed")
    for proposal in certain:
        _accept(actor, proposal)
    db.session.flush()
    if certain:
        audit.record(actor, "reconcile", "pilot", actor.pilot_id)
    return certain


def accept(
    actor: Actor, draw_down_words: Sequence[str], part_id: int, booking_id: int | None
) -> None:
    """Accepts one proposal as it was shown; refused when it is no longer proposed."""
    one_at_a_time(actor.pilot_id)
    for proposal in queries.proposals(actor.pilot_id, draw_down_words):
        if (proposal.part_id, proposal.booking_id) == (part_id, booking_id):
            _accept(actor, proposal)
            db.session.flush()
            audit.record(actor, "match", "bank_part", part_id, ["booking_id"])
            return
    raise DomainError("bank.proposals_changed")


def match(actor: Actor, part_id: int, source_number: str) -> None:
    """Matches a part with a voucher by hand; the amounts must agree to the cent."""
    one_at_a_time(actor.pilot_id)
    found = queries.part_of(actor.pilot_id, part_id)
    if found is None:
        raise NotFound
    booking = finance.booking_numbered(actor.pilot_id, source_number.strip())
    if booking is None:
        raise DomainError("bank.no_such_voucher", "source_number", number=source_number.strip())
    if booking.amount_cents != -found[0].amount_cents:
        raise DomainError(
            "bank.other_amount",
            "source_number",
            voucher_cents=booking.amount_cents,
            entry_cents=found[0].amount_cents,
        )
    _check_free(actor.pilot_id, part_id, booking.id)
    _accept(actor, Proposal(part_id, booking.id, MatchRule.BY_HAND, is_certain=True))
    db.session.flush()
    audit.record(actor, "match", "bank_part", part_id, ["booking_id"])


def receive(actor: Actor, part_id: int, kind: str) -> None:
    """Takes a credit as income of that kind: draw-down, refund or other."""
    if kind not in RECEIPT_KINDS:
        raise DomainError("bank.unknown_kind", "kind")
    one_at_a_time(actor.pilot_id)
    _check_free(actor.pilot_id, part_id, None)
    _receive(actor, part_id, kind)
    db.session.flush()
    audit.record(actor, "receive", "bank_part", part_id, ["kind"])


def release(actor: Actor, part_id: int) -> None:
    """Takes a match, or a receipt, back; entry and voucher are open again."""
    match_row = db.session.scalar(
        select(BankMatch).where(BankMatch.pilot_id == actor.pilot_id, BankMatch.part_id == part_id)
    )
    receipt = db.session.scalar(
        select(Receipt).where(Receipt.pilot_id == actor.pilot_id, Receipt.bank_part_id == part_id)
    )
    if match_row is None and receipt is None:
        raise NotFound
    if match_row is not None:
        db.session.delete(match_row)
    if receipt is not None:
        _let_go(receipt)
    db.session.flush()
    audit.record(actor, "release_match", "bank_part", part_id)


def _let_go(receipt: Receipt) -> None:
    """Income that was recorded by hand stays without its entry; other income was made by it."""
    if receipt.by_hand_reason is None:
        db.session.delete(receipt)
    else:
        receipt.bank_part_id = None


def _check_free(pilot_id: int, part_id: int, booking_id: int | None) -> None:
    taken = db.session.scalar(
        select(func.count()).where(
            BankMatch.pilot_id == pilot_id,
            (BankMatch.part_id == part_id) | (BankMatch.booking_id == booking_id),
        )
    )
    received = db.session.scalar(
        select(func.count()).where(Receipt.pilot_id == pilot_id, Receipt.bank_part_id == part_id)
    )
    if taken or received:
        raise DomainError("bank.taken")


def _accept(actor: Actor, proposal: Proposal) -> None:
    if proposal.booking_id is None:
        _receive(actor, proposal.part_id, "draw_down")
        return
    db.session.add(
        BankMatch(
            pilot_id=actor.pilot_id,
            id=new_id(),
            part_id=proposal.part_id,
            booking_id=proposal.booking_id,
            rule=proposal.rule,
            accepted_by=actor.user_id,
        )
    )


def _receive(actor: Actor, part_id: int, kind: str) -> None:
    found = queries.part_of(actor.pilot_id, part_id)
    if found is None:
        raise NotFound
    part, entry = found
    if part.amount_cents <= 0:
        raise DomainError("bank.no_credit")
    db.session.add(
        Receipt(
            pilot_id=actor.pilot_id,
            id=new_id(),
            kind=kind,
            received_on=entry.booked_on,
            payer=part.counterparty,
            reason=part.purpose[:300],
            amount_cents=part.amount_cents,
            bank_part_id=part.id,
            recorded_by=actor.user_id,
        )
    )
