"""The integration plan of a case: the page, drawing up, agreeing, continuing, printing."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import NotFound
from app.participants.contacts.rules import is_after_exit
from app.participants.planning import labels, queries
from app.participants.planning.forms import (
    AgreementForm,
    ContinuationForm,
    DrawUpForm,
    PlanDaysForm,
)
from app.participants.planning.queries import PlanView
from app.participants.planning.routes.frame import PLAN, address, blueprint, done, plan_place
from app.participants.planning.rules import PlanDays
from app.participants.planning.services import plans
from app.participants.record import Case
from app.participants.routes.case import case_page, open_case
from app.participants.routes.case_form import case_form
from app.partners.queries import partner_names
from app.web import actor, attempt, may, pilot

ONE = f"{PLAN}/<int:plan_id>"


@blueprint.get(PLAN)
@requires(Permission.PARTICIPANTS)
def index(number: int) -> Any:
    """The plan in force, or the one asked for by its place; tasks of the case below."""
    case = open_case(number, "text", "result")
    known = queries.plans_of(case.row.pilot_id, case.row.id)
    shown = chosen(case)
    reads = may(Permission.NAMES)
    tasks = queries.tasks_of(case.row.pilot_id, case.row.id)
    return case_page(
        case,
        "planning/index.html",
        plan=shown,
        plans=list(enumerate(known, start=1)),
        has_open_plan=any(one.ended_on is None for one in known),
        tasks=[(row, queries.text_of(row) if reads else "") for row in tasks],
        partners=partner_names(pilot().id),
        labels=labels,
        reads=reads,
        has_exited=is_after_exit(pilot().day, case.row.exited_on),
    )


def chosen(case: Case) -> PlanView | None:
    """The plan at the place in the address; otherwise the open one, or the latest."""
    known = list(enumerate(queries.plans_of(case.row.pilot_id, case.row.id), start=1))
    if not known:
        return None
    wanted = request.args.get("plan", type=int)
    by_place = {place: (place, plan) for place, plan in known}
    running = next((one for one in known if one[1].ended_on is None), known[-1])
    place, plan = by_place.get(wanted or 0, running)
    return queries.plan_view(plan, place, may(Permission.NAMES))


@blueprint.get(f"{PLAN}/print")
@requires(Permission.NAMES)
def print_plan(number: int) -> Any:
    """The plan as a sheet to sign."""
    case = open_case(number, "text", "result")
    shown = chosen(case)
    if shown is None:
        raise NotFound
    return case_page(
        case,
        "planning/print.html",
        plan=shown,
        partners=partner_names(pilot().id),
        preset=pilot().preset,
        labels=labels,
    )


@blueprint.route(f"{PLAN}/new", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def draw_up(number: int) -> Any:
    """Begins a plan."""
    case = open_case(number)
    form = DrawUpForm()
    if not form.is_submitted():
        form.drawn_up_on.data = pilot().day

    def run() -> None:
        plans.draw_up(actor(), number, form.data["drawn_up_on"], pilot().day)

    if attempt(form, run):
        return done(number, _("Der Plan ist angelegt. Tragen Sie jetzt das erste Ziel ein."))
    title = _("Integrationsplan aufstellen")
    return case_form(case, form, title, _("Plan anlegen"), address("index", number=number))


@blueprint.route(f"{ONE}/agree", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def agree(number: int, plan_id: int) -> Any:
    """Enters that both sides have signed."""
    case = open_case(number)
    plan, _place = plan_place(case, plan_id)
    form = AgreementForm()
    if not form.is_submitted():
        form.renew(plan.version)
        form.agreed_on.data = pilot().day

    def run() -> None:
        version = form.version.data or 0
        plans.agree(actor(), number, plan_id, form.data["agreed_on"], version, pilot().day)

    if attempt(form, run):
        return done(number, _("Die Vereinbarung ist eingetragen."))
    now, _place = plan_place(case, plan_id)
    stored = {"agreed_on": now.agreed_on} if form.renew(now.version) else None
    title = _("Als vereinbart eintragen")
    return case_form(case, form, title, title, address("index", number=number), stored=stored)


@blueprint.route(f"{ONE}/days", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def days(number: int, plan_id: int) -> Any:
    """Corrects the days of a plan, ends it or opens it again."""
    case = open_case(number)
    plan, place = plan_place(case, plan_id)
    form = PlanDaysForm(data=stored_days(plan))
    if not form.is_submitted():
        form.renew(plan.version)

    def run() -> None:
        given = form.data
        told = PlanDays(given["drawn_up_on"], given["agreed_on"], given["ended_on"])
        version = form.version.data or 0
        plans.correct_plan(actor(), number, plan_id, told, version, pilot().day)

    if attempt(form, run):
        return done(number, _("Die Tage des Plans sind gespeichert."))
    now, _place = plan_place(case, plan_id)
    stored = stored_days(now) if form.renew(now.version) else None
    title = _("Tage von Plan %(place)s ändern", place=place)
    back = address("index", number=number, plan=place)
    return case_form(case, form, title, _("Speichern"), back, stored=stored)


def stored_days(plan: Any) -> dict[str, Any]:
    """What is stored now, as the form shows it."""
    return {name: getattr(plan, name) for name in ("drawn_up_on", "agreed_on", "ended_on")}


@blueprint.route(f"{ONE}/continue", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def continue_plan(number: int, plan_id: int) -> Any:
    """Ends the plan and begins the next with what is open."""
    case = open_case(number)
    plan, place = plan_place(case, plan_id)
    form = ContinuationForm()
    if not form.is_submitted():
        form.renew(plan.version)
        form.on.data = pilot().day

    def run() -> None:
        version = form.version.data or 0
        try_on = form.data["on"]
        plans.continue_plan(actor(), number, plan_id, try_on, version, pilot().day)

    if attempt(form, run):
        return done(
            number, _("Der neue Plan ist angelegt; offene Ziele und Schritte stehen darin.")
        )
    now, _place = plan_place(case, plan_id)
    form.renew(now.version)
    lead = _(
        "Plan %(place)s endet an diesem Tag. Seine offenen Ziele und Schritte kommen in den neuen "
        "Plan; der alte bleibt lesbar.",
        place=place,
    )
    title = _("Plan fortschreiben")
    return case_form(case, form, title, title, address("index", number=number), lead=lead)
