"""What came after filing: the timeline of the funder's examination, and what must go back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash, request
from flask_babel import gettext as _

from app.access import Permission, requires
from app.documents.queries import DocumentRow, documents_of_all
from app.errors import NotFound
from app.finance.grants.account import RepaymentRow
from app.formats import day as day_text
from app.formats import money
from app.reporting.reports import labels
from app.reporting.reports.forms import StepForm, TakeBackForm, step_form
from app.reporting.reports.queries.filing import FilingRow, filing
from app.reporting.reports.queries.review import (
    StepRow,
    balance,
    free_repayments,
    standing_steps,
    step,
    steps,
)
from app.reporting.reports.routes.documents import STEP, STEP_ONE
from app.reporting.reports.routes.frame import (
    ONE,
    address,
    blueprint,
    elsewhere,
    refusal,
    report_here,
    to,
)
from app.reporting.reports.rules.review import (
    Given,
    Step,
    check_reversal,
    expected,
    possible,
    standing,
)
from app.reporting.reports.services import review as services
from app.web import actor, attempt, may, page, pilot


@dataclass(frozen=True)
class StepLine:
    """A step in the timeline with its papers; of a repayment day and amount are the books'."""

    row: StepRow
    on: date
    title: str
    amount_cents: int | None
    url: str | None
    papers: Sequence[tuple[DocumentRow, str]]
    add_url: str | None
    take_back_url: str | None
    is_gone: bool = False
    """The repayment that it names has been cancelled in the books."""


def filed_here(report_id: int) -> FilingRow:
    """What was filed; before that there is no such page."""
    found = filing(pilot().id, report_id)
    if found is None:
        raise NotFound
    return found


@blueprint.get(f"{ONE}/review")
@requires(Permission.STATEMENT)
def review(report_id: int) -> Any:
    """The examination in a timeline, what must go back and what did, with its interest."""
    row, filed, here = report_here(report_id), filed_here(report_id), pilot()
    found = steps(here.id, report_id)
    now = standing(standing_steps(found))
    account = balance(here, found)
    free = free_repayments(here.id, here.day)
    papers = documents_of_all(here.id, STEP.kind, [one.id for one in found])
    return page(
        "reports/review.html",
        row=row,
        title=labels.title(row),
        filed=filed,
        state=labels.STANDING[now],
        standing=now,
        lines=[
            line_of(report_id, one, account.repayments, papers[one.id]) for one in reversed(found)
        ],
        account=account,
        rest=max(0, account.owed.interest_cents - account.interest_paid_cents),
        free_cents=sum(one.amount_cents for one in free),
        expected=expected(now),
        nexts=[(one, labels.STEP[one]) for one in possible(now)],
        may_record=may(Permission.PREPARE_REPORT),
        points=here.preset.grants.points_above_base,
        repayments_url=elsewhere("grants.repayment_new", Permission.KEEP_BOOKS),
        rates_url=elsewhere("grants.rates", Permission.FINANCE),
        day=here.day,
    )


def line_of(report_id: int, one: StepRow, repaid: Any, papers: Sequence[DocumentRow]) -> StepLine:
    """A step as the timeline shows it."""
    back: RepaymentRow | None = repaid.get(one.repayment_id)
    is_standing = not one.is_reversed and may(Permission.PREPARE_REPORT)
    where = {"report_id": report_id, "step_id": one.id}
    return StepLine(
        one,
        back.paid_on if back else one.on,
        str(labels.STEP[one.step]),
        back.amount_cents if back else one.cents,
        elsewhere("grants.repayment", Permission.FINANCE, repayment_id=back.id) if back else None,
        [
            (paper, address("report_step_document_open", **where, document_id=paper.id))
            for paper in papers
        ],
        address("report_step_document_add", **where) if is_standing else None,
        address("take_back", **where) if is_standing else None,
        one.step is Step.REPAID and back is None and not one.is_reversed,
    )


@blueprint.route(f"{ONE}/review/new", methods=["GET", "POST"])
@requires(Permission.PREPARE_REPORT)
def record(report_id: int) -> Any:
    """Records a step: a query, an answer, an amount disallowed, the notice, a repayment."""
    row, filed, here = report_here(report_id), filed_here(report_id), pilot()
    kind = asked_step()
    free = free_repayments(here.id, here.day) if kind is Step.REPAID else []
    form = step_form(kind, [(str(one.id), repayment_name(one)) for one in free])
    if attempt(
        form, lambda: services.record_step(actor(), report_id, given_in(form, kind), here.day)
    ):
        flash(_("%(step)s ist vermerkt.", step=labels.STEP[kind]), "success")
        return to("review", report_id=report_id)
    now = standing(standing_steps(steps(here.id, report_id)))
    return page(
        "reports/step.html",
        form,
        row=row,
        title=labels.title(row),
        kind=kind,
        name=labels.STEP[kind],
        filed=filed,
        can_come=kind in possible(now),
        repayments=free,
        repayments_url=elsewhere("grants.repayment_new", Permission.KEEP_BOOKS),
    )


def asked_step() -> Step:
    """The kind of step in the address."""
    try:
        return Step(request.args.get("step", ""))
    except ValueError as error:
        raise NotFound from error


def repayment_name(one: RepaymentRow) -> str:
    """A repayment of the books in the choice."""
    return f"{day_text(one.paid_on)}: {money(one.amount_cents)}, {one.reason}"


def given_in(form: StepForm, kind: Step) -> Given:
    """The step as the form has it."""
    given = form.data
    chosen = str(given.get("repayment_id") or "")
    return Given(
        kind,
        given["on"],
        given["reference"] or "",
        given["text"],
        given.get("cents"),
        given.get("interest_from"),
        int(chosen) if chosen.isascii() and chosen.isdigit() else None,
    )


@blueprint.route(f"{STEP_ONE}/take-back", methods=["GET", "POST"])
@requires(Permission.PREPARE_REPORT)
def take_back(report_id: int, step_id: int) -> Any:
    """Takes a step back that was recorded by mistake."""
    row, form, here = report_here(report_id), TakeBackForm(), pilot()
    found = step(here.id, report_id, step_id)

    def run() -> None:
        services.take_back(actor(), report_id, step_id, form.data["reason"], here.day)

    if attempt(form, run):
        flash(_("Der Schritt ist zurückgenommen."), "success")
        return to("review", report_id=report_id)
    counted = standing_steps(steps(here.id, report_id))
    return page(
        "reports/take_back.html",
        form,
        row=row,
        title=labels.title(row),
        name=labels.STEP[found.step],
        refusal=refusal(lambda: check_reversal(counted, step_id)),
    )
