"""Drafts of reallocations: made, changed, dropped, adopted with their notice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.finance import queries as finance
from app.finance.models import Plan, PlanAmount
from app.finance.plans import queries
from app.finance.plans.models import PlanDraft
from app.finance.plans.rules import check_adoption, check_amounts
from app.pilots.queries import one_at_a_time


@dataclass(frozen=True)
class Sheet:
    """A draft as it was entered; amounts in cents by position and year."""

    title: str
    reason: str
    amounts: Mapping[tuple[str, int], int]


@dataclass(frozen=True)
class NoticeOfPlan:
    """The notice that a version of the plan rests on."""

    reference: str
    issued_on: date
    valid_from: date


def draft(actor: Actor, sheet: Sheet, today: date) -> int:
    """A new draft of the plan in force; returns its number."""
    base = finance.plan_in_force(actor.pilot_id, today)
    if base is None:
        raise DomainError("plan.none_to_change")
    check_amounts(sheet.amounts)
    one_at_a_time(actor.pilot_id)
    highest = db.session.scalar(
        select(func.max(PlanDraft.number)).where(PlanDraft.pilot_id == actor.pilot_id)
    )
    row = PlanDraft(
        pilot_id=actor.pilot_id,
        id=new_id(),
        number=(highest or 0) + 1,
        state="open",
        base_plan_id=base.id,
        drafted_by=actor.user_id,
    )
    _fill(row, sheet)
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "draft_plan", "plan_draft", row.id)
    return row.number


def change(actor: Actor, number: int, sheet: Sheet, version: int) -> None:
    """Changes an open draft; whoever changes it counts as who drafted it."""
    row = _open(actor, number, version)
    check_amounts(sheet.amounts)
    _fill(row, sheet)
    row.drafted_by = actor.user_id
    db.session.flush()
    audit.record(actor, "change_draft", "plan_draft", row.id, ["amounts"])


def drop(actor: Actor, number: int, version: int) -> None:
    """Drops an open draft; it stays to be seen."""
    row = _open(actor, number, version)
    row.state = "dropped"
    db.session.flush()
    audit.record(actor, "drop_draft", "plan_draft", row.id, ["state"])


def adopt(
    actor: Actor, number: int, notice: NoticeOfPlan, version: int, grant_cents: int, today: date
) -> None:
    """Makes a draft the plan, by a second person, once its notice is there."""
    one_at_a_time(actor.pilot_id)
    row = _open(actor, number, version)
    amounts = queries.amounts_of(row)
    check_adoption(amounts, grant_cents, row.drafted_by, actor.user_id)
    versions = queries.versions(actor.pilot_id)
    in_force = queries.in_force_on(versions, today)
    if in_force is None or in_force.id != row.base_plan_id:
        raise DomainError("plan.draft_outdated")
    _check_days(notice, versions[-1].valid_from, today)
    plan = Plan(
        pilot_id=actor.pilot_id,
        id=new_id(),
        notice=notice.reference,
        issued_on=notice.issued_on,
        valid_from=notice.valid_from,
    )
    db.session.add(plan)
    db.session.flush()
    for (position, year), cents in amounts.items():
        db.session.add(
            PlanAmount(
                pilot_id=actor.pilot_id,
                id=new_id(),
                plan_id=plan.id,
                position=position,
                year=year,
                amount_cents=cents,
            )
        )
    row.state, row.adopted_by, row.adopted_plan_id = "adopted", actor.user_id, plan.id
    db.session.flush()
    audit.record(actor, "adopt_draft", "plan", plan.id)


def name_notice(actor: Actor, place: int, notice: NoticeOfPlan, version: int, today: date) -> None:
    """Enters the notice of a version that came in as a file, and from when it binds.

    The order of the versions stays: the day lies between those of its neighbours. Whoever drafted
    a version does not change what the second person entered when adopting it.
    """
    one_at_a_time(actor.pilot_id)
    versions = queries.versions(actor.pilot_id)
    if not 1 <= place <= len(versions):
        raise NotFound
    row = db.session.get(Plan, (actor.pilot_id, versions[place - 1].id))
    if row is None or row.version != version:
        raise Stale
    drafted_by = select(PlanDraft.drafted_by).where(
        PlanDraft.pilot_id == actor.pilot_id, PlanDraft.adopted_plan_id == row.id
    )
    if db.session.scalar(drafted_by) == actor.user_id:
        raise DomainError("plan.notice_four_eyes")
    before = versions[place - 2].valid_from if place > 1 else date.min
    after = versions[place].valid_from if place < len(versions) else date.max
    _check_days(notice, before, today)
    if notice.valid_from > after:
        raise DomainError("plan.order_of_versions", "valid_from", day=after)
    given = {
        "notice": notice.reference,
        "issued_on": notice.issued_on,
        "valid_from": notice.valid_from,
    }
    changed = [name for name, value in given.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, given[name])
    db.session.flush()
    audit.record(actor, "name_notice", "plan", row.id, changed)


def _check_days(notice: NoticeOfPlan, before: date, today: date) -> None:
    if notice.issued_on > today:
        raise DomainError("house.future", "issued_on", day=notice.issued_on, on=today)
    if notice.valid_from < before:
        raise DomainError("plan.order_of_versions", "valid_from", day=before)


def _fill(row: PlanDraft, sheet: Sheet) -> None:
    row.title, row.reason = sheet.title, sheet.reason
    row.amounts = [[position, year, cents] for (position, year), cents in sheet.amounts.items()]


def _open(actor: Actor, number: int, version: int) -> PlanDraft:
    row = queries.draft_row(actor.pilot_id, number)
    if row.version != version:
        raise Stale
    if row.state != "open":
        raise DomainError("plan.draft_closed")
    return row
