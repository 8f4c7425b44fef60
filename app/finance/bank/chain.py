"""The chain of statements: each opens with what the one before closed with; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Link:
    """A statement in the chain: its days, both included, as ordinals, and its balances in cents."""

    first: int
    last: int
    opening_cents: int
    closing_cents: int

    @classmethod
    def of(cls, from_day: date, until_day: date, opening_cents: int, closing_cents: int) -> Link:
        """The link of a statement."""
        return cls(from_day.toordinal(), until_day.toordinal(), opening_cents, closing_cents)

    def mirrored(self) -> Link:
        """The same with time turned round: what comes after it comes before."""
        return Link(-self.last, -self.first, self.closing_cents, self.opening_cents)

    def follows(self, other: Link) -> bool:
        """Whether it begins where the other ends, with the balance that the other closed with.

        One that repeats the other's balances says the same again and does not follow it.
        """
        return (
            other.last <= self.first
            and other.closing_cents == self.opening_cents
            and (other.opening_cents, other.closing_cents)
            != (self.opening_cents, self.closing_cents)
        )


def beside(link: Link, others: Mapping[int, Link]) -> set[int]:
    """Which statements end where this one begins, or begin where it ends: they share no entry.

    Several on one day are beside each other as far as their balances lead from one to the next.
    """
    found: set[int] = set()
    waiting = [link]
    while waiting:
        each = waiting.pop()
        for key, other in others.items():
            leads_on = each.follows(other) or other.follows(each)
            if leads_on and key not in found and other != link:
                found.add(key)
                if other.first == other.last == link.first == link.last:
                    waiting.append(other)
    return found


def gap_before(link: Link, others: Iterable[Link]) -> Link | None:
    """The statement before whose closing balance is not this one's opening; None if all is well.

    Of statements on the same day any may be the one before; where another runs over the first day
    of this one, there is nothing to compare.
    """
    others = list(others)
    if any(_runs_over(other, link) for other in others):
        return None
    earlier = [other for other in others if other.last < link.first]
    latest = max((other.last for other in earlier), default=None)
    before = [other for other in earlier if other.last == latest]
    same_day = [other for other in others if other.last == link.first]
    if any(other.closing_cents == link.opening_cents for other in before + same_day):
        return None
    return _last(before) or _last(same_day)


def gap_after(link: Link, others: Iterable[Link]) -> Link | None:
    """The statement after whose opening balance is not this one's closing; None if all is well."""
    found = gap_before(link.mirrored(), (other.mirrored() for other in others))
    return found.mirrored() if found else None


def _runs_over(other: Link, link: Link) -> bool:
    begins_alike = other.first == link.first and other.opening_cents == link.opening_cents
    return begins_alike or other.first < link.first < other.last


def _last(found: Sequence[Link]) -> Link | None:
    return found[-1] if found else None
