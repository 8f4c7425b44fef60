"""What the pages of planning share: addresses, the way back, choices."""

from __future__ import annotations

from typing import Any, TypeVar

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from app.errors import DomainError, NotFound
from app.participants.planning import queries
from app.participants.planning.forms import StepForm
from app.participants.record import Case
from app.partners.queries import partner_choices, partner_names
from app.web import commit, pilot, say

blueprint = Blueprint("planning", "app.participants.planning", template_folder="templates")
Filled = TypeVar("Filled", bound=StepForm)

CASE = "/participants/<int:number>"
PLAN = f"{CASE}/plan"
BACK_TO_TASKS = "tasks"


def address(endpoint: str, **arguments: Any) -> str:
    """The address of a page of planning in this pilot."""
    return url_for(f"planning.{endpoint}", pilot_key=pilot().key, **arguments)


def done(number: int, sentence: str) -> Any:
    """Says what was done and goes back to the plan of the case."""
    flash(sentence, "success")
    return redirect(address("index", number=number))


def act_at_once(number: int, action: Any, sentence: str) -> Any:
    """One act without a page of its own, from the plan or from the page of tasks, and back.

    A refusal is said on the page that one comes back to.
    """
    try:
        action()
        commit()
        flash(sentence, "success")
    except NotFound:
        raise
    except DomainError as error:
        flash(say(error), "danger")
    if request.form.get("back") == BACK_TO_TASKS:
        kept = {key: request.form.get(key) or None for key in ("days", "post")}
        return redirect(address("tasks", **kept))
    return redirect(address("index", number=number))


def plan_place(case: Case, plan_id: int) -> tuple[Any, int]:
    """A plan of the case and its place among them, from 1."""
    plans = queries.plans_of(case.row.pilot_id, case.row.id)
    for place, plan in enumerate(plans, start=1):
        if plan.id == plan_id:
            return plan, place
    raise NotFound


def prepared(form: Filled, kept_partner: int | None = None) -> Filled:
    """The form of a step with its institutions; the one it has stays on offer."""
    partners = partner_choices(pilot().id, pilot().day)
    if kept_partner is not None and kept_partner not in dict(partners):
        partners.append((kept_partner, partner_names(pilot().id).get(kept_partner, "–")))
    form.partner_id.choices = [("", _("keine")), *((str(key), name) for key, name in partners)]
    form.partner_id.data = form.partner_id.data or ""
    return form
