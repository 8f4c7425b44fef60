"""The crisis procedure, and what was done when an answer opened it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext as _

from app.access import Permission, requires
from app.database import utc_now
from app.errors import NotFound
from app.participants.identity import store
from app.participants.questionnaires import crises, labels, queries, services
from app.participants.questionnaires.forms import ConfirmationForm, EndForm, ProcedureForm
from app.participants.questionnaires.routes.filling import BASE
from app.participants.questionnaires.routes.frame import (
    address,
    blueprint,
    display_names,
    instrument_called,
    instruments,
)
from app.participants.questionnaires.rules import is_overdue
from app.participants.questionnaires.services import Place
from app.participants.routes.case import case_page, open_case
from app.participants.routes.frame import note_reading
from app.web import actor, attempt, may, page

USUAL_HOURS = 24


@blueprint.route(f"{BASE}/crisis", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def crisis(number: int, wave: str, instrument: str) -> Any:
    """The procedure, at once and on top, and the confirmation of having seen and acted."""
    opened, asked = open_case(number), instrument_called(instrument)
    form = ConfirmationForm()
    place = Place(number, wave, asked.key)

    def run() -> None:
        services.confirm_crisis(actor(), place, form.data["measures"], utc_now())

    if attempt(form, run):
        flash(_("Gesehen und gehandelt: Das ist mit Ihrem Namen und der Zeit vermerkt."), "success")
        return redirect(address("case", number=number))
    opened = open_case(number)
    ours = (opened.row.pilot_id, opened.row.id)
    kept = queries.questionnaire_in(*ours, asked.key, wave)
    found = crises.crisis_of(opened.row.pilot_id, kept.id) if kept else None
    if found is None:
        raise NotFound
    return case_page(
        opened,
        "questionnaires/crisis.html",
        form,
        crisis=found,
        procedure=crises.procedure_at(opened.row.pilot_id, found.raised_at),
        is_overdue=is_overdue(found.due_at, utc_now()),
        confirmed_by=display_names([found.confirmed_by]).get(found.confirmed_by or 0, "–"),
        measures=measures_of(found) if found.confirmed_at else "",
        instrument=asked,
        wave=wave,
        labels=labels,
    )


def measures_of(found: Any) -> str:
    """What was done, for whoever may read names; the reading is recorded."""
    if not may(Permission.NAMES):
        return ""
    note_reading(("measures",), found.participation_id)
    return store.unseal_text(found.measures_sealed, found.pilot_id, found.id, "measures")


@blueprint.get("/participants/questionnaires/crisis-procedure")
@requires(Permission.PARTICIPANTS)
def procedure() -> Any:
    """What is to be done in a crisis, and its earlier versions."""
    versions = crises.procedures(actor().pilot_id)
    return page(
        "questionnaires/procedure.html",
        current=crises.procedure_in_force(actor().pilot_id),
        versions=versions,
        users=display_names(row.recorded_by for row in versions),
        titles=[labels.title(one) for one in instruments() if one.may_raise_crisis],
        may_record=may(Permission.CRISIS_PROCEDURE),
    )


@blueprint.route("/participants/questionnaires/crisis-procedure/new", methods=["GET", "POST"])
@requires(Permission.CRISIS_PROCEDURE)
def procedure_new() -> Any:
    """Records the procedure, or a new version of it."""
    form = ProcedureForm()
    current = crises.procedure_in_force(actor().pilot_id)
    if not form.is_submitted():
        form.renew(current.id if current else 0)
        form.text.data = current.text if current else ""
        form.confirm_hours.data = current.confirm_hours if current else USUAL_HOURS

    def run() -> None:
        told = (form.data["text"], form.data["confirm_hours"], form.version.data or 0)
        services.record_procedure(actor(), *told, utc_now())

    if attempt(form, run):
        flash(_("Der Krisenablauf ist hinterlegt."), "success")
        return redirect(address("procedure"))
    current = crises.procedure_in_force(actor().pilot_id)
    is_stale = form.renew(current.id if current else 0)
    return page(
        "questionnaires/procedure_form.html",
        form,
        current=current,
        is_stale=is_stale,
    )


@blueprint.route("/participants/questionnaires/crisis-procedure/end", methods=["GET", "POST"])
@requires(Permission.CRISIS_PROCEDURE)
def procedure_end() -> Any:
    """Ends the procedure, after asking: instruments that need it are off from then on."""
    current = crises.procedure_in_force(actor().pilot_id)
    if request.method == "GET" and current is None:
        return redirect(address("procedure"))
    form = EndForm()
    if not form.is_submitted():
        form.renew(current.id if current else 0)

    def run() -> None:
        services.end_procedure(actor(), form.version.data or 0, utc_now())

    if attempt(form, run):
        flash(_("Der Krisenablauf ist beendet."), "success")
        return redirect(address("procedure"))
    current = crises.procedure_in_force(actor().pilot_id)
    form.renew(current.id if current else 0)
    titles = [labels.title(one) for one in instruments() if one.may_raise_crisis]
    return page("questionnaires/procedure_end.html", form, current=current, titles=titles)
