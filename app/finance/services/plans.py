"""Financing plans: taken in by notice; the sum equals the grant to the cent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, select

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError
from app.extensions import db
from app.finance import queries
from app.finance.models import Plan, PlanAmount
from app.finance.plan_file import PlanFile
from app.finance.plans.models import PlanDraft
from app.intake.findings import Finding, Severity
from app.pilots.preset import Preset


@dataclass(frozen=True)
class PlanToTake:
    """A plan that may be taken in; no amounts when nothing is new."""

    amounts: Mapping[tuple[str, int], int]
    notice: str
    valid_from: date


def compare(actor: Actor, preset: Preset, file: PlanFile, today: date) -> PlanToTake:
    """Compares a plan file with the grant and the plan in force; its outcome says what is wrong."""
    tally = file.outcome.tally
    refusal = _refusal(file, preset.notice.grant_cents)
    if refusal is not None:
        file.outcome.findings.append(refusal)
        tally.rejected, tally.accepted = tally.rejected + tally.accepted, 0
    present = queries.plan_in_force(actor.pilot_id, date.max)
    if present is not None and present.amounts == dict(file.amounts):
        tally.unchanged, tally.accepted = tally.unchanged + tally.accepted, 0
    is_first = present is None
    return PlanToTake(
        file.amounts if tally.accepted else {},
        preset.notice.reference if is_first else "",
        preset.notice.issued_on if is_first else today,
    )


def _refusal(file: PlanFile, grant_cents: int) -> Finding | None:
    """Why a plan stays out as a whole: a part of it would be no plan."""
    if not file.outcome.is_clean:
        return Finding("intake.not_whole_plan", Severity.ERROR)
    total = sum(file.amounts.values())
    if total == grant_cents:
        return None
    params = (("total_cents", total), ("grant_cents", grant_cents))
    return Finding("plan.not_the_grant", Severity.ERROR, params=params)


def write(actor: Actor, plan: PlanToTake, import_id: int | None) -> None:
    """The plan as a new version; an incomplete or wrong sum never gets here."""
    if not plan.amounts:
        return
    notice = plan.notice or _next_notice(actor.pilot_id)
    row = Plan(
        pilot_id=actor.pilot_id,
        id=new_id(),
        notice=notice,
        valid_from=plan.valid_from,
        import_id=import_id,
    )
    db.session.add(row)
    db.session.flush()
    for (position, year), cents in plan.amounts.items():
        db.session.add(
            PlanAmount(
                pilot_id=actor.pilot_id,
                id=new_id(),
                plan_id=row.id,
                position=position,
                year=year,
                amount_cents=cents,
            )
        )
    db.session.flush()
    audit.record(actor, "take_in_plan", "plan", row.id)


def undo(actor: Actor, import_id: int) -> None:
    """Removes the plan of an import while no later plan and no draft builds on it."""
    row = db.session.scalar(
        select(Plan).where(Plan.pilot_id == actor.pilot_id, Plan.import_id == import_id)
    )
    if row is None:
        return
    later = db.session.scalar(
        select(func.count()).where(Plan.pilot_id == actor.pilot_id, Plan.id > row.id)
    )
    if later:
        raise DomainError("plan.later_plan")
    draft = db.session.scalar(
        select(func.min(PlanDraft.number)).where(
            PlanDraft.pilot_id == actor.pilot_id, PlanDraft.base_plan_id == row.id
        )
    )
    if draft is not None:
        raise DomainError("plan.draft_departs_from_it", number=draft)
    db.session.execute(
        delete(PlanAmount).where(
            PlanAmount.pilot_id == actor.pilot_id, PlanAmount.plan_id == row.id
        )
    )
    db.session.delete(row)
    db.session.flush()


def _next_notice(pilot_id: int) -> str:
    count = db.session.scalar(select(func.count()).where(Plan.pilot_id == pilot_id)) or 0
    return f"Änderung {count}"
