"""Which money paid for what: used up first in, first out. Pure; cents."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.errors import DomainError

Key = tuple[str, int]
"""What a movement is known by: its kind and its id."""


@dataclass(frozen=True)
class Movement:
    """Money that came in, or that was spent, on a day; above 0."""

    day: date
    amount_cents: int
    key: Key | None = None


@dataclass(frozen=True)
class Use:
    """How far money that came in is used up: its parts by day, and the rest still unspent."""

    received_on: date
    amount_cents: int
    parts: tuple[Movement, ...]
    last_timely_on: date
    """The last day of use in time: `days` after it arrived (ANBest-P 1.4: six weeks, 42 days)."""
    key: Key | None = None

    @property
    def rest_cents(self) -> int:
        """What is still unspent."""
        return self.amount_cents - sum(part.amount_cents for part in self.parts)

    def late_cents(self, on: date) -> int:
        """What was used after its time, or is unspent although its time is over."""
        used_late = sum(p.amount_cents for p in self.parts if p.day > self.last_timely_on)
        return used_late + (self.rest_cents if on > self.last_timely_on else 0)


def uses(received: Sequence[Movement], spent: Sequence[Movement], days: int) -> list[Use]:
    """Money in time order, each used up by the payments that follow, first in, first out.

    A payment made before money was there is paid by what comes next, on the day it comes: until
    then the carrier had advanced it. Money spent beyond all that came stays advanced.
    """
    if any(one.amount_cents <= 0 for one in (*received, *spent)):
        raise DomainError("grants.not_positive")
    waiting = deque(sorted(spent, key=lambda one: one.day))
    found = []
    for arrival in sorted(received, key=lambda one: one.day):
        parts = tuple(_taken(waiting, arrival))
        last = arrival.day + timedelta(days=days)
        found.append(Use(arrival.day, arrival.amount_cents, parts, last, arrival.key))
    return found


def _taken(waiting: deque[Movement], arrival: Movement) -> list[Movement]:
    """What an arrival pays of the payments that wait; a payment paid in part stays in front."""
    rest, parts = arrival.amount_cents, []
    while waiting and rest:
        payment = waiting.popleft()
        taken = min(payment.amount_cents, rest)
        parts.append(Movement(max(payment.day, arrival.day), taken, payment.key))
        rest -= taken
        if taken < payment.amount_cents:
            left = payment.amount_cents - taken
            waiting.appendleft(Movement(payment.day, left, payment.key))
    return parts


def advanced_cents(received: Sequence[Movement], spent: Sequence[Movement]) -> int:
    """What the carrier has paid ahead of the funder's money, 0 or more."""
    have, paid = (sum(one.amount_cents for one in each) for each in (received, spent))
    return max(0, paid - have)
