"""How few fields make most people unique: the facts for a sentence in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from app.evaluation.anonymity.classes import Classes
from app.evaluation.anonymity.tables import Values


class Uniqueness(NamedTuple):
    """How many people are alone, or fewer than k, in what these fields tell of them."""

    fields: tuple[str, ...]
    people: int
    unique: int
    below: int

    @property
    def unique_share(self) -> float:
        """From 0 to 1; 0 without people."""
        return self.unique / self.people if self.people else 0.0

    @property
    def below_share(self) -> float:
        """From 0 to 1; 0 without people."""
        return self.below / self.people if self.people else 0.0


def uniqueness(classes: Classes, k: int) -> tuple[Uniqueness, ...]:
    """How soon people become unique: with the most telling field, with the next, up to all.

    Each time that field joins which makes most people unique, then leaves most in classes of fewer
    than k, then stands first.
    """
    people = classes.people
    found: list[Uniqueness] = []
    fields: tuple[str, ...] = ()
    left = list(classes.layout.quasi)
    while left:
        tried = [_counted(classes, (*fields, name), people, k) for name in left]
        best = max(tried, key=lambda one: (one.unique, one.below))
        found.append(best)
        fields = best.fields
        left.remove(fields[-1])
    return tuple(found)


def _counted(classes: Classes, fields: tuple[str, ...], people: int, k: int) -> Uniqueness:
    """Counts people in the classes of these fields; what is sensitive in them does not matter."""
    quasi = classes.layout.quasi
    places = [quasi.index(name) for name in fields]
    alone: defaultdict[Values, int] = defaultdict(int)
    shared: defaultdict[Values, set[str]] = defaultdict(set)
    for values, group in classes.groups.items():
        chosen = tuple([values[place] for place in places])
        alone[chosen] += group.alone
        if group.shared:
            shared[chosen] |= group.shared
    sizes = {values: count + len(shared.get(values, ())) for values, count in alone.items()}

    def within(classes: Iterable[Values]) -> int:
        members = [(alone[values], shared.get(values, ())) for values in classes]
        return sum(count for count, _ in members) + len({one for _, who in members for one in who})

    return Uniqueness(
        fields,
        people,
        within(values for values, size in sizes.items() if size == 1),
        within(values for values, size in sizes.items() if size < k),
    )
