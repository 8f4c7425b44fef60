"""Consents as versioned records: text and proof, correction, withdrawal, releases, gates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.access import Actor
from app.errors import DomainError, Stale
from app.extensions import db
from app.participants import queries, record
from app.participants.models import Consent, Participation
from app.participants.planning.models import IntegrationPlan
from app.participants.questionnaires.models import Questionnaire
from app.participants.services import stay
from app.participants.services.admission import Characteristics
from app.participants.services.consents import (
    Proof,
    Written,
    correct_consent,
    give_consent,
    representative_of,
    withdraw_consent,
)
from app.participants.stays.queries import releases_of
from app.participants.stays.services import Released, release_secrecy, withdraw_secrecy_release
from app.partners.models import Partner
from app.pilots.preset import ConsentText, Preset
from tests import factories
from tests.factories import DAY, admitted

ENTRY_CONSENT = date(2023, 3, 10)
SECOND = ConsentText("evaluation", "2", date(2024, 1, 1), "Institut B", "institute B")


def renewed() -> Preset:
    """The pilot with a second version of the text on evaluation, from 2024 on."""
    gecko = factories.gecko()
    return replace(gecko, consents=replace(gecko.consents, texts=(*gecko.consents.texts, SECOND)))


def row_of(actor: Actor, number: int) -> Participation:
    return record.participation(actor, number)


def consents_to(actor: Actor, number: int, purpose: str) -> list[Consent]:
    row = row_of(actor, number)
    return [one for one in queries.consents_of(row.pilot_id, row.id) if one.purpose == purpose]


def test_a_consent_keeps_version_and_recipient_of_the_signed_text(actor: Actor) -> None:
    number = admitted(actor)
    (signed,) = consents_to(actor, number, "evaluation")
    assert (signed.text_version, signed.recipient) == ("1", "Beauftragtes Evaluationsinstitut")


def test_a_newer_text_is_signed_while_the_older_consent_lasts_and_both_are_withdrawn(
    actor: Actor,
) -> None:
    number, preset = admitted(actor), renewed()
    give_consent(actor, preset, number, "evaluation", date(2024, 2, 1), "electronic", DAY)
    found = consents_to(actor, number, "evaluation")
    assert [(one.text_version, one.recipient) for one in found] == [
        ("1", "Beauftragtes Evaluationsinstitut"),
        ("2", "Institut B"),
    ]
    with pytest.raises(DomainError, match="consent_in_force"):
        give_consent(actor, preset, number, "evaluation", date(2024, 3, 1), "written", DAY)
    with pytest.raises(DomainError, match="withdrawn_before_given"):
        withdraw_consent(actor, number, found[1].id, date(2024, 1, 15), DAY)
    withdraw_consent(actor, number, found[1].id, date(2024, 4, 1), DAY)
    assert {one.withdrawn_on for one in consents_to(actor, number, "evaluation")} == {
        date(2024, 4, 1)
    }


def test_who_signed_for_somebody_is_kept_sealed(actor: Actor) -> None:
    number = admitted(actor)
    proof = Proof("Ordner 7", "representative", "Alex Beispiel")
    give_consent(actor, factories.gecko(), number, "follow_up", DAY, "written", DAY, proof)
    (signed,) = consents_to(actor, number, "follow_up")
    assert (signed.document_reference, signed.signed_by) == ("Ordner 7", "representative")
    assert representative_of(signed) == "Alex Beispiel"
    assert b"Beispiel" not in (signed.representative_sealed or b"")


def test_a_corrected_consent_keeps_its_history_and_the_second_to_save_loses_nothing(
    actor: Actor,
) -> None:
    number, preset = admitted(actor), factories.gecko()
    (wrong,) = consents_to(actor, number, "evaluation")
    db.session.commit()
    right = Written(date(2023, 3, 9), "electronic", "1", Proof("AZ 12/2023"))
    correct_consent(actor, preset, number, wrong.id, right, 1, DAY)
    db.session.commit()
    with pytest.raises(Stale):
        correct_consent(actor, preset, number, wrong.id, right, 1, DAY)
    latest = record.changes(row_of(actor, number))[0]
    assert (latest.table, latest.fields) == (
        "consent",
        ("form", "document_reference", "given_on"),
    )


def test_the_consent_that_admission_needs_is_not_moved_behind_the_entry(actor: Actor) -> None:
    number = admitted(actor)
    (needed,) = consents_to(actor, number, "participation")
    late = Written(date(2023, 3, 15), "written", "1", Proof())
    with pytest.raises(DomainError, match="required_after_entry"):
        correct_consent(actor, factories.gecko(), number, needed.id, late, 1, DAY)


def test_health_may_be_recorded_while_the_consent_is_in_force(actor: Actor) -> None:
    number = admitted(actor)
    row = row_of(actor, number)
    (health,) = consents_to(actor, number, "health_data")
    withdraw_consent(actor, number, health.id, date(2024, 6, 1), DAY)
    place = (row.pilot_id, row.id)
    days = (date(2023, 3, 9), ENTRY_CONSENT, date(2024, 5, 31), date(2024, 6, 1))
    assert [queries.has_health_consent(*place, on) for on in days] == [False, True, True, False]
    told = Characteristics("female", "intermediate", "dual", 2, True, True)
    with pytest.raises(DomainError, match="no_health_consent"):
        stay.correct(actor, number, told, "", row.version, DAY)
    cleared = Characteristics("female", "intermediate", "dual", 2, None, None)
    stay.correct(actor, number, cleared, "", row.version, DAY)
    assert row.addiction is None


def test_a_stage_waits_for_the_baseline_and_for_an_agreed_plan(actor: Actor) -> None:
    number = admitted(actor)
    row = row_of(actor, number)
    gecko = factories.gecko()
    second = replace(gecko.stages[1], gates=("coach", "baseline", "plan"))
    preset = replace(gecko, stages=(gecko.stages[0], second))
    day = date(2023, 6, 1)

    def move() -> None:
        stay.move_stage(actor, preset, number, 2, day, "", DAY)

    with pytest.raises(DomainError, match="gate_baseline"):
        move()
    ours = {"pilot_id": actor.pilot_id, "participation_id": row.id}
    db.session.add(
        Questionnaire(
            **ours, instrument="who5", wave="t0", missing="refused", recorded_by=actor.user_id
        )
    )
    plan = IntegrationPlan(**ours, drawn_up_on=date(2023, 5, 1), agreed_on=date(2023, 6, 2))
    db.session.add(plan)
    db.session.flush()
    with pytest.raises(DomainError, match="gate_plan"):
        move()
    plan.agreed_on = day
    db.session.flush()
    move()
    assert queries.stage_record(actor.pilot_id, row.id).current == 2


def test_a_release_from_secrecy_lasts_until_its_last_day_or_its_withdrawal(actor: Actor) -> None:
    number = admitted(actor)
    clinic = Partner(pilot_id=actor.pilot_id, name="Klinik am See", kind="clinic")
    db.session.add(clinic)
    db.session.flush()
    given = Released(clinic.id, "mutual", date(2024, 1, 1), date(2024, 6, 30))
    release_secrecy(actor, number, given, "written", Proof(), DAY)
    row = row_of(actor, number)
    (found,) = releases_of(row.pilot_id, row.id)
    assert found.partner == "Klinik am See"
    days = (date(2023, 12, 31), date(2024, 1, 1), date(2024, 6, 30), date(2024, 7, 1))
    assert [found.is_in_force(day) for day in days] == [False, True, True, False]
    with pytest.raises(DomainError, match="released_already"):
        release_secrecy(actor, number, given, "written", Proof(), DAY)
    withdraw_secrecy_release(actor, number, found.release.id, date(2024, 2, 1), DAY)
    (found,) = releases_of(row.pilot_id, row.id)
    assert not found.is_in_force(date(2024, 2, 1))
    with pytest.raises(DomainError, match="release_withdrawn"):
        withdraw_secrecy_release(actor, number, found.release.id, date(2024, 2, 1), DAY)


def test_the_history_of_consents_survives_their_withdrawal(actor: Actor) -> None:
    number = admitted(actor)
    (signed,) = consents_to(actor, number, "evaluation")
    db.session.commit()
    withdraw_consent(actor, number, signed.id, DAY, DAY)
    db.session.commit()
    latest = record.changes(row_of(actor, number))[0]
    assert (latest.table, latest.fields) == ("consent", ("withdrawn_on",))
