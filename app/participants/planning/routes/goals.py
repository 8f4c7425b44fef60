"""Goals and steps of a plan."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import NotFound
from app.participants.planning import queries
from app.participants.planning.forms import (
    GoalCorrectionForm,
    GoalForm,
    StepCorrectionForm,
    StepForm,
)
from app.participants.planning.routes.frame import (
    PLAN,
    act_at_once,
    address,
    blueprint,
    done,
    plan_place,
    prepared,
)
from app.participants.planning.services import goals
from app.participants.planning.services.goals import GoalFacts, StepFacts
from app.participants.record import Case
from app.participants.routes.case import open_case
from app.participants.routes.case_form import case_form
from app.web import actor, attempt, pilot

GOAL = f"{PLAN}/goals/<int:goal_id>"
STEP = f"{PLAN}/steps/<int:step_id>"


@blueprint.route(f"{PLAN}/<int:plan_id>/goals/new", methods=["GET", "POST"])
@requires(Permission.NAMES)
def new_goal(number: int, plan_id: int) -> Any:
    """One more goal."""
    case = open_case(number)
    plan_place(case, plan_id)
    form = GoalForm()

    def run() -> None:
        goals.add_goal(actor(), number, plan_id, goal_in(form), pilot().day)

    if attempt(form, run):
        return done(number, _("Das Ziel ist eingetragen."))
    title = _("Ziel eintragen")
    return case_form(case, form, title, title, address("index", number=number))


@blueprint.route(GOAL, methods=["GET", "POST"])
@requires(Permission.NAMES)
def goal(number: int, goal_id: int) -> Any:
    """A corrected goal; whoever comes second sees both versions."""
    case = open_case(number, "text")
    row = goal_row(case, goal_id)
    form = GoalCorrectionForm(data=stored_goal(row))
    if not form.is_submitted():
        form.renew(row.version)

    def run() -> None:
        version = form.version.data or 0
        goals.correct_goal(actor(), number, goal_id, goal_in(form), version, pilot().day)

    if attempt(form, run):
        return done(number, _("Das Ziel ist berichtigt."))
    now = goal_row(case, goal_id)
    stored = stored_goal(now) if form.renew(now.version) else None
    back = address("index", number=number)
    return case_form(case, form, _("Ziel berichtigen"), _("Berichtigen"), back, stored=stored)


def goal_row(case: Case, goal_id: int) -> Any:
    """The goal of this case; otherwise it is not there."""
    row = queries.goal_row(case.row.pilot_id, case.row.id, goal_id)
    if row is None:
        raise NotFound
    return row


def goal_in(form: GoalForm) -> GoalFacts:
    """What the form says of a goal."""
    given = form.data
    return GoalFacts(
        given["area"],
        given["text"],
        given["target_on"],
        given.get("state", "open"),
        given.get("closed_on"),
    )


def stored_goal(row: Any) -> dict[str, Any]:
    """What is stored now, as the form shows it."""
    told = {name: getattr(row, name) for name in ("area", "target_on", "state", "closed_on")}
    return {**told, "text": queries.text_of(row)}


@blueprint.post(f"{GOAL}/close")
@requires(Permission.WORK_CASES)
def close_goal(number: int, goal_id: int) -> Any:
    """The goal is reached (or dropped) today."""
    state = "dropped" if request.form.get("state") == "dropped" else "reached"
    said = _("Das Ziel ist aufgegeben.") if state == "dropped" else _("Das Ziel ist erreicht.")
    return act_at_once(
        number, lambda: goals.close_goal(actor(), number, goal_id, state, pilot().day), said
    )


@blueprint.post(f"{GOAL}/reopen")
@requires(Permission.WORK_CASES)
def reopen_goal(number: int, goal_id: int) -> Any:
    """The goal is open again."""
    said = _("Das Ziel ist wieder offen.")
    return act_at_once(number, lambda: goals.reopen_goal(actor(), number, goal_id), said)


@blueprint.route(f"{GOAL}/steps/new", methods=["GET", "POST"])
@requires(Permission.NAMES)
def new_step(number: int, goal_id: int) -> Any:
    """One more step towards a goal."""
    case = open_case(number, "text")
    lead = _("Ziel: %(text)s", text=queries.text_of(goal_row(case, goal_id)))
    form = prepared(StepForm())

    def run() -> None:
        goals.add_step(actor(), number, goal_id, step_in(form), pilot().day)

    if attempt(form, run):
        return done(number, _("Der Schritt ist eingetragen."))
    title = _("Schritt eintragen")
    return case_form(case, form, title, title, address("index", number=number), lead=lead)


@blueprint.route(STEP, methods=["GET", "POST"])
@requires(Permission.NAMES)
def step(number: int, step_id: int) -> Any:
    """A corrected step; whoever comes second sees both versions."""
    case = open_case(number, "text")
    row = step_row(case, step_id)
    form = prepared(StepCorrectionForm(data=stored_step(row)), row.partner_id)
    if not form.is_submitted():
        form.renew(row.version)

    def run() -> None:
        version = form.version.data or 0
        goals.correct_step(actor(), number, step_id, step_in(form), version, pilot().day)

    if attempt(form, run):
        return done(number, _("Der Schritt ist berichtigt."))
    now = step_row(case, step_id)
    stored = stored_step(now) if form.renew(now.version) else None
    back = address("index", number=number)
    return case_form(case, form, _("Schritt berichtigen"), _("Berichtigen"), back, stored=stored)


def step_row(case: Case, step_id: int) -> Any:
    """The step of this case; otherwise it is not there."""
    row = queries.step_row(case.row.pilot_id, case.row.id, step_id)
    if row is None:
        raise NotFound
    return row


def step_in(form: StepForm) -> StepFacts:
    """What the form says of a step."""
    given = form.data
    return StepFacts(
        given["text"],
        given["responsible"],
        int(given["partner_id"]) if given["partner_id"] else None,
        given["due_on"],
        given.get("state", "open"),
        given.get("closed_on"),
    )


def stored_step(row: Any) -> dict[str, Any]:
    """What is stored now, as the form shows it."""
    told = {name: getattr(row, name) for name in ("responsible", "due_on", "state", "closed_on")}
    return {**told, "partner_id": str(row.partner_id or ""), "text": queries.text_of(row)}


@blueprint.post(f"{STEP}/finish")
@requires(Permission.WORK_CASES)
def finish_step(number: int, step_id: int) -> Any:
    """The step is done today."""
    return act_at_once(
        number,
        lambda: goals.finish_step(actor(), number, step_id, pilot().day),
        _("Der Schritt ist erledigt."),
    )


@blueprint.post(f"{STEP}/reopen")
@requires(Permission.WORK_CASES)
def reopen_step(number: int, step_id: int) -> Any:
    """The step is open again."""
    said = _("Der Schritt ist wieder offen.")
    return act_at_once(number, lambda: goals.reopen_step(actor(), number, step_id), said)
