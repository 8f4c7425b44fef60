"""Two at once, and a stay that ends early: one wins, the other gets a sentence, nothing breaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask_wtf import FlaskForm
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from app.access import ROLES, Actor
from app.database import utc_now
from app.errors import DomainError
from app.extensions import db
from app.participants import queries
from app.participants.caseload.models import EmergencyAccess
from app.participants.caseload.services.emergency import confirm_seen, open_in_emergency
from app.participants.caseload.services.handover import hand_over
from app.participants.due import told
from app.participants.planning.queries import due
from app.participants.questionnaires import services as questionnaires
from app.participants.services.admission import admit
from app.participants.services.consents import withdraw_consent
from app.participants.services.stay import change_care, move_stage
from app.participants.stays.queries import interruptions_of
from app.partners.services.network import Institution, add_partner, correct_partner
from app.pilots.queries import posts_of
from app.web import attempt
from tests import factories
from tests.factories import DAY, gecko
from tests.integration import casework
from tests.integration.casework import case_rules, values_for
from tests.integration.hostile import filled, visitor, without_tokens
from tests.integration.questionnaires.waves import ALARMING, fill, new_case, with_procedure
from tests.integration.selection import referrals
from tests.integration.test_concurrency import at_once, refusals

Act = Callable[[], Any]


def posts(actor: Actor) -> list[int]:
    return [post.id for post in posts_of(actor.pilot_id) if post.carries_cases]


def crisis(actor: Actor) -> Act:
    with_procedure(actor)
    number = new_case(actor)
    fill(actor, number, ALARMING)
    place = questionnaires.Place(number, "t0", "phq9")
    return lambda: questionnaires.confirm_crisis(actor, place, "Angerufen", utc_now())


def handing_over(actor: Actor) -> Act:
    number, other = factories.admitted(actor), posts(actor)[1]
    return lambda: hand_over(actor, gecko(), {number: other}, DAY, "", DAY)


def admission(actor: Actor) -> Act:
    number, name = referrals.referred(actor), referrals.name()
    draft = factories.admission(name=name, admitted_on=DAY, candidate=number)
    return lambda: admit(actor, gecko(), draft, DAY)


def seeing(actor: Actor) -> Act:
    number = factories.admitted(actor)
    coach = replace(factories.actor_as("coach"), posts=frozenset())
    open_in_emergency(coach, gecko(), number, "Anruf aus der Klinik", utc_now())
    access_id = db.session.scalars(select(EmergencyAccess.id)).one()
    return lambda: confirm_seen(actor, access_id, utc_now())


@pytest.mark.parametrize(
    ("prepare", "key"),
    [
        (crisis, "questionnaires.crisis_confirmed"),
        (handing_over, "participant.same_post"),
        (admission, "candidate.not_now"),
        (seeing, "caseload.seen_already"),
    ],
)
def test_of_two_at_once_one_wins_and_the_other_is_told(
    web: Flask, actor: Actor, prepare: Callable[[Actor], Act], key: str
) -> None:
    act = prepare(actor)
    assert [refusal.key for refusal in refusals(at_once(web, act, act))] == [key]


def test_who_is_overtaken_while_saving_keeps_the_form(web: Flask, actor: Actor) -> None:
    without_tokens(web)

    def overtaken() -> None:
        raise StaleDataError

    with web.test_request_context(method="POST"):
        form = FlaskForm()
        assert attempt(form, overtaken) is False
        assert "Inzwischen hat jemand anderes gespeichert" in str(form.form_errors[0])


def test_an_institution_with_umlauts_is_known_by_its_name_however_it_is_written(
    actor: Actor,
) -> None:
    add_partner(actor, Institution("Ärztehaus Süd", "clinic"))
    other = add_partner(actor, Institution("Klinik", "clinic"))
    for name in ("Ärztehaus Süd", "ÄRZTEHAUS SÜD", "ärztehaus süd "):
        for act in (
            lambda told: add_partner(actor, told),
            lambda told: correct_partner(actor, other, told, 1),
        ):
            with pytest.raises(DomainError) as refused:
                act(Institution(name, "clinic"))
            assert refused.value.key == "partner.name_taken"


def test_who_withdraws_for_a_day_long_past_leaves_a_record_that_can_be_read(
    web: Flask, actor: Actor
) -> None:
    """The day lies before a change of care, a move and a pause that were recorded since."""
    without_tokens(web)
    values = casework.furnished(actor, casework.partner_of(actor))
    number = values["number"]
    preset = gecko()
    move_stage(actor, preset, number, 2, date(2024, 6, 20), "", DAY)
    change_care(actor, number, posts(actor)[1], date(2024, 6, 20), DAY)
    row = queries.participation_row(actor, number)
    assert row is not None
    consents = queries.consents_of(row.pilot_id, row.id)
    consent = next(one for one in consents if one.purpose == "participation")
    withdraw_consent(actor, number, consent.id, date(2024, 6, 5), DAY)
    db.session.commit()
    assert (row.exited_on, row.exit_reason) == (date(2024, 6, 5), "consent_withdrawn")
    assert interruptions_of(row.pilot_id, row.id) == []
    assert {one.until_day for one, _title in queries.care_of(row.pilot_id, row.id)} == {
        date(2024, 6, 5),
        date(2024, 6, 20),
    }
    assert [one.kind for one in told(due(actor, preset, DAY, DAY))] == ["due.task"]
    client = visitor(web, *ROLES)
    for rule in case_rules(web):
        if "GET" in (rule.methods or set()):
            address = filled(rule, values_for(rule, values))
            assert client.get(address).status_code in (200, 302, 404), address
    for place in ("", "/caseload", "/capacity", "/dwell", "/questionnaires"):
        assert client.get(f"/p/gecko/participants{place}").status_code == 200, place
