"""What needs what, how a slip carries over, what a milestone may be measured by. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter

from app.disclosure import FEWEST
from app.errors import DomainError
from app.pilots.preset import MEASURES

Measured = tuple[str, int]
"""The key of a figure and what it has to reach."""
Reached = Mapping[Measured, date]
"""The first day on which each figure reached what milestones ask of it; absent: not yet."""
NOTHING_REACHED: Reached = {}
WHOLE = frozenset({"admitted", "exited"})
"""Figures that are asked for as a whole only."""


class Evidence(StrEnum):
    """What shows that a milestone was reached."""

    DOCUMENT = "document"
    FIGURE = "figure"
    TEXT = "text"


@dataclass(frozen=True)
class Planned:
    """A milestone in the plan: the day it is due by itself, the day it was reached, what it needs.

    `needs`: the days that lie at least between each milestone needed and this one.
    """

    due_on: date
    reached_on: date | None = None
    needs: Mapping[int, int] = field(default_factory=dict)

    @property
    def stands_on(self) -> date:
        """The day that counts for what depends on it."""
        return self.reached_on or self.due_on


def carried_over(plan: Mapping[int, Planned]) -> dict[int, date]:
    """Earliest days by calculation of open milestones where these are later than the days entered.

    Earliest is the day of what a milestone needs (reached, expected, or itself carried over) and
    the days between, of several the latest. It never lies before the day entered.
    """
    found: dict[int, date] = {}
    for one in TopologicalSorter({key: node.needs for key, node in plan.items()}).static_order():
        node = plan[one]
        if node.reached_on is not None or not node.needs:
            continue
        earliest = max(
            found.get(needed, plan[needed].stands_on) + timedelta(lag)
            for needed, lag in node.needs.items()
        )
        if earliest > node.due_on:
            found[one] = earliest
    return found


def held_up_by(plan: Mapping[int, Planned], carried: Mapping[int, date]) -> dict[int, int]:
    """For each milestone carried over the one needed that its earliest day follows from."""
    return {
        one: max(
            plan[one].needs,
            key=lambda needed: (
                carried.get(needed, plan[needed].stands_on) + timedelta(plan[one].needs[needed]),
                needed,
            ),
        )
        for one in carried
    }


def circle(needs: Mapping[int, Collection[int]]) -> list[int]:
    """Milestones that wait for one another, the first once more at the end; empty: there are none.

    Each waits for the one after it.
    """
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        found: list[int] = error.args[1]
        return found[::-1]
    return []


def check_dependency(
    needs: Mapping[int, Collection[int]], one: int, needed: int, titles: Mapping[int, str]
) -> None:
    """A milestone may need another unless that, directly or not, waits for it."""
    if one == needed:
        raise DomainError("milestone.needs_itself", "needs_id")
    if needed in needs.get(one, ()):
        raise DomainError("milestone.needed_already", "needs_id", title=titles[needed])
    further = {**needs, one: {*needs.get(one, ()), needed}}
    if found := circle(further):
        names = " → ".join(f"„{titles[each]}“" for each in found)
        raise DomainError("milestone.circle", "needs_id", names=names)


def check_dropped(waiting: Collection[str]) -> None:
    """A milestone that others wait for stays; `waiting`: their titles."""
    if waiting:
        names = ", ".join(f"„{title}“" for title in waiting)
        raise DomainError("milestone.needed_by_others", names=names)


def check_measure(measure: str | None, at_least: int | None, actual_on: date | None) -> None:
    """Measured by a figure that only grows, and then by nothing else.

    Of people who left at least FEWEST are asked for: fewer would tell about one of them.
    """
    if measure is None:
        if at_least is not None:
            raise DomainError("milestone.measure_missing", "measure")
        return
    name, _colon, part = measure.partition(":")
    if name not in MEASURES or (name in WHOLE and part) or (name == "outcome" and not part):
        raise DomainError("milestone.no_such_measure", "measure")
    if at_least is None or at_least <= 0:
        raise DomainError("milestone.at_least_missing", "at_least")
    if name in {"exited", "outcome"} and at_least < FEWEST:
        raise DomainError("milestone.at_least_too_few", "at_least", fewest=FEWEST)
    if actual_on is not None:
        raise DomainError("milestone.figure_tells_the_day", "actual_on")


def check_evidence(kind: str | None, text: str | None, measure: str | None) -> None:
    """A figure as evidence is that of the measure; a text is written down."""
    if kind == Evidence.FIGURE and measure is None:
        raise DomainError("milestone.evidence_without_figure", "evidence_kind")
    if kind == Evidence.TEXT and not text:
        raise DomainError("milestone.evidence_without_text", "evidence")
    if kind is None and text:
        raise DomainError("milestone.evidence_without_kind", "evidence_kind")


def check_forecast(before: date, expected_on: date, reason: str, on: date) -> None:
    """What is still open is expected for today or later; expected later than before: with a reason.

    `before`: the day it was expected on until now.
    """
    if expected_on < on:
        raise DomainError("milestone.expected_in_the_past", "expected_on", day=expected_on, on=on)
    if expected_on > before and not reason.strip():
        raise DomainError("milestone.slip_without_reason", "reason", day=before)


def check_baseline(before: date, baseline_on: date, reason: str) -> None:
    """The planned day stays as it is, or changes with a reason."""
    if baseline_on != before and not reason.strip():
        raise DomainError("milestone.baseline_without_reason", "baseline_reason", day=before)


def check_package(planned: tuple[date, date], expected: tuple[date | None, date | None]) -> None:
    """A work package ends on or after its first day, planned and as far as known expected."""
    if planned[1] < planned[0]:
        raise DomainError("package.ends_before_start", "ends_on")
    first, last = expected[0] or planned[0], expected[1] or planned[1]
    if any(expected) and last < first:
        raise DomainError("package.ends_before_start", "expected_end_on")
