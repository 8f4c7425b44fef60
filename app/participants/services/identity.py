"""Correction of who somebody is: name, date of birth, customer number."""

from __future__ import annotations

from app import audit
from app.access import Actor
from app.errors import DomainError, Stale
from app.participants import queries
from app.participants.identity import store
from app.participants.identity.store import Name
from app.participants.services.admission import OLDEST
from app.participants.services.facts import participation_for
from app.periods import whole_years


def correct_identity(actor: Actor, number: int, name: Name, version: int) -> None:
    """Corrects a person's identity; the age at entry of each stay follows the date of birth.

    The answers to the criteria stay as they were given on the day of entry.
    """
    row = participation_for(actor, number)
    changed = change_identity(actor, row.person_id, name, version)
    if changed:
        audit.record(actor, "correct_identity", "participation", row.id, changed)


def change_identity(actor: Actor, person_id: int, name: Name, version: int) -> list[str]:
    """Keeps a corrected identity of a person; returns the fields that changed."""
    if store.version_of(actor.pilot_id, person_id) != version:
        raise Stale
    taken_by = store.person_with(actor.pilot_id, name.customer_number)
    if taken_by is not None and taken_by != person_id:
        raise DomainError("participant.number_taken", "customer_number")
    before = store.names_of(actor.pilot_id, [person_id])[person_id]
    changed = [field for field, value in vars(name).items() if getattr(before, field) != value]
    if not changed:
        return []
    for stay in queries.stays_of(actor.pilot_id, person_id):
        if name.birth_date >= stay.admitted_on:
            raise DomainError("participant.born_after_entry", "birth_date")
        stay.age_at_entry = whole_years(name.birth_date, stay.admitted_on)
        if stay.age_at_entry > OLDEST:
            raise DomainError("participant.birth_date_unlikely", "birth_date")
    store.keep(actor.pilot_id, person_id, name)
    return changed
