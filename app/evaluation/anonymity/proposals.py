"""What would reach k and l, and what each of it costs: coarser codes, fewer cells, fewer rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

from app.evaluation.anonymity.classes import Classes, Target
from app.evaluation.anonymity.coarsening import Coarsenings, Step, composed
from app.evaluation.anonymity.lattice import Lattice, Levels, by_loss_without
from app.evaluation.anonymity.measure import Measured, measured
from app.evaluation.anonymity.plan import Coarsened, Hidden, Plan, outcome
from app.evaluation.anonymity.suppression import Places, cells_to_hide
from app.evaluation.anonymity.tables import SUPPRESSED, Values

BY_CODES, BY_ROWS, BY_CELLS = 3, 2, 3
"""How many are proposed at most: with coarser codes alone, with rows left out, with cells."""
TRIED: Final = 6
"""Combinations for which cells are worked out: those that lose least if rows are left out."""


@dataclass(frozen=True)
class Cost:
    """What a plan takes away."""

    loss: float
    """Share of the quasi-identifying information, from 0 to 1; see `coarsening`."""
    columns: int
    """Columns with coarser codes or left out."""
    coarsened: int
    """Cells that say something coarser."""
    suppressed: int
    """Cells suppressed in rows that stay, those of columns left out apart."""
    rows: int
    people: int
    """People of whom no row is left."""


@dataclass(frozen=True)
class Proposal:
    """A plan with what it costs and what is reached with it."""

    plan: Plan
    cost: Cost
    reached: Measured


@dataclass(frozen=True)
class Proposals:
    """What may be chosen from, the least loss first; empty where nothing would be left.

    Where the search is not complete, something better may exist.
    """

    found: tuple[Proposal, ...]
    is_complete: bool


def proposals(classes: Classes, coarsenings: Coarsenings, target: Target) -> Proposals:
    """At most eight ways to the target; one that changes nothing where it is reached already."""
    maker = _Maker(classes, coarsenings, target)
    walked = maker.lattice.walk()
    reached = [node.levels for node in walked.nodes if node.is_reached][:BY_CODES]
    missed = nsmallest(
        TRIED, (node for node in walked.nodes if not node.is_reached), key=by_loss_without
    )
    plain = [maker.make(levels, hides=False) for levels in reached]
    plain += [maker.make(node.levels, hides=False) for node in missed[:BY_ROWS]]
    known = {one.plan.to_json() for one in plain}
    first = walked.nodes[0]
    tried = [*missed, *(() if first.is_reached or first in missed else (first,))]
    by_cells = (maker.make(node.levels, hides=True) for node in tried)
    new = [one for one in by_cells if one.plan.to_json() not in known]
    found = [*plain, *sorted(new, key=_order)[:BY_CELLS]]
    left = [one for one in found if one.reached.people or not classes.people]
    return Proposals(tuple(sorted(left, key=_order)), walked.is_complete)


def _order(one: Proposal) -> tuple[float, int, int, int, str]:
    """By loss; among equals fewer people lost, fewer cells, fewer columns."""
    cost = one.cost
    return cost.loss, cost.people, cost.suppressed, cost.columns, one.plan.to_json()


class _Maker:
    """Makes plans of combinations, and tells what they cost."""

    def __init__(self, classes: Classes, coarsenings: Coarsenings, target: Target) -> None:
        self.lattice = Lattice(classes, coarsenings, target)
        self._classes = classes
        self._coarsenings = coarsenings
        self._target = target

    def make(self, levels: Levels, *, hides: bool) -> Proposal:
        """Coarser codes; then cells hidden or rows left out in classes that miss the target."""
        missed = self.lattice.missed(levels)
        hidden: dict[Values, Places] = {}
        if hides:
            open_places = [place for place in range(len(levels)) if self._tells(place, levels)]
            hidden = cells_to_hide(missed, open_places, self._target)
        quasi = self._classes.layout.quasi
        plan = Plan(
            quasi,
            tuple(self._coarsened(levels)),
            tuple(
                Hidden(values, tuple(quasi[place] for place in places))
                for values, places in sorted(hidden.items())
            ),
            tuple(sorted(values for values in missed if values not in hidden)),
        )
        after = outcome(self._classes, plan)
        reached = measured(after, self._target.k)
        return Proposal(plan, self._cost(levels, plan, hidden, reached), reached)

    def _steps(self, place: int, levels: Levels) -> Sequence[Step]:
        name = self._classes.layout.quasi[place]
        count = self.lattice.ladders.levels[place][levels[place]].steps
        return self._coarsenings.get(name, ())[:count]

    def _tells(self, place: int, levels: Levels) -> bool:
        """Whether a column is not left out altogether."""
        return composed(self._steps(place, levels)) is not None

    def _coarsened(self, levels: Levels) -> Iterator[Coarsened]:
        for place, name in enumerate(self._classes.layout.quasi):
            steps = self._steps(place, levels)
            if steps:
                yield Coarsened(name, tuple(step.name for step in steps), composed(steps))

    def _cost(
        self, levels: Levels, plan: Plan, hidden: Mapping[Values, Places], reached: Measured
    ) -> Cost:
        lattice, whole = self.lattice, self.lattice.ladders.whole
        out = set(plan.rows)
        loss = coarsened = suppressed = 0
        weighed = zip(lattice.bases, lattice.coarse(levels), lattice.weights(levels), strict=True)
        for (finest, group), values, weights in weighed:
            if values in out:
                loss += group.rows * len(levels) * whole
                continue
            places = hidden.get(values, ())
            pairs = enumerate(weights)
            loss += group.rows * sum(whole if at in places else lost for at, lost in pairs)
            suppressed += group.rows * sum(values[place] != SUPPRESSED for place in places)
            coarsened += group.rows * sum(
                values[place] != finest[place] and place not in places
                for place in range(len(levels))
            )
        return Cost(
            loss=lattice.ladders.share(loss),
            columns=len(plan.coarsened),
            coarsened=coarsened,
            suppressed=suppressed,
            rows=self._classes.rows - reached.rows,
            people=self._classes.people - reached.people,
        )
