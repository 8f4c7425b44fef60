"""Decisions about a candidate without admission, and taking one back."""

from __future__ import annotations

from typing import Any

from flask import redirect, request
from flask_babel import gettext as _

from app.access import Permission, requires
from app.participants.labels import word
from app.participants.selection import labels, queries, services
from app.participants.selection.forms import DecisionForm, DeclineForm, ReopenForm
from app.participants.selection.routes.frame import act, address, blueprint, done
from app.participants.selection.rules import Event, possible_events
from app.web import actor, attempt, pilot


@blueprint.route("/participants/selection/<int:number>/decline", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def decline(number: int) -> Any:
    """The pilot declines, with a coded reason."""
    return decision(number, Event.DECLINE, DeclineForm(), _("Ablehnung eintragen"))


@blueprint.route("/participants/selection/<int:number>/refuse", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def refuse(number: int) -> Any:
    """The person does not want to take part, which has no consequence."""
    form = DecisionForm()
    return decision(number, Event.REFUSE, form, _("Absage eintragen"), labels.voluntary())


@blueprint.route("/participants/selection/<int:number>/not-appeared", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def not_appeared(number: int) -> Any:
    """The person did not come, which has no consequence either."""
    form = DecisionForm()
    return decision(number, Event.NOT_APPEAR, form, _("Nicht erschienen"), labels.voluntary())


def decision(number: int, event: Event, form: Any, title: str, note: str = "") -> Any:
    """The page of a decision; the day is there already."""
    row = queries.candidate(actor(), number)
    if request.method == "GET" and event not in possible_events(row.state):
        return redirect(address("show", number=number))
    if not form.is_submitted():
        form.decided_on.data = pilot().day
        form.renew(row.version)

    def run() -> None:
        given = form.data
        services.decide(
            actor(),
            number,
            event,
            given["decided_on"],
            form.version.data or 0,
            pilot().day,
            given.get("decision_reason"),
            given["note"] or "",
        )

    if attempt(form, run):
        return done(number, _("Die Entscheidung ist eingetragen."))
    return act(number, form, title, title, lead=meanwhile(number, form), note=note)


def meanwhile(number: int, form: Any) -> str:
    """What somebody else has entered since the form was opened."""
    row = queries.candidate(actor(), number)
    if not form.renew(row.version):
        return ""
    return str(_("Inzwischen ist der Stand: %(state)s.", state=word(labels.STATE, row.state)))


@blueprint.route("/participants/selection/<int:number>/reopen", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def reopen(number: int) -> Any:
    """Takes a decision back, after asking."""
    row = queries.candidate(actor(), number)
    is_possible = Event.REOPEN in possible_events(row.state, row.erased_on is not None)
    if request.method == "GET" and not is_possible:
        return redirect(address("show", number=number))
    form = ReopenForm()
    if not form.is_submitted():
        form.renew(row.version)

    def run() -> None:
        services.reopen(actor(), number, form.version.data or 0)

    if attempt(form, run):
        return done(number, _("Die Entscheidung ist zurückgenommen; die Zusteuerung ist offen."))
    lead = meanwhile(number, form)
    warning = _("Tag, Grund und Notiz der Entscheidung werden entfernt; im Verlauf bleibt sie.")
    title = _("Entscheidung zurücknehmen")
    return act(number, form, title, title, lead=lead, warning=warning)
