"""A calendar as iCalendar (RFC 5545): all-day events with an alarm; says what it is given."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

MEDIA_TYPE = "text/calendar"


@dataclass(frozen=True)
class Event:
    """An all-day event; `uid` stays the same whatever day it moves to. No alarm for `None`."""

    uid: str
    day: date
    title: str
    description: str = ""
    url: str = ""
    alarm_days: int | None = None


@dataclass(frozen=True)
class Calendar:
    """Events under a name; `stamp` (UTC) is the moment that their state is told for."""

    name: str
    events: Sequence[Event]
    stamp: datetime
    language: str


def one_line(text: str) -> str:
    """The text without control characters and line breaks, which could end a line of the file."""
    kept = (" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text)
    return " ".join("".join(kept).split())


def write_calendar(calendar: Calendar) -> bytes:
    """The file, its lines folded at 75 octets and its texts escaped."""
    import icalendar

    whole = icalendar.Calendar()
    whole.add("version", "2.0")
    whole.add("prodid", f"-//Pilotbuch//{calendar.language.upper()}")
    whole.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        whole.add(name, one_line(calendar.name))
    whole.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})
    whole.add("x-published-ttl", "P1D")
    for event in calendar.events:
        whole.add_component(_component(event, calendar.stamp))
    return bytes(whole.to_ical())


def _component(event: Event, stamp: datetime):  # type: ignore[no-untyped-def]
    import icalendar

    title = one_line(event.title)
    found = icalendar.Event()
    found.add("uid", event.uid)
    found.add("dtstamp", stamp)
    found.add("dtstart", event.day)
    found.add("dtend", event.day + timedelta(days=1))
    found.add("summary", title)
    found.add("transp", "TRANSPARENT")
    if event.description:
        found.add("description", one_line(event.description))
    if event.url:
        found.add("url", event.url)
    if event.alarm_days is not None:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", -timedelta(days=event.alarm_days))
        found.add_component(alarm)
    return found
