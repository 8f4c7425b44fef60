"""How far the bank is reconciled, its statements, and what is proposed now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import Date, Select, bindparam, func, select

from app.extensions import db, fetch
from app.finance.bank.models import BankEntry, BankStatement
from app.finance.bank.queries.amounts import (
    PILOT,
    open_parts,
    open_payables,
    parts_by_openness,
)
from app.finance.bank.rules.proposals import propose
from app.finance.bank.rules.sides import Part, Payable, Proposal


@dataclass(frozen=True)
class Reconciliation:
    """How far the bank is reconciled on a day."""

    entries: int
    matched: int

    @property
    def unmatched(self) -> int:
        """Entries of which something is still open."""
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


def reconciliation(pilot_id: int, on: date) -> Reconciliation:
    """Entries up to the day, and how many of them are settled in all their parts."""
    asked = {"pilot": pilot_id, "day": on}
    entries = fetch(_counted_entries(), asked).scalar() or 0
    return Reconciliation(entries, entries - unmatched_entries(pilot_id, on))


def unmatched_entries(pilot_id: int, on: date) -> int:
    """How many entries up to the day have something open: all that the overview tells."""
    return fetch(_counted_open_entries(), {"pilot": pilot_id, "day": on}).scalar() or 0


# Put together once (`cache`): the dashboard asks them for a pilot and a day.
_DAY = bindparam("day", type_=Date())


@cache
def _counted_entries() -> Select[int]:
    return select(func.count()).where(BankEntry.pilot_id == PILOT, BankEntry.booked_on <= _DAY)


@cache
def _counted_open_entries() -> Select[int]:
    known = parts_by_openness().subquery()
    return select(func.count(known.c.entry_id.distinct())).where(
        known.c.booked_on <= _DAY, known.c.open_cents != 0
    )


def proposals(pilot_id: int, draw_down_words: Sequence[str]) -> list[Proposal]:
    """What could be matched now."""
    return propose(open_parts(pilot_id), open_payables(pilot_id), draw_down_words)


@dataclass(frozen=True)
class Proposed:
    """A proposal with both of its sides, as people look at it."""

    proposal: Proposal
    parts: Sequence[Part]
    vouchers: Sequence[Payable]

    @property
    def sum_cents(self) -> int:
        """What the parts add up to, in bank signs."""
        return sum(part.open_cents for part in self.parts)


def with_sides(
    found: Sequence[Proposal], parts: Sequence[Part], payables: Sequence[Payable]
) -> list[Proposed]:
    """Proposals with their rows in the order of the bank; those without a part at the end."""
    part_of = {part.id: part for part in parts}
    payable_of = {payable.id: payable for payable in payables}
    place = {part.id: at for at, part in enumerate(parts)}
    return [
        Proposed(
            one,
            [part_of[each] for each in sorted(one.parts, key=lambda each: place[each])],
            [payable_of[each] for each in one.vouchers],
        )
        for one in sorted(
            found, key=lambda one: min((place[each] for each in one.parts), default=len(place))
        )
    ]


def proposed(pilot_id: int, draw_down_words: Sequence[str]) -> list[Proposed]:
    """What could be matched now, with both sides."""
    parts, payables = open_parts(pilot_id), open_payables(pilot_id)
    return with_sides(propose(parts, payables, draw_down_words), parts, payables)
