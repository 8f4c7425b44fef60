"""Work packages, and what milestones need. Flushes, never commits."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import func, select

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.milestones.models import Milestone, MilestoneDependency, WorkPackage
from app.milestones.plan.rules import check_dependency, check_package
from app.milestones.queries import needs_of
from app.milestones.services import check_owner
from app.pilots.queries import one_at_a_time


@dataclass(frozen=True)
class PackageFacts:
    """A work package as it is entered; empty texts are none."""

    code: str
    title: str
    starts_on: date
    ends_on: date
    title_en: str = ""
    expected_start_on: date | None = None
    expected_end_on: date | None = None
    owner_id: int | None = None
    remark: str = ""

    def columns(self) -> dict[str, Any]:
        """What the columns hold: texts without blanks around them, None where there is nothing."""
        found = {each.name: getattr(self, each.name) for each in fields(self)}
        return {
            name: (value.strip() or None) if isinstance(value, str) else value
            for name, value in found.items()
        }


def add_package(actor: Actor, facts: PackageFacts) -> int:
    """A further work package."""
    _check(actor, facts, None)
    row = WorkPackage(pilot_id=actor.pilot_id, id=new_id(), **facts.columns())
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "add_work_package", "work_package", row.id)
    return row.id


def revise_package(actor: Actor, package_id: int, facts: PackageFacts, version: int) -> None:
    """Everything about a work package; its history shows what stood before."""
    row = _package(actor, package_id, version)
    _check(actor, facts, package_id)
    changed = [name for name, value in facts.columns().items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, facts.columns()[name])
    db.session.flush()
    audit.record(actor, "revise_work_package", "work_package", row.id, changed)


def drop_package(actor: Actor, package_id: int, version: int) -> None:
    """Removes a work package that no milestone belongs to; its history stays."""
    row = _package(actor, package_id, version)
    count = db.session.scalar(
        select(func.count()).where(
            Milestone.pilot_id == actor.pilot_id, Milestone.package_id == package_id
        )
    )
    if count:
        raise DomainError("package.has_milestones", count=count)
    db.session.delete(row)
    db.session.flush()
    audit.record(actor, "drop_work_package", "work_package", package_id)


def add_need(actor: Actor, milestone_id: int, needs_id: int, lag_days: int) -> None:
    """A milestone needs another, so many days before at least; never in a circle."""
    one_at_a_time(actor.pilot_id)
    rows = db.session.execute(
        select(Milestone.id, Milestone.title).where(Milestone.pilot_id == actor.pilot_id)
    )
    titles = {row.id: row.title for row in rows}
    if milestone_id not in titles:
        raise NotFound
    if needs_id not in titles:
        raise DomainError("milestone.unknown", "needs_id")
    check_dependency(needs_of(actor.pilot_id), milestone_id, needs_id, titles)
    db.session.add(
        MilestoneDependency(
            pilot_id=actor.pilot_id,
            id=new_id(),
            milestone_id=milestone_id,
            needs_id=needs_id,
            lag_days=lag_days,
        )
    )
    db.session.flush()
    audit.record(actor, "add_milestone_need", "milestone", milestone_id, ["needs_id", "lag_days"])


def drop_need(actor: Actor, milestone_id: int, needs_id: int) -> None:
    """A milestone no longer needs another; that it did stays in the history."""
    found = db.session.scalar(
        select(MilestoneDependency).where(
            MilestoneDependency.pilot_id == actor.pilot_id,
            MilestoneDependency.milestone_id == milestone_id,
            MilestoneDependency.needs_id == needs_id,
        )
    )
    if found is None:
        raise NotFound
    db.session.delete(found)
    db.session.flush()
    audit.record(actor, "drop_milestone_need", "milestone", milestone_id, ["needs_id"])


def _package(actor: Actor, package_id: int, version: int) -> WorkPackage:
    """Locked until the end of the transaction, so that the version compared is the latest."""
    row = db.session.get(WorkPackage, (actor.pilot_id, package_id), with_for_update=True)
    if row is None:
        raise NotFound
    if row.version != version:
        raise Stale
    return row


def _check(actor: Actor, facts: PackageFacts, package_id: int | None) -> None:
    for name in ("code", "title"):
        if not getattr(facts, name).strip():
            raise DomainError("package.incomplete", name)
    check_package(
        (facts.starts_on, facts.ends_on), (facts.expected_start_on, facts.expected_end_on)
    )
    check_owner(actor, facts.owner_id)
    taken = db.session.scalar(
        select(WorkPackage.id).where(
            WorkPackage.pilot_id == actor.pilot_id, WorkPackage.code == facts.code.strip()
        )
    )
    if taken not in {None, package_id}:
        raise DomainError("package.code_taken", "code", code=facts.code.strip())
