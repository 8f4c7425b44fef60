"""Admission of a person into the pilot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select

from app import audit
from app.access import Actor, Permission
from app.database import new_id
from app.errors import DomainError
from app.extensions import db
from app.participants import queries
from app.participants.caseload.services.ratio import note_excess
from app.participants.identity import store
from app.participants.identity.store import Name
from app.participants.models import CriterionAnswer, Participation, Person
from app.participants.rules import Facts, check_criteria
from app.participants.selection.facts import admissible, mark_admitted, open_candidate_of
from app.participants.selection.models import Candidate
from app.participants.services.facts import add_consent, add_move, sealed, start_care
from app.periods import whole_years
from app.pilots.preset import Preset
from app.pilots.queries import one_at_a_time

OLDEST = 120
"""Completed years at entry; beyond, the date of birth is a slip of the pen."""


@dataclass(frozen=True)
class Characteristics:
    """What is asked of everybody at entry; None is unknown."""

    sex: str | None = None
    school: str | None = None
    vocational: str | None = None
    children: int | None = None
    health_restriction: bool | None = None
    addiction: bool | None = None


@dataclass(frozen=True)
class Admission:
    """Everything an admission rests on."""

    name: Name
    characteristics: Characteristics
    admitted_on: date
    post_id: int
    referred_on: date | None = None
    consents: Mapping[str, date] = field(default_factory=dict)
    consent_form: str = "written"
    stated: Mapping[str, bool] = field(default_factory=dict)
    override_reason: str = ""
    ratio_reason: str = ""
    remark: str = ""
    candidate: int | None = None
    """The number of the candidate who is admitted; None without a referral on record."""


def admit(actor: Actor, preset: Preset, admission: Admission, today: date) -> int:
    """Admits a person; returns the participant number.

    Refuses without the consents that admission needs, without a written reason where a required
    criterion is not met (only who may override can give it) or where the post is beyond the ratio,
    and who is in the pilot already.
    """
    _check_days(preset, admission, today)
    _check_consents(preset, admission)
    checked = check_criteria(preset.criteria, facts_of(admission))
    against = any(item.blocks for item in checked)
    if against and not actor.may(Permission.ADMIT_AGAINST_CRITERIA):
        raise DomainError("participant.criteria_need_coordinator", "override_reason")
    if against and not admission.override_reason.strip():
        raise DomainError("participant.criteria_need_reason", "override_reason")
    one_at_a_time(actor.pilot_id)
    candidate = _candidate(actor, admission)
    person_id = _person(actor, admission, candidate)
    row = _participation(actor, person_id, admission, against)
    for item in checked:
        db.session.add(
            CriterionAnswer(
                pilot_id=actor.pilot_id,
                participation_id=row.id,
                criterion=item.criterion.key,
                answer=item.answer,
            )
        )
    add_move(actor, row.id, 1, admission.referred_on or admission.admitted_on, None)
    start_care(actor, row.id, admission.post_id, admission.admitted_on)
    care = (admission.post_id, admission.admitted_on)
    note_excess(actor, preset, row.id, *care, admission.ratio_reason, today)
    for purpose, given_on in admission.consents.items():
        text = preset.consents.text(purpose, given_on)
        add_consent(actor, row.id, purpose, given_on, admission.consent_form, text)
    # Who was referred has come by the referral, whichever page admits them.
    candidate = candidate or open_candidate_of(actor, person_id, admission.admitted_on)
    if candidate is not None:
        mark_admitted(candidate, row.id, admission.admitted_on)
        audit.record(actor, "candidate_admit", "candidate", candidate.id)
    db.session.flush()
    audit.record(actor, "admit", "participation", row.id)
    return row.number


def _check_days(preset: Preset, admission: Admission, today: date) -> None:
    entry, born = admission.admitted_on, admission.name.birth_date
    if entry > today:
        raise DomainError("house.future", "admitted_on", day=entry, on=today)
    if admission.referred_on and admission.referred_on > entry:
        raise DomainError("participant.referred_after_entry", "referred_on")
    if born >= entry:
        raise DomainError("participant.born_after_entry", "birth_date")
    if whole_years(born, entry) > OLDEST:
        raise DomainError("participant.birth_date_unlikely", "birth_date")
    _check_period(preset, entry)


def _check_period(preset: Preset, day: date) -> None:
    if not preset.notice.starts_on <= day <= preset.notice.ends_on:
        raise DomainError(
            "participant.outside_period",
            "admitted_on",
            starts_on=preset.notice.starts_on,
            ends_on=preset.notice.ends_on,
        )


def _check_consents(preset: Preset, admission: Admission) -> None:
    for purpose in preset.consents.required_for_admission:
        if purpose not in admission.consents:
            raise DomainError("participant.no_consent", f"consent_{purpose}")
    for purpose, given_on in admission.consents.items():
        if purpose not in preset.consents.purposes:
            raise DomainError("participant.unknown_purpose")
        if given_on > admission.admitted_on:
            raise DomainError("participant.consent_after_entry", f"consent_{purpose}")


def facts_of(admission: Admission) -> Facts:
    """What the criteria look at, as far as it is known for this admission."""
    given = admission.characteristics
    return Facts(
        entry=admission.admitted_on,
        birth_date=admission.name.birth_date,
        health_restriction=given.health_restriction,
        addiction=given.addiction,
        school=given.school,
        vocational=given.vocational,
        children=given.children,
        stated=admission.stated,
    )


def _candidate(actor: Actor, admission: Admission) -> Candidate | None:
    if admission.candidate is None:
        return None
    return admissible(actor, admission.candidate, admission.admitted_on)


def _person(actor: Actor, admission: Admission, candidate: Candidate | None) -> int:
    """The candidate's person, or the one known by customer number; else a new one.

    Refuses who is still in the pilot, and a candidate under the number of somebody else.
    """
    known = store.person_with(actor.pilot_id, admission.name.customer_number)
    if candidate is not None and candidate.person_id is not None:
        if known not in (None, candidate.person_id):
            raise DomainError("participant.number_taken", "customer_number")
        known = candidate.person_id
    if known is not None:
        if queries.other_stay_from(actor.pilot_id, known, admission.admitted_on, None):
            raise DomainError("participant.already_in", "customer_number")
        store.keep(actor.pilot_id, known, admission.name)
        return known
    person = Person(pilot_id=actor.pilot_id, id=new_id())
    db.session.add(person)
    db.session.flush()
    store.keep(actor.pilot_id, person.id, admission.name)
    return person.id


def _participation(
    actor: Actor, person_id: int, admission: Admission, against: bool
) -> Participation:
    highest = db.session.scalar(
        select(func.max(Participation.number)).where(Participation.pilot_id == actor.pilot_id)
    )
    row = Participation(
        pilot_id=actor.pilot_id,
        id=new_id(),
        person_id=person_id,
        number=(highest or 0) + 1,
        referred_on=admission.referred_on,
        admitted_on=admission.admitted_on,
        age_at_entry=whole_years(admission.name.birth_date, admission.admitted_on),
        against_criteria=against,
        **vars(admission.characteristics),
    )
    row.reason_sealed = sealed(row, admission.override_reason, "reason") if against else None
    row.remark_sealed = sealed(row, admission.remark, "remark")
    db.session.add(row)
    db.session.flush()
    return row
