"""Institutions brought in for one participation."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from app.access import Permission, requires
from app.participants.record import Case
from app.participants.routes.case import case_page, open_case
from app.partners import labels, queries
from app.partners.forms import ConfirmForm, InvolvementForm
from app.partners.routes.frame import address, blueprint, done, form_page, overtaken
from app.partners.services import involvements
from app.partners.services.involvements import Help, Stay
from app.web import actor, attempt, pilot

CASE = "/participants/<int:number>/partners"
ONE = f"{CASE}/<int:involvement_id>"


@blueprint.get(CASE)
@requires(Permission.PARTICIPANTS)
def case(number: int) -> Any:
    """Who was brought in for this participation, for what, with what result."""
    found = open_case(number)
    return case_page(
        found,
        "partners/case.html",
        rows=queries.involvements_of(pilot().id, found.row.id),
        labels=labels,
    )


@blueprint.route(f"{CASE}/new", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def bring_in(number: int) -> Any:
    """Brings an institution in."""
    found, form = open_case(number), InvolvementForm()
    offered = queries.partner_choices(pilot().id, pilot().day)
    form.partner_id.choices = [
        ("", _("Bitte wählen")),
        *((str(key), name) for key, name in offered),
    ]
    if not form.is_submitted():
        form.from_day.data = pilot().day

    def run() -> None:
        involvements.bring_in(actor(), stay_of(found), help_in(form), pilot().day)

    if attempt(form, run):
        return done(_("Die Einrichtung ist eingetragen."), address("case", number=number))
    lead = _("Nr. %(number)s", number=number)
    if not offered:
        lead = _("Legen Sie zuerst unter Netzwerk eine Einrichtung an.")
    return form_page(form, _("Einrichtung einbeziehen"), _("Eintragen"), back(number), lead=lead)


@blueprint.route(f"{ONE}/edit", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def revise(number: int, involvement_id: int) -> Any:
    """Corrects an involvement, or records its end and result."""
    found = open_case(number)
    row = queries.involvement(pilot().id, found.row.id, involvement_id)
    form = InvolvementForm(obj=row)
    names = queries.partner_names(pilot().id)
    form.partner_id.choices = [(str(row.partner_id), names[row.partner_id])]

    def run() -> None:
        involvements.revise(
            actor(),
            stay_of(found),
            involvement_id,
            help_in(form),
            form.version.data or 0,
            pilot().day,
        )

    if attempt(form, run):
        return done(_("Gespeichert."), address("case", number=number))
    fresh = open_case(number)
    present = overtaken(form, queries.involvement(pilot().id, fresh.row.id, involvement_id))
    lead = _("Nr. %(number)s", number=number)
    title = _("Ergebnis oder Ende eintragen")
    return form_page(form, title, _("Speichern"), back(number), lead=lead, present=present)


@blueprint.route(f"{ONE}/remove", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def remove(number: int, involvement_id: int) -> Any:
    """Removes an involvement entered by mistake, after asking."""
    found, form = open_case(number), ConfirmForm()
    row = queries.involvement(pilot().id, found.row.id, involvement_id)
    if not form.is_submitted():
        form.renew(row.version)

    def run() -> None:
        involvements.remove(actor(), stay_of(found), involvement_id, form.version.data or 0)

    if attempt(form, run):
        return done(_("Die Einbeziehung ist entfernt."), address("case", number=number))
    title = _("Einbeziehung entfernen")
    warning = _("Nur für irrtümliche Einträge. Endet die Hilfe, tragen Sie Ende und Ergebnis ein.")
    return form_page(form, title, title, back(number), warning=warning)


def back(number: int) -> tuple[str, str]:
    """To the institutions of the case."""
    return _("Nr. %(number)s: Einrichtungen", number=number), address("case", number=number)


def stay_of(found: Case) -> Stay:
    """What an involvement must know of the participation."""
    return Stay(found.row.id, found.row.referred_on or found.row.admitted_on)


def help_in(form: InvolvementForm) -> Help:
    """What the form says about the help of an institution."""
    given = form.data
    return Help(
        partner_id=int(given["partner_id"]),
        purpose=given["purpose"],
        from_day=given["from_day"],
        until_day=given["until_day"],
        result=given["result"] or None,
    )
