"""Milestones in the database: planned, expected anew, reached, dropped, and their history."""

from __future__ import annotations

from datetime import date

import pytest

from app.access import Actor
from app.audit import check_chain
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.milestones import queries, services
from app.milestones.plan.rules import NOTHING_REACHED
from app.milestones.rules import State
from app.milestones.services import MilestoneFacts
from tests.factories import DAY

LAST_ENTRY = "Letzter Eintritt mit voller Verweildauer"


def named(actor: Actor, title: str, on: date = DAY) -> queries.MilestoneRow:
    return next(
        row for row in queries.milestones(actor.pilot_id, on, NOTHING_REACHED) if row.title == title
    )


def revised(actor: Actor, title: str, expected_on: date | None, actual_on: date | None) -> None:
    row = named(actor, title)
    services.revise(actor, row.id, expected_on, actual_on, "", row.version, DAY, "Später")
    db.session.commit()


def test_the_pilot_starts_with_the_milestones_of_its_preset(actor: Actor) -> None:
    rows = queries.milestones(actor.pilot_id, DAY, NOTHING_REACHED)
    assert [row.title for row in rows][:2] == ["Projektbeginn", "Stellen besetzt"]
    assert len(rows) == 7
    assert rows[0].title_in("en") == "Project start"
    assert rows[0].standing.state is State.OVERDUE


def test_a_milestone_without_an_english_title_keeps_its_german_one(actor: Actor) -> None:
    services.plan(actor, MilestoneFacts(" Halbzeitgespräch ", date(2024, 9, 1)), DAY)
    assert named(actor, "Halbzeitgespräch").title_in("en") == "Halbzeitgespräch"
    services.plan(actor, MilestoneFacts("Fachtag", date(2024, 9, 1), "Conference"), DAY)
    assert named(actor, "Fachtag").title_in("en") == "Conference"


def test_a_milestone_needs_a_name(actor: Actor) -> None:
    with pytest.raises(DomainError, match="no_title"):
        services.plan(actor, MilestoneFacts("  ", date(2024, 9, 1)), DAY)


def test_open_milestones_leave_out_those_reached_on_the_day(actor: Actor) -> None:
    revised(actor, "Projektbeginn", None, date(2021, 11, 1))
    assert len(queries.milestones(actor.pilot_id, DAY, NOTHING_REACHED, only_open=True)) == 6
    assert (
        len(queries.milestones(actor.pilot_id, date(2021, 10, 31), NOTHING_REACHED, only_open=True))
        == 7
    )


def test_rows_without_a_day_come_last_in_either_order(actor: Actor) -> None:
    revised(actor, "60 Aufnahmen", date(2024, 8, 31), None)
    revised(actor, "120 Aufnahmen", date(2026, 8, 31), None)
    for descending, first in ((False, "60 Aufnahmen"), (True, "120 Aufnahmen")):
        rows = queries.milestones(
            actor.pilot_id, DAY, NOTHING_REACHED, sort="expected", descending=descending
        )
        assert rows[0].title == first
        assert rows[-1].expected_on is None


def test_sorted_by_state_the_longest_overdue_comes_first(actor: Actor) -> None:
    revised(actor, "120 Aufnahmen", date(2026, 8, 31), None)
    rows = queries.milestones(actor.pilot_id, DAY, NOTHING_REACHED, sort="state")
    assert rows[0].title == "Projektbeginn"
    assert [row.standing.state for row in rows][-3:] == [
        State.SLIPPING,
        State.ON_PLAN,
        State.ON_PLAN,
    ]


def test_the_next_milestones_are_open_and_in_the_order_of_their_expected_day(
    actor: Actor,
) -> None:
    for title in ("Projektbeginn", "Stellen besetzt"):
        revised(actor, title, None, date(2022, 3, 1))
    revised(actor, "Erste Aufnahme", date(2024, 12, 1), None)
    revised(actor, "60 Aufnahmen", date(2024, 12, 31), None)
    found = queries.next_milestones(actor.pilot_id, DAY, NOTHING_REACHED)
    assert [row.title for row in found] == [
        LAST_ENTRY,
        "Erste Aufnahme",
        "60 Aufnahmen",
    ]


def test_the_history_tells_who_moved_the_expected_day_from_when_to_when(actor: Actor) -> None:
    revised(actor, "60 Aufnahmen", date(2024, 8, 31), None)
    revised(actor, "60 Aufnahmen", date(2024, 10, 31), None)
    found = queries.changes_of(actor.pilot_id, named(actor, "60 Aufnahmen").id)
    assert [change.is_first for change in found] == [True, False, False]
    assert [change.values.get("expected_on") for change in found[1:]] == [
        (None, date(2024, 8, 31)),
        (date(2024, 8, 31), date(2024, 10, 31)),
    ]
    assert {change.by for change in found[1:]} == {"Kommandozeile"}
    assert found[-1].at.tzinfo is not None
    assert check_chain(actor.pilot_id) is None


def test_who_saves_second_is_told_and_changes_nothing(actor: Actor) -> None:
    row = named(actor, "60 Aufnahmen")
    revised(actor, "60 Aufnahmen", date(2024, 8, 31), None)
    with pytest.raises(Stale):
        services.revise(actor, row.id, date(2025, 1, 1), None, "", row.version, DAY, "Spät")
    with pytest.raises(Stale):
        services.drop(actor, row.id, row.version)
    assert named(actor, "60 Aufnahmen").expected_on == date(2024, 8, 31)


def test_a_milestone_is_not_reached_in_the_future(actor: Actor) -> None:
    with pytest.raises(DomainError, match="future") as refused:
        revised(actor, "Stellen besetzt", None, date(2024, 7, 1))
    assert refused.value.field == "actual_on"


def test_a_reached_milestone_stays_until_its_day_is_removed(actor: Actor) -> None:
    revised(actor, LAST_ENTRY, None, date(2024, 6, 3))
    row = named(actor, LAST_ENTRY)
    with pytest.raises(DomainError, match="reached_stays"):
        services.drop(actor, row.id, row.version)
    revised(actor, LAST_ENTRY, None, None)
    services.drop(actor, row.id, named(actor, LAST_ENTRY).version)
    with pytest.raises(NotFound):
        queries.milestone(actor.pilot_id, row.id, DAY, NOTHING_REACHED)


def test_a_milestone_of_another_pilot_is_not_found(actor: Actor) -> None:
    row = named(actor, "Stellen besetzt")
    with pytest.raises(NotFound):
        queries.milestone(actor.pilot_id + 1, row.id, DAY, NOTHING_REACHED)
