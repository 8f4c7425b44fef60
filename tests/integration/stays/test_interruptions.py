"""Interruptions of a stay: recorded, corrected, removed and brought back; what an exit does."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.access import Actor
from app.errors import DomainError, Stale
from app.extensions import db
from app.participants import queries, record
from app.participants.models import Participation
from app.participants.services import consents, stay
from app.participants.stays import services
from app.participants.stays.models import Interruption
from app.participants.stays.queries import interruptions_of, is_paused_on
from tests.factories import DAY, admitted


def paused(actor: Actor, number: int, until: date | None = date(2023, 5, 11)) -> Interruption:
    """Ten days in hospital from 01.05.2023, or open."""
    services.interrupt(actor, number, "hospital", date(2023, 5, 1), until, DAY)
    db.session.commit()
    row = record.participation(actor, number)
    return interruptions_of(row.pilot_id, row.id)[-1]


def days_of(actor: Actor, number: int) -> list[tuple[date, date | None]]:
    row = record.participation(actor, number)
    return [(one.from_day, one.until_day) for one in interruptions_of(row.pilot_id, row.id)]


def test_the_record_counts_dwell_gross_and_net(actor: Actor) -> None:
    number = admitted(actor)
    paused(actor, number)
    shown = record.record_of(record.participation(actor, number), DAY)
    assert (shown.days, shown.net_days) == (474, 464)
    assert [(one.entered_on, one.is_pause) for one in shown.timeline] == [
        (date(2023, 3, 1), False),
        (date(2023, 5, 1), True),
    ]


def test_who_is_paused_on_a_day_is_found_by_one_expression(actor: Actor) -> None:
    numbers = [admitted(actor), admitted(actor)]
    paused(actor, numbers[0])

    def found(day: date) -> list[int]:
        return list(
            db.session.scalars(
                select(Participation.number).where(
                    Participation.pilot_id == actor.pilot_id, is_paused_on(day)
                )
            )
        )

    assert found(date(2023, 4, 30)) == []
    assert found(date(2023, 5, 1)) == found(date(2023, 5, 10)) == numbers[:1]
    assert found(date(2023, 5, 11)) == []


def test_a_removed_interruption_counts_no_more_and_can_be_brought_back(actor: Actor) -> None:
    number = admitted(actor)
    pause_id = paused(actor, number).id
    services.remove_interruption(actor, number, pause_id, 1)
    db.session.commit()
    row = record.participation(actor, number)
    shown = record.record_of(row, DAY)
    assert (shown.net_days, [one.is_removed for one in shown.pauses]) == (474, [True])
    assert next((c.table, c.is_last) for c in record.changes(row)) == ("interruption", True)
    services.restore_interruption(actor, number, pause_id, DAY)
    db.session.commit()
    shown = record.record_of(record.participation(actor, number), DAY)
    assert (shown.net_days, [one.is_removed for one in shown.pauses]) == (464, [False])
    with pytest.raises(DomainError, match="not_found"):
        services.restore_interruption(actor, number, pause_id, DAY)


def test_what_was_removed_comes_back_only_where_its_days_are_free(actor: Actor) -> None:
    number = admitted(actor)
    pause_id = paused(actor, number).id
    services.remove_interruption(actor, number, pause_id, 1)
    services.interrupt(actor, number, "other", date(2023, 5, 10), date(2023, 5, 12), DAY)
    db.session.commit()
    with pytest.raises(DomainError, match="interruptions_overlap"):
        services.restore_interruption(actor, number, pause_id, DAY)


def test_two_who_change_an_interruption_do_not_overwrite_each_other(actor: Actor) -> None:
    number = admitted(actor)
    pause_id = paused(actor, number, None).id
    start = date(2023, 5, 1)
    services.change_interruption(actor, number, pause_id, "other", start, date(2023, 5, 9), 1, DAY)
    with pytest.raises(Stale):
        services.change_interruption(
            actor, number, pause_id, "hospital", start, date(2023, 5, 8), 1, DAY
        )
    with pytest.raises(Stale):
        services.remove_interruption(actor, number, pause_id, 1)
    assert days_of(actor, number) == [(start, date(2023, 5, 9))]


def test_an_exit_closes_the_open_interruption_and_its_undoing_opens_it_again(
    actor: Actor,
) -> None:
    number = admitted(actor)
    paused(actor, number, None)
    stay.record_exit(actor, number, date(2023, 6, 1), "health", None, 1, DAY)
    assert days_of(actor, number) == [(date(2023, 5, 1), date(2023, 6, 1))]
    stay.undo_exit(actor, number, record.participation(actor, number).version)
    assert days_of(actor, number) == [(date(2023, 5, 1), None)]


def test_an_exit_does_not_precede_an_interruption(actor: Actor) -> None:
    number = admitted(actor)
    paused(actor, number)
    with pytest.raises(DomainError, match="exit_before_interruption"):
        stay.record_exit(actor, number, date(2023, 5, 5), "health", None, 1, DAY)


def test_a_withdrawal_is_never_refused_and_cuts_what_lies_behind_it(actor: Actor) -> None:
    number = admitted(actor)
    paused(actor, number)
    services.interrupt(actor, number, "custody", date(2023, 7, 1), date(2023, 7, 5), DAY)
    row = record.participation(actor, number)
    taking_part = next(
        one for one in queries.consents_of(row.pilot_id, row.id) if one.purpose == "participation"
    )
    consents.withdraw_consent(actor, number, taking_part.id, date(2023, 5, 4), DAY)
    assert days_of(actor, number) == [(date(2023, 5, 1), date(2023, 5, 4))]
    assert (row.exited_on, row.exit_reason) == (date(2023, 5, 4), "consent_withdrawn")


def test_a_kind_that_tells_of_health_needs_the_consent_to_health_data(actor: Actor) -> None:
    number = admitted(actor, consents={"participation": date(2023, 3, 10)})
    with pytest.raises(DomainError, match="kind_needs_health_consent"):
        paused(actor, number)
    services.interrupt(actor, number, "other", date(2023, 5, 1), None, DAY)
    assert days_of(actor, number) == [(date(2023, 5, 1), None)]
