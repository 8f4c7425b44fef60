"""What parts and vouchers were settled by: vouchers, receipts, repayments, rests, set-offs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, func, select

from app.accounts.queries import user_by_id
from app.extensions import db
from app.finance.bank.models import (
    BankAct,
    BankEntry,
    BankMatch,
    BankPart,
    BankRest,
    BankSetOff,
)
from app.finance.bank.queries.amounts import entry_of_part
from app.finance.bank.rules.sides import Part
from app.finance.models import Booking, Receipt, Repayment


@dataclass(frozen=True)
class Settled:
    """So much of a part was settled by something; cents in bank signs.

    `by`: voucher (then `number` names it), receipt, repayment, rest or set_off; `kind` is that of
    the receipt, the repayment or the rest.
    """

    part_id: int
    cents: int
    by: str
    act_id: int | None
    number: str | None = None
    kind: str | None = None
    reason: str | None = None
    rule: str | None = None


def settled_by(pilot_id: int, part_ids: Collection[int]) -> dict[int, list[Settled]]:
    """What these parts were settled by; parts of which all is open are missing."""
    found: dict[int, list[Settled]] = {}
    for each in (
        *_matches(pilot_id, part_ids),
        *_rests(pilot_id, part_ids),
        *_set_offs(pilot_id, part_ids),
        *_money_in_and_back(pilot_id, part_ids),
    ):
        found.setdefault(each.part_id, []).append(each)
    return found


def _matches(pilot_id: int, part_ids: Collection[int]) -> Iterator[Settled]:
    rows = db.session.execute(
        select(BankMatch, Booking.source_number)
        .join(
            Booking,
            and_(Booking.pilot_id == BankMatch.pilot_id, Booking.id == BankMatch.booking_id),
        )
        .where(BankMatch.pilot_id == pilot_id, BankMatch.part_id.in_(part_ids))
        .order_by(Booking.paid_on, Booking.id)
    )
    for row, number in rows:
        yield Settled(
            row.part_id, row.amount_cents, "voucher", row.act_id, number=number, rule=row.rule
        )


def _rests(pilot_id: int, part_ids: Collection[int]) -> Iterator[Settled]:
    rows = db.session.scalars(
        select(BankRest).where(BankRest.pilot_id == pilot_id, BankRest.part_id.in_(part_ids))
    )
    for row in rows:
        yield Settled(
            row.part_id, row.amount_cents, "rest", row.act_id, kind=row.kind, reason=row.reason
        )


def _set_offs(pilot_id: int, part_ids: Collection[int]) -> Iterator[Settled]:
    rows = db.session.scalars(
        select(BankSetOff).where(BankSetOff.pilot_id == pilot_id, BankSetOff.part_id.in_(part_ids))
    )
    for row in rows:
        if row.part_id is not None:
            yield Settled(row.part_id, row.amount_cents, "set_off", row.act_id)


def _money_in_and_back(pilot_id: int, part_ids: Collection[int]) -> Iterator[Settled]:
    for table, by, sign in ((Receipt, "receipt", 1), (Repayment, "repayment", -1)):
        rows = db.session.execute(
            select(table.bank_part_id, table.amount_cents, table.bank_act_id, table.kind).where(
                table.pilot_id == pilot_id, table.bank_part_id.in_(part_ids)
            )
        )
        for part_id, cents, act_id, kind in rows:
            if part_id is not None:
                yield Settled(part_id, sign * cents, by, act_id, kind=kind)


@dataclass(frozen=True)
class Match:
    """An entry of the bank that paid a voucher, or some of it; who accepted it when, and why."""

    part: Part
    amount_cents: int
    rule: str
    by: str
    at: datetime


def matches_of(pilot_id: int, booking_id: int) -> list[Match]:
    """The bank's side of a voucher in the order of the bank; `booking_id` is its first line."""
    rows = db.session.execute(
        select(BankMatch, BankPart, BankEntry.booked_on, BankAct)
        .join(
            BankPart,
            and_(BankPart.pilot_id == BankMatch.pilot_id, BankPart.id == BankMatch.part_id),
        )
        .join(BankEntry, entry_of_part())
        .join(BankAct, and_(BankAct.pilot_id == BankMatch.pilot_id, BankAct.id == BankMatch.act_id))
        .where(BankMatch.pilot_id == pilot_id, BankMatch.booking_id == booking_id)
        .order_by(BankEntry.booked_on, BankPart.id)
    )
    found = []
    for match, part, day, act in rows:
        user = user_by_id(act.done_by)
        shown = Part(part.id, day, part.amount_cents, part.purpose, part.counterparty, 0)
        name = user.display_name if user else "–"
        found.append(Match(shown, match.amount_cents, match.rule, name, act.done_at))
    return found


def cancels_out(pilot_id: int, booking_id: int) -> Sequence[str]:
    """The numbers of the vouchers that a voucher cancels out with."""
    acts = select(BankSetOff.act_id).where(
        BankSetOff.pilot_id == pilot_id, BankSetOff.booking_id == booking_id
    )
    return db.session.scalars(
        select(Booking.source_number)
        .join(
            BankSetOff,
            and_(BankSetOff.pilot_id == Booking.pilot_id, BankSetOff.booking_id == Booking.id),
        )
        .where(Booking.pilot_id == pilot_id, BankSetOff.act_id.in_(acts), Booking.id != booking_id)
        .order_by(Booking.source_number)
    ).all()


def is_received(pilot_id: int, part_id: int) -> bool:
    """Whether a part was already taken as income; it is so only once."""
    return _has(pilot_id, part_id, Receipt)


def is_repaid(pilot_id: int, part_id: int) -> bool:
    """Whether a part was already taken as a repayment; it is so only once."""
    return _has(pilot_id, part_id, Repayment)


def has_money(pilot_id: int, part_id: int) -> bool:
    """Whether a part was taken as income or repayment, by whatever act."""
    return is_received(pilot_id, part_id) or is_repaid(pilot_id, part_id)


def _has(pilot_id: int, part_id: int, table: type[Receipt | Repayment]) -> bool:
    found = select(1).where(table.pilot_id == pilot_id, table.bank_part_id == part_id).exists()
    return bool(db.session.scalar(select(found)))


def settled_of_parts(pilot_id: int, parts: Select[int]) -> int:
    """How many settlements build on these parts; their import is not undone while there are any."""
    tables = (
        select(func.count(table.id)).where(table.pilot_id == pilot_id, column.in_(parts))
        for table, column in (
            (BankMatch, BankMatch.part_id),
            (BankRest, BankRest.part_id),
            (BankSetOff, BankSetOff.part_id),
            (Receipt, Receipt.bank_part_id),
            (Repayment, Repayment.bank_part_id),
        )
    )
    return sum(db.session.scalar(each) or 0 for each in tables)


def settled_of_vouchers(pilot_id: int, bookings: Select[int]) -> int:
    """How many matches and set-offs build on these bookings."""
    tables = (
        select(func.count(table.id)).where(
            table.pilot_id == pilot_id, table.booking_id.in_(bookings)
        )
        for table in (BankMatch, BankSetOff)
    )
    return sum(db.session.scalar(each) or 0 for each in tables)
