"""Where a milestone stands on a day, and which reports fall due when. Pure; the day is given."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.periods import add_months
from app.pilots.preset import Preset

SOON_DAYS = 42
"""Six weeks before a report falls due it asks for attention."""
NEXT_MONTHS = 12
"""Reports due within these months are the next ones."""

NORMS: Mapping[str, Mapping[str, str]] = {
    "anbest_p": {"interim": "ANBest-P 6.1", "final": "ANBest-P 6.1", "retention": "ANBest-P 6.5"}
}
"""The number of the norm, by rule set and duty; other rule sets are named as a whole."""


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


class Urgency(StrEnum):
    """How near a duty is; `past` says nothing about whether it was met."""

    PAST = "past"
    NEXT = "next"
    LATER = "later"


@dataclass(frozen=True)
class Duty:
    """A report or deadline of the funding; `key` and `params` name it in `app.messages`.

    `days` until due on the day asked about, negative when past. A provisional day moves when what
    it is counted from happens. Without `norm` it is the programme's practice, not a written rule.
    """

    key: str
    due_on: date
    days: int
    urgency: Urgency
    norm: str | None = None
    is_provisional: bool = False
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_soon(self) -> bool:
        """Whether it falls due within six weeks."""
        return 0 <= self.days <= SOON_DAYS


def final_statement_due(preset: Preset) -> date:
    """The last day for the final statement, counted in months from the end of the period."""
    return add_months(preset.notice.ends_on, preset.rule_set.final_statement_months)


def duties(preset: Preset, on: date) -> list[Duty]:
    """All duties of the funding period, by day.

    A year needs no interim statement when the final statement is due no later than it would be.
    """
    rules, final_on = preset.rule_set, final_statement_due(preset)

    def duty(
        key: str, due_on: date, norm: str | None, provisional: bool = False, **params: object
    ) -> Duty:
        days, urgency = (due_on - on).days, _urgency(due_on, on)
        return Duty(f"milestone.duty_{key}", due_on, days, urgency, norm, provisional, params)

    found = [
        duty("interim", due_on, _norm(preset, "interim"), year=year)
        for year in preset.years
        if (due_on := _day_in(year + 1, rules.interim_statement_due)) < final_on
    ]
    found += [duty("monitoring", due_on, None) for due_on in _monitoring_days(preset)]
    kept_until = add_months(final_on, 12 * rules.retention_years)
    found.append(duty("final", final_on, _norm(preset, "final")))
    found.append(duty("retention", kept_until, _norm(preset, "retention"), provisional=True))
    return sorted(found, key=lambda each: (each.due_on, each.key))


def next_duties(preset: Preset, on: date, limit: int = 3) -> Sequence[Duty]:
    """The first duties that have not fallen due before the day."""
    return [duty for duty in duties(preset, on) if duty.urgency is not Urgency.PAST][:limit]


def _urgency(due_on: date, on: date) -> Urgency:
    if due_on < on:
        return Urgency.PAST
    return Urgency.NEXT if due_on <= add_months(on, NEXT_MONTHS) else Urgency.LATER


def _monitoring_days(preset: Preset) -> list[date]:
    """The monitoring days after the start and up to the last day of the period."""
    starts_on, ends_on = preset.notice.starts_on, preset.notice.ends_on
    days = [_day_in(year, day) for year in preset.years for day in preset.rule_set.monitoring_due]
    return [day for day in days if starts_on < day <= ends_on]


def _day_in(year: int, month_and_day: str) -> date:
    """MM-DD in a year; 02-29 is the last of February in common years."""
    month, day = (int(part) for part in month_and_day.split("-"))
    return date(year, month, min(day, monthrange(year, month)[1]))


def _norm(preset: Preset, duty: str) -> str:
    rules = preset.rule_set
    return NORMS.get(rules.key, {}).get(duty, rules.title)
