"""The monthly report of what is expected, and slips carried over. Flushes, never commits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app import audit
from app.access import Actor
from app.errors import Stale
from app.extensions import db
from app.milestones.plan.rules import Reached, check_forecast
from app.milestones.queries import MilestoneRow, all_of
from app.milestones.services import current, note_forecast
from app.pilots.queries import one_at_a_time


@dataclass(frozen=True)
class Expectation:
    """What is reported of a milestone; `version` is that of the milestone that was shown."""

    milestone_id: int
    version: int
    expected_on: date
    reason: str = ""


def report(actor: Actor, told: Sequence[Expectation], reported_on: date, reached: Reached) -> None:
    """This month's expectations of open milestones, all or none; also those that stay as they are.

    A milestone that was changed or reached since it was shown makes the report stale.
    """
    still_open = _open(actor, reported_on, reached)
    for one in told:
        if one.milestone_id not in still_open:
            raise Stale
        check_forecast(
            still_open[one.milestone_id].entered_on, one.expected_on, one.reason, reported_on
        )
        _expect(actor, one, reported_on)
    audit.record(actor, "report_milestones", "pilot", actor.pilot_id, ["expected_on", "reason"])


def slips_to_take_over(rows: Sequence[MilestoneRow], today: date) -> list[MilestoneRow]:
    """Milestones that what they need puts off to today or later.

    An earliest day that has passed follows from something overdue: that is to be expected anew
    first.
    """
    return [row for row in rows if row.earliest_on is not None and row.earliest_on >= today]


def seen_of(rows: Sequence[MilestoneRow]) -> str:
    """What a page has shown of the slips carried over, to be sent back with the decision."""
    return ",".join(f"{row.id}.{row.version}.{row.earliest_on}" for row in rows)


def take_over(actor: Actor, seen: str, reason: str, today: date, reached: Reached) -> int:
    """Expects each milestone for the day that its needs allow; how many there were.

    Stale where it is no longer what the page has shown.
    """
    one_at_a_time(actor.pilot_id)
    rows = slips_to_take_over(all_of(actor.pilot_id, today, reached), today)
    if not rows or seen != seen_of(rows):
        raise Stale
    for row in rows:
        assert row.earliest_on is not None
        check_forecast(row.entered_on, row.earliest_on, reason, today)
        _expect(actor, Expectation(row.id, row.version, row.earliest_on, reason), today)
    audit.record(actor, "carry_over_slips", "pilot", actor.pilot_id, ["expected_on", "reason"])
    return len(rows)


def _open(actor: Actor, on: date, reached: Reached) -> dict[int, MilestoneRow]:
    rows = all_of(actor.pilot_id, on, reached)
    return {row.id: row for row in rows if not row.standing.is_reached}


def _expect(actor: Actor, told: Expectation, reported_on: date) -> None:
    row = current(actor, told.milestone_id, told.version)
    if told.expected_on != (row.expected_on or row.baseline_on):
        row.expected_on = told.expected_on
        db.session.flush()
    note_forecast(actor, row, reported_on, told.reason)
