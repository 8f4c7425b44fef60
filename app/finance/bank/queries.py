"""Reads of statements, entries and matches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
)

from app.accounts.queries import user_by_id
from app.errors import NotFound
from app.extensions import db, fetch
from app.finance.bank.models import BankEntry, BankMatch, BankPart, BankStatement
from app.finance.bank.rules import Part, Payable, Proposal, propose
from app.finance.models import Booking, Receipt


@dataclass(frozen=True)
class PartRow:
    """A part of an entry with what it was matched to."""

    id: int
    amount_cents: int
    counterparty: str
    purpose: str
    voucher: str | None
    receipt_kind: str | None


@dataclass(frozen=True)
class EntryRow:
    """An entry with its parts; matched when all of its parts are."""

    id: int
    booked_on: date
    amount_cents: int
    counterparty: str
    purpose: str
    parts: Sequence[PartRow]

    @property
    def is_matched(self) -> bool:
        """Every part has its voucher or receipt."""
        return all(part.voucher or part.receipt_kind for part in self.parts)


@dataclass(frozen=True)
class Reconciliation:
    """How far the bank is reconciled on a day."""

    entries: int
    matched: int

    @property
    def unmatched(self) -> int:
        """Entries that still lack a voucher or receipt."""
        return self.entries - self.matched


def statements_of(pilot_id: int) -> Sequence[BankStatement]:
    """All statements of account in time order."""
    return db.session.scalars(
        select(BankStatement)
        .where(BankStatement.pilot_id == pilot_id)
        .order_by(BankStatement.iban, BankStatement.from_day, BankStatement.id)
    ).all()


def statement_until(pilot_id: int, day: date) -> BankStatement | None:
    """The latest statement that ends on or before the day."""
    return db.session.scalar(
        select(BankStatement)
        .where(BankStatement.pilot_id == pilot_id, BankStatement.until_day <= day)
        .order_by(BankStatement.until_day.desc(), BankStatement.id.desc())
        .limit(1)
    )


def statement_from(pilot_id: int, day: date) -> BankStatement | None:
    """The first statement that begins on or after the day."""
    return db.session.scalar(
        select(BankStatement)
        .where(BankStatement.pilot_id == pilot_id, BankStatement.from_day >= day)
        .order_by(BankStatement.from_day, BankStatement.id)
        .limit(1)
    )


def _open_part() -> ColumnElement[bool]:
    matched = (
        select(1)
        .where(BankMatch.pilot_id == BankPart.pilot_id, BankMatch.part_id == BankPart.id)
        .exists()
    )
    received = (
        select(1)
        .where(Receipt.pilot_id == BankPart.pilot_id, Receipt.bank_part_id == BankPart.id)
        .exists()
    )
    return and_(~matched, ~received)


def _parts_with_entries() -> ColumnElement[bool]:
    return and_(BankEntry.pilot_id == BankPart.pilot_id, BankEntry.id == BankPart.entry_id)


def reconciliation(pilot_id: int, on: date) -> Reconciliation:
    """Entries up to the day, and how many of them are matched in all their parts."""
    asked = {"pilot": pilot_id, "day": on}
    entries = fetch(_counted_entries(), asked).scalar() or 0
    still_open = fetch(_counted_open_entries(), asked).scalar() or 0
    return Reconciliation(entries, entries - still_open)


# Put together once (`cache`): the dashboard asks them for a pilot and a day.
_PILOT = bindparam("pilot", type_=BigInteger())
_DAY = bindparam("day", type_=Date())


@cache
def _counted_entries() -> Select[int]:
    return select(func.count()).where(BankEntry.pilot_id == _PILOT, BankEntry.booked_on <= _DAY)


@cache
def _counted_open_entries() -> Select[int]:
    return (
        select(func.count(BankEntry.id.distinct()))
        .select_from(BankPart)
        .join(BankEntry, _parts_with_entries())
        .where(BankPart.pilot_id == _PILOT, BankEntry.booked_on <= _DAY, _open_part())
    )


def open_parts(pilot_id: int) -> list[Part]:
    """Parts that lack a voucher or receipt."""
    rows = db.session.execute(
        select(BankPart, BankEntry.booked_on)
        .join(BankEntry, _parts_with_entries())
        .where(BankPart.pilot_id == pilot_id, _open_part())
        .order_by(BankEntry.booked_on, BankPart.id)
    )
    return [
        Part(part.id, booked_on, part.amount_cents, part.purpose, part.counterparty)
        for part, booked_on in rows
    ]


def open_payables(pilot_id: int) -> list[Payable]:
    """Vouchers without an entry of the bank."""
    matched = (
        select(1)
        .where(BankMatch.pilot_id == Booking.pilot_id, BankMatch.booking_id == Booking.id)
        .exists()
    )
    rows = db.session.execute(
        select(Booking.id, Booking.source_number, Booking.paid_on, Booking.amount_cents).where(
            Booking.pilot_id == pilot_id, ~matched
        )
    )
    return [Payable(*row) for row in rows]


def proposals(pilot_id: int, draw_down_words: Sequence[str]) -> list[Proposal]:
    """What could be matched now."""
    return propose(open_parts(pilot_id), open_payables(pilot_id), draw_down_words)


@dataclass(frozen=True)
class Proposed:
    """A proposal with both of its sides, as people look at it."""

    proposal: Proposal
    part: Part
    voucher: Payable | None


def proposed(pilot_id: int, draw_down_words: Sequence[str]) -> list[Proposed]:
    """What could be matched now, in the order of the bank, with both sides."""
    parts = {part.id: part for part in open_parts(pilot_id)}
    payables = {payable.id: payable for payable in open_payables(pilot_id)}
    found = propose(list(parts.values()), list(payables.values()), draw_down_words)
    place = {part_id: at for at, part_id in enumerate(parts)}
    return [
        Proposed(one, parts[one.part_id], payables.get(one.booking_id or 0))
        for one in sorted(found, key=lambda one: place[one.part_id])
    ]


@dataclass(frozen=True)
class PartState:
    """A part with its day and what it was matched to; `lines` counts the parts of its entry."""

    part: Part
    lines: int
    voucher: str | None
    receipt_kind: str | None

    @property
    def is_matched(self) -> bool:
        """It has its voucher or receipt."""
        return bool(self.voucher or self.receipt_kind)


def part_state(pilot_id: int, part_id: int) -> PartState:
    """A part as it stands now; NotFound when the pilot has none with that id."""
    found = part_of(pilot_id, part_id)
    if found is None:
        raise NotFound
    part, entry = found
    rows = _parts_of(pilot_id, [entry.id])[entry.id]
    row = next(row for row in rows if row.id == part_id)
    shown = Part(part.id, entry.booked_on, part.amount_cents, part.purpose, part.counterparty)
    return PartState(shown, len(rows), row.voucher, row.receipt_kind)


@dataclass(frozen=True)
class Match:
    """The entry of the bank that paid a voucher; who accepted it when, and why."""

    part: Part
    rule: str
    by: str
    at: datetime


def match_of(pilot_id: int, booking_id: int) -> Match | None:
    """The bank's side of a voucher."""
    row = db.session.execute(
        select(BankMatch, BankPart, BankEntry.booked_on)
        .join(
            BankPart,
            and_(BankPart.pilot_id == BankMatch.pilot_id, BankPart.id == BankMatch.part_id),
        )
        .join(BankEntry, _parts_with_entries())
        .where(BankMatch.pilot_id == pilot_id, BankMatch.booking_id == booking_id)
    ).first()
    if row is None:
        return None
    kept, part, day = row
    user = user_by_id(kept.accepted_by)
    shown = Part(part.id, day, part.amount_cents, part.purpose, part.counterparty)
    return Match(shown, kept.rule, user.display_name if user else "–", kept.accepted_at)


