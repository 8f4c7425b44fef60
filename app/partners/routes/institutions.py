"""One institution: its data, contact persons and agreements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import NotFound
from app.forms import Versioned
from app.partners import labels, queries
from app.partners.forms import (
    AgreementForm,
    ConfirmForm,
    EndForm,
    PartnerContactForm,
    PartnerForm,
)
from app.partners.routes.frame import address, blueprint, done, form_page, overtaken
from app.partners.services import network as services
from app.partners.services.network import ContactPerson, Institution, Terms
from app.web import actor, attempt, may, page, pilot

ONE = "/partners/<int:partner_id>"
CONTACT = f"{ONE}/contacts/<int:contact_id>"
AGREEMENT = f"{ONE}/agreements/<int:agreement_id>"


@blueprint.route("/partners/new", methods=["GET", "POST"])
@requires(Permission.KEEP_NETWORK)
def new() -> Any:
    """A further institution."""
    form, made = PartnerForm(), list[int]()
    if attempt(form, lambda: made.append(services.add_partner(actor(), institution(form)))):
        return done(_("Die Einrichtung ist angelegt."), address("show", partner_id=made[0]))
    back = (_("Einrichtungen"), address("index"))
    return form_page(form, _("Einrichtung anlegen"), _("Anlegen"), back)


@blueprint.get(ONE)
@requires(Permission.NETWORK)
def show(partner_id: int) -> Any:
    """What is agreed with an institution, whom to turn to, how many people it helps."""
    row = queries.partner(pilot().id, partner_id)
    counted = next(
        each
        for each in queries.partners(pilot().id, pilot().day, queries.Filters(state="all"))
        if each.partner.id == partner_id
    )
    return page(
        "partners/show.html",
        partner=row,
        counted=counted,
        contacts=queries.contacts_of(pilot().id, partner_id),
        agreements=queries.agreements(pilot().id, pilot().day, partner_id),
        labels=labels,
        day=pilot().day,
        can_keep=may(Permission.KEEP_NETWORK),
    )


@blueprint.route(f"{ONE}/edit", methods=["GET", "POST"])
@requires(Permission.KEEP_NETWORK)
def edit(partner_id: int) -> Any:
    """Corrects an institution."""
    row = queries.partner(pilot().id, partner_id)
    form = PartnerForm(obj=row)

    def run() -> None:
        services.correct_partner(actor(), partner_id, institution(form), form.version.data or 0)

    return _acted(form, run, partner_id, _("Einrichtung berichtigen"), _("Speichern"))


@blueprint.route(f"{ONE}/end", methods=["GET", "POST"])
@requires(Permission.KEEP_NETWORK)
def end(partner_id: int) -> Any:
    """From a day on the institution is no longer offered."""
    row, form = queries.partner(pilot().id, partner_id), EndForm()
    if not form.is_submitted():
        form.renew(row.version)
        form.ended_on.data = pilot().day

    def run() -> None:
        services.end_partner(actor(), partner_id, form.data["ended_on"], form.version.data or 0)

    title = _("Zusammenarbeit beenden")
    warning = _(
        "Die Einrichtung steht danach nicht mehr zur Auswahl. Alles Bisherige bleibt sichtbar, "
        "und die Zusammenarbeit kann wieder aufgenommen werden."
    )
    return _acted(form, run, partner_id, title, title, warning)


@blueprint.route(f"{ONE}/resume", methods=["GET", "POST"])
@requires(Permission.KEEP_NETWORK)
def resume(partner_id: int) -> Any:
    """Working together goes on."""
    row, form = queries.partner(pilot().id, partner_id), ConfirmForm()
    if not form.is_submitted():
        form.renew(row.version)

    def run() -> None:
        services.resume_partner(actor(), partner_id, form.version.data or 0)

    title = _("Zusammenarbeit wieder aufnehmen")
    return _acted(form, run, partner_id, title, title)


@blueprint.route(f"{ONE}/contacts/new", methods=["GET", "POST"])
@requires(Permission.KEEP_NETWORK)
def new_contact(partner_id: int) -> Any:
    """A further person to turn to."""
    form = PartnerContactForm()
    return _acted(
        form,
        lambda: services.add_contact(actor(), partner_id, person(form)),
        partner_id,
        _("Ansprechperson eintragen"),
        _("Eintragen"),
    )


@blueprint.route(f"{CONTACT}/edit", methods=["GET", "POST"])
@requires(Permission.KEEP_NETWORK)
def edit_contact(partner_id: int, contact_id: int) -> Any:
    """Corrects a contact person."""
    form = PartnerContactForm(obj=_contact(partner_id, contact_id))

    def run() -> None:
        services.correct_contact(
            actor(), partner_id, contact_id, person(form), form.version.data or 0
        )

    stored = (lambda: _contact(partner_id, contact_id)) if form.is_submitted() else None
    title = _("Ansprechperson berichtigen")
    return _acted(form, run, partner_id, title, _("Speichern"), stored=stored)


@blueprint.route(f"{CONTACT}/remove", methods=["GET", "POST"])
@requires(Permission.KEEP_NETWORK)
def remove_contact(partner_id: int, contact_id: int) -> Any:
    """Removes a contact person, after asking."""
    row, form = _contact(partner_id, contact_id), ConfirmForm()
    if not form.is_submitted():
        form.renew(row.version)

    def run() -> None:
        services.remove_contact(actor(), partner_id, contact_id, form.version.data or 0)

    title = _("Ansprechperson löschen")
    warning = _("%(name)s wird endgültig gelöscht, auch aus dem Verlauf.", name=row.name)
    return _acted(form, run, partner_id, title, title, warning)


@blueprint.route(f"{ONE}/agreements/new", methods=["GET", "POST"])
@requires(Permission.KEEP_NETWORK)
def new_agreement(partner_id: int) -> Any:
    """A further cooperation agreement."""
    form = AgreementForm()
    if not form.is_submitted():
        form.valid_from.data = pilot().day
    return _acted(
        form,
        lambda: services.conclude(actor(), partner_id, terms(form)),
        partner_id,
        _("Vereinbarung eintragen"),
        _("Eintragen"),
    )


@blueprint.route(f"{AGREEMENT}/edit", methods=["GET", "POST"])
@requires(Permission.KEEP_NETWORK)
def edit_agreement(partner_id: int, agreement_id: int) -> Any:
    """Corrects or extends an agreement."""
    form = AgreementForm(obj=_agreement(partner_id, agreement_id))

    def run() -> None:
        services.correct_agreement(
            actor(), partner_id, agreement_id, terms(form), form.version.data or 0
        )

    stored = (lambda: _agreement(partner_id, agreement_id)) if form.is_submitted() else None
    title = _("Vereinbarung ändern oder verlängern")
    return _acted(form, run, partner_id, title, _("Speichern"), stored=stored)


@blueprint.route(f"{AGREEMENT}/drop", methods=["GET", "POST"])
@requires(Permission.KEEP_NETWORK)
def drop_agreement(partner_id: int, agreement_id: int) -> Any:
    """Removes an agreement entered by mistake, after asking."""
    row, form = _agreement(partner_id, agreement_id), ConfirmForm()
    if not form.is_submitted():
        form.renew(row.version)

    def run() -> None:
        services.drop_agreement(actor(), partner_id, agreement_id, form.version.data or 0)

    title = _("Vereinbarung entfernen")
    warning = _(
        "Nur für Vereinbarungen, die irrtümlich eingetragen wurden: %(subject)s.",
        subject=row.subject,
    )
    return _acted(form, run, partner_id, title, title, warning)


def _acted(
    form: Versioned,
    run: Callable[[], object],
    partner_id: int,
    title: str,
    submit: str,
    warning: str = "",
    stored: Callable[[], Any] | None = None,
) -> Any:
    """The form until it holds, then back to the institution."""
    if attempt(form, run):
        return done(_("Gespeichert."), address("show", partner_id=partner_id))
    row = queries.partner(pilot().id, partner_id)
    present = None
    if stored is not None or isinstance(form, PartnerForm | EndForm):
        present = overtaken(form, stored() if stored else row)
    back = (row.name, address("show", partner_id=partner_id))
    return form_page(form, title, submit, back, lead=row.name, warning=warning, present=present)


def _contact(partner_id: int, contact_id: int) -> Any:
    for row in queries.contacts_of(pilot().id, partner_id):
        if row.id == contact_id:
            return row
    raise NotFound


def _agreement(partner_id: int, agreement_id: int) -> Any:
    for row in queries.agreements(pilot().id, pilot().day, partner_id):
        if row.agreement.id == agreement_id:
            return row.agreement
    raise NotFound


def institution(form: PartnerForm) -> Institution:
    """What the form says about an institution."""
    given = form.data
    return Institution(**{name: given[name] or "" for name in Institution.__dataclass_fields__})


def person(form: PartnerContactForm) -> ContactPerson:
    """What the form says about a contact person."""
    given = form.data
    return ContactPerson(**{name: given[name] or "" for name in ContactPerson.__dataclass_fields__})


def terms(form: AgreementForm) -> Terms:
    """What the form says about an agreement."""
    given = form.data
    return Terms(
        subject=given["subject"],
        valid_from=given["valid_from"],
        valid_until=given["valid_until"],
        signed_on=given["signed_on"],
        remind_days=given["remind_days"],
        document_reference=given["document_reference"] or "",
    )
