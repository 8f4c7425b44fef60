"""Acts of reconciliation: the last ones, what they settled, and which a sign-off keeps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from sqlalchemy import BigInteger, CompoundSelect, and_, func, literal, select, union_all

from app.accounts.queries import user_by_id
from app.extensions import db
from app.finance.bank.models import BankAct, BankEntry, BankMatch, BankPart, BankRest, BankSetOff
from app.finance.bank.queries.amounts import PILOT
from app.finance.bank.queries.signing import signed_months
from app.finance.bank.rules.signing import Signed, Touched, locked_by
from app.finance.models import Booking, Receipt, Repayment


@dataclass(frozen=True)
class ActRow:
    """An act with what it settled: so many entries' parts, so many vouchers; cents in bank signs.

    `number` is one of its vouchers; `is_signed` keeps it from being undone.
    """

    id: int
    kind: str
    by: str
    at: datetime
    parts: int
    vouchers: int
    cents: int
    number: str | None
    is_signed: bool


@cache
def _sides() -> CompoundSelect[int, int, int, int]:
    """What acts settled, as (act, part, voucher, amount)."""
    none = literal(None, BigInteger())
    return union_all(
        select(
            BankMatch.act_id.label("act_id"),
            BankMatch.part_id.label("part_id"),
            BankMatch.booking_id.label("booking_id"),
            BankMatch.amount_cents.label("cents"),
        ).where(BankMatch.pilot_id == PILOT),
        select(BankRest.act_id, BankRest.part_id, none, BankRest.amount_cents).where(
            BankRest.pilot_id == PILOT
        ),
        select(
            BankSetOff.act_id, BankSetOff.part_id, BankSetOff.booking_id, BankSetOff.amount_cents
        ).where(BankSetOff.pilot_id == PILOT),
        select(Receipt.bank_act_id, Receipt.bank_part_id, none, Receipt.amount_cents).where(
            Receipt.pilot_id == PILOT, Receipt.bank_act_id.is_not(None)
        ),
        select(Repayment.bank_act_id, Repayment.bank_part_id, none, -Repayment.amount_cents).where(
            Repayment.pilot_id == PILOT, Repayment.bank_act_id.is_not(None)
        ),
    )


@dataclass
class _Sum:
    """What an act settled at one account."""

    parts: int
    vouchers: int
    cents: int
    number: str | None
    iban: str | None
    first_day: date


def _sums(pilot_id: int, act_ids: Collection[int]) -> dict[int, list[_Sum]]:
    side = _sides().subquery()
    rows = db.session.execute(
        select(
            side.c.act_id,
            BankEntry.iban,
            func.count(side.c.part_id.distinct()),
            func.count(side.c.booking_id.distinct()),
            func.sum(side.c.cents),
            func.min(Booking.source_number),
            func.min(BankEntry.booked_on),
            func.min(Booking.paid_on),
        )
        .outerjoin(BankPart, and_(BankPart.pilot_id == PILOT, BankPart.id == side.c.part_id))
        .outerjoin(BankEntry, and_(BankEntry.pilot_id == PILOT, BankEntry.id == BankPart.entry_id))
        .outerjoin(Booking, and_(Booking.pilot_id == PILOT, Booking.id == side.c.booking_id))
        .where(side.c.act_id.in_(act_ids))
        .group_by(side.c.act_id, BankEntry.iban),
        {"pilot": pilot_id},
    )
    found: dict[int, list[_Sum]] = {}
    for act_id, iban, parts, vouchers, cents, number, booked, paid in rows:
        first = min(day for day in (booked, paid) if day is not None)
        found.setdefault(act_id, []).append(_Sum(parts, vouchers, int(cents), number, iban, first))
    return found


def last_acts(pilot_id: int, limit: int = 25) -> list[ActRow]:
    """The last acts, the newest first."""
    rows = db.session.scalars(
        select(BankAct)
        .where(BankAct.pilot_id == pilot_id)
        .order_by(BankAct.done_at.desc(), BankAct.id.desc())
        .limit(limit)
    ).all()
    sums = _sums(pilot_id, [row.id for row in rows])
    names: dict[int, str] = {}
    signed = signed_months(pilot_id)
    return [_row(row, sums.get(row.id, []), _name(row.done_by, names), signed) for row in rows]


def _name(user_id: int, known: dict[int, str]) -> str:
    if user_id not in known:
        user = user_by_id(user_id)
        known[user_id] = user.display_name if user else "–"
    return known[user_id]


def _row(act: BankAct, sums: list[_Sum], by: str, signed: list[Signed]) -> ActRow:
    is_signed = locked_by(_touched(act, sums), signed) is not None
    return ActRow(
        act.id,
        act.kind,
        by,
        act.done_at,
        parts=sum(each.parts for each in sums),
        vouchers=sum(each.vouchers for each in sums),
        cents=sum(each.cents for each in sums),
        number=next((each.number for each in sums if each.number), None),
        is_signed=is_signed,
    )


def _touched(act: BankAct, sums: Iterable[_Sum]) -> Iterable[Touched]:
    return [Touched(each.iban, each.first_day, act.done_at) for each in sums]


def act_of(pilot_id: int, act_id: int) -> BankAct | None:
    """The act with that id."""
    return db.session.get(BankAct, (pilot_id, act_id))


def act_row(pilot_id: int, act_id: int) -> ActRow | None:
    """An act with what it settled."""
    act = act_of(pilot_id, act_id)
    if act is None:
        return None
    sums = _sums(pilot_id, [act_id]).get(act_id, [])
    return _row(act, sums, _name(act.done_by, {}), signed_months(pilot_id))


def kept_by_sign_off(act: BankAct) -> Signed | None:
    """The sign-off that keeps an act from being undone."""
    sums = _sums(act.pilot_id, [act.id]).get(act.id, [])
    return locked_by(_touched(act, sums), signed_months(act.pilot_id))


def acts_of_part(pilot_id: int, part_id: int) -> Sequence[BankAct]:
    """The acts that settled a part, or some of it."""
    side = _sides().subquery()
    return db.session.scalars(
        select(BankAct)
        .where(
            BankAct.pilot_id == pilot_id,
            BankAct.id.in_(select(side.c.act_id).where(side.c.part_id == part_id)),
        )
        .order_by(BankAct.done_at, BankAct.id),
        {"pilot": pilot_id},
    ).all()