def part_of(pilot_id: int, part_id: int) -> tuple[BankPart, BankEntry] | None:
    """A part with its entry."""
    row = db.session.execute(
        select(BankPart, BankEntry)
        .join(BankEntry, _parts_with_entries())
        .where(BankPart.pilot_id == pilot_id, BankPart.id == part_id)
    ).first()
    return (row[0], row[1]) if row else None


def entries(
    pilot_id: int, on: date, state: str | None, text: str | None, page: int, per_page: int = 50
) -> tuple[list[EntryRow], int]:
    """A page of entries, the newest first; `state` is "open", "matched" or None."""
    conditions: list[ColumnElement[bool]] = [
        BankEntry.pilot_id == pilot_id,
        BankEntry.booked_on <= on,
    ]
    has_open = select(1).where(_parts_with_entries(), _open_part()).correlate(BankEntry).exists()
    if state == "open":
        conditions.append(has_open)
    elif state == "matched":
        conditions.append(~has_open)
    if text:
        conditions.append(_mentions(text))
    total = db.session.scalar(select(func.count()).where(*conditions)) or 0
    rows = db.session.scalars(
        select(BankEntry)
        .where(*conditions)
        .order_by(BankEntry.booked_on.desc(), BankEntry.id.desc())
        .limit(per_page)
        .offset((page - 1) * per_page)
    ).all()
    parts = _parts_of(pilot_id, [row.id for row in rows])
    return [
        EntryRow(
            row.id,
            row.booked_on,
            row.amount_cents,
            row.counterparty,
            row.purpose,
            parts.get(row.id, []),
        )
        for row in rows
    ], total


def _mentions(text: str) -> ColumnElement[bool]:
    """Text in an entry, or in a part of it: the purposes of a batch stand in its parts."""
    columns = (BankEntry.purpose, BankEntry.counterparty)
    in_part = or_(
        *(c.icontains(text, autoescape=True) for c in (BankPart.purpose, BankPart.counterparty))
    )
    of_part = select(1).where(_parts_with_entries(), in_part).correlate(BankEntry).exists()
    return or_(*(column.icontains(text, autoescape=True) for column in columns), of_part)


def _parts_of(pilot_id: int, entry_ids: Sequence[int]) -> dict[int, list[PartRow]]:
    rows = db.session.execute(
        select(BankPart, Booking.source_number, Receipt.kind)
        .outerjoin(
            BankMatch,
            and_(BankMatch.pilot_id == BankPart.pilot_id, BankMatch.part_id == BankPart.id),
        )
        .outerjoin(
            Booking,
            and_(Booking.pilot_id == BankMatch.pilot_id, Booking.id == BankMatch.booking_id),
        )
        .outerjoin(
            Receipt,
            and_(Receipt.pilot_id == BankPart.pilot_id, Receipt.bank_part_id == BankPart.id),
        )
        .where(BankPart.pilot_id == pilot_id, BankPart.entry_id.in_(entry_ids))
        .order_by(BankPart.line)
    )
    found: dict[int, list[PartRow]] = {}
    for part, voucher, kind in rows:
        found.setdefault(part.entry_id, []).append(
            PartRow(part.id, part.amount_cents, part.counterparty, part.purpose, voucher, kind)
        )
    return found
