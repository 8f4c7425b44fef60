"""Consents: one more, and withdrawal; the page of all of them is in the room of stays."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app.access import Permission, requires
from app.errors import NotFound
from app.formats import day as written
from app.participants import labels, queries
from app.participants.forms import WithdrawalForm
from app.participants.record import Case
from app.participants.routes.case import case_page, open_case
from app.participants.routes.frame import blueprint
from app.participants.services.consents import Proof, give_consent, withdraw_consent
from app.participants.stays.forms import ConsentForm
from app.participants.stays.rules import newer_text
from app.web import actor, attempt, pilot


@blueprint.route("/participants/<int:number>/consents/new", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def consent(number: int) -> Any:
    """A consent to one more purpose; those that last are offered where a newer text is there."""
    case = open_case(number)
    form = ConsentForm()
    form.purpose.choices = [
        (purpose, labels.word(labels.PURPOSE, purpose))
        for purpose in pilot().preset.consents.purposes
        if form.is_submitted() or is_offered(case, purpose)
    ]
    if not form.is_submitted():
        form.given_on.data = pilot().day
        form.purpose.data = request.args.get("purpose")

    def run() -> None:
        proof = Proof(
            form.data["document_reference"] or "",
            form.data["signed_by"],
            form.data["representative"] or "",
        )
        give_consent(
            actor(),
            pilot().preset,
            number,
            form.data["purpose"],
            form.data["given_on"],
            form.data["form"],
            pilot().day,
            proof,
        )

    if attempt(form, run):
        return to_consents(number, _("Die Einwilligung ist eingetragen."))
    title = _("Einwilligung eintragen")
    lead = _("Fassung und Empfänger folgen aus dem Text, der an diesem Tag gilt.")
    return consent_act(case, form, title, title, lead=lead, first=["purpose"])


def is_offered(case: Case, purpose: str) -> bool:
    """Whether the purpose has no lasting consent, or one to an older version of the text."""
    known = queries.consents_of(case.row.pilot_id, case.row.id)
    lasting = [one for one in known if one.purpose == purpose and one.withdrawn_on is None]
    settings, day = pilot().preset.consents, pilot().day
    return not lasting or newer_text(settings, purpose, lasting[-1].text_version, day) is not None


@blueprint.route("/participants/<int:number>/consents/<purpose>/withdraw", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def withdraw(number: int, purpose: str) -> Any:
    """Ends the lasting consent to a purpose; for taking part, the stay ends with it."""
    case = open_case(number)
    row = case.row
    known = queries.consents_of(row.pilot_id, row.id)
    lasting = [one for one in known if one.purpose == purpose and one.withdrawn_on is None]
    if not lasting:
        raise NotFound
    form = WithdrawalForm()
    if not form.is_submitted():
        form.withdrawn_on.data = pilot().day
    consent_id, given_on = lasting[-1].id, lasting[0].given_on
    ends_stay = purpose == "participation" and row.exited_on is None

    def run() -> None:
        withdraw_consent(actor(), number, consent_id, form.data["withdrawn_on"], pilot().day)

    if attempt(form, run):
        return to_consents(number, _("Der Widerruf ist eingetragen."))
    lead = _(
        "%(purpose)s, erteilt am %(day)s.",
        purpose=labels.word(labels.PURPOSE, purpose),
        day=written(given_on),
    )
    title = _("Widerruf eintragen")
    warning = consequence(purpose, ends_stay)
    return consent_act(case, form, title, _("Widerruf eintragen"), lead=lead, warning=warning)


def consequence(purpose: str, ends_stay: bool) -> str:
    """What a withdrawal stops from its day on."""
    if ends_stay:
        return str(
            _(
                "Mit dem Widerruf endet die Teilnahme an diesem Tag; der Austritt wird mit "
                "eingetragen. Beides kann nicht zurückgenommen werden."
            )
        )
    stops = {
        "health_data": _("Ab diesem Tag wird nichts Neues über die Gesundheit erfasst."),
        "evaluation": _("Die Person fehlt dann in jedem späteren Datensatz."),
        "follow_up": _("Nach dem Austritt wird die Person nicht mehr befragt."),
    }
    final = str(_("Ein Widerruf kann nicht zurückgenommen werden."))
    return f"{stops[purpose]} {final}" if purpose in stops else final


def to_consents(number: int, sentence: str) -> Any:
    """After an act: says so, and goes to all consents of the case."""
    flash(sentence, "success")
    return redirect(url_for("stays.consents", pilot_key=pilot().key, number=number))


def consent_act(case: Case, form: FlaskForm, title: str, submit: str, **context: Any) -> Any:
    """The page of an act on a consent; the way back leads to all of them."""
    return case_page(
        case,
        "participants/case_act.html",
        form,
        title=title,
        submit=submit,
        back=url_for("stays.consents", pilot_key=pilot().key, number=case.number),
        **context,
    )
