"""What the pages of contacts share: the filled form, what it says, the way back."""

from __future__ import annotations

from typing import Any, TypeVar

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from app.participants.contacts import labels
from app.participants.contacts.forms import ContactForm
from app.participants.contacts.rules import QUICK_MINUTES
from app.participants.contacts.services import ContactFacts
from app.partners.queries import partner_choices, partner_names
from app.web import pilot

Filled = TypeVar("Filled", bound=ContactForm)

blueprint = Blueprint("contacts", "app.participants.contacts", template_folder="templates")

ONE = "/participants/<int:number>/contacts/<int:contact_id>"
NOTES = "/participants/<int:number>/notes"


def address(endpoint: str, **arguments: Any) -> str:
    """The address of a page of contacts in this pilot."""
    return url_for(f"contacts.{endpoint}", pilot_key=pilot().key, **arguments)


def done(number: int, sentence: str) -> Any:
    """Says what was done and goes back to the course of the case."""
    flash(sentence, "success")
    return redirect(address("index", number=number))


def prepared(
    form: Filled, kept_partner: int | None = None, kept_topics: tuple[str, ...] = ()
) -> Filled:
    """The form with its choices; what a contact has stays on offer when it no longer is."""
    topics = labels.topics(pilot().preset)
    given_up = [(key, key) for key in kept_topics if key not in topics]
    form.topics.choices = [*topics.items(), *given_up]
    partners = partner_choices(pilot().id, pilot().day)
    if kept_partner is not None and kept_partner not in dict(partners):
        partners.append((kept_partner, partner_names(pilot().id).get(kept_partner, "–")))
    form.partner_id.choices = [("", _("keine")), *((str(key), name) for key, name in partners)]
    # without partners the page leaves the field out
    form.partner_id.data = form.partner_id.data or ""
    return form


def facts_in(form: ContactForm) -> ContactFacts:
    """What the form says, for the service."""
    given = form.data
    return ContactFacts(
        held_on=given["held_on"],
        minutes=given["minutes"],
        kind=given["kind"],
        topics=given["topics"] or (),
        partner_id=int(given["partner_id"]) if given["partner_id"] else None,
        was_reached=not given["not_reached"],
        note=given["note"] or "",
    )


def wording() -> dict[str, Any]:
    """What the pages need to read well."""
    return {"labels": labels, "quick_minutes": QUICK_MINUTES}
