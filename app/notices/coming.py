"""What falls due in a pilot, in words: duties and milestones for the calendar and for mails."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time

from flask import current_app

from app.clock import today
from app.messages import sentence
from app.milestones.duties.rules import Duty
from app.milestones.queries import MilestoneRow, milestones
from app.notices.rules import ALARM_DAYS, Item
from app.pilots.queries import PilotInForce
from app.reporting.duties import duties_on
from app.reporting.figures.queries import reached_days
from app.web import settings
from exports.calendar import Calendar, Event


def address(endpoint: str, **values: object) -> str:
    """Where people open a page, from anywhere; empty where the installation has no address."""
    base = settings().public_url
    path = current_app.url_map.bind("").build(endpoint, values)
    return f"{base}{path}" if base else ""


def duties_of(pilot: PilotInForce) -> list[Duty]:
    """Every duty of the pilot on its day of account."""
    return duties_on(pilot.id, pilot.preset, pilot.day, with_transfers=True)


def items_of(pilot: PilotInForce, language: str) -> list[Item]:
    """Duties and milestones that are still open."""
    rows = milestones(pilot.id, pilot.day, reached_days(pilot.id, pilot.day), only_open=True)
    return [
        *(
            Item(one.code, duty_title(one, language), one.due_on, one.days, one.is_confirmed)
            for one in duties_of(pilot)
            if one.is_demanded
        ),
        *(
            Item(code_of(row), row.title_in(language), row.due_on, (row.due_on - pilot.day).days)
            for row in rows
        ),
    ]


def duty_title(duty: Duty, language: str) -> str:
    """What is due; whether its day is not confirmed."""
    name = sentence(duty.key, language, duty.params)
    return name if duty.is_confirmed else sentence("notices.unconfirmed", language, {"name": name})


def code_of(row: MilestoneRow) -> str:
    """The code of a milestone among all that falls due."""
    return f"milestone-{row.id}"


def calendar_of(pilot: PilotInForce, language: str) -> Calendar:
    """All duties and milestones as events; those met or reached say so and do not ring.

    The stamp is the beginning of the day: as long as nothing changes a day has one and the same
    calendar.
    """
    preset = pilot.preset
    title = preset.title_en if language == "en" else preset.title
    rows = milestones(pilot.id, pilot.day, reached_days(pilot.id, pilot.day))
    return Calendar(
        sentence("notices.calendar", language, {"title": title}),
        [
            *_duty_events(pilot, duties_of(pilot), language),
            *(_milestone_event(pilot, row, language) for row in rows),
        ],
        datetime.combine(today(), time(), UTC),
        language,
    )


def _duty_events(pilot: PilotInForce, found: Sequence[Duty], language: str) -> list[Event]:
    url = address("milestones.duties", pilot_key=pilot.key)
    return [
        Event(
            uid_of(pilot, one.code),
            one.due_on,
            _done(duty_title(one, language), "notices.met", language)
            if one.met
            else duty_title(one, language),
            one.norm or "",
            f"{url}#{one.code}" if url else "",
            ALARM_DAYS if one.is_demanded else None,
        )
        for one in found
    ]


def _milestone_event(pilot: PilotInForce, row: MilestoneRow, language: str) -> Event:
    is_reached, title = row.standing.is_reached, row.title_in(language)
    return Event(
        uid_of(pilot, code_of(row)),
        row.actual_on if is_reached and row.actual_on else row.due_on,
        _done(title, "notices.reached", language)
        if is_reached
        else sentence("notices.milestone", language, {"name": title}),
        url=address("milestones.detail", pilot_key=pilot.key, milestone_id=row.id),
        alarm_days=None if is_reached else ALARM_DAYS,
    )


def _done(title: str, key: str, language: str) -> str:
    return sentence(key, language, {"name": title})


def uid_of(pilot: PilotInForce, code: str) -> str:
    """The same for an event whatever day it moves to and wherever the program is opened."""
    return f"{code}.{pilot.id}@pilotbuch"
