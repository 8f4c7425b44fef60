"""On which day a figure that only grows first reached a value. Pure.

A milestone tied to such a figure reports itself reached: its day follows from the same rows as the
figure, on every read anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from app.errors import DomainError
from app.reporting.figures.rules import Facts, name_of, part_of


def reached_on(facts: Facts, key: str, at_least: int, until: date) -> date | None:
    """The first day up to `until` at whose end the figure was at least that; None: not by then.

    What is taken back later (a reversed voucher) does not take the day back.
    """
    total = 0
    for day, gained in sorted(_gained(facts, key).items()):
        if day > until:
            return None
        total += gained
        if total >= at_least:
            return day
    return None


def _gained(facts: Facts, key: str) -> Mapping[date, int]:
    """How much the figure grew on which day."""
    name, part = name_of(key), part_of(key)
    if name == "admitted":
        first: dict[int, date] = {}
        for stay in facts.stays:
            first[stay.person] = min(stay.admitted_on, first.get(stay.person, date.max))
        return Counter(first.values())
    if name in {"exited", "outcome"}:
        left = (stay for stay in facts.stays if not part or stay.outcome == part)
        return Counter(stay.exited_on for stay in left if stay.exited_on is not None)
    if name == "spent_to_date":
        return _summed(
            (one.on, one.cents)
            for one in facts.paid
            if one.is_eligible and part in {"", one.position}
        )
    raise DomainError("figures.does_not_only_grow", key=key)


def _summed(amounts: Iterable[tuple[date, int]]) -> dict[date, int]:
    found: dict[date, int] = {}
    for day, cents in amounts:
        found[day] = found.get(day, 0) + cents
    return found
