"""Where a milestone stands on a day, and which reports fall due when. Pure; the day is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from app.periods import add_months, day_of_year
from app.pilots.preset import Preset
from app.pilots.rule_set import Kind, Rule

SOON_DAYS = 42
"""Six weeks before a report falls due it asks for attention."""
NEXT_MONTHS = 12
"""Reports due within these months are the next ones."""


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
    is_confirmed: bool = True
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_soon(self) -> bool:
        """Whether it falls due within six weeks."""
        return 0 <= self.days <= SOON_DAYS


def final_statement_due(preset: Preset) -> date:
    """The last day for the final statement, counted in months from the end of the period."""
    return add_months(preset.notice.ends_on, preset.rule_set.final_statement_months)


def duties(preset: Preset, on: date) -> list[Duty]:
    """All duties of the funding period, by day; under a rule set that asks for none there are none.

    A year needs no interim statement when the final statement is due no later than it would be.
    """
    found = [_duty("monitoring", due_on, on) for due_on in _monitoring_days(preset)]
    found += _statements(preset, on)
    kept = preset.rule_set.rule(Kind.RETENTION)
    if kept:
        until = add_months(final_statement_due(preset), 12 * kept.number("years"))
        found.append(replace(_duty("retention", until, on, kept), is_provisional=True))
    return sorted(found, key=lambda each: (each.due_on, each.key))


def _statements(preset: Preset, on: date) -> Iterator[Duty]:
    interim = preset.rule_set.rule(Kind.INTERIM_STATEMENT)
    final = preset.rule_set.rule(Kind.FINAL_STATEMENT)
    final_on = final_statement_due(preset)
    if interim:
        for year in preset.years:
            due_on = day_of_year(year + 1, interim.word("due"))
            if due_on < final_on or final is None:
                yield _duty("interim", due_on, on, interim, year=year)
    if final:
        yield _duty("final", final_on, on, final)


def _duty(key: str, due_on: date, on: date, rule: Rule | None = None, **params: object) -> Duty:
    return Duty(
        f"milestone.duty_{key}",
        due_on,
        (due_on - on).days,
        _urgency(due_on, on),
        (rule.norm or None) if rule else None,
        is_confirmed=rule is None or rule.confirmed,
        params=params,
    )


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
    due = preset.reports.monitoring_due
    days = [day_of_year(year, day) for year in preset.years for day in due]
    return [day for day in days if starts_on < day <= ends_on]
