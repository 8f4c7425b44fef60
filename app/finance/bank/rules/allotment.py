"""How amounts of entries are allotted to vouchers; pure. Everything in cents and bank signs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.errors import DomainError


@dataclass(frozen=True)
class Open:
    """What is open of a part, or of a voucher as the bank will see it (a payment is negative)."""

    id: int
    cents: int


@dataclass(frozen=True)
class Allotted:
    """So much of a part pays so much of a voucher."""

    part_id: int
    booking_id: int
    cents: int


def allot(parts: Sequence[Open], vouchers: Sequence[Open]) -> list[Allotted]:
    """Amounts of several parts to several vouchers, in the order given (the oldest first).

    The smaller of both sums is allotted in full; what is left stays open on the last of the other
    side. Rows against the direction of the sums (a credit note among invoices, a payment that
    came back) are used up in full with the first row of the other side. Refuses sides of
    opposite direction.
    """
    total, wanted = sum(each.cents for each in parts), sum(each.cents for each in vouchers)
    if total * wanted <= 0:
        raise DomainError("bank.opposite_directions", part_cents=total, voucher_cents=-wanted)
    sign = 1 if total > 0 else -1
    paying = [[each.id, each.cents] for each in parts if each.cents * sign > 0]
    owed = [[each.id, each.cents] for each in vouchers if each.cents * sign > 0]
    found = []
    for each in vouchers:
        if each.cents * sign < 0:
            found.append(Allotted(paying[0][0], each.id, each.cents))
            paying[0][1] -= each.cents
    for each in parts:
        if each.cents * sign < 0:
            found.append(Allotted(each.id, owed[0][0], each.cents))
            owed[0][1] -= each.cents
    return found + _in_order(paying, owed)


def _in_order(paying: list[list[int]], owed: list[list[int]]) -> list[Allotted]:
    """One after the other, all of one direction."""
    found, at, to = [], 0, 0
    while at < len(paying) and to < len(owed):
        cents = min(paying[at][1], owed[to][1], key=abs)
        found.append(Allotted(paying[at][0], owed[to][0], cents))
        paying[at][1] -= cents
        owed[to][1] -= cents
        at += paying[at][1] == 0
        to += owed[to][1] == 0
    return found


def check_bounds(whole_cents: int, open_cents: int) -> None:
    """Refuses what settles more than there is: the open rest lies between 0 and the whole."""
    if open_cents and not (open_cents * whole_cents > 0 and abs(open_cents) <= abs(whole_cents)):
        raise DomainError("bank.too_much", whole_cents=whole_cents, open_cents=open_cents)


def group_around(
    part_id: int, links: Iterable[tuple[int, int]]
) -> tuple[frozenset[int], frozenset[int]]:
    """The parts and vouchers that matches tie to a part, directly or over others.

    They are released together, since the amounts of one hold only with those of the others.
    """
    vouchers_of: dict[int, set[int]] = defaultdict(set)
    parts_of: dict[int, set[int]] = defaultdict(set)
    for part, voucher in links:
        vouchers_of[part].add(voucher)
        parts_of[voucher].add(part)
    parts, vouchers, waiting = {part_id}, set[int](), [part_id]
    while waiting:
        for voucher in vouchers_of[waiting.pop()] - vouchers:
            vouchers.add(voucher)
            waiting += parts_of[voucher] - parts
            parts |= parts_of[voucher]
    return frozenset(parts), frozenset(vouchers)
