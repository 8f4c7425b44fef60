"""Interruptions of a stay: begun, ended, corrected, taken out and brought back."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app.access import Permission, requires
from app.errors import NotFound
from app.formats import day as written
from app.participants.record import Case
from app.participants.routes.case import case_page, open_case
from app.participants.routes.corrections import differing
from app.participants.stays import labels, queries, services
from app.participants.stays.forms import (
    EndForm,
    InterruptionCorrectionForm,
    InterruptionForm,
    RemovalForm,
    RestoreForm,
)
from app.participants.stays.routes.frame import address, blueprint, done
from app.web import actor, attempt, pilot

RECORD = "participants.show"
HERE = "/participants/<int:number>/interruptions"


@blueprint.route(f"{HERE}/new", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def interrupt(number: int) -> Any:
    """An interruption begins, or is recorded as a whole afterwards."""
    case = open_case(number)
    form = InterruptionForm()
    form.kind.choices = kinds()
    if not form.is_submitted():
        form.from_day.data = pilot().day

    def run() -> None:
        given = (form.data["kind"], form.data["from_day"], form.data["until_day"])
        services.interrupt(actor(), number, *given, pilot().day)

    if attempt(form, run):
        return done(number, _("Die Unterbrechung ist eingetragen."), RECORD)
    lead = _("Tage der Unterbrechung zählen zur Verweildauer, aber nicht zur Dauer ohne sie.")
    title = _("Unterbrechung eintragen")
    return act(case, form, title, title, lead=lead)


@blueprint.route(f"{HERE}/<int:interruption>/end", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def end_interruption(number: int, interruption: int) -> Any:
    """The person takes part again."""
    case = open_case(number)
    pause = pause_of(case, interruption)
    form = EndForm()
    if not form.is_submitted():
        form.until_day.data = pause.until_day or pilot().day
        form.renew(pause.version)
    kind, from_day = pause.kind, pause.from_day

    def run() -> None:
        days = (from_day, form.data["until_day"])
        version = form.version.data or 0
        services.change_interruption(
            actor(), number, interruption, kind, *days, version, pilot().day
        )

    if attempt(form, run):
        return done(number, _("Die Unterbrechung ist beendet."), RECORD)
    stored = stored_after(form, case, interruption)
    return act(
        case,
        form,
        _("Unterbrechung beenden"),
        _("Unterbrechung beenden"),
        lead=said(pause_of(case, interruption)),
        stored=stored,
    )


@blueprint.route(f"{HERE}/<int:interruption>/correct", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def correct_interruption(number: int, interruption: int) -> Any:
    """Kind and days as they should have been."""
    case = open_case(number)
    pause = pause_of(case, interruption)
    form = InterruptionCorrectionForm(data=stored_data(pause))
    form.kind.choices = kinds()
    if not form.is_submitted():
        form.renew(pause.version)

    def run() -> None:
        given = (form.data["kind"], form.data["from_day"], form.data["until_day"])
        version = form.version.data or 0
        services.change_interruption(actor(), number, interruption, *given, version, pilot().day)

    if attempt(form, run):
        return done(number, _("Die Unterbrechung ist berichtigt."), RECORD)
    stored = stored_after(form, case, interruption)
    return act(case, form, _("Unterbrechung berichtigen"), _("Berichtigen"), stored=stored)


@blueprint.route(f"{HERE}/<int:interruption>/remove", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def remove_interruption(number: int, interruption: int) -> Any:
    """Takes out an interruption that never was, after asking."""
    case = open_case(number)
    pause = pause_of(case, interruption)
    form = RemovalForm()
    if not form.is_submitted():
        form.renew(pause.version)

    def run() -> None:
        services.remove_interruption(actor(), number, interruption, form.version.data or 0)

    if attempt(form, run):
        return done(number, _("Die Unterbrechung ist entfernt."), RECORD)
    pause = pause_of(case, interruption)
    form.renew(pause.version)
    title = _("Unterbrechung entfernen")
    warning = _(
        "%(pause)s Sie zählt danach nicht mehr. In der Akte bleibt sie als entfernt sichtbar und "
        "kann dort zurückgeholt werden.",
        pause=said(pause),
    )
    return act(case, form, title, title, warning=warning)


@blueprint.route(f"{HERE}/<int:interruption>/restore", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def restore_interruption(number: int, interruption: int) -> Any:
    """Brings back what was removed by mistake."""
    case = open_case(number)
    gone = queries.removed_interruptions(case.row.pilot_id, case.row.id)
    pause = next((one for one in gone if one.id == interruption), None)
    if pause is None:
        raise NotFound
    lead = said(pause)
    form = RestoreForm()

    def run() -> None:
        services.restore_interruption(actor(), number, interruption, pilot().day)

    if attempt(form, run):
        return done(number, _("Die Unterbrechung gilt wieder."), RECORD)
    title = _("Unterbrechung zurückholen")
    return act(case, form, title, title, lead=lead)


def kinds() -> list[tuple[str, Any]]:
    """The kinds of interruption as choices."""
    return [("", _("Bitte wählen")), *labels.KIND.items()]


def pause_of(case: Case, interruption: int) -> Any:
    """The interruption of the case as it is stored now; otherwise it is not there (404)."""
    found = queries.interruption(case.row.pilot_id, case.row.id, interruption)
    if found is None:
        raise NotFound
    return found


def stored_data(pause: Any) -> dict[str, Any]:
    """What is stored now, as the form shows it."""
    return {"kind": pause.kind, "from_day": pause.from_day, "until_day": pause.until_day}


def stored_after(form: Any, case: Case, interruption: int) -> dict[str, Any]:
    """The present values when somebody else saved meanwhile; else nothing."""
    pause = pause_of(case, interruption)
    return stored_data(pause) if form.renew(pause.version) else {}


def said(pause: Any) -> str:
    """An interruption in one sentence."""
    kind = str(labels.KIND.get(pause.kind, pause.kind))
    since = written(pause.from_day)
    if pause.until_day is None:
        text = _("Unterbrochen seit dem %(since)s (%(kind)s).", since=since, kind=kind)
    else:
        text = _(
            "Unterbrochen vom %(since)s bis vor dem %(until)s (%(kind)s).",
            since=since,
            until=written(pause.until_day),
            kind=kind,
        )
    return str(text)


def act(
    case: Case,
    form: FlaskForm,
    title: str,
    submit: str,
    lead: str = "",
    warning: str = "",
    stored: dict[str, Any] | None = None,
) -> Any:
    """The page of an act on an interruption; the way back leads to the record."""
    return case_page(
        case,
        "participants/case_act.html",
        form,
        title=title,
        submit=submit,
        back=address(RECORD, number=case.number),
        lead=lead,
        warning=warning,
        present=differing(form, stored or {}),
        is_stale=bool(stored),
    )
