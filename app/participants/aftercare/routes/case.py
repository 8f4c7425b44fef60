"""Exit and follow-up of one participation."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import NotFound
from app.participants import labels as common
from app.participants import queries as participants
from app.participants.aftercare import labels, queries
from app.participants.aftercare.forms import AIM, WithAims, aims_in
from app.participants.aftercare.queries import Told
from app.participants.aftercare.routes.frame import blueprint
from app.participants.aftercare.rules import (
    AT_EXIT,
    FOLLOW_UP_CONSENT,
    FollowUp,
    final_statement_due,
    follow_ups,
    window,
)
from app.participants.aftercare.services import (
    NEW,
    Statement,
    record_whereabouts,
    remove_whereabouts,
)
from app.participants.forms import UndoForm
from app.participants.record import Case
from app.participants.routes.case import case_page, open_case
from app.participants.routes.corrections import as_read
from app.web import actor, attempt, may, pilot

HERE = "/participants/<int:number>/aftercare"


def address(endpoint: str, number: int, **arguments: Any) -> str:
    """The address of one of these pages."""
    return url_for(f"aftercare.{endpoint}", pilot_key=pilot().key, number=number, **arguments)


@blueprint.get(HERE)
@requires(Permission.PARTICIPANTS)
def index(number: int) -> Any:
    """Exit, status at the exit, follow-ups, and the person's other stays."""
    case = open_case(number, "text_sealed")
    row = case.row
    known = queries.whereabouts_of(row.pilot_id, row.id)
    has_consent = is_agreed(case)
    exited_on = row.exited_on
    answers = {months: told.answer for months, told in known.items()}
    found = (
        follow_ups(pilot().preset, exited_on, answers, has_consent, pilot().day)
        if exited_on
        else []
    )
    return case_page(
        case,
        "aftercare/index.html",
        known=known,
        texts={months: queries.text_of(told.row) for months, told in known.items()}
        if may(Permission.NAMES)
        else {},
        follow_ups=found,
        next_step=next_step(number, exited_on, known, found),
        other_stays=queries.other_stays(actor(), row),
        has_consent=has_consent,
        final_due=final_statement_due(pilot().preset),
        labels=labels,
        common=common,
    )


def is_agreed(case: Case) -> bool:
    """Whether the person agreed to be asked after the exit."""
    return FOLLOW_UP_CONSENT in participants.consents_in_force(
        case.row.pilot_id, case.row.id, pilot().day
    )


def next_step(
    number: int, exited_on: date | None, known: dict[int, Told], found: list[FollowUp]
) -> dict[str, str] | None:
    """The one thing to do now: the exit's status, then the first follow-up that may be asked."""
    if exited_on is None or not may(Permission.WORK_CASES):
        return None
    if AT_EXIT not in known:
        return {"label": _("Verbleib eintragen"), "url": address("record", number, months=AT_EXIT)}
    for one in found:
        if one.may_be_asked:
            url = address("record", number, months=one.months)
            return {"label": _("Nachbefragung eintragen"), "url": url}
    return None


@blueprint.route(f"{HERE}/<int:months>", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def record(number: int, months: int) -> Any:
    """Records what became of the person, or corrects it."""
    case, known = opened(number, months)
    if case.row.exited_on is None:
        flash(_("Die Person ist noch nicht ausgetreten."), "info")
        return redirect(address("index", number))
    form = WithAims(data=stored_data(known) if known else suggestion(case, months))
    if not may(Permission.NAMES):
        del form.text
    if not form.is_submitted():
        form.renew(known.row.version if known else NEW)

    def run() -> None:
        record_whereabouts(
            actor(),
            pilot().preset,
            number,
            months,
            statement(form),
            form.version.data or 0,
            labels.STATUS,
            pilot().day,
        )

    if attempt(form, run):
        return saved(number, _("„%(point)s“ ist eingetragen.", point=labels.point(months)))
    return form_page(number, months, form)


def form_page(number: int, months: int, form: WithAims) -> Any:
    """The form; what somebody else saved meanwhile stands beside what was typed."""
    case, known = opened(number, months)
    is_stale = form.renew(known.row.version if known else NEW)
    stored = stored_data(known) if known and is_stale else {}
    exited_on, preset = case.row.exited_on, pilot().preset
    days = None
    if exited_on is not None and months != AT_EXIT:
        days = window(exited_on, months, preset.measurement.tolerance_weeks)
    return case_page(
        case,
        "aftercare/form.html",
        form,
        heading=labels.point(months),
        cancel=address("index", number),
        present={
            name: as_read(form[name], value)
            for name, value in stored.items()
            if name in form and form[name].data != value
        },
        is_stale=is_stale,
        window=days,
        needs_consent=months != AT_EXIT and not is_agreed(case),
        aim_fields=[form[AIM + aim] for aim in labels.AIM],
    )


@blueprint.route(f"{HERE}/<int:months>/remove", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def remove(number: int, months: int) -> Any:
    """Removes what was recorded by mistake, after asking."""
    case, known = opened(number, months)
    if known is None:
        raise NotFound
    form = UndoForm()
    if not form.is_submitted():
        form.renew(known.row.version)
    if attempt(form, lambda: remove_whereabouts(actor(), number, months, form.version.data or 0)):
        return saved(number, _("„%(point)s“ ist entfernt.", point=labels.point(months)))
    case, now = opened(number, months)
    form.renew(now.row.version if now else NEW)
    return case_page(
        case,
        "aftercare/remove.html",
        form,
        heading=_("Eintrag entfernen"),
        point=labels.point(months),
        cancel=address("index", number),
    )


def saved(number: int, sentence: str) -> Any:
    """After an act: says so and goes back to the part of the record."""
    flash(sentence, "success")
    return redirect(address("index", number))


def opened(number: int, months: int) -> tuple[Case, Told | None]:
    """The case and what is on record there; points in time that are not wanted are not there."""
    case = open_case(number, "text_sealed")
    if months not in (AT_EXIT, *pilot().preset.measurement.after_exit_months):
        raise NotFound
    return case, queries.whereabouts_of(case.row.pilot_id, case.row.id).get(months)


def suggestion(case: Case, months: int) -> dict[str, Any]:
    """A new form begins with today, at the exit with its day and the status told there."""
    if months == AT_EXIT:
        return {"asked_on": case.row.exited_on, "status": case.row.outcome or ""}
    return {"asked_on": pilot().day}


def statement(form: WithAims) -> Statement:
    """What the form tells; the note only from who may read it."""
    code = form.data["status"]
    return Statement(
        form.data["asked_on"],
        None if code in labels.MISSING else code,
        code if code in labels.MISSING else None,
        form.data["perspective"] or None,
        aims_in(form),
        (form.data["text"] or "") if "text" in form else None,
    )


def stored_data(known: Told) -> dict[str, Any]:
    """What is stored now, as the form shows it."""
    row = known.row
    told: dict[str, Any] = {
        "asked_on": row.asked_on,
        "status": row.status or row.missing or "",
        "perspective": row.perspective or "",
        **{AIM + aim: known.aims.get(aim, "") for aim in labels.AIM},
    }
    return {**told, "text": queries.text_of(row)} if may(Permission.NAMES) else told
