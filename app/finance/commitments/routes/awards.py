"""Records of awards: the list, one with what rests on it, a new one, its change."""

from __future__ import annotations

from typing import Any

from flask import flash
from flask_babel import gettext as _

from app.access import Permission, requires
from app.finance.commitments import labels, queries
from app.finance.commitments.forms import AwardForm
from app.finance.commitments.routes.documents import award_panel
from app.finance.commitments.routes.frame import AWARD, blueprint, to
from app.finance.commitments.rules import Procedure, State
from app.finance.commitments.services import awards as services
from app.finance.commitments.services.awards import AwardFacts
from app.finance.queries import user_name
from app.web import actor, attempt, may, overtaken, page, pilot

FACTS = (
    "subject",
    "procedure",
    "offers",
    "decided_on",
    "awarded_to",
    "amount_cents",
    "reason",
)


@blueprint.get("/finance/commitments/awards")
@requires(Permission.FINANCE)
def awards() -> Any:
    """All records of awards with what rests on them."""
    return page(
        "commitments/awards.html",
        rows=queries.awards(pilot().id),
        procedures=labels.PROCEDURE,
        may_write=may(Permission.KEEP_BOOKS),
    )


@blueprint.get(AWARD)
@requires(Permission.FINANCE)
def award(number: int) -> Any:
    """A record of an award, its documents, and the commitments that rest on it."""
    row = queries.award(pilot().id, number)
    resting = next(one for one in queries.awards(pilot().id) if one.record.id == row.id)
    return page(
        "commitments/award.html",
        row=row,
        resting=resting,
        commitments=queries.commitments_of_award(row),
        states={str(state): words for state, words in labels.STATE.items()},
        cancelled=State.CANCELLED,
        procedure=labels.PROCEDURE[Procedure(row.procedure)],
        recorded_by=user_name(row.recorded_by),
        documents=award_panel(number),
        may_edit=may(Permission.KEEP_BOOKS) and not queries.is_award_fixed(row),
    )


@blueprint.route("/finance/commitments/awards/new", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def award_new() -> Any:
    """Writes down how a contract was awarded."""
    form = AwardForm()
    form.procedure.choices = labels.procedure_choices()
    numbers: list[int] = []

    def run() -> None:
        numbers.append(services.record_award(actor(), facts_of(form), pilot().day))

    if attempt(form, run):
        flash(_("Der Vergabevermerk ist eingetragen."), "success")
        return to("award", number=numbers[0])
    return page("commitments/award_edit.html", form, row=None)


@blueprint.route(f"{AWARD}/edit", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def award_edit(number: int) -> Any:
    """Puts a record right; whoever comes second sees what is stored now."""
    row = queries.award(pilot().id, number)
    form = AwardForm(obj=row)
    form.procedure.choices = labels.procedure_choices()

    def run() -> None:
        version = form.data["version"]
        services.revise_award(actor(), number, facts_of(form), version, pilot().day)

    if attempt(form, run):
        flash(_("Der Vergabevermerk ist gespeichert."), "success")
        return to("award", number=number)
    row = queries.award(pilot().id, number)
    is_late = overtaken(form, row.version)
    present = {name: getattr(row, name) for name in FACTS} if is_late else {}
    differing = {name: value for name, value in present.items() if form[name].data != value}
    body, status = page("commitments/award_edit.html", form, row=row, present=differing)
    return body, 409 if is_late else status


def facts_of(form: AwardForm) -> AwardFacts:
    """What was entered."""
    given = {name: form.data[name] for name in FACTS}
    texts = {name: value.strip() for name, value in given.items() if isinstance(value, str)}
    return AwardFacts(**{**given, **texts, "procedure": Procedure(texts["procedure"])})
