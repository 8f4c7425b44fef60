"""Figures of several pilots side by side, with small counts protected. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.disclosure import Line, suppress_linked
from app.periods import add_months, days_in_month
from app.reporting.figures.rules import Figures, Scope

PEOPLE = ("admitted", "in_care", "exited")
"""Counts of people that are compared."""
SUMMED = ("granted", "spent_to_date", "remaining")
"""Amounts that are compared and added up."""
MONTHS = 24
"""So many ends of months can be chosen as the day of comparison."""
TOTAL = ""
"""The key of the line of sums; no pilot has it."""


@dataclass(frozen=True)
class Column:
    """A pilot of the programme: its figures up to the last day of its scope."""

    key: str
    scope: Scope
    target: int
    places: int
    elapsed: float
    figures: Figures


@dataclass(frozen=True)
class Compared:
    """A pilot in the table, or all of them together; None is protected or cannot be told."""

    key: str
    amounts: Mapping[str, int]
    people: Mapping[str, int | None]
    target: int
    places: int
    dwell_mean: int | None
    milestones: tuple[int, int]

    @property
    def spent_share(self) -> float | None:
        """What part of the grant is spent."""
        granted = self.amounts["granted"]
        return self.amounts["spent_to_date"] / granted if granted else None


def compared(pilots: Sequence[Column], k: int) -> list[Compared]:
    """Every pilot and at last their sum; no count from 1 to k − 1 people, nor what tells one.

    Who is in care and who has left are also the parts of who was admitted, as far as nobody came
    back, therefore those three protect each other in each line.
    """
    people = _protected(pilots, k)
    lines = [
        Compared(
            one.key,
            {name: one.figures.get(name) or 0 for name in SUMMED},
            {name: people[one.key, name] for name in PEOPLE},
            one.target,
            one.places,
            one.figures.get("dwell_mean") if (one.figures.get("exited") or 0) >= k else None,
            _milestones(one.figures),
        )
        for one in pilots
    ]
    if len(lines) < 2:
        return lines
    return [*lines, _sum(lines, {name: people[TOTAL, name] for name in PEOPLE})]


def _protected(pilots: Sequence[Column], k: int) -> dict[tuple[str, str], int | None]:
    counts = {(one.key, name): one.figures.get(name) or 0 for one in pilots for name in PEOPLE}
    sums = {
        (TOTAL, name): sum(counts[one.key, name] for one in pilots)
        for name in PEOPLE
        if len(pilots) > 1
    }
    keys = [one.key for one in pilots] + ([TOTAL] if sums else [])
    lines = [Line([(one.key, name) for one in pilots], (TOTAL, name)) for name in PEOPLE if sums]
    lines += [Line([(key, "in_care"), (key, "exited")], (key, "admitted")) for key in keys]
    return suppress_linked({**counts, **sums}, lines, k)


def _milestones(found: Figures) -> tuple[int, int]:
    return found.get("milestones_reached") or 0, found.get("milestones") or 0


def _sum(lines: Sequence[Compared], people: Mapping[str, int | None]) -> Compared:
    return Compared(
        TOTAL,
        {name: sum(one.amounts[name] for one in lines) for name in SUMMED},
        people,
        sum(one.target for one in lines),
        sum(one.places for one in lines),
        None,
        (sum(one.milestones[0] for one in lines), sum(one.milestones[1] for one in lines)),
    )


def month_ends(on: date) -> list[date]:
    """The ends of the last months before the day, the latest first."""
    first = on.replace(day=1)
    months = (add_months(first, -back) for back in range(1, MONTHS + 1))
    return [month.replace(day=days_in_month(month.year, month.month)) for month in months]
