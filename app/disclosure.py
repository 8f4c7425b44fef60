"""Small cells: no count that stands for fewer than k people, and none that a total gives away."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
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
    """Counts that add up to another; a count may stand in several lines, as part or as total.

    `is_even`: the total is a count like its parts and goes before an empty part does.
    """

    parts: Sequence[Cell]
    total: Cell
    is_even: bool = False


class NothingLeftToHide(Exception):
    """What may be hidden does not cover what must be."""


def suppress_linked(
    counts: Mapping[Cell, int],
    lines: Sequence[Line[Cell]],
    k: int = FEWEST,
    *,
    hidden: Collection[Cell] = (),
    kept: Collection[Cell] = (),
) -> dict[Cell, int | None]:
    """Suppresses counts from 1 to k − 1 in several tables of the same people; None is suppressed.

    The rule of `suppress` for every line, until none gives a missing count away: the next smallest
    part, and all that equal it, go too, then empty parts, at last the total, which is then missing
    wherever else it stands. Then what still follows from several lines together is covered in the
    same way. `lines` names every sum a reader could form. `hidden` are missing elsewhere already,
    `kept` are shown elsewhere and stay: NothingLeftToHide where the others do not suffice.
    """
    asked = _Asked(counts, lines, k, frozenset(kept))
    missing = {cell for cell, count in counts.items() if 0 < count < k}.union(hidden)
    if missing.intersection(asked.kept):
        raise NothingLeftToHide
    while further := asked.further(missing):
        missing |= further
    return {cell: None if cell in missing else count for cell, count in counts.items()}


@dataclass(frozen=True)
class _Asked(Generic[Cell]):
    """The counts to suppress in, and what of them must stay."""

    counts: Mapping[Cell, int]
    lines: Sequence[Line[Cell]]
    k: int
    kept: frozenset[Cell]

    def further(self, missing: set[Cell]) -> set[Cell]:
        """What has to go next; nothing when nothing missing is given away."""
        for line in self.lines:
            if self._gives_away(line, missing):
                return self._cover([line], missing)
        for cell in determined(missing, self.lines):
            return self._cover([one for one in self.lines if _stands_in(cell, one)], missing)
        return set()

    def _gives_away(self, line: Line[Cell], missing: set[Cell]) -> bool:
        gone = missing.intersection(line.parts)
        return not gone if line.total in missing else _tells(self.counts, gone, self.k)

    def _cover(self, lines: Sequence[Line[Cell]], missing: set[Cell]) -> set[Cell]:
        """The least of the parts still shown, and all that equal it; the totals come last."""
        parts = {part for line in lines for part in line.parts}
        parts |= {line.total for line in lines if line.is_even}
        shown = parts - missing - self.kept
        if not shown:
            totals = {line.total for line in lines} - missing - self.kept
            if not totals:
                raise NothingLeftToHide
            return totals
        least = min((self.counts[cell] for cell in shown), key=lambda count: (count == 0, count))
        return {cell for cell in shown if self.counts[cell] == least}


def _stands_in(cell: Cell, line: Line[Cell]) -> bool:
    return cell == line.total or cell in line.parts


def determined(missing: Collection[Cell], lines: Sequence[Line[Cell]]) -> list[Cell]:
    """The missing counts that follow from the shown ones by adding and subtracting lines.

    Each line is an equation of what is missing in it (Gauss-Jordan elimination, exact): a count
    follows where an equation is left that has no other unknown.
    """
    solved: dict[Cell, dict[Cell, Fraction]] = {}
    for line in lines:
        row = {part: Fraction(1) for part in line.parts if part in missing}
        if line.total in missing:
            row[line.total] = row.get(line.total, Fraction(0)) - 1
        for pivot in [cell for cell in row if cell in solved]:
            _subtract(row, solved[pivot], row.get(pivot, Fraction(0)))
        if not row:
            continue
        pivot, first = next(iter(row.items()))
        row = {cell: factor / first for cell, factor in row.items()}
        for other in solved.values():
            _subtract(other, row, other.get(pivot, Fraction(0)))
        solved[pivot] = row
    return [pivot for pivot, row in solved.items() if len(row) == 1]


def _subtract(row: dict[Cell, Fraction], other: Mapping[Cell, Fraction], times: Fraction) -> None:
    """Takes a multiple of another equation from one; what becomes nothing goes out of it."""
    for cell, factor in other.items() if times else ():
        value = row.get(cell, Fraction(0)) - factor * times
        if value:
            row[cell] = value
        else:
            row.pop(cell, None)
