"""What stands against closing a month. A check is a function; CHECKS is the list of them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from app.finance import queries as finance
from app.finance.bank import queries as bank
from app.finance.vouchers import queries as vouchers
from app.periods import add_months


@dataclass(frozen=True)
class Obstacle:
    """Something that should be done before a month is closed.

    `key` is a sentence of the messages (`closing.obstacle_…`) that may name `count` and
    `amount_cents`. It warns and needs a reason; where it `blocks`, no reason is enough.
    """

    key: str
    count: int
    amount_cents: int = 0
    blocks: bool = False

    def as_json(self) -> dict[str, Any]:
        """As it is kept with the closing."""
        return asdict(self)

    @property
    def params(self) -> Mapping[str, int]:
        """The figures that its sentence may name."""
        return {"count": self.count, "amount_cents": self.amount_cents}


Check = Callable[[int, date], Obstacle | None]
"""Looks at a pilot (its id) and a month (its first day); None where nothing stands against it."""


def overdue_commitments(pilot_id: int, month: date) -> Obstacle | None:
    """Commitments expected to be paid by the end of the month that are still open."""
    after = add_months(month, 1)
    last = after - timedelta(days=1)
    overdue = [one for one in finance.bound_shares(pilot_id, last) if one.expected_on < after]
    if not overdue:
        return None
    count = len({one.number for one in overdue})
    total = sum(one.amount_cents for one in overdue)
    return Obstacle("closing.obstacle_overdue_commitments", count, total)


def unmatched_entries(pilot_id: int, month: date) -> Obstacle | None:
    """Entries of the bank up to the end of the month without their voucher or receipt."""
    standing = bank.reconciliation(pilot_id, add_months(month, 1) - timedelta(days=1))
    if not standing.unmatched:
        return None
    return Obstacle("closing.obstacle_unmatched_entries", standing.unmatched)


def unapproved_imports(pilot_id: int, month: date) -> Obstacle | None:
    """Vouchers of the month that came in by a file which no second person has approved yet."""
    count, total = vouchers.unapproved_in(pilot_id, month)
    if not count:
        return None
    return Obstacle("closing.obstacle_unapproved_imports", count, total, blocks=True)


def unsigned_bank(pilot_id: int, month: date) -> Obstacle | None:
    """The month is not signed off for every account whose statements have begun."""
    last = add_months(month, 1) - timedelta(days=1)
    begun = any(one.from_day <= last for one in bank.statements_of(pilot_id))
    signed = bank.signed_until(pilot_id)
    if not begun or (signed is not None and signed >= last):
        return None
    return Obstacle("closing.obstacle_unsigned_bank", 1)


CHECKS: list[Check] = [unapproved_imports, overdue_commitments, unmatched_entries, unsigned_bank]
"""All checks in the order in which they are shown."""


def obstacles(pilot_id: int, month: date) -> list[Obstacle]:
    """Whatever stands against closing the month today."""
    return [found for check in CHECKS if (found := check(pilot_id, month)) is not None]
