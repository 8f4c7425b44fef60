"""Admission: who gets in, and what an admission leaves behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.access import Actor, Permission
from app.audit import check_chain
from app.errors import DomainError
from app.participants import figures, queries
from app.participants.identity import store
from app.participants.services.admission import Characteristics, admit
from app.participants.services.stay import correct, move_stage, record_exit
from tests import factories
from tests.factories import DAY


def test_a_person_is_admitted_into_stage_one_and_counted(actor: Actor) -> None:
    number = factories.admitted(actor)
    move_stage(actor, factories.gecko(), number, 2, date(2023, 4, 1), "", factories.DAY)
    found = figures.people(actor.pilot_id, factories.DAY, [1, 2, 3, 4])
    assert (found.admitted, found.in_care, found.by_stage) == (1, 1, {1: 0, 2: 1, 3: 0, 4: 0})
    assert check_chain(actor.pilot_id) is None


def test_who_leaves_on_a_day_is_no_longer_in_care_on_it(actor: Actor) -> None:
    number = factories.admitted(actor)
    record_exit(actor, number, date(2023, 9, 1), "regular", "employment", 1, factories.DAY)
    pilot = actor.pilot_id
    assert figures.people(pilot, date(2023, 8, 31), [1]).in_care == 1
    assert figures.people(pilot, date(2023, 9, 1), [1]).in_care == 0
    assert figures.dwell(pilot, factories.DAY).mean_completed == 171


def test_without_consent_to_take_part_nobody_is_admitted(actor: Actor) -> None:
    with pytest.raises(DomainError, match="no_consent"):
        factories.admitted(actor, consents={})


def test_the_reason_for_an_exception_may_be_given_later_but_not_taken_away(actor: Actor) -> None:
    number = factories.admitted(
        actor,
        characteristics=Characteristics("female", "none", "none", 1, True, False),
        override_reason="vorläufig",
    )
    told = Characteristics("female", "none", "none", 1, True, False)
    correct(actor, number, told, "", 1, DAY, "Ausbildung wird anerkannt")
    row = queries.participation_row(actor, number)
    assert row is not None
    reason = store.unseal_text(row.reason_sealed, row.pilot_id, row.id, "reason")
    assert reason == "Ausbildung wird anerkannt"
    with pytest.raises(DomainError, match="criteria_need_reason"):
        correct(actor, number, told, "", row.version, DAY, " ")
    coach = replace(actor, permissions=actor.permissions - {Permission.ADMIT_AGAINST_CRITERIA})
    with pytest.raises(DomainError, match="criteria_need_coordinator"):
        correct(coach, number, told, "", row.version, DAY, "anders")


@pytest.mark.parametrize("day", [date(2021, 10, 31), date(2026, 11, 1)])
def test_nobody_is_admitted_outside_the_funding_period(actor: Actor, day: date) -> None:
    draft = factories.admission(admitted_on=day, referred_on=None, consents={"participation": day})
    with pytest.raises(DomainError, match="outside_period"):
        admit(actor, factories.gecko(), draft, date(2026, 12, 1))
