"""Bank and books of an account at a month's end, from the rows themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import aliased

from app.errors import NotFound
from app.extensions import db
from app.finance.bank.models import BankEntry, BankMatch, BankPart, BankRest, BankSetOff
from app.finance.bank.queries.amounts import (
    entry_of_part,
    parts_by_openness,
    parts_with,
    payables_with,
    vouchers_by_openness,
)
from app.finance.bank.queries.signing import accounts, booked_by_day, sheets_of
from app.finance.bank.rules.sides import Part, Payable
from app.finance.bank.rules.signing import (
    Alone,
    AtBank,
    Balance,
    Chain,
    Difference,
    Facts,
    Link,
    SetOff,
    Side,
    balance,
    bank_balance,
    chain,
)
from app.finance.models import Booking, Receipt, Repayment


def chain_of(pilot_id: int, iban: str) -> Chain:
    """The chain of an account's statements; NotFound for an account without any."""
    sheets = sheets_of(pilot_id).get(iban)
    if not sheets:
        raise NotFound
    return chain(sheets, booked_by_day(pilot_id).get(iban, {}))


def balance_on(pilot_id: int, iban: str, last: date) -> Balance:
    """Bank and books at the end of a day, as far as the statements tell."""
    sheets, booked = sheets_of(pilot_id).get(iban), booked_by_day(pilot_id).get(iban, {})
    if not sheets:
        raise NotFound
    links = chain(sheets, booked)
    return balance(
        facts_of(pilot_id, iban),
        links.opening_cents,
        bank_balance(sheets, booked, last),
        links.first,
        last,
    )


def facts_of(pilot_id: int, iban: str | None = None) -> Facts:
    """All that is known of an account; None takes all accounts of the pilot together.

    What has no entry is held against the account whose statements begin first.
    """
    leads = iban is None or accounts(pilot_id)[:1] == [iban]
    here = [BankEntry.pilot_id == pilot_id, *([BankEntry.iban == iban] if iban else [])]
    return Facts(
        parts=list(_parts(pilot_id, here)),
        links=[*_matches(pilot_id, here), *_money(pilot_id, here)],
        alone=list(_alone(pilot_id)) if leads else [],
        set_offs=[*_set_off_parts(pilot_id, here), *(_set_off_vouchers(pilot_id) if leads else ())],
    )


Conditions = Sequence[ColumnElement[bool]]


def _parts(pilot_id: int, here: Conditions) -> Iterator[AtBank]:
    known = parts_by_openness().subquery()
    rests = (
        select(BankRest.part_id, func.sum(BankRest.amount_cents).label("cents"))
        .where(BankRest.pilot_id == pilot_id)
        .group_by(BankRest.part_id)
        .subquery()
    )
    rows = db.session.execute(
        select(
            BankPart.id,
            BankEntry.booked_on,
            BankPart.amount_cents,
            known.c.open_cents,
            func.coalesce(rests.c.cents, 0),
        )
        .join(known, known.c.id == BankPart.id)
        .join(BankEntry, entry_of_part())
        .outerjoin(rests, rests.c.part_id == BankPart.id)
        .where(BankPart.pilot_id == pilot_id, *here),
        {"pilot": pilot_id},
    )
    for key, day, cents, left, rest in rows:
        yield AtBank(key, day, cents, left, int(rest))


def _matches(pilot_id: int, here: Conditions) -> Iterator[Link]:
    rows = db.session.execute(
        select(
            BankMatch.part_id,
            BankEntry.booked_on,
            BankMatch.booking_id,
            Booking.paid_on,
            BankMatch.amount_cents,
        )
        .join(
            BankPart,
            and_(BankPart.pilot_id == BankMatch.pilot_id, BankPart.id == BankMatch.part_id),
        )
        .join(BankEntry, entry_of_part())
        .join(
            Booking,
            and_(Booking.pilot_id == BankMatch.pilot_id, Booking.id == BankMatch.booking_id),
        )
        .where(BankMatch.pilot_id == pilot_id, *here)
    )
    for part_id, booked, booking_id, paid, cents in rows:
        yield Link(part_id, booked, Side.VOUCHER, booking_id, paid, cents)


