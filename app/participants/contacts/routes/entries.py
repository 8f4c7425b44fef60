"""Single entries: corrections, striking out and taking that back; notes of the file."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import NotFound
from app.participants.contacts import queries, services
from app.participants.contacts.forms import (
    ContactCorrectionForm,
    NoteCorrectionForm,
    NoteForm,
)
from app.participants.contacts.queries import Entry
from app.participants.contacts.routes.frame import (
    NOTES,
    ONE,
    address,
    blueprint,
    done,
    facts_in,
    prepared,
)
from app.participants.record import Case
from app.participants.routes.case import open_case
from app.participants.routes.case_form import case_form
from app.web import actor, attempt, commit, pilot


@blueprint.route(ONE, methods=["GET", "POST"])
@requires(Permission.NAMES)
def correct(number: int, contact_id: int) -> Any:
    """A corrected contact; whoever comes second sees both versions."""
    case = open_case(number, "note")
    found = contact(case, contact_id)
    form = prepared(
        ContactCorrectionForm(data=stored_contact(found)), found.partner_id, kept(found)
    )
    if not form.is_submitted():
        form.renew(found.version)

    def run() -> None:
        given, version = facts_in(form), form.version.data or 0
        services.correct_contact(
            actor(), pilot().preset, number, contact_id, given, version, pilot().day
        )

    if attempt(form, run):
        return done(number, _("Der Kontakt ist berichtigt."))
    now = contact(case, contact_id)
    stored = stored_contact(now) if form.renew(now.version) else None
    return case_form(
        case,
        form,
        _("Kontakt berichtigen"),
        _("Berichtigen"),
        address("index", number=number),
        stored=stored,
    )


def contact(case: Case, contact_id: int) -> Entry:
    """The contact of this case; otherwise it is not there."""
    row = queries.contact_row(case.row.pilot_id, case.row.id, contact_id)
    if row is None:
        raise NotFound
    return queries.entry_of_contact(row)


def kept(found: Entry) -> tuple[str, ...]:
    """The topics that a contact has."""
    return tuple(found.topics)


def stored_contact(found: Entry) -> dict[str, Any]:
    """What is stored now, as the form shows it."""
    return {
        "held_on": found.on,
        "minutes": found.minutes,
        "kind": found.kind,
        "not_reached": not found.was_reached,
        "topics": list(found.topics),
        "partner_id": str(found.partner_id or ""),
        "note": found.text,
    }


@blueprint.post(f"{ONE}/void")
@requires(Permission.WORK_CASES)
def void(number: int, contact_id: int) -> Any:
    """Strikes a contact out; the list keeps it, with the way back."""
    services.void_contact(actor(), number, contact_id, pilot().day)
    commit()
    return done(number, _("Der Kontakt ist gestrichen und zählt nicht mehr."))


@blueprint.post(f"{ONE}/restore")
@requires(Permission.WORK_CASES)
def restore(number: int, contact_id: int) -> Any:
    """Takes the striking out back."""
    services.restore_contact(actor(), number, contact_id)
    commit()
    return done(number, _("Die Streichung ist zurückgenommen."))


@blueprint.route(f"{NOTES}/new", methods=["GET", "POST"])
@requires(Permission.NAMES)
def write_note(number: int) -> Any:
    """A note for the file."""
    case = open_case(number)
    form = NoteForm()
    if not form.is_submitted():
        form.written_on.data = pilot().day

    def run() -> None:
        given = form.data
        services.write_note(actor(), number, given["written_on"], given["text"], pilot().day)

    if attempt(form, run):
        return done(number, _("Die Aktennotiz steht in der Akte."))
    title = _("Aktennotiz schreiben")
    return case_form(case, form, title, _("Speichern"), address("index", number=number))


@blueprint.route(f"{NOTES}/<int:note_id>", methods=["GET", "POST"])
@requires(Permission.NAMES)
def correct_note(number: int, note_id: int) -> Any:
    """A corrected note; whoever comes second sees both versions."""
    case = open_case(number, "text")
    found = note(case, note_id)
    form = NoteCorrectionForm(data=stored_note(found))
    if not form.is_submitted():
        form.renew(found.version)

    def run() -> None:
        day, text = form.data["written_on"], form.data["text"]
        services.correct_note(
            actor(), number, note_id, day, text, form.version.data or 0, pilot().day
        )

    if attempt(form, run):
        return done(number, _("Die Aktennotiz ist berichtigt."))
    now = note(case, note_id)
    stored = stored_note(now) if form.renew(now.version) else None
    back = address("index", number=number)
    title = _("Aktennotiz berichtigen")
    return case_form(case, form, title, _("Berichtigen"), back, stored=stored)


def note(case: Case, note_id: int) -> Entry:
    """The note of this case; otherwise it is not there."""
    row = queries.note_row(case.row.pilot_id, case.row.id, note_id)
    if row is None:
        raise NotFound
    return queries.entry_of_note(row)


def stored_note(found: Entry) -> dict[str, Any]:
    """What is stored now, as the form shows it."""
    return {"written_on": found.on, "text": found.text}


@blueprint.post(f"{NOTES}/<int:note_id>/void")
@requires(Permission.WORK_CASES)
def void_note(number: int, note_id: int) -> Any:
    """Strikes a note out; the list keeps it, with the way back."""
    services.void_note(actor(), number, note_id, pilot().day)
    commit()
    return done(number, _("Die Aktennotiz ist gestrichen."))


@blueprint.post(f"{NOTES}/<int:note_id>/restore")
@requires(Permission.WORK_CASES)
def restore_note(number: int, note_id: int) -> Any:
    """Takes the striking out of a note back."""
    services.restore_note(actor(), number, note_id)
    commit()
    return done(number, _("Die Streichung ist zurückgenommen."))
