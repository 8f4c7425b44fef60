"""Consents: one more, and withdrawal."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import NotFound
from app.formats import day as written
from app.participants import labels, queries, record
from app.participants.forms import ConsentForm, WithdrawalForm
from app.participants.routes.frame import act, blueprint, done
from app.participants.services.consents import give_consent, withdraw_consent
from app.web import actor, attempt, pilot


@blueprint.route("/participants/<int:number>/consents/new", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def consent(number: int) -> Any:
    """A consent to one more purpose; those that last are not offered."""
    row = record.participation(actor(), number)
    known = queries.consents_of(row.pilot_id, row.id)
    lasting = {one.purpose for one in known if one.withdrawn_on is None}
    form = ConsentForm()
    form.purpose.choices = [
        (purpose, labels.word(labels.PURPOSE, purpose))
        for purpose in pilot().preset.consents.purposes
        if purpose not in lasting or form.is_submitted()
    ]
    if not form.is_submitted():
        form.given_on.data = pilot().day

    def run() -> None:
        give_consent(
            actor(),
            pilot().preset,
            number,
            form.data["purpose"],
            form.data["given_on"],
            form.data["form"],
            pilot().day,
        )

    if attempt(form, run):
        return done(number, _("Die Einwilligung ist eingetragen."))
    return act(number, form, _("Einwilligung eintragen"), _("Einwilligung eintragen"))


@blueprint.route("/participants/<int:number>/consents/<purpose>/withdraw", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def withdraw(number: int, purpose: str) -> Any:
    """Ends the lasting consent to a purpose; for taking part, the stay ends with it."""
    row = record.participation(actor(), number)
    known = queries.consents_of(row.pilot_id, row.id)
    lasting = next(
        (one for one in known if one.purpose == purpose and one.withdrawn_on is None), None
    )
    if lasting is None:
        raise NotFound
    form = WithdrawalForm()
    if not form.is_submitted():
        form.withdrawn_on.data = pilot().day
    consent_id, given_on = lasting.id, lasting.given_on
    ends_stay = purpose == "participation" and row.exited_on is None

    def run() -> None:
        withdraw_consent(actor(), number, consent_id, form.data["withdrawn_on"], pilot().day)

    if attempt(form, run):
        return done(number, _("Der Widerruf ist eingetragen."))
    lead = _(
        "%(purpose)s, erteilt am %(day)s.",
        purpose=labels.word(labels.PURPOSE, purpose),
        day=written(given_on),
    )
    warning = _("Ein Widerruf kann nicht zurückgenommen werden.")
    if ends_stay:
        warning = _(
            "Mit dem Widerruf endet die Teilnahme an diesem Tag; der Austritt wird mit "
            "eingetragen. Beides kann nicht zurückgenommen werden."
        )
    title = _("Einwilligung widerrufen")
    return act(number, form, title, _("Widerruf eintragen"), lead, warning)
