"""Small cells: no count that stands for fewer than k people, and none that a total gives away."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
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

    The next smallest count, and all that equal it, go too while a reader who knows this rule
    could tell what is missing from the total: a single cell, one person in each, or k − 1 in
    each. The total itself goes where it is small, or where nothing is left to hide a cell behind.
    """
    missing = {cell for cell, count in cells.items() if 0 < count < k}
    larger = sorted({count for cell, count in cells.items() if count >= k})
    for count in [*larger, 0]:
        if not _tells(cells, missing, k):
            break
        missing |= {cell for cell in cells if cells[cell] == count}
    total = sum(cells.values())
    hides_total = 0 < total < k or _tells(cells, missing, k)
    return Disclosed(
        {cell: None if cell in missing else count for cell, count in cells.items()},
        None if hides_total else total,
    )


def _tells(cells: Mapping[Cell, int], missing: set[Cell], k: int) -> bool:
    """Whether the missing cells follow from their sum; nothing missing tells nothing."""
    counts = {cells[cell] for cell in missing}
    return len(missing) == 1 or counts in ({1}, {k - 1})


def at_least(value: int, k: int = FEWEST) -> int | None:
    """The count, unless it stands for one up to k − 1 people."""
    return None if 0 < value < k else value


@dataclass(frozen=True)
class Line(Generic[Cell]):
    """Counts that add up to another; a count may stand in several lines, as part or as total."""

    parts: Sequence[Cell]
    total: Cell


def suppress_linked(
    counts: Mapping[Cell, int], lines: Sequence[Line[Cell]], k: int = FEWEST
) -> dict[Cell, int | None]:
    """Suppresses counts from 1 to k − 1 in several tables of the same people; None is suppressed.

    The rule of `suppress` for every line, until none gives a missing count away: the next smallest
    part, and all that equal it, go too, then empty parts, at last the total, which is then missing
    wherever else it stands. `lines` names every sum a reader could form.
    """
    missing = {cell for cell, count in counts.items() if 0 < count < k}
    while further := next(filter(None, (_cover(counts, missing, line, k) for line in lines)), None):
        missing |= further
    return {cell: None if cell in missing else count for cell, count in counts.items()}


def _cover(counts: Mapping[Cell, int], missing: set[Cell], line: Line[Cell], k: int) -> set[Cell]:
    """What has to go next so that a line gives nothing away; nothing when it does not."""
    gone = missing.intersection(line.parts)
    gives_away = not gone if line.total in missing else _tells(counts, gone, k)
    if not gives_away:
        return set()
    shown = [cell for cell in line.parts if cell not in missing]
    if not shown:
        return {line.total}
    least = min((counts[cell] for cell in shown), key=lambda count: (count == 0, count))
    return {cell for cell in shown if counts[cell] == least}
