"""Where a milestone stands on a day; what falls due when is told by `duties.rules`. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.milestones.duties.rules import Duty, Urgency, duties, final_statement_due

__all__ = [
    "Duty",
    "Standing",
    "State",
    "Urgency",
    "duties",
    "final_statement_due",
    "standing",
]


class State(StrEnum):
    """Where a milestone stands."""

    REACHED = "reached"
    REACHED_LATE = "reached_late"
    ON_PLAN = "on_plan"
    SLIPPING = "slipping"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Standing:
    """A state and its days.

    Reached, on plan, slipping: days after the baseline (negative: before). Overdue: days since
    the expected day has passed.
    """

    state: State
    days: int

    @property
    def is_reached(self) -> bool:
        """Whether the milestone lies behind us."""
        return self.state in {State.REACHED, State.REACHED_LATE}


def standing(
    baseline_on: date, expected_on: date | None, actual_on: date | None, on: date
) -> Standing:
    """The state on a day, by what is known of it: a day of reaching after `on` does not count yet.

    The expected day, where there is none the baseline, is not overdue before it has passed.
    """
    if actual_on is not None and actual_on <= on:
        late = (actual_on - baseline_on).days
        return Standing(State.REACHED_LATE if late > 0 else State.REACHED, late)
    due_on = expected_on or baseline_on
    if due_on < on:
        return Standing(State.OVERDUE, (on - due_on).days)
    slip = (due_on - baseline_on).days
    return Standing(State.SLIPPING if slip > 0 else State.ON_PLAN, slip)
