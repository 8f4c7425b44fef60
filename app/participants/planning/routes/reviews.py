"""Reviews of a plan (Standortbestimmung)."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import NotFound
from app.participants.planning import queries
from app.participants.planning.forms import ReviewCorrectionForm, ReviewForm
from app.participants.planning.routes.frame import PLAN, address, blueprint, done, plan_place
from app.participants.planning.services import plans
from app.participants.planning.services.plans import ReviewFacts
from app.participants.record import Case
from app.participants.routes.case import open_case
from app.participants.routes.case_form import case_form
from app.web import actor, attempt, pilot


@blueprint.route(f"{PLAN}/<int:plan_id>/reviews/new", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def new_review(number: int, plan_id: int) -> Any:
    """Agrees a review for a day."""
    case = open_case(number)
    plan_place(case, plan_id)
    form = ReviewForm()

    def run() -> None:
        facts = ReviewFacts(form.data["due_on"])
        plans.agree_review(actor(), number, plan_id, facts, pilot().day)

    if attempt(form, run):
        return done(number, _("Die Standortbestimmung ist verabredet."))
    title = _("Standortbestimmung verabreden")
    return case_form(case, form, title, _("Verabreden"), address("index", number=number))


@blueprint.route(f"{PLAN}/reviews/<int:review_id>", methods=["GET", "POST"])
@requires(Permission.NAMES)
def review(number: int, review_id: int) -> Any:
    """Enters that a review was held, with its result, or corrects it."""
    case = open_case(number, "result")
    row = review_row(case, review_id)
    form = ReviewCorrectionForm(data=stored_review(row))
    if not form.is_submitted():
        form.renew(row.version)

    def run() -> None:
        given, version = form.data, form.version.data or 0
        facts = ReviewFacts(given["due_on"], given["held_on"], given["result"] or "")
        plans.correct_review(actor(), number, review_id, facts, version, pilot().day)

    if attempt(form, run):
        return done(number, _("Die Standortbestimmung ist gespeichert."))
    now = review_row(case, review_id)
    stored = stored_review(now) if form.renew(now.version) else None
    back = address("index", number=number)
    return case_form(case, form, _("Standortbestimmung"), _("Speichern"), back, stored=stored)


def review_row(case: Case, review_id: int) -> Any:
    """The review of this case; otherwise it is not there."""
    row = queries.review_row(case.row.pilot_id, case.row.id, review_id)
    if row is None:
        raise NotFound
    return row


def stored_review(row: Any) -> dict[str, Any]:
    """What is stored now, as the form shows it."""
    return {"due_on": row.due_on, "held_on": row.held_on, "result": queries.result_of(row)}
