"""Institutions, agreements and involvements in the database."""

from __future__ import annotations

from datetime import date

import pytest

from app.access import Actor
from app.audit import check_chain
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.participants.queries import participation_row
from app.partners import queries
from app.partners.queries import Filters
from app.partners.rules import Standing
from app.partners.services import involvements, network
from app.partners.services.involvements import Help, Stay
from app.partners.services.network import ContactPerson, Institution, Terms
from tests import factories
from tests.factories import DAY

CLINIC = Institution("Klinik am See", "clinic", "Templin")


def stay_of(actor: Actor, number: int) -> Stay:
    row = participation_row(actor, number)
    assert row is not None
    return Stay(row.id, row.admitted_on)


def test_a_name_is_given_once_in_a_pilot_whatever_its_case(actor: Actor) -> None:
    network.add_partner(actor, CLINIC)
    with pytest.raises(DomainError, match="name_taken"):
        network.add_partner(actor, Institution(" klinik AM see ", "other"))


def test_the_list_shows_the_agreement_that_stands_best(actor: Actor) -> None:
    clinic = network.add_partner(actor, CLINIC)
    network.conclude(actor, clinic, Terms("alt", date(2021, 1, 1), date(2022, 12, 31)))
    network.conclude(actor, clinic, Terms("neu", date(2023, 1, 1), date(2024, 8, 31)))
    (row,) = queries.partners(actor.pilot_id, DAY, Filters())
    assert row.agreed is not None
    assert (row.agreed.standing, row.agreed.valid_until) == (Standing.ENDING, date(2024, 8, 31))
    assert [each.agreement.subject for each in queries.ending(actor.pilot_id, DAY)] == [
        "alt",
        "neu",
    ]


def test_an_expired_agreement_with_a_successor_asks_for_nothing(actor: Actor) -> None:
    clinic = network.add_partner(actor, CLINIC)
    network.conclude(actor, clinic, Terms("alt", date(2021, 1, 1), date(2022, 12, 31)))
    network.conclude(actor, clinic, Terms("neu", date(2023, 1, 1)))
    assert queries.ending(actor.pilot_id, DAY) == []


def test_who_is_no_longer_worked_with_is_not_offered_but_stays_in_the_past(actor: Actor) -> None:
    clinic = network.add_partner(actor, CLINIC)
    stay = stay_of(actor, factories.admitted(actor))
    given = Help(clinic, "treatment", date(2023, 4, 1))
    involvements.bring_in(actor, stay, given, DAY)
    network.end_partner(actor, clinic, DAY, 1)
    assert queries.partner_choices(actor.pilot_id, DAY) == []
    with pytest.raises(DomainError, match="no_longer_offered"):
        involvements.bring_in(actor, stay, Help(clinic, "diagnostics", DAY), DAY)
    (row,) = queries.involvements_of(actor.pilot_id, stay.participation_id)
    assert row.partner_name == "Klinik am See"
    network.resume_partner(actor, clinic, 2)
    assert queries.partner_choices(actor.pilot_id, DAY) == [(clinic, "Klinik am See")]


def test_people_are_counted_once_per_institution(actor: Actor) -> None:
    clinic = network.add_partner(actor, CLINIC)
    stay = stay_of(actor, factories.admitted(actor))
    involvements.bring_in(actor, stay, Help(clinic, "treatment", date(2023, 4, 1)), DAY)
    ended = Help(clinic, "diagnostics", date(2023, 4, 1), date(2023, 5, 1), "achieved")
    involvements.bring_in(actor, stay, ended, DAY)
    other = stay_of(actor, factories.admitted(actor))
    involvements.bring_in(
        actor, other, Help(clinic, "treatment", date(2023, 5, 1), date(2023, 6, 1)), DAY
    )
    (row,) = queries.partners(actor.pilot_id, DAY, Filters())
    assert (row.current, row.ever) == (1, 2)
    assert queries.involved_by_month(actor.pilot_id, DAY) == {
        clinic: {date(2023, 4, 1): 2, date(2023, 5, 1): 1}
    }
    assert queries.results_by_purpose(actor.pilot_id, DAY) == {
        "treatment": {None: 2},
        "diagnostics": {"achieved": 1},
    }


def test_the_same_help_from_the_same_day_is_entered_once(actor: Actor) -> None:
    clinic = network.add_partner(actor, CLINIC)
    stay = stay_of(actor, factories.admitted(actor))
    given = Help(clinic, "treatment", date(2023, 4, 1))
    made = involvements.bring_in(actor, stay, given, DAY)
    with pytest.raises(DomainError, match="involved_already"):
        involvements.bring_in(actor, stay, given, DAY)
    involvements.revise(
        actor, stay, made, Help(clinic, "treatment", date(2023, 4, 1), DAY, "partly"), 1, DAY
    )
    with pytest.raises(Stale):
        involvements.revise(actor, stay, made, given, 1, DAY)


def test_an_involvement_of_somebody_else_is_not_there(actor: Actor) -> None:
    clinic = network.add_partner(actor, CLINIC)
    stay = stay_of(actor, factories.admitted(actor))
    made = involvements.bring_in(actor, stay, Help(clinic, "treatment", DAY), DAY)
    other = stay_of(actor, factories.admitted(actor))
    with pytest.raises(NotFound):
        involvements.remove(actor, other, made, 1)


def test_a_contact_person_is_kept_corrected_and_forgotten(actor: Actor) -> None:
    clinic = network.add_partner(actor, CLINIC)
    person = network.add_contact(actor, clinic, ContactPerson("Dr. Probe", phone="03987 1"))
    network.correct_contact(actor, clinic, person, ContactPerson("Dr. Probe", "Leitung"), 1)
    with pytest.raises(Stale):
        network.remove_contact(actor, clinic, person, 1)
    network.remove_contact(actor, clinic, person, 2)
    db.session.commit()
    assert list(queries.contacts_of(actor.pilot_id, clinic)) == []
    assert check_chain(actor.pilot_id) is None
