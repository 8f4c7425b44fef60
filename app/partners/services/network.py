"""Institutions, their contact persons, agreements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.partners.models import Agreement, Partner, PartnerContact
from app.partners.rules import KINDS, check_agreement
from app.pilots.queries import one_at_a_time

Row = TypeVar("Row", Partner, PartnerContact, Agreement)
Part = TypeVar("Part", PartnerContact, Agreement)


@dataclass(frozen=True)
class Institution:
    """What is kept of an institution; empty texts are none."""

    name: str
    kind: str
    place: str = ""
    phone: str = ""
    email: str = ""
    remark: str = ""


@dataclass(frozen=True)
class ContactPerson:
    """Business contact data of somebody in an institution."""

    name: str
    function: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Terms:
    """What was agreed, and for how long; `valid_until` is the last day."""

    subject: str
    valid_from: date
    valid_until: date | None = None
    signed_on: date | None = None
    remind_days: int = 90
    document_reference: str = ""


def add_partner(actor: Actor, institution: Institution) -> int:
    """A further institution; returns its id. Its name is unique in the pilot."""
    one_at_a_time(actor.pilot_id)
    row = Partner(pilot_id=actor.pilot_id, id=new_id())
    _describe(actor, row, institution)
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "add_partner", "partner", row.id)
    return row.id


def correct_partner(actor: Actor, partner_id: int, institution: Institution, version: int) -> None:
    """Corrects what is kept of an institution."""
    one_at_a_time(actor.pilot_id)
    row = _locked(actor, Partner, partner_id, version)
    changed = _describe(actor, row, institution)
    db.session.flush()
    audit.record(actor, "correct_partner", "partner", row.id, changed)


def _describe(actor: Actor, row: Partner, institution: Institution) -> list[str]:
    if institution.kind not in KINDS:
        raise DomainError("partner.unknown_kind", "kind")
    # compared here: SQLite's lower() leaves Ä, Ö and Ü as they are
    others = db.session.execute(
        select(Partner.id, Partner.name).where(Partner.pilot_id == actor.pilot_id)
    )
    wanted = institution.name.strip().casefold()
    if any(name.casefold() == wanted for key, name in others if key != row.id):
        raise DomainError("partner.name_taken", "name")
    return _fill(row, institution)


def end_partner(actor: Actor, partner_id: int, ended_on: date, version: int) -> None:
    """From that day on the institution is no longer offered; nothing of its past goes."""
    row = _locked(actor, Partner, partner_id, version)
    row.ended_on = ended_on
    db.session.flush()
    audit.record(actor, "end_partner", "partner", row.id, ["ended_on"])


def resume_partner(actor: Actor, partner_id: int, version: int) -> None:
    """Working together goes on."""
    row = _locked(actor, Partner, partner_id, version)
    row.ended_on = None
    db.session.flush()
    audit.record(actor, "resume_partner", "partner", row.id, ["ended_on"])


def add_contact(actor: Actor, partner_id: int, person: ContactPerson) -> int:
    """A further person to turn to."""
    _existing(actor, Partner, partner_id)
    row = PartnerContact(pilot_id=actor.pilot_id, id=new_id(), partner_id=partner_id)
    _fill(row, person)
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "add_partner_contact", "partner", partner_id)
    return row.id


def correct_contact(
    actor: Actor, partner_id: int, contact_id: int, person: ContactPerson, version: int
) -> None:
    """Corrects the data of a contact person."""
    row = _belonging(actor, PartnerContact, partner_id, contact_id, version)
    changed = _fill(row, person)
    db.session.flush()
    audit.record(actor, "correct_partner_contact", "partner", partner_id, changed)


def remove_contact(actor: Actor, partner_id: int, contact_id: int, version: int) -> None:
    """Removes a contact person for good: who has left has a right to be forgotten."""
    row = _belonging(actor, PartnerContact, partner_id, contact_id, version)
    db.session.delete(row)
    db.session.flush()
    audit.record(actor, "remove_partner_contact", "partner", partner_id)


def conclude(actor: Actor, partner_id: int, terms: Terms) -> int:
    """A cooperation agreement with an institution; returns its id."""
    check_agreement(terms.signed_on, terms.valid_from, terms.valid_until)
    _existing(actor, Partner, partner_id)
    row = Agreement(pilot_id=actor.pilot_id, id=new_id(), partner_id=partner_id)
    _fill(row, terms)
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "conclude_agreement", "agreement", row.id)
    return row.id


def correct_agreement(
    actor: Actor, partner_id: int, agreement_id: int, terms: Terms, version: int
) -> None:
    """Corrects or extends an agreement; the history keeps what stood before."""
    check_agreement(terms.signed_on, terms.valid_from, terms.valid_until)
    row = _belonging(actor, Agreement, partner_id, agreement_id, version)
    changed = _fill(row, terms)
    db.session.flush()
    audit.record(actor, "correct_agreement", "agreement", row.id, changed)


def drop_agreement(actor: Actor, partner_id: int, agreement_id: int, version: int) -> None:
    """Removes an agreement entered by mistake; its history stays."""
    row = _belonging(actor, Agreement, partner_id, agreement_id, version)
    db.session.delete(row)
    db.session.flush()
    audit.record(actor, "drop_agreement", "agreement", agreement_id)


def _fill(row: Any, given: object) -> list[str]:
    """Takes over what was given, empty texts as none; the names of what changed."""
    changed = []
    for name, value in vars(given).items():
        plain = (value.strip() or None) if isinstance(value, str) else value
        if getattr(row, name) != plain:
            setattr(row, name, plain)
            changed.append(name)
    return changed


def _existing(actor: Actor, table: type[Row], row_id: int) -> Row:
    """Locked until the end of the transaction, so that the version compared is the latest."""
    row = db.session.get(table, (actor.pilot_id, row_id), with_for_update=True)
    if row is None:
        raise NotFound
    return row


def _locked(actor: Actor, table: type[Row], row_id: int, version: int) -> Row:
    row = _existing(actor, table, row_id)
    if row.version != version:
        raise Stale
    return row


def _belonging(actor: Actor, table: type[Part], partner_id: int, row_id: int, version: int) -> Part:
    row = _locked(actor, table, row_id, version)
    if row.partner_id != partner_id:
        raise NotFound
    return row
