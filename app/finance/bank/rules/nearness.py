"""Proposals by amount, payee and days apart; pure. Sorted days and bisection, never all pairs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Generic, TypeVar

from app.finance.bank.rules.payees import folded, is_similar
from app.finance.bank.rules.references import only_once
from app.finance.bank.rules.sides import MatchRule, Part, Payable, Proposal

NEAR_DAYS = 10
"""How far apart payment and entry may lie for a proposal by amount."""
CERTAIN_DAYS = 3
"""Within so many days after its payment an entry of equal amount and payee is certain."""
MOST_SUMMED = 6
"""So many vouchers at most are added up for one payment."""
MOST_CANDIDATES = 10
"""With more open vouchers of the payee around, sums would fit by chance: none is proposed."""

Row = TypeVar("Row", Part, Payable)


@dataclass(frozen=True)
class _Days(Generic[Row]):
    """Rows of equal key in the order of their days."""

    days: list[date]
    rows: list[Row]

    def within(self, first: date, last: date) -> list[Row]:
        """The rows from the first to the last day, both included."""
        return self.rows[bisect_left(self.days, first) : bisect_right(self.days, last)]

    def count(self, first: date, last: date) -> int:
        """How many rows lie from the first to the last day."""
        return bisect_right(self.days, last) - bisect_left(self.days, first)


def _sorted(
    rows: Sequence[Row], key: Callable[[Row], Hashable], day: Callable[[Row], date]
) -> dict[Hashable, _Days[Row]]:
    found: dict[Hashable, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=day):
        found[key(row)].append(row)
    return {each: _Days([day(row) for row in same], same) for each, same in found.items()}


def _booked(part: Part) -> date:
    return part.booked_on


def _paid(payable: Payable) -> date:
    return payable.paid_on


def by_payee(parts: Sequence[Part], payables: Sequence[Payable]) -> list[Proposal]:
    """Equal amount and payee, the entry near the payment.

    Certain where the entry comes up to CERTAIN_DAYS after the payment and neither side fits
    anything else within NEAR_DAYS.
    """

    def of_part(part: Part) -> Hashable:
        return -part.open_cents, folded(part.counterparty)

    def of_payable(payable: Payable) -> Hashable:
        return payable.open_cents, folded(payable.payee)

    known = [payable for payable in payables if folded(payable.payee)]
    wide = set(_only_pairs(parts, known, (of_part, of_payable), (NEAR_DAYS, NEAR_DAYS)))
    close = _only_pairs(parts, known, (of_part, of_payable), (0, CERTAIN_DAYS))
    found = [_near(pair, MatchRule.AMOUNT_PAYEE_DAYS, is_certain=pair in wide) for pair in close]
    taken = {part.id for part, _ in close}, {payable.id for _, payable in close}
    further = (
        _near((part, payable), MatchRule.AMOUNT_PAYEE_DAYS, is_certain=False)
        for part, payable in wide
        if part.id not in taken[0] and payable.id not in taken[1]
    )
    return found + sorted(further, key=lambda one: one.parts)


def by_similar_payee(parts: Sequence[Part], payables: Sequence[Payable]) -> list[Proposal]:
    """Equal amount and a similar payee near the payment; never certain."""
    vouchers = _sorted(payables, lambda payable: payable.open_cents, _paid)
    near = timedelta(days=NEAR_DAYS)
    found = []
    for part in parts:
        alike = vouchers.get(-part.open_cents)
        if alike is None:
            continue
        first, last = part.booked_on - near, part.booked_on + near
        if alike.count(first, last) > MOST_CANDIDATES:
            continue
        name = folded(part.counterparty)
        found += [
            _near((part, payable), MatchRule.AMOUNT_PAYEE_DAYS, is_certain=False)
            for payable in alike.within(first, last)
            if is_similar(name, folded(payable.payee))
        ]
    return only_once(found)


def by_amount(parts: Sequence[Part], payables: Sequence[Payable]) -> list[Proposal]:
    """Equal amount within NEAR_DAYS that fits only once: worth a look, never certain."""
    pairs = _only_pairs(
        parts,
        payables,
        (lambda part: -part.open_cents, lambda payable: payable.open_cents),
        (NEAR_DAYS, NEAR_DAYS),
    )
    return [_near(pair, MatchRule.AMOUNT_AND_DAY, is_certain=False) for pair in pairs]


def _near(pair: tuple[Part, Payable], rule: MatchRule, is_certain: bool) -> Proposal:
    part, payable = pair
    days = abs((part.booked_on - payable.paid_on).days)
    return Proposal((part.id,), (payable.id,), rule, is_certain, days)


def _only_pairs(
    parts: Sequence[Part],
    payables: Sequence[Payable],
    keys: tuple[Callable[[Part], Hashable], Callable[[Payable], Hashable]],
    days: tuple[int, int],
) -> list[tuple[Part, Payable]]:
    """Pairs of equal key, booked at most so many days before and after the payment.

    Only those in which neither side fits anything else.
    """
    before, after = (timedelta(days=each) for each in days)
    entries, vouchers = _sorted(parts, keys[0], _booked), _sorted(payables, keys[1], _paid)
    found = []
    for key in entries.keys() & vouchers.keys():
        for part in entries[key].rows:
            window = part.booked_on - after, part.booked_on + before
            if vouchers[key].count(*window) != 1:
                continue
            [payable] = vouchers[key].within(*window)
            if entries[key].count(payable.paid_on - before, payable.paid_on + after) == 1:
                found.append((part, payable))
    return sorted(found, key=lambda pair: pair[0].id)


def by_sum(parts: Sequence[Part], payables: Sequence[Payable]) -> list[Proposal]:
    """Two to six open vouchers of the payee whose sum is the amount, if only they fit.

    Never certain: a sum may fit by chance.
    """
    vouchers = _sorted(payables, lambda payable: folded(payable.payee), _paid)
    near, found = timedelta(days=NEAR_DAYS), []
    sums: dict[tuple[int, ...], dict[int, tuple[int, ...] | None]] = {}
    for part in parts:
        name = folded(part.counterparty)
        if not name or name not in vouchers:
            continue
        window = part.booked_on - near, part.booked_on + near
        if not 2 <= vouchers[name].count(*window) <= MOST_CANDIDATES:
            continue
        around = vouchers[name].within(*window)
        ids = tuple(payable.id for payable in around)
        if ids not in sums:
            sums[ids] = _sums_of(around)
        if chosen := sums[ids].get(-part.open_cents):
            found.append(Proposal((part.id,), chosen, MatchRule.SUM_OF_PAYEE, is_certain=False))
    return only_once(found)


def _sums_of(around: Sequence[Payable]) -> dict[int, tuple[int, ...] | None]:
    """Sums of two to six of them with who adds up to it; None where several do."""
    found: dict[int, tuple[int, ...] | None] = {}
    for size in range(2, MOST_SUMMED + 1):
        for chosen in combinations(around, size):
            total = sum(payable.open_cents for payable in chosen)
            ids = tuple(sorted(payable.id for payable in chosen))
            found[total] = None if total in found else ids
    return found
