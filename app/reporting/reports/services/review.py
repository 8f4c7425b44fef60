"""What came after filing is recorded, and taken back where it was a mistake. Append-only."""

from __future__ import annotations

from datetime import date

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError
from app.extensions import db
from app.pilots.queries import one_at_a_time
from app.reporting.reports import queries
from app.reporting.reports.models import ReportStep
from app.reporting.reports.queries.filing import filing
from app.reporting.reports.queries.review import (
    free_repayments,
    standing_steps,
    step,
    steps,
)
from app.reporting.reports.rules import life
from app.reporting.reports.rules.review import Given, Step, check_given, check_reversal, standing


def record_step(actor: Actor, report_id: int, given: Given, day: date) -> int:
    """Records a step after filing; returns its id. Of a repayment the books tell day and amount."""
    one_at_a_time(actor.pilot_id)
    queries.report(actor.pilot_id, report_id)
    filed = filing(actor.pilot_id, report_id)
    if filed is None:
        raise DomainError("reports.not_filed")
    now = standing(standing_steps(steps(actor.pilot_id, report_id)))
    check_given(given, now, filed.filed_on, day)
    repayment_id = _repayment(actor, given, day)
    row = ReportStep(
        pilot_id=actor.pilot_id,
        id=new_id(),
        report_id=report_id,
        kind=given.step,
        happened_on=given.on,
        reference=given.reference.strip() or None,
        text=given.text.strip(),
        amount_cents=None if repayment_id else given.cents,
        interest_from=given.interest_from,
        repayment_id=repayment_id,
        recorded_by=actor.user_id,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, f"record_{given.step}", "report_step", row.id)
    return row.id


def _repayment(actor: Actor, given: Given, day: date) -> int | None:
    """The repayment of the books that a step names; refuses one that belongs elsewhere."""
    if given.step is not Step.REPAID:
        return None
    if given.repayment_id not in {one.id for one in free_repayments(actor.pilot_id, day)}:
        raise DomainError("reports.no_repayment", "repayment_id")
    return given.repayment_id


def take_back(actor: Actor, report_id: int, step_id: int, reason: str, day: date) -> None:
    """Takes back a step that was recorded by mistake; both stay on record."""
    one_at_a_time(actor.pilot_id)
    found = step(actor.pilot_id, report_id, step_id)
    said = life.needed(reason, "reports.reason_missing")
    check_reversal(standing_steps(steps(actor.pilot_id, report_id)), found.id)
    row = ReportStep(
        pilot_id=actor.pilot_id,
        id=new_id(),
        report_id=report_id,
        kind="reversed",
        happened_on=day,
        text=said,
        reverses_id=found.id,
        recorded_by=actor.user_id,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "take_report_step_back", "report_step", found.id)
