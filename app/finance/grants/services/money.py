"""Money that came or went back: recorded by hand, cancelled by a counter-row, never edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound
from app.extensions import db
from app.finance.bank import queries as bank
from app.finance.grants import queries
from app.finance.grants.models import DrawDownReceipt
from app.finance.grants.rules import check_cancel, check_reason
from app.finance.models import Receipt, Repayment
from app.finance.rules import RECEIPT_KINDS, REPAYMENT_KINDS, check_not_later
from app.pilots.queries import one_at_a_time


@dataclass(frozen=True)
class Income:
    """Money that came in and is not on a statement of account yet; `by_hand_reason` says why."""

    kind: str
    received_on: date
    payer: str
    reason: str
    amount_cents: int
    by_hand_reason: str


def enter_receipt(actor: Actor, income: Income, today: date) -> int:
    """Records income by hand; the entry of the bank is linked when it is there. Returns the id."""
    if income.kind not in RECEIPT_KINDS:
        raise DomainError("grants.unknown_kind", "kind")
    _check_amount(income.amount_cents)
    check_not_later(income.received_on, today, "received_on")
    check_reason(income.by_hand_reason, "by_hand_reason")
    one_at_a_time(actor.pilot_id)
    for one in queries.receipts(actor.pilot_id, today):
        is_twin = (one.kind, one.payer, one.reason) == (income.kind, income.payer, income.reason)
        if (one.received_on, one.amount_cents) == (income.received_on, income.amount_cents):
            _check_new(is_twin or one.bank_part_id is not None)
    row = Receipt(pilot_id=actor.pilot_id, id=new_id(), recorded_by=actor.user_id, **vars(income))
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "enter_receipt", "receipt", row.id)
    return row.id


def cancel_receipt(actor: Actor, receipt_id: int, reason: str) -> None:
    """Takes back what was recorded by mistake: a row with the negative, on the same day."""
    one_at_a_time(actor.pilot_id)
    row = db.session.get(Receipt, (actor.pilot_id, receipt_id))
    if row is None:
        raise NotFound
    found = check_reason(reason)
    _check_open(row)
    linked = select(DrawDownReceipt.id).where(
        DrawDownReceipt.pilot_id == actor.pilot_id, DrawDownReceipt.receipt_id == receipt_id
    )
    if db.session.scalar(linked) is not None:
        raise DomainError("grants.answers_draw_down")
    counter = Receipt(
        pilot_id=actor.pilot_id,
        id=new_id(),
        kind=row.kind,
        received_on=row.received_on,
        payer=row.payer,
        reason=found,
        amount_cents=-row.amount_cents,
        by_hand_reason=found,
        reverses_id=row.id,
        recorded_by=actor.user_id,
    )
    db.session.add(counter)
    db.session.flush()
    audit.record(actor, "cancel_receipt", "receipt", row.id, ["reason"])


def link_receipt_to_bank(actor: Actor, receipt_id: int, part_id: int, today: date) -> None:
    """The entry of the bank behind income that was recorded by hand; amount and day must agree.

    The day decides when the money must be spent: another day is another receipt.
    """
    one_at_a_time(actor.pilot_id)
    queries.receipt_row(actor.pilot_id, receipt_id, today)
    row = db.session.get_one(Receipt, (actor.pilot_id, receipt_id))
    _link(row, part_id, row.amount_cents, row.received_on)
    audit.record(actor, "link_bank_entry", "receipt", row.id, ["bank_part_id"])


def link_repayment_to_bank(actor: Actor, repayment_id: int, part_id: int, today: date) -> None:
    """The entry of the bank behind a repayment; amount and day must agree."""
    one_at_a_time(actor.pilot_id)
    queries.repayment_row(actor.pilot_id, repayment_id, today)
    row = db.session.get_one(Repayment, (actor.pilot_id, repayment_id))
    _link(row, part_id, -row.amount_cents, row.paid_on)
    audit.record(actor, "link_bank_entry", "repayment", row.id, ["bank_part_id"])


def _link(row: Receipt | Repayment, part_id: int, cents: int, day: date) -> None:
    taken = select(Repayment.id).where(
        Repayment.pilot_id == row.pilot_id, Repayment.bank_part_id == part_id
    )
    is_open = any(one.id == part_id for one in bank.open_parts(row.pilot_id))
    if row.bank_part_id is not None or not is_open or db.session.scalar(taken) is not None:
        raise DomainError("bank.taken")
    if all(one.id != part_id for one in queries.fitting_entries(row.pilot_id, cents, day)):
        raise DomainError("grants.other_entry")
    row.bank_part_id = part_id
    db.session.flush()


@dataclass(frozen=True)
class Return:
    """Money that goes back to the funder: unspent, disallowed, or interest."""

    kind: str
    paid_on: date
    reason: str
    amount_cents: int


def record_repayment(actor: Actor, back: Return, today: date) -> int:
    """Records money paid back; the bank's entry is matched to it. Returns the id."""
    if back.kind not in REPAYMENT_KINDS:
        raise DomainError("grants.unknown_kind", "kind")
    _check_amount(back.amount_cents)
    check_not_later(back.paid_on, today, "paid_on")
    one_at_a_time(actor.pilot_id)
    for one in queries.repayments(actor.pilot_id, today):
        is_twin = (one.kind, one.reason) == (back.kind, back.reason)
        if (one.paid_on, one.amount_cents) == (back.paid_on, back.amount_cents):
            _check_new(is_twin or one.bank_part_id is not None)
    row = Repayment(pilot_id=actor.pilot_id, id=new_id(), recorded_by=actor.user_id, **vars(back))
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "record_repayment", "repayment", row.id)
    return row.id


def cancel_repayment(actor: Actor, repayment_id: int, reason: str) -> None:
    """Takes back what was recorded by mistake: a row with the negative, on the same day."""
    one_at_a_time(actor.pilot_id)
    row = db.session.get(Repayment, (actor.pilot_id, repayment_id))
    if row is None:
        raise NotFound
    found = check_reason(reason)
    _check_open(row)
    counter = Repayment(
        pilot_id=actor.pilot_id,
        id=new_id(),
        kind=row.kind,
        paid_on=row.paid_on,
        reason=found,
        amount_cents=-row.amount_cents,
        reverses_id=row.id,
        recorded_by=actor.user_id,
    )
    db.session.add(counter)
    db.session.flush()
    audit.record(actor, "cancel_repayment", "repayment", row.id, ["reason"])


def _check_open(row: Receipt | Repayment) -> None:
    table = type(row)
    counter = select(table.id).where(table.pilot_id == row.pilot_id, table.reverses_id == row.id)
    check_cancel(
        reverses=row.reverses_id is not None,
        is_cancelled=db.session.scalar(counter) is not None,
        has_bank_entry=row.bank_part_id is not None,
    )


def _check_new(is_there: bool) -> None:
    """The same money is not recorded twice: sent twice, or taken over from the bank before."""
    if is_there:
        raise DomainError("grants.recorded_already", "amount_cents")


def _check_amount(cents: int) -> None:
    if cents <= 0:
        raise DomainError("grants.not_positive", "amount_cents")
