"""What is written about the day's work: contacts and notes, their corrections, striking out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete
from sqlalchemy.orm.attributes import flag_modified

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.participants.contacts import queries
from app.participants.contacts.models import CaseNote, Contact, ContactTopic
from app.participants.contacts.rules import Stay, check_choices, check_day, check_minutes
from app.participants.identity import store
from app.participants.models import Participation
from app.participants.services.facts import participation_for
from app.pilots.preset import Preset


@dataclass(frozen=True)
class ContactFacts:
    """What is told of a contact; `was_reached` is False for an attempt in vain."""

    held_on: date
    minutes: int
    kind: str
    topics: Collection[str] = ()
    partner_id: int | None = None
    was_reached: bool = True
    note: str = ""


def stay_of(row: Participation) -> Stay:
    """The days of a participation, for the rules."""
    return Stay(row.referred_on, row.admitted_on, row.exited_on)


def record_contact(
    actor: Actor, preset: Preset, number: int, facts: ContactFacts, today: date
) -> int:
    """Enters a contact with (or an attempt to reach) a participant."""
    participation = participation_for(actor, number)
    _check(preset, participation, facts, today)
    row = Contact(
        pilot_id=actor.pilot_id,
        id=new_id(),
        participation_id=participation.id,
        recorded_by=actor.user_id,
    )
    _fill(row, facts)
    row.note_sealed = _sealed(row, facts.note)
    db.session.add(row)
    db.session.flush()
    _add_topics(row, facts.topics)
    db.session.flush()
    audit.record(actor, "record_contact", "contact", row.id, ["held_on", "minutes", "kind"])
    return row.id


def correct_contact(
    actor: Actor,
    preset: Preset,
    number: int,
    contact_id: int,
    facts: ContactFacts,
    version: int,
    today: date,
) -> None:
    """Corrects a contact; the history keeps what stood there, the log which fields changed."""
    participation, row = _contact(actor, number, contact_id)
    if row.version != version:
        raise Stale
    if row.voided_on is not None:
        raise DomainError("contacts.voided_stays")
    known = queries.topics_of(row.pilot_id, row.id)
    _check(preset, participation, facts, today, known)
    changed = _changed(row, facts)
    _fill(row, facts)
    if facts.note.strip() != store.unseal_text(row.note_sealed, row.pilot_id, row.id, "note"):
        row.note_sealed = _sealed(row, facts.note)
        changed.append("note")
    if known != set(facts.topics):
        _replace_topics(row, facts.topics)
        changed.append("topics")
    if changed:
        # topics stand in a table of their own: the next editor must notice them all the same
        flag_modified(row, "kind")
        db.session.flush()
        audit.record(actor, "correct_contact", "contact", row.id, changed)


def void_contact(actor: Actor, number: int, contact_id: int, today: date) -> None:
    """Strikes a wrong contact out: it stays to be seen and counts nowhere."""
    _participation, row = _contact(actor, number, contact_id)
    if row.voided_on is None:
        row.voided_on = today
        db.session.flush()
        audit.record(actor, "void_contact", "contact", row.id, ["voided_on"])


def restore_contact(actor: Actor, number: int, contact_id: int) -> None:
    """Takes the striking out back."""
    _participation, row = _contact(actor, number, contact_id)
    if row.voided_on is not None:
        row.voided_on = None
        db.session.flush()
        audit.record(actor, "restore_contact", "contact", row.id, ["voided_on"])


def write_note(actor: Actor, number: int, written_on: date, text: str, today: date) -> int:
    """Writes a note into the file; sealed."""
    participation = participation_for(actor, number)
    check_day(written_on, stay_of(participation), today, "written_on")
    row_id = new_id()
    row = CaseNote(
        pilot_id=actor.pilot_id,
        id=row_id,
        participation_id=participation.id,
        written_on=written_on,
        text_sealed=store.seal_text(_required(text), actor.pilot_id, row_id, "text"),
        recorded_by=actor.user_id,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "write_note", "case_note", row.id, ["written_on", "text"])
    return row.id


def correct_note(
    actor: Actor,
    number: int,
    note_id: int,
    written_on: date,
    text: str,
    version: int,
    today: date,
) -> None:
    """Corrects a note; the history keeps the text that stood there."""
    participation, row = _note(actor, number, note_id)
    if row.version != version:
        raise Stale
    if row.voided_on is not None:
        raise DomainError("contacts.voided_stays")
    check_day(written_on, stay_of(participation), today, "written_on")
    changed = ["written_on"] if row.written_on != written_on else []
    row.written_on = written_on
    wanted = _required(text)
    if wanted != store.unseal_text(row.text_sealed, row.pilot_id, row.id, "text"):
        row.text_sealed = store.seal_text(wanted, row.pilot_id, row.id, "text")
        changed.append("text")
    if changed:
        db.session.flush()
        audit.record(actor, "correct_note", "case_note", row.id, changed)


def void_note(actor: Actor, number: int, note_id: int, today: date) -> None:
    """Strikes a note out; it stays to be seen."""
    _participation, row = _note(actor, number, note_id)
    if row.voided_on is None:
        row.voided_on = today
        db.session.flush()
        audit.record(actor, "void_note", "case_note", row.id, ["voided_on"])


def restore_note(actor: Actor, number: int, note_id: int) -> None:
    """Takes the striking out of a note back."""
    _participation, row = _note(actor, number, note_id)
    if row.voided_on is not None:
        row.voided_on = None
        db.session.flush()
        audit.record(actor, "restore_note", "case_note", row.id, ["voided_on"])


def _check(
    preset: Preset,
    participation: Participation,
    facts: ContactFacts,
    today: date,
    kept_topics: Collection[str] = (),
) -> None:
    """Topics that the programme has given up may stay where they stand already."""
    known = {topic.key for topic in preset.contact_topics} | set(kept_topics)
    check_day(facts.held_on, stay_of(participation), today, "held_on")
    check_minutes(facts.minutes)
    check_choices(facts.kind, facts.topics, known)


def _fill(row: Contact, facts: ContactFacts) -> None:
    row.held_on, row.minutes, row.kind = facts.held_on, facts.minutes, facts.kind
    row.partner_id, row.was_reached = facts.partner_id, facts.was_reached


def _changed(row: Contact, facts: ContactFacts) -> list[str]:
    names = ("held_on", "minutes", "kind", "partner_id", "was_reached")
    return [name for name in names if getattr(row, name) != getattr(facts, name)]


def _sealed(row: Contact, text: str) -> bytes | None:
    text = text.strip()
    return store.seal_text(text, row.pilot_id, row.id, "note") if text else None


def _required(text: str) -> str:
    if not text.strip():
        raise DomainError("contacts.note_missing", "text")
    return text.strip()


def _add_topics(row: Contact, topics: Collection[str]) -> None:
    db.session.add_all(
        ContactTopic(pilot_id=row.pilot_id, contact_id=row.id, topic=topic)
        for topic in sorted(set(topics))
    )


def _replace_topics(row: Contact, topics: Collection[str]) -> None:
    db.session.execute(
        delete(ContactTopic).where(
            ContactTopic.pilot_id == row.pilot_id, ContactTopic.contact_id == row.id
        )
    )
    _add_topics(row, topics)


def _contact(actor: Actor, number: int, contact_id: int) -> tuple[Participation, Contact]:
    participation = participation_for(actor, number)
    row = queries.contact_row(actor.pilot_id, participation.id, contact_id)
    if row is None:
        raise NotFound
    return participation, row


def _note(actor: Actor, number: int, note_id: int) -> tuple[Participation, CaseNote]:
    participation = participation_for(actor, number)
    row = queries.note_row(actor.pilot_id, participation.id, note_id)
    if row is None:
        raise NotFound
    return participation, row
