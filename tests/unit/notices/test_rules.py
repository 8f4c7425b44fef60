"""Who is reminded of what when, worked by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.notices.rules import Item, Rhythm, stage_of, to_tell, week_of
from app.pilots.preset import Reminders

DAY = date(2024, 6, 30)
SETTINGS = Reminders()


def item(days: int, code: str = "final", *, is_sure: bool = True) -> Item:
    return Item(code, "Verwendungsnachweis", DAY + timedelta(days=days), days, is_sure)


@pytest.mark.parametrize(
    ("days", "stage"),
    [
        (43, None),
        (42, "lead-42"),
        (15, "lead-42"),
        (14, "lead-14"),
        (4, "lead-14"),
        (3, "lead-3"),
        (0, "lead-3"),
        (-1, "late-1"),
        (-7, "late-1"),
        (-8, "late-2"),
        (-14, "late-2"),
    ],
)
def test_a_stage_is_the_shortest_lead_time_reached_then_the_week_of_delay(
    days: int, stage: str | None
) -> None:
    assert stage_of(item(days), SETTINGS) == stage


def test_a_day_that_nobody_has_confirmed_is_never_late() -> None:
    assert stage_of(item(-8, is_sure=False), SETTINGS) is None


def test_a_stage_is_told_once_and_a_day_that_moves_is_told_anew() -> None:
    near = item(14)
    (told,) = to_tell([near], Rhythm.LEAD, SETTINGS, set(), DAY)
    assert to_tell([near], Rhythm.LEAD, SETTINGS, {told.key}, DAY) == []
    moved = Item(near.code, near.title, DAY + timedelta(days=13), 13)
    assert [one.stage for one in to_tell([moved], Rhythm.LEAD, SETTINGS, {told.key}, DAY)] == [
        "lead-14"
    ]


def test_a_run_that_comes_late_tells_the_latest_stage_only() -> None:
    told = to_tell([item(3), item(90, "retention")], Rhythm.LEAD, SETTINGS, set(), DAY)
    assert [(one.item.code, one.stage) for one in told] == [("final", "lead-3")]


def test_once_a_week_is_once_in_a_calendar_week_whatever_comes_near_meanwhile() -> None:
    monday = date(2024, 12, 30)
    assert week_of(monday) == week_of(date(2025, 1, 5)) == "week-2025-01"
    (told,) = to_tell([item(40)], Rhythm.WEEKLY, SETTINGS, set(), monday)
    later = [item(39), item(3, "interim-2024")]
    assert to_tell(later, Rhythm.WEEKLY, SETTINGS, {told.key}, date(2025, 1, 5)) == []
    assert len(to_tell(later, Rhythm.WEEKLY, SETTINGS, {told.key}, date(2025, 1, 6))) == 2


def test_who_wants_no_mail_gets_none() -> None:
    assert to_tell([item(-1)], Rhythm.OFF, SETTINGS, set(), DAY) == []
