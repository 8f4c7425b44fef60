"""Coarser codes, declared per column as steps, and what each of them loses.

The steps are generalisation hierarchies (Samarati 2001; Sweeney 2002). The loss of a cell is the
share of the distinct values of its column that it can no longer be told apart from (Iyengar 2002):
(values that became the same − 1) / (values − 1). A suppressed cell loses 1, and so does every
quasi-identifying cell of a suppressed row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import lcm

from app.evaluation.anonymity.classes import Classes
from app.evaluation.anonymity.tables import SUPPRESSED


@dataclass(frozen=True)
class Step:
    """One step coarser: the codes after the step before become these; others stay.

    `name` is for who chooses. Without codes all become the same: the column is left out.
    """

    name: str
    codes: Mapping[str, str] | None = None

    def of(self, value: str) -> str:
        """The coarser code."""
        return SUPPRESSED if self.codes is None else self.codes.get(value, value)


Coarsenings = Mapping[str, Sequence[Step]]
"""For each column its steps, from fine to coarse."""


def coarser(steps: Iterable[Step], value: str) -> str:
    """What becomes of a value by all of these steps."""
    for step in steps:
        value = step.of(value)
    return value


def composed(steps: Sequence[Step]) -> dict[str, str] | None:
    """The steps as one mapping of every code they know; None where all become the same."""
    if any(step.codes is None for step in steps):
        return None
    known = {code: None for step in steps for code in step.codes or ()}
    return {code: coarser(steps, code) for code in known}


def check_coarsenings(coarsenings: Coarsenings, quasi: Sequence[str]) -> None:
    """Refuses steps of what is no quasi-identifier, and steps after everything is the same."""
    for column, steps in coarsenings.items():
        if column not in quasi:
            raise ValueError(f"{column} is no quasi-identifier")
        if any(step.codes is None for step in steps[:-1]):
            raise ValueError(f"{column}: nothing is coarser than all the same")


@dataclass(frozen=True)
class Level:
    """A column after some of its steps: its codes, and the weight that a cell of a code loses."""

    steps: int
    codes: Mapping[str, str]
    weights: Mapping[str, int]


class Ladders:
    """The levels of every column of a table that differ in what they lose.

    Losses are whole numbers of one unit, so that equal ones are equal: `whole` is a cell's all.
    """

    def __init__(self, classes: Classes, coarsenings: Coarsenings) -> None:
        check_coarsenings(coarsenings, classes.layout.quasi)
        self._classes = classes
        columns = [
            sorted({values[place] for values in classes.groups})
            for place in range(len(classes.layout.quasi))
        ]
        self.whole = lcm(*(max(len(values) - 1, 1) for values in columns))
        self.levels = [
            list(self._levels(coarsenings.get(name, ()), values))
            for name, values in zip(classes.layout.quasi, columns, strict=True)
        ]

    def _levels(self, steps: Sequence[Step], values: Sequence[str]) -> Iterable[Level]:
        """The column as it is, and after each step that makes values of the table the same."""
        unit = self.whole // max(len(values) - 1, 1)
        kinds = 0
        for count in range(len(steps) + 1):
            codes = {value: coarser(steps[:count], value) for value in values}
            alike = Counter(codes.values())
            if count and len(alike) == kinds:
                continue
            kinds = len(alike)
            weights = {value: (alike[code] - 1) * unit for value, code in codes.items()}
            yield Level(count, codes, weights)

    @cached_property
    def everything(self) -> int:
        """The loss of a table of which nothing is left."""
        return self._classes.rows * len(self.levels) * self.whole

    def share(self, loss: int) -> float:
        """A loss as a share of all quasi-identifying information, from 0 to 1."""
        return loss / self.everything if self.everything else 0.0
