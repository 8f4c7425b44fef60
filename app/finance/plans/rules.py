"""Two financing plans compared, and which notice a reallocation would need. Pure; cents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.errors import DomainError

Amounts = Mapping[tuple[str, int], int]
MOST_CENTS = 10**12
"""No amount of a plan is above ten thousand million euros."""


@dataclass(frozen=True)
class Change:
    """An amount in two plans."""

    before_cents: int
    after_cents: int

    @property
    def difference_cents(self) -> int:
        """What the later plan has more; negative: less."""
        return self.after_cents - self.before_cents


@dataclass(frozen=True)
class Comparison:
    """Two plans side by side: every cell, and the sums of rows, columns and all."""

    cells: Mapping[tuple[str, int], Change]
    positions: Mapping[str, Change]
    years: Mapping[int, Change]
    total: Change

    @property
    def is_same(self) -> bool:
        """Whether no amount differs."""
        return all(change.difference_cents == 0 for change in self.cells.values())


def compared(
    before: Amounts, after: Amounts, positions: Sequence[str], years: Sequence[int]
) -> Comparison:
    """Both plans by position and year; what one of them lacks counts as 0."""
    named = {position for position, _year in (*before, *after)}
    seen = sorted({year for _position, year in (*before, *after)} | set(years))
    rows = [*positions, *sorted(named.difference(positions))]
    cells = {
        (position, year): Change(before.get((position, year), 0), after.get((position, year), 0))
        for position in rows
        for year in seen
    }
    return Comparison(
        cells,
        {row: _summed([cells[row, year] for year in seen]) for row in rows},
        {year: _summed([cells[row, year] for row in rows]) for year in seen},
        _summed(list(cells.values())),
    )


def _summed(changes: Sequence[Change]) -> Change:
    return Change(
        sum(change.before_cents for change in changes),
        sum(change.after_cents for change in changes),
    )


class Need(StrEnum):
    """What a reallocation needs before it holds."""

    NEW_GRANT = "new_grant"
    """The sum is another: a notice that changes the grant (Änderungsbescheid)."""
    YEARS = "years"
    """Money moves between years: approval, since allotments are by calendar year."""
    ABOVE_TOLERANCE = "above_tolerance"
    """A position rises by more than the rule set allows: approval before it is exceeded."""
    NEW_POSITION = "new_position"
    """A position that had no money: approval, since nothing can be exceeded by a percentage."""
    WITHIN_TOLERANCE = "within_tolerance"
    """A position rises by no more than allowed, others save as much: no notice."""

    @property
    def is_notice(self) -> bool:
        """Whether the funder has to say yes first."""
        return self is not Need.WITHIN_TOLERANCE


@dataclass(frozen=True)
class Needed:
    """What is needed, for which position or year, with the figures in cents."""

    need: Need
    subject: str
    change: Change
    allowed_cents: int = 0


def needed(found: Comparison, grant_cents: int, percent: int | None) -> list[Needed]:
    """Which notices a draft needs against the plan in force (ANBest-P 1.2).

    `percent` is what a position may rise by with compensation elsewhere, over all years; None
    where the rule set binds only the total. Rounded down: part of a cent above is above.
    """
    if found.is_same:
        return []
    needs = []
    if found.total.after_cents != grant_cents:
        needs.append(Needed(Need.NEW_GRANT, "", Change(grant_cents, found.total.after_cents)))
    needs.extend(
        Needed(Need.YEARS, str(year), change)
        for year, change in found.years.items()
        if change.difference_cents
    )
    if percent is not None:
        needs.extend(
            _of_position(position, change, percent)
            for position, change in found.positions.items()
            if change.difference_cents > 0
        )
    return needs


def _of_position(position: str, change: Change, percent: int) -> Needed:
    allowed = change.before_cents * percent // 100
    if change.before_cents == 0:
        return Needed(Need.NEW_POSITION, position, change)
    is_above = change.difference_cents > allowed
    need = Need.ABOVE_TOLERANCE if is_above else Need.WITHIN_TOLERANCE
    return Needed(need, position, change, allowed)


def check_adoption(amounts: Amounts, grant_cents: int, drafted_by: int, adopted_by: int) -> None:
    """A draft becomes the plan by a second person, and its sum is the grant to the cent."""
    if drafted_by == adopted_by:
        raise DomainError("plan.four_eyes")
    total = sum(amounts.values())
    if total != grant_cents:
        raise DomainError("plan.not_the_grant", total_cents=total, grant_cents=grant_cents)


def check_amounts(amounts: Amounts) -> None:
    """Amounts of a plan are neither negative nor beyond all bounds."""
    if any(not 0 <= cents <= MOST_CENTS for cents in amounts.values()):
        raise DomainError("plan.amount_out_of_bounds")
