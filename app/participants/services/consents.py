"""Consents: given for a purpose, withdrawn from a day on."""

from __future__ import annotations

from datetime import date

from app import audit
from app.access import Actor
from app.errors import DomainError, NotFound
from app.extensions import db
from app.participants import queries
from app.participants.models import Consent
from app.participants.services.facts import add_consent, end_stay, participation_for
from app.pilots.preset import Preset


def give_consent(
    actor: Actor, preset: Preset, number: int, purpose: str, given_on: date, form: str, today: date
) -> None:
    """A consent to one more purpose."""
    row = participation_for(actor, number)
    if given_on > today:
        raise DomainError("house.future", "given_on", day=given_on, on=today)
    if purpose not in preset.consents.purposes:
        raise DomainError("participant.unknown_purpose", "purpose")
    for known in queries.consents_of(actor.pilot_id, row.id):
        if known.purpose != purpose:
            continue
        if known.given_on == given_on:
            raise DomainError("participant.consent_that_day", "given_on")
        if known.withdrawn_on is None or known.withdrawn_on > given_on:
            raise DomainError("participant.consent_in_force", "purpose")
    add_consent(actor, row.id, purpose, given_on, form)
    db.session.flush()
    audit.record(actor, "give_consent", "participation", row.id, ["purpose", "given_on"])


def withdraw_consent(
    actor: Actor, number: int, consent_id: int, withdrawn_on: date, today: date
) -> None:
    """A withdrawal from that day on; of participation it also ends the stay with that reason."""
    row = participation_for(actor, number)
    consent = db.session.get(Consent, (actor.pilot_id, consent_id))
    if consent is None or consent.participation_id != row.id:
        raise NotFound
    if consent.withdrawn_on is not None:
        raise DomainError("participant.already_withdrawn")
    if withdrawn_on > today:
        raise DomainError("house.future", "withdrawn_on", day=withdrawn_on, on=today)
    if withdrawn_on < consent.given_on:
        raise DomainError(
            "participant.withdrawn_before_given", "withdrawn_on", given_on=consent.given_on
        )
    consent.withdrawn_on = withdrawn_on
    if consent.purpose == "participation" and row.exited_on is None:
        end_stay(actor, row, max(withdrawn_on, row.admitted_on), "consent_withdrawn", None)
    db.session.flush()
    audit.record(actor, "withdraw_consent", "participation", row.id, ["withdrawn_on"])
