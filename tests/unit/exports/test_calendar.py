"""The calendar file, read back by the library that calendars are read with."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest

from exports.calendar import Calendar, Event, write_calendar

STAMP = datetime(2024, 6, 30, tzinfo=UTC)
HOSTILE = (
    "Titel; mit, Zeichen \\n und \\",
    "zwei\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:fremd",
    "drei\rSUMMARY:fremd\nX\u2028Y\x0bZ\x00",
    "ä" * 200,
    "=HYPERLINK(1)",
)


def written(*events: Event) -> bytes:
    return write_calendar(Calendar("Pilotbuch: Gecko", events, STAMP, "de"))


def read(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_an_all_day_event_has_its_alarm_and_its_address() -> None:
    (event,) = read(
        written(
            Event("final.7@pilotbuch", date(2027, 4, 30), "Nachweis", "6.1", "https://x/#f", 14)
        )
    )
    assert (event["uid"], event["summary"]) == ("final.7@pilotbuch", "Nachweis")
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2027, 4, 30), date(2027, 5, 1))
    assert (event["dtstamp"].dt, str(event["url"])) == (STAMP, "https://x/#f")
    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].dt == -timedelta(days=14)
    assert alarm["action"] == "DISPLAY"


def test_without_alarm_and_address_there_are_none() -> None:
    (event,) = read(written(Event("a@b", date(2024, 1, 1), "Erledigt")))
    assert event.walk("VALARM") == []
    assert "url" not in event


@pytest.mark.parametrize("title", HOSTILE)
def test_whatever_a_title_holds_stays_one_text_of_one_event(title: str) -> None:
    data = written(Event("a@b", date(2024, 1, 1), title, title, alarm_days=14))
    (event,) = read(data)
    plain = str(event["summary"])
    controls = dict.fromkeys(map(ord, "\x00\x0b\u2028"), " ")
    assert plain == " ".join(title.translate(controls).split())
    assert str(event.walk("VALARM")[0]["description"]) == plain
    lines = data.split(b"\r\n")
    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT") == 1
    assert max(map(len, lines)) <= 75
    assert not any(b"\r" in line or b"\n" in line for line in lines)
