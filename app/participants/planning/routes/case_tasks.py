"""Tasks about one case: adding, correcting, done and not done after all."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import DomainError, NotFound
from app.participants.planning import queries
from app.participants.planning.forms import NumberedTaskForm, TaskCorrectionForm, TaskForm
from app.participants.planning.routes.frame import (
    CASE,
    act_at_once,
    address,
    blueprint,
    done,
)
from app.participants.planning.services import tasks
from app.participants.queries import participation_row
from app.participants.record import Case
from app.participants.routes.case import open_case
from app.participants.routes.case_form import case_form
from app.web import actor, attempt, page, pilot

ONE = f"{CASE}/tasks/<int:task_id>"


@blueprint.route("/tasks/new", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def add_task() -> Any:
    """A task about whoever the number names."""
    form = NumberedTaskForm()
    if not form.is_submitted():
        form.due_on.data = pilot().day

    def run() -> None:
        given = form.data
        if participation_row(actor(), given["number"]) is None:
            raise DomainError("planning.unknown_number", "number")
        tasks.add_task(actor(), given["number"], given["text"], given["due_on"], pilot().day)

    if attempt(form, run):
        flash(_("Die Aufgabe ist angelegt."), "success")
        return redirect(address("tasks"))
    return page("planning/new_task.html", form)


@blueprint.route(f"{CASE}/tasks/new", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def new_task(number: int) -> Any:
    """A task about this case."""
    case = open_case(number)
    form = TaskForm()
    if not form.is_submitted():
        form.due_on.data = pilot().day

    def run() -> None:
        tasks.add_task(actor(), number, form.data["text"], form.data["due_on"], pilot().day)

    if attempt(form, run):
        return done(number, _("Die Aufgabe ist angelegt."))
    title = _("Aufgabe anlegen")
    return case_form(case, form, title, title, address("index", number=number))


@blueprint.route(ONE, methods=["GET", "POST"])
@requires(Permission.NAMES)
def task(number: int, task_id: int) -> Any:
    """A corrected task; whoever comes second sees both versions."""
    case = open_case(number, "text")
    row = task_row(case, task_id)
    form = TaskCorrectionForm(data=stored_task(row))
    if not form.is_submitted():
        form.renew(row.version)

    def run() -> None:
        text, due_on = form.data["text"], form.data["due_on"]
        version = form.version.data or 0
        tasks.correct_task(actor(), number, task_id, text, due_on, version, pilot().day)

    if attempt(form, run):
        return done(number, _("Die Aufgabe ist berichtigt."))
    now = task_row(case, task_id)
    stored = stored_task(now) if form.renew(now.version) else None
    back = address("index", number=number)
    return case_form(case, form, _("Aufgabe berichtigen"), _("Berichtigen"), back, stored=stored)


def task_row(case: Case, task_id: int) -> Any:
    """The task of this case; otherwise it is not there."""
    row = queries.task_row(case.row.pilot_id, case.row.id, task_id)
    if row is None:
        raise NotFound
    return row


def stored_task(row: Any) -> dict[str, Any]:
    """What is stored now, as the form shows it."""
    return {"text": queries.text_of(row), "due_on": row.due_on}


@blueprint.post(f"{ONE}/finish")
@requires(Permission.WORK_CASES)
def finish_task(number: int, task_id: int) -> Any:
    """The task is done today."""
    return act_at_once(
        number,
        lambda: tasks.finish_task(actor(), number, task_id, pilot().day),
        _("Die Aufgabe ist erledigt."),
    )


@blueprint.post(f"{ONE}/reopen")
@requires(Permission.WORK_CASES)
def reopen_task(number: int, task_id: int) -> Any:
    """The task is open again."""
    said = _("Die Aufgabe ist wieder offen.")
    return act_at_once(number, lambda: tasks.reopen_task(actor(), number, task_id), said)
