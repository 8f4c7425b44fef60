"""Entries of the bank with their parts, and what those were settled by."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select

from app.errors import NotFound
from app.extensions import db
from app.finance.bank.models import BankEntry, BankPart
from app.finance.bank.queries.amounts import entry_of_part, parts_by_openness, parts_with
from app.finance.bank.queries.settled import Settled, settled_by
from app.finance.bank.rules.sides import Part
from app.finance.bank.rules.signing import month_end


@dataclass(frozen=True)
class Narrowed:
    """What entries are narrowed to; None leaves open. `state` is "open" or "matched"."""

    state: str | None = None
    text: str | None = None
    month: date | None = None
    cents: int | None = None
    """The amount, whatever its sign."""


@dataclass(frozen=True)
class PartRow:
    """A part of an entry with what settled it; cents in bank signs."""

    id: int
    amount_cents: int
    open_cents: int
    counterparty: str
    purpose: str
    settled: Sequence[Settled]


@dataclass(frozen=True)
class EntryRow:
    """An entry with its parts; matched when nothing of them is open."""

    id: int
    booked_on: date
    amount_cents: int
    counterparty: str
    purpose: str
    parts: Sequence[PartRow]

    @property
    def is_matched(self) -> bool:
        """Every part is settled."""
        return all(part.open_cents == 0 for part in self.parts)


def entries(
    pilot_id: int, on: date, wanted: Narrowed, page: int, per_page: int = 50
) -> tuple[list[EntryRow], int]:
    """A page of entries up to the day, the newest first, and how many there are."""
    conditions = [BankEntry.pilot_id == pilot_id, BankEntry.booked_on <= on, *_conditions(wanted)]
    bound = {"pilot": pilot_id}
    total = db.session.scalar(select(func.count(BankEntry.id)).where(*conditions), bound) or 0
    rows = db.session.scalars(
        select(BankEntry)
        .where(*conditions)
        .order_by(BankEntry.booked_on.desc(), BankEntry.id.desc())
        .limit(per_page)
        .offset((page - 1) * per_page),
        bound,
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


def _conditions(wanted: Narrowed) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.state:
        known = parts_by_openness().subquery()
        still_open = BankEntry.id.in_(select(known.c.entry_id).where(known.c.open_cents != 0))
        found.append(still_open if wanted.state == "open" else ~still_open)
    if wanted.text:
        found.append(_mentions(wanted.text))
    if wanted.month:
        found.append(BankEntry.booked_on.between(wanted.month, month_end(wanted.month)))
    if wanted.cents is not None:
        found.append(_of_amount(wanted.cents))
    return found


def _of_amount(cents: int) -> ColumnElement[bool]:
    """The amount of an entry, or of a part of it."""
    either = (cents, -cents)
    of_part = (
        select(1)
        .where(entry_of_part(), BankPart.amount_cents.in_(either))
        .correlate(BankEntry)
        .exists()
    )
    return or_(BankEntry.amount_cents.in_(either), of_part)


def _mentions(text: str) -> ColumnElement[bool]:
    """Text in an entry, or in a part of it: the purposes of a batch stand in its parts."""
    columns = (BankEntry.purpose, BankEntry.counterparty)
    in_part = or_(
        *(c.icontains(text, autoescape=True) for c in (BankPart.purpose, BankPart.counterparty))
    )
    of_part = select(1).where(entry_of_part(), in_part).correlate(BankEntry).exists()
    return or_(*(column.icontains(text, autoescape=True) for column in columns), of_part)


def _parts_of(pilot_id: int, entry_ids: Collection[int]) -> dict[int, list[PartRow]]:
    known = parts_by_openness().subquery()
    rows = db.session.execute(
        select(BankPart, known.c.open_cents)
        .join(known, known.c.id == BankPart.id)
        .where(BankPart.pilot_id == pilot_id, BankPart.entry_id.in_(entry_ids))
        .order_by(BankPart.line),
        {"pilot": pilot_id},
    ).all()
    settled = settled_by(pilot_id, [part.id for part, _open in rows])
    found: dict[int, list[PartRow]] = {}
    for part, left in rows:
        found.setdefault(part.entry_id, []).append(
            PartRow(
                part.id,
                part.amount_cents,
                left,
                part.counterparty,
                part.purpose,
                settled.get(part.id, []),
            )
        )
    return found


@dataclass(frozen=True)
class PartState:
    """A part with what settled it; `lines` counts the parts of its entry."""

    part: Part
    iban: str
    lines: int
    settled: Sequence[Settled]

    @property
    def is_matched(self) -> bool:
        """Nothing of it is open."""
        return self.part.open_cents == 0


def part_state(pilot_id: int, part_id: int) -> PartState:
    """A part as it stands now; NotFound when the pilot has none with that id."""
    found = part_of(pilot_id, part_id)
    if found is None:
        raise NotFound
    _row, entry = found
    lines = db.session.scalar(
        select(func.count(BankPart.id)).where(
            BankPart.pilot_id == pilot_id, BankPart.entry_id == entry.id
        )
    )
    [part] = parts_with(pilot_id, [part_id])
    settled = settled_by(pilot_id, [part_id]).get(part_id, [])
    return PartState(part, entry.iban, lines or 1, settled)


def part_of(pilot_id: int, part_id: int) -> tuple[BankPart, BankEntry] | None:
    """A part with its entry."""
    row = db.session.execute(
        select(BankPart, BankEntry)
        .join(BankEntry, entry_of_part())
        .where(BankPart.pilot_id == pilot_id, BankPart.id == part_id)
    ).first()
    return (row[0], row[1]) if row else None
