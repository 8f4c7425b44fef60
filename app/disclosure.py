"""Small cells: no count that stands for fewer than k people, and none that a total gives away."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Cell = TypeVar("Cell", bound=Hashable)

FEWEST = 3
"""Never a figure from fewer people (federal employment statistics, DOMAIN §4)."""


@dataclass(frozen=True)
class Disclosed(Generic[Cell]):
    """Counts as they may be shown; None is suppressed, also for the total."""

    cells: Mapping[Cell, int | None]
    total: int | None


def suppress(cells: Mapping[Cell, int], k: int = FEWEST) -> Disclosed[Cell]:
    """Suppresses counts from 1 to k − 1, and further ones until the total gives none away.

    The next smallest count goes too while subtraction would still tell: while a single cell is
    missing, or while so few people are missing that each missing cell must hold exactly one. The
    total is suppressed where it is small itself, or where nothing is left that could hide a cell.
    """
    missing = {cell for cell, count in cells.items() if 0 < count < k}
    others = sorted(
        (cell for cell in cells if cell not in missing), key=lambda c: (cells[c] == 0, cells[c])
    )
    while missing and others and _tells(cells, missing):
        missing.add(others.pop(0))
    total = sum(cells.values())
    hides_total = 0 < total < k or (bool(missing) and _tells(cells, missing))
    return Disclosed(
        {cell: None if cell in missing else count for cell, count in cells.items()},
        None if hides_total else total,
    )


def _tells(cells: Mapping[Cell, int], missing: set[Cell]) -> bool:
    """Whether the missing cells follow from the total: one alone, or one person in each."""
    if len(missing) == 1:
        return True
    return all(cells[cell] == 1 for cell in missing)


def at_least(value: int, k: int = FEWEST) -> int | None:
    """The count, unless it stands for one up to k − 1 people."""
    return None if 0 < value < k else value