def _money(pilot_id: int, here: Conditions) -> Iterator[Link]:
    """Receipts and repayments that came with an entry."""
    for table, day, side, sign in (
        (Receipt, Receipt.received_on, Side.RECEIPT, 1),
        (Repayment, Repayment.paid_on, Side.REPAYMENT, -1),
    ):
        rows = db.session.execute(
            select(BankPart.id, BankEntry.booked_on, table.id, day, table.amount_cents)
            .join(
                BankPart,
                and_(BankPart.pilot_id == table.pilot_id, BankPart.id == table.bank_part_id),
            )
            .join(BankEntry, entry_of_part())
            .where(table.pilot_id == pilot_id, *here)
        )
        for part_id, booked, row_id, on, cents in rows:
            yield Link(part_id, booked, side, row_id, on, sign * cents)


def _alone(pilot_id: int) -> Iterator[Alone]:
    """What of the books has no entry: vouchers in whole or in part, receipts, repayments."""
    known = vouchers_by_openness().subquery()
    rows = db.session.execute(
        select(known.c.id, known.c.paid_on, known.c.open_cents).where(known.c.open_cents != 0),
        {"pilot": pilot_id},
    )
    for key, day, left in rows:
        yield Alone(Side.VOUCHER, key, day, -left)
    for table, day_of, side, sign in (
        (Receipt, Receipt.received_on, Side.RECEIPT, 1),
        (Repayment, Repayment.paid_on, Side.REPAYMENT, -1),
    ):
        counter: Any = aliased(table)
        is_cancelled = (
            select(1)
            .where(counter.pilot_id == table.pilot_id, counter.reverses_id == table.id)
            .correlate(table)
            .exists()
        )
        found = db.session.execute(
            select(table.id, day_of, table.amount_cents).where(
                table.pilot_id == pilot_id,
                table.bank_part_id.is_(None),
                table.reverses_id.is_(None),
                ~is_cancelled,
            )
        )
        for key, on, cents in found:
            yield Alone(side, key, on, sign * cents)


def _set_off_parts(pilot_id: int, here: Conditions) -> Iterator[SetOff]:
    rows = db.session.execute(
        select(BankSetOff.act_id, BankEntry.booked_on, BankSetOff.amount_cents)
        .join(
            BankPart,
            and_(BankPart.pilot_id == BankSetOff.pilot_id, BankPart.id == BankSetOff.part_id),
        )
        .join(BankEntry, entry_of_part())
        .where(BankSetOff.pilot_id == pilot_id, *here)
    )
    for act_id, day, cents in rows:
        yield SetOff(act_id, True, day, cents)


def _set_off_vouchers(pilot_id: int) -> Iterator[SetOff]:
    rows = db.session.execute(
        select(BankSetOff.act_id, Booking.paid_on, BankSetOff.amount_cents)
        .join(
            Booking,
            and_(Booking.pilot_id == BankSetOff.pilot_id, Booking.id == BankSetOff.booking_id),
        )
        .where(BankSetOff.pilot_id == pilot_id)
    )
    for act_id, day, cents in rows:
        yield SetOff(act_id, False, day, cents)


@dataclass(frozen=True)
class Named:
    """A difference with the rows that it comes from, as people read it."""

    difference: Difference
    part: Part | None
    voucher: Payable | None
    text: str


def named(pilot_id: int, differences: Sequence[Difference]) -> list[Named]:
    """Differences with their rows, in the order given."""
    parts = {
        part.id: part
        for part in parts_with(pilot_id, [each.part_id for each in differences if each.part_id])
    }

    def ids(side: Side) -> list[int]:
        return [each.row_id for each in differences if each.side is side and each.row_id]

    vouchers = {one.id: one for one in payables_with(pilot_id, ids(Side.VOUCHER))}
    texts: dict[tuple[Side, int], str] = {}
    for side, table in ((Side.RECEIPT, Receipt), (Side.REPAYMENT, Repayment)):
        rows = db.session.execute(
            select(table.id, table.reason).where(
                table.pilot_id == pilot_id, table.id.in_(ids(side))
            )
        )
        texts.update({(side, key): reason for key, reason in rows})
    return [
        Named(
            each,
            parts.get(each.part_id or 0),
            vouchers.get(each.row_id or 0) if each.side is Side.VOUCHER else None,
            texts.get((each.side, each.row_id or 0), "") if each.side else "",
        )
        for each in differences
    ]
