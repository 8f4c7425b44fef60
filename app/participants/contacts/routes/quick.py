"""Entry for whoever has many contacts to enter: person by number, save, next."""

from __future__ import annotations

from typing import Any

from flask import redirect, request
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import DomainError
from app.participants import queries
from app.participants.contacts import labels
from app.participants.contacts.forms import NumberedContactForm
from app.participants.contacts.routes.frame import (
    address,
    blueprint,
    done,
    facts_in,
    prepared,
    wording,
)
from app.participants.contacts.services import record_contact
from app.participants.routes.case import open_case
from app.web import actor, asked_id, attempt, page, pilot


@blueprint.route("/participants/contacts/new", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def new() -> Any:
    """Enters a contact by number; the day stays for the next one."""
    form = prepared(NumberedContactForm())
    if not form.is_submitted():
        form.number.data = asked_id("number")
        form.held_on.data = pilot().day

    def run() -> None:
        number = form.data["number"]
        if queries.participation_row(actor(), number) is None:
            raise DomainError("contacts.unknown_number", "number")
        record_contact(actor(), pilot().preset, number, facts_in(form), pilot().day)

    if attempt(form, run):
        if "next" in request.form:
            return redirect(address("new", saved=form.number.data))
        return done(form.data["number"], _("Der Kontakt ist eingetragen."))
    return page("contacts/new.html", form, saved=just_saved(), **wording())


def just_saved() -> dict[str, Any] | None:
    """Whom the last contact was entered for, so that a wrong number is noticed at once."""
    number = asked_id("saved")
    if number is None or queries.participation_row(actor(), number) is None:
        return None
    case = open_case(number)
    return {"case": case, "url": address("index", number=number), "labels": labels}
