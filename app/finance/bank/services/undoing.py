"""The way back: an act undone as a whole, or only what ties one part to its vouchers."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.exc import IntegrityError

from app import audit
from app.access import Actor
from app.errors import DomainError, NotFound
from app.extensions import db
from app.finance.bank import queries
from app.finance.bank.models import BankAct, BankEntry, BankMatch, BankRest, BankSetOff
from app.finance.bank.rules.allotment import group_around
from app.finance.bank.rules.signing import Touched, locked_by
from app.finance.models import Receipt, Repayment
from app.pilots.queries import one_at_a_time


def undo(actor: Actor, act_id: int) -> None:
    """Undoes an act: all that it settled is open again. A sign-off that stands keeps it."""
    one_at_a_time(actor.pilot_id)
    act = queries.act_of(actor.pilot_id, act_id)
    if act is None:
        raise NotFound
    _check_not_signed(act)
    for table in (BankMatch, BankRest, BankSetOff):
        db.session.execute(
            delete(table).where(table.pilot_id == actor.pilot_id, table.act_id == act_id)
        )
    for money in (Receipt, Repayment):
        _remove_money(money.pilot_id == actor.pilot_id, money.bank_act_id == act_id, table=money)
    db.session.delete(act)
    db.session.flush()
    audit.record(actor, "undo_act", "bank_act", act_id)


def release(actor: Actor, part_id: int) -> None:
    """Opens a part again, with the parts and vouchers whose amounts hold only with its own.

    Everything else that was done in the same act stays.
    """
    one_at_a_time(actor.pilot_id)
    found = queries.part_of(actor.pilot_id, part_id)
    acts = queries.acts_of_part(actor.pilot_id, part_id)
    if found is None or not (acts or queries.has_money(actor.pilot_id, part_id)):
        raise NotFound
    for act in acts:
        _check_not_signed(act)
        _release_from(act, part_id)
    for money in (Receipt, Repayment):
        _release_money(found[1], part_id, money)
    db.session.flush()
    _drop_empty(acts)
    audit.record(actor, "release_match", "bank_part", part_id)


def _release_from(act: BankAct, part_id: int) -> None:
    links = db.session.execute(
        select(BankMatch.part_id, BankMatch.booking_id).where(
            BankMatch.pilot_id == act.pilot_id, BankMatch.act_id == act.id
        )
    )
    parts, _vouchers = group_around(part_id, [(part, voucher) for part, voucher in links])
    for table in (BankMatch, BankRest):
        db.session.execute(
            delete(table).where(
                table.pilot_id == act.pilot_id, table.act_id == act.id, table.part_id.in_(parts)
            )
        )
    cancels = select(BankSetOff.act_id).where(
        BankSetOff.pilot_id == act.pilot_id, BankSetOff.part_id == part_id
    )
    db.session.execute(
        delete(BankSetOff).where(
            BankSetOff.pilot_id == act.pilot_id,
            BankSetOff.act_id == act.id,
            BankSetOff.act_id.in_(cancels),
        )
    )


def _release_money(entry: BankEntry, part_id: int, table: type[Receipt | Repayment]) -> None:
    """Money made from an entry goes; what was recorded by hand only loses its entry.

    The latter has no act; a sign-off keeps it all the same.
    """
    ours = table.pilot_id == entry.pilot_id, table.bank_part_id == part_id
    without_act = select(table.recorded_at).where(*ours, table.bank_act_id.is_(None))
    touched = [
        Touched(entry.iban, entry.booked_on, at) for at in db.session.scalars(without_act).all()
    ]
    kept = locked_by(touched, queries.signed_months(entry.pilot_id))
    if kept is not None:
        raise DomainError("bank.signed", month=kept.last)
    _remove_money(*ours, table.bank_act_id.is_not(None), table=table)
    db.session.execute(update(table).where(*ours).values(bank_part_id=None))


def _remove_money(*conditions: ColumnElement[bool], table: type[Receipt | Repayment]) -> None:
    """Receipts or repayments taken from the bank; not those that something else rests on."""
    try:
        db.session.execute(delete(table).where(*conditions))
    except IntegrityError as error:
        raise DomainError("bank.money_in_use") from error


def _check_not_signed(act: BankAct) -> None:
    kept = queries.kept_by_sign_off(act)
    if kept is not None:
        raise DomainError("bank.signed", month=kept.last)


def _drop_empty(acts: Collection[BankAct]) -> None:
    """An act of which nothing is left is no act."""
    for act in acts:
        left = [
            select(1).where(table.pilot_id == act.pilot_id, table.act_id == act.id).exists()
            for table in (BankMatch, BankRest, BankSetOff)
        ]
        left += [
            select(1).where(table.pilot_id == act.pilot_id, table.bank_act_id == act.id).exists()
            for table in (Receipt, Repayment)
        ]
        if not db.session.scalar(select(or_(*left))):
            db.session.delete(act)
    db.session.flush()
