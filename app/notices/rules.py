"""Who is reminded of what when. Pure; the day is given."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.pilots.preset import Reminders

ALARM_DAYS = 14
"""How many days before its day a calendar rings."""


class Rhythm(StrEnum):
    """How often somebody wants mail."""

    LEAD = "lead"
    WEEKLY = "weekly"
    OFF = "off"


@dataclass(frozen=True)
class Item:
    """Something that falls due, a duty or a milestone; `title` as its reader reads it.

    `days` until due, negative when past. Only what `is_sure` can be overdue.
    """

    code: str
    title: str
    due_on: date
    days: int
    is_sure: bool = True


@dataclass(frozen=True)
class Reminder:
    """An item and the stage at which somebody is told of it; a stage is never told twice."""

    item: Item
    stage: str

    @property
    def key(self) -> tuple[str, date, str]:
        """What is kept once it was sent: an item that moves to another day is told anew."""
        return self.item.code, self.item.due_on, self.stage


def stage_of(item: Item, settings: Reminders) -> str | None:
    """The latest stage that an item has reached; None while it is further away than the first.

    Before its day the shortest lead time reached, after it the number of begun periods (weeks).
    """
    if item.days < 0:
        late = (-item.days - 1) // settings.overdue_every_days + 1
        return f"late-{late}" if item.is_sure else None
    reached = [lead for lead in settings.lead_days if item.days <= lead]
    return f"lead-{min(reached)}" if reached else None


def week_of(day: date) -> str:
    """The calendar week (ISO 8601) as a stage."""
    year, week, _weekday = day.isocalendar()
    return f"week-{year}-{week:02d}"


def to_tell(
    items: Sequence[Item],
    rhythm: Rhythm,
    settings: Reminders,
    sent: Collection[tuple[str, date, str]],
    day: date,
) -> list[Reminder]:
    """What somebody is reminded of on a day, by day; nothing that was told at this stage before."""
    if rhythm is Rhythm.OFF:
        return []
    ordered = sorted(items, key=lambda item: (item.due_on, item.code))
    staged = [(item, stage) for item in ordered if (stage := stage_of(item, settings))]
    if rhythm is Rhythm.LEAD:
        due = [Reminder(item, stage) for item, stage in staged]
        return [each for each in due if each.key not in sent]
    week = week_of(day)
    if any(stage == week for _code, _due_on, stage in sent):
        return []
    return [Reminder(item, week) for item, _stage in staged]
