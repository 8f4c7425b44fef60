"""Consents: given for a purpose, corrected where mistyped, withdrawn from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app import audit
from app.access import Actor
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.participants import queries
from app.participants.identity import store
from app.participants.models import Consent, Participation
from app.participants.services.facts import add_consent, end_stay, participation_for
from app.participants.stays.models import SecrecyRelease
from app.participants.stays.rules import (
    check_days_of_consent,
    check_signature,
    newer_text,
)
from app.pilots.preset import Preset


@dataclass(frozen=True)
class Proof:
    """Where the signed paper is, and who signed: the person, or a named representative."""

    document_reference: str = ""
    signed_by: str = "person"
    representative: str = ""


@dataclass(frozen=True)
class Written:
    """What a consent says as it should have been: day, form, version of the text, proof."""

    given_on: date
    form: str
    text_version: str
    proof: Proof


def give_consent(
    actor: Actor,
    preset: Preset,
    number: int,
    purpose: str,
    given_on: date,
    form: str,
    today: date,
    proof: Proof | None = None,
) -> None:
    """A consent to one more purpose, or to a newer version of the text of a lasting one."""
    row = participation_for(actor, number)
    proof = proof or Proof()
    if given_on > today:
        raise DomainError("house.future", "given_on", day=given_on, on=today)
    if purpose not in preset.consents.purposes:
        raise DomainError("participant.unknown_purpose", "purpose")
    known = [one for one in queries.consents_of(actor.pilot_id, row.id) if one.purpose == purpose]
    for one in known:
        if one.given_on == given_on:
            raise DomainError("participant.consent_that_day", "given_on")
        lasts = one.withdrawn_on is None or one.withdrawn_on > given_on
        is_renewed = newer_text(preset.consents, purpose, one.text_version, given_on) is not None
        if lasts and not (is_renewed and one.withdrawn_on is None and one.given_on < given_on):
            raise DomainError("participant.consent_in_force", "purpose")
    text = preset.consents.text(purpose, given_on)
    keep_proof(add_consent(actor, row.id, purpose, given_on, form, text), proof)
    db.session.flush()
    audit.record(actor, "give_consent", "participation", row.id, ["purpose", "given_on"])


def keep_proof(row: Consent | SecrecyRelease, proof: Proof) -> None:
    """Puts document and signature on a consent or release; a representative's name is sealed."""
    check_signature(proof.signed_by, proof.representative)
    row.document_reference = proof.document_reference.strip() or None
    row.signed_by = proof.signed_by
    name = proof.representative.strip() if proof.signed_by == "representative" else ""
    if name != representative_of(row):
        sealed = store.seal_text(name, row.pilot_id, row.id, "representative") if name else None
        row.representative_sealed = sealed


def representative_of(row: Consent | SecrecyRelease) -> str:
    """Who signed for the person; the caller records the reading."""
    return store.unseal_text(row.representative_sealed, row.pilot_id, row.id, "representative")


def correct_consent(
    actor: Actor,
    preset: Preset,
    number: int,
    consent_id: int,
    right: Written,
    version: int,
    today: date,
) -> None:
    """Corrects what was mistyped about a consent; the history keeps what stood there."""
    row = participation_for(actor, number)
    known = queries.consents_of(actor.pilot_id, row.id)
    consent = consent_in(known, consent_id)
    if consent.version != version:
        raise Stale
    others = [one for one in known if one.purpose == consent.purpose and one.id != consent.id]
    _check_day(preset, row, consent, others, right.given_on, today)
    consent.given_on, consent.form = right.given_on, right.form
    texts = {one.version: one for one in preset.consents.texts if one.purpose == consent.purpose}
    if right.text_version != (consent.text_version or ""):
        text = texts.get(right.text_version)
        consent.text_version = text.version if text else None
        consent.recipient = text.recipient_de if text else None
    keep_proof(consent, right.proof)
    db.session.flush()
    audit.record(
        actor, "correct_consent", "participation", row.id, ["given_on", "form", "signed_by"]
    )


def _check_day(
    preset: Preset,
    row: Participation,
    consent: Consent,
    others: Sequence[Consent],
    given_on: date,
    today: date,
) -> None:
    is_required = consent.purpose in preset.consents.required_for_admission
    has_earlier = any(one.given_on <= row.admitted_on for one in others)
    check_days_of_consent(
        given_on,
        consent.withdrawn_on,
        admitted_on=row.admitted_on,
        is_required=is_required and not has_earlier,
        today=today,
    )
    if any(one.given_on == given_on for one in others):
        raise DomainError("participant.consent_that_day", "given_on")
    was_after = {one.id for one in others if one.given_on > consent.given_on}
    if was_after != {one.id for one in others if one.given_on > given_on}:
        raise DomainError("stays.order_of_consents", "given_on")
    for one in others:
        if one.withdrawn_on is not None and one.given_on < given_on < one.withdrawn_on:
            raise DomainError("stays.order_of_consents", "given_on")


def consent_in(known: Sequence[Consent], consent_id: int) -> Consent:
    """The consent with that id among those of a participation; otherwise it is not there."""
    found = next((one for one in known if one.id == consent_id), None)
    if found is None:
        raise NotFound
    return found


def withdraw_consent(
    actor: Actor, number: int, consent_id: int, withdrawn_on: date, today: date
) -> None:
    """A withdrawal of a purpose from that day on; of participation it also ends the stay.

    Whoever signed a newer version of the text as well withdraws both.
    """
    row = participation_for(actor, number)
    known = queries.consents_of(actor.pilot_id, row.id)
    consent = consent_in(known, consent_id)
    if consent.withdrawn_on is not None:
        raise DomainError("participant.already_withdrawn")
    if withdrawn_on > today:
        raise DomainError("house.future", "withdrawn_on", day=withdrawn_on, on=today)
    lasting = [one for one in known if one.purpose == consent.purpose and not one.withdrawn_on]
    latest = max(one.given_on for one in lasting)
    if withdrawn_on < latest:
        raise DomainError("participant.withdrawn_before_given", "withdrawn_on", given_on=latest)
    for one in lasting:
        one.withdrawn_on = withdrawn_on
    if consent.purpose == "participation" and row.exited_on is None:
        end_stay(actor, row, max(withdrawn_on, row.admitted_on), "consent_withdrawn", None)
    db.session.flush()
    audit.record(actor, "withdraw_consent", "participation", row.id, ["withdrawn_on"])
