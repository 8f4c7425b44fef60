"""Which draw-down paid for what: used up first in, first out. Pure; cents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.errors import DomainError


@dataclass(frozen=True)
class Movement:
    """Money that came from the funder, or that was spent, on a day; above 0."""

    day: date
    amount_cents: int


@dataclass(frozen=True)
class Use:
    """How far a draw-down is used up: its parts by day, and the rest still unspent."""

    received_on: date
    amount_cents: int
    parts: tuple[Movement, ...]
    last_timely_on: date
    """The last day of use in time: `days` after it arrived (ANBest-P 1.4: six weeks, 42 days)."""

    @property
    def rest_cents(self) -> int:
        """What is still unspent."""
        return self.amount_cents - sum(part.amount_cents for part in self.parts)

    def late_cents(self, on: date) -> int:
        """What was used after its time, or is unspent although its time is over."""
        used_late = sum(p.amount_cents for p in self.parts if p.day > self.last_timely_on)
        return used_late + (self.rest_cents if on > self.last_timely_on else 0)


def uses(received: Sequence[Movement], spent: Sequence[Movement], days: int) -> list[Use]:
    """Draw-downs in time order, each used up by the payments that follow, first in, first out.

    A payment made before money was there is paid by what comes next, on the day it comes: until
    then the carrier had advanced it. Money spent beyond all draw-downs stays advanced.
    """
    if any(one.amount_cents <= 0 for one in (*received, *spent)):
        raise DomainError("grants.not_positive")
    waiting = [(one.day, one.amount_cents) for one in sorted(spent, key=lambda one: one.day)]
    found = []
    for arrival in sorted(received, key=lambda one: one.day):
        rest, parts = arrival.amount_cents, []
        while waiting and rest:
            day, cents = waiting[0]
            taken = min(cents, rest)
            parts.append(Movement(max(day, arrival.day), taken))
            rest -= taken
            waiting[0] = (day, cents - taken)
            if taken == cents:
                waiting.pop(0)
        last = arrival.day + timedelta(days=days)
        found.append(Use(arrival.day, arrival.amount_cents, tuple(parts), last))
    return found


def advanced_cents(received: Sequence[Movement], spent: Sequence[Movement]) -> int:
    """What the carrier has paid ahead of the funder's money, 0 or more."""
    have, paid = (sum(one.amount_cents for one in each) for each in (received, spent))
    return max(0, paid - have)
