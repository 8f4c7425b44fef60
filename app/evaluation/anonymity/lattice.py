"""A walk through all combinations of coarser codes, from the least loss on.

Coarser classes are unions of finer ones, so k and l never fall on the way, and the loss never does:
the first combination that reaches the target loses least, and nothing coarser than it is looked at
(the lattice of Samarati 2001; uniform-cost search instead of her search by height). Order: by loss,
then fewest steps, then the first columns as fine as possible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Final, TypeVar

from app.evaluation.anonymity.classes import Classes, Group, Target, merged
from app.evaluation.anonymity.coarsening import Coarsenings, Ladders
from app.evaluation.anonymity.tables import Values

Levels = tuple[int, ...]
Said = TypeVar("Said", str, int)

WORK: Final = 500_000
"""Classes that one walk may look at, a second or two; 120 people allow 4,000 combinations."""
LEAST: Final = 100
"""Classes that a combination counts for at least: small tables have many columns, too."""
ENOUGH: Final = 3
"""Combinations that reach the target, after which the walk ends."""


@dataclass(frozen=True)
class Node:
    """A combination: the level of each column, and what it loses.

    `without` is the loss if the rows of all classes that miss the target are left out.
    """

    levels: Levels
    loss: int
    without: int
    is_reached: bool


@dataclass(frozen=True)
class Walked:
    """The combinations looked at, in order; incomplete where the work was too much."""

    nodes: tuple[Node, ...]
    is_complete: bool


class Lattice:
    """The combinations of a table's coarser codes. Nothing depends on the order of its rows."""

    def __init__(self, classes: Classes, coarsenings: Coarsenings, target: Target) -> None:
        self.ladders = Ladders(classes, coarsenings)
        self.target = target
        self.bases = sorted(classes.groups.items())
        self.top: Levels = tuple(len(levels) - 1 for levels in self.ladders.levels)
        self._codes = self._table(lambda place, level: self.ladders.levels[place][level].codes)
        self._weights = self._table(lambda place, level: self.ladders.levels[place][level].weights)
        rows = [group.rows for _values, group in self.bases]
        self._losses = [
            [sum(w * count for w, count in zip(level, rows, strict=True)) for level in levels]
            for levels in self._weights
        ]

    def _table(self, of: Callable[[int, int], Mapping[str, Said]]) -> list[list[list[Said]]]:
        """For each column and level what becomes of the value of each finest class."""
        return [
            [
                [of(place, level)[values[place]] for values, _group in self.bases]
                for level in range(height + 1)
            ]
            for place, height in enumerate(self.top)
        ]

    def coarse(self, levels: Levels) -> list[Values]:
        """The values of each finest class after coarsening."""
        chosen = [codes[level] for codes, level in zip(self._codes, levels, strict=True)]
        return list(zip(*chosen, strict=True)) if chosen else [()] * len(self.bases)

    def weights(self, levels: Levels) -> list[tuple[int, ...]]:
        """What a cell of each column loses in each finest class."""
        chosen = [weights[level] for weights, level in zip(self._weights, levels, strict=True)]
        return list(zip(*chosen, strict=True)) if chosen else [()] * len(self.bases)

    def missed(self, levels: Levels) -> dict[Values, Group]:
        """The classes after coarsening that miss the target."""
        groups = (group for _values, group in self.bases)
        classes = merged(zip(self.coarse(levels), groups, strict=True))
        return {
            values: group
            for values, group in classes.items()
            if not self.target.is_reached_by(group)
        }

    def loss(self, levels: Levels) -> int:
        """What coarser codes lose in all rows."""
        return sum(losses[level] for losses, level in zip(self._losses, levels, strict=True))

    def node(self, levels: Levels) -> Node:
        """Looks at a combination."""
        missed, loss = self.missed(levels), self.loss(levels)
        without = loss
        if missed:
            row = len(levels) * self.ladders.whole
            made = zip(self.bases, self.coarse(levels), self.weights(levels), strict=True)
            without += sum(
                group.rows * (row - sum(weights))
                for (_finest, group), values, weights in made
                if values in missed
            )
        return Node(levels, loss, without, not missed)

    def walk(self, work: int = WORK) -> Walked:
        """The combinations by loss until ENOUGH reach the target or the work is used up."""
        start: Levels = (0,) * len(self.top)
        heap = [(self.loss(start), 0, start)]
        known = {start}
        nodes: list[Node] = []
        reached: list[Levels] = []
        left = work
        while heap and len(reached) < ENOUGH:
            levels = heappop(heap)[2]
            if any(_is_above(levels, lower) for lower in reached):
                continue
            if nodes and left < len(self.bases):
                seen = {one.levels for one in nodes}
                new = (one for one in self._from_the_top() if one.levels not in seen)
                return Walked((*nodes, *new), is_complete=False)
            left -= max(len(self.bases), LEAST)
            node = self.node(levels)
            nodes.append(node)
            if node.is_reached:
                reached.append(levels)
                continue
            for further in self._next(levels):
                if further not in known:
                    known.add(further)
                    heappush(heap, (self.loss(further), sum(further), further))
        return Walked(tuple(nodes), is_complete=True)

    def _next(self, levels: Levels) -> Iterator[Levels]:
        for place, level in enumerate(levels):
            if level < self.top[place]:
                yield (*levels[:place], level + 1, *levels[place + 1 :])

    def _from_the_top(self) -> Iterator[Node]:
        """What may be found without a full walk: back from the coarsest combination.

        Column by column as long as the target is reached, each time the finest possible; then on
        with rows left out, as long as that loses less.
        """
        node = self.node(self.top)
        if not node.is_reached:
            return
        while better := self._finer_still(node):
            node = better
        yield node
        while better := min(self._finer(node), key=by_loss_without, default=None):
            if better.without >= node.without:
                return
            node = better
            yield node

    def _finer_still(self, node: Node) -> Node | None:
        tried = sorted(self._finer(node), key=lambda one: one.loss)
        return next((one for one in tried if one.is_reached), None)

    def _finer(self, node: Node) -> Iterator[Node]:
        for place, level in enumerate(node.levels):
            if level:
                yield self.node((*node.levels[:place], level - 1, *node.levels[place + 1 :]))


def by_loss_without(node: Node) -> tuple[int, int, Levels]:
    """The order of combinations if the rows that miss the target are left out."""
    return node.without, node.loss, node.levels


def _is_above(levels: Levels, lower: Levels) -> bool:
    return all(mine >= its for mine, its in zip(levels, lower, strict=True))
