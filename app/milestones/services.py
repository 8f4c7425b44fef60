"""What happens to milestones: planned, expected anew, reached. Flushes, never commits."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import select

from app import audit
from app.access import Actor
from app.accounts.queries import member
from app.database import new_id
from app.documents.queries import documents_of
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.milestones.models import Milestone, MilestoneDependency, MilestoneForecast, WorkPackage
from app.milestones.plan.rules import (
    NOTHING_REACHED,
    Reached,
    check_baseline,
    check_dropped,
    check_evidence,
    check_forecast,
    check_measure,
)
from app.pilots.preset import Preset
from app.pilots.queries import one_at_a_time

DOCUMENTS = "milestone"
"""The kind under which documents of milestones are kept."""


@dataclass(frozen=True)
class MilestoneFacts:
    """A milestone as it is entered; empty texts are none. `at_least`: people, or cents."""

    title: str
    baseline_on: date
    title_en: str = ""
    package_id: int | None = None
    owner_id: int | None = None
    evidence_kind: str | None = None
    evidence: str = ""
    measure: str | None = None
    at_least: int | None = None
    remark: str = ""
    expected_on: date | None = None
    actual_on: date | None = None

    def columns(self) -> dict[str, Any]:
        """What the columns hold: texts without blanks around them, None where there is nothing."""
        found = {each.name: getattr(self, each.name) for each in fields(self)}
        return {
            name: (value.strip() or None) if isinstance(value, str) else value
            for name, value in found.items()
        }


@dataclass(frozen=True)
class Reasons:
    """Why a milestone is expected later than before, and why its planned day changes."""

    slip: str = ""
    baseline: str = ""


def plan_from_preset(actor: Actor, preset: Preset) -> None:
    """Work packages and milestones that the programme starts with, as planned in its notice."""
    packages, rows = {}, {}
    for package in preset.packages:
        packages[package.key] = new_id()
        db.session.add(
            WorkPackage(
                pilot_id=actor.pilot_id,
                id=packages[package.key],
                code=package.key,
                title=package.title_de,
                title_en=package.title_en,
                starts_on=package.starts_on,
                ends_on=package.ends_on,
            )
        )
    db.session.flush()
    for planned in preset.milestones:
        rows[planned.key] = Milestone(
            pilot_id=actor.pilot_id,
            id=new_id(),
            package_id=packages.get(planned.package),
            title=planned.title_de,
            title_en=planned.title_en,
            baseline_on=planned.baseline_on,
            measure=planned.measure or None,
            at_least=planned.at_least if planned.measure else None,
        )
        check_measure(rows[planned.key].measure, rows[planned.key].at_least, None)
        db.session.add(rows[planned.key])
        note_forecast(actor, rows[planned.key], preset.notice.issued_on)
    db.session.flush()
    for planned in preset.milestones:
        for needed in planned.needs:
            _add_need(actor, rows[planned.key].id, rows[needed].id, planned.lag_days)
    db.session.flush()
    audit.record(actor, "plan_milestones", "pilot", actor.pilot_id)


def _add_need(actor: Actor, one: int, needed: int, lag_days: int) -> None:
    db.session.add(
        MilestoneDependency(
            pilot_id=actor.pilot_id,
            id=new_id(),
            milestone_id=one,
            needs_id=needed,
            lag_days=lag_days,
        )
    )


def plan(actor: Actor, facts: MilestoneFacts, today: date) -> int:
    """A further milestone; what is planned now is its first forecast."""
    _check(actor, facts)
    row = Milestone(pilot_id=actor.pilot_id, id=new_id(), **facts.columns())
    row.expected_on = row.actual_on = None
    db.session.add(row)
    db.session.flush()
    note_forecast(actor, row, today)
    audit.record(actor, "plan_milestone", "milestone", row.id)
    return row.id


def edit(
    actor: Actor,
    milestone_id: int,
    facts: MilestoneFacts,
    reasons: Reasons,
    version: int,
    today: date,
) -> None:
    """Everything about a milestone; a new expectation is a forecast of the day."""
    row = current(actor, milestone_id, version)
    _check(actor, facts)
    if facts.actual_on is not None and facts.actual_on > today:
        raise DomainError("house.future", "actual_on", day=facts.actual_on, on=today)
    check_baseline(row.baseline_on, facts.baseline_on, reasons.baseline)
    before = row.expected_on or row.baseline_on
    is_open, is_moved = facts.actual_on is None, facts.expected_on != row.expected_on
    if is_open and is_moved and facts.expected_on is not None:
        check_forecast(before, facts.expected_on, reasons.slip, today)
    columns = facts.columns()
    if facts.baseline_on != row.baseline_on:
        columns["baseline_reason"] = reasons.baseline.strip()
    changed = [name for name, value in columns.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, columns[name])
    db.session.flush()
    if is_open and before != (row.expected_on or row.baseline_on):
        note_forecast(actor, row, today, reasons.slip or reasons.baseline)
    audit.record(actor, "revise_milestone", "milestone", row.id, changed)


def revise(
    actor: Actor,
    milestone_id: int,
    expected_on: date | None,
    actual_on: date | None,
    remark: str,
    version: int,
    today: date,
    reason: str = "",
) -> None:
    """A new expectation, or the day on which the milestone was reached; the rest stays."""
    row = current(actor, milestone_id, version)
    kept: dict[str, Any] = {
        each.name: value
        for each in fields(MilestoneFacts)
        if (value := getattr(row, each.name)) is not None
    }
    told = {"expected_on": expected_on, "actual_on": actual_on, "remark": remark}
    facts = MilestoneFacts(**{**kept, **told})
    edit(actor, milestone_id, facts, Reasons(slip=reason), version, today)


def drop(actor: Actor, milestone_id: int, version: int, reached: Reached = NOTHING_REACHED) -> None:
    """Removes a milestone that was planned by mistake; its history stays."""
    one_at_a_time(actor.pilot_id)
    row = current(actor, milestone_id, version)
    if row.actual_on is not None or (row.measure, row.at_least) in reached:
        raise DomainError("milestone.reached_stays")
    check_dropped(_titles_of_waiting(actor, milestone_id))
    kept = documents_of(actor.pilot_id, DOCUMENTS, milestone_id)
    if any(document.removed_at is None for document in kept):
        raise DomainError("milestone.has_documents")
    needs = MilestoneDependency.pilot_id == actor.pilot_id
    for need in db.session.scalars(
        select(MilestoneDependency).where(needs, MilestoneDependency.milestone_id == milestone_id)
    ):
        db.session.delete(need)
    db.session.flush()
    db.session.delete(row)
    db.session.flush()
    audit.record(actor, "drop_milestone", "milestone", milestone_id)


def _titles_of_waiting(actor: Actor, milestone_id: int) -> list[str]:
    return list(
        db.session.scalars(
            select(Milestone.title)
            .join(
                MilestoneDependency,
                (MilestoneDependency.pilot_id == Milestone.pilot_id)
                & (MilestoneDependency.milestone_id == Milestone.id),
            )
            .where(
                Milestone.pilot_id == actor.pilot_id,
                MilestoneDependency.needs_id == milestone_id,
            )
            .order_by(Milestone.baseline_on)
        )
    )


def note_forecast(actor: Actor, row: Milestone, on: date, reason: str = "") -> None:
    """Keeps for good when a milestone is expected, as reported on a day; part of other acts."""
    db.session.add(
        MilestoneForecast(
            pilot_id=actor.pilot_id,
            id=new_id(),
            milestone_id=row.id,
            reported_on=on,
            expected_on=row.expected_on or row.baseline_on,
            reason=reason.strip() or None,
            recorded_by=actor.user_id,
        )
    )
    db.session.flush()


def current(actor: Actor, milestone_id: int, version: int) -> Milestone:
    """The milestone, locked until the end of the transaction; Stale if it was saved meanwhile."""
    row = db.session.get(Milestone, (actor.pilot_id, milestone_id), with_for_update=True)
    if row is None:
        raise NotFound
    if row.version != version:
        raise Stale
    return row


def _check(actor: Actor, facts: MilestoneFacts) -> None:
    """What a milestone must be, whether it is new or changed."""
    if not facts.title.strip():
        raise DomainError("milestone.no_title", "title")
    check_measure(facts.measure, facts.at_least, facts.actual_on)
    check_evidence(facts.evidence_kind, facts.evidence.strip(), facts.measure)
    check_owner(actor, facts.owner_id)
    if facts.package_id is not None:
        found = db.session.get(WorkPackage, (actor.pilot_id, facts.package_id))
        if found is None:
            raise DomainError("package.unknown", "package_id")


def check_owner(actor: Actor, owner_id: int | None) -> None:
    """Whoever is responsible has an account in the pilot."""
    if owner_id is not None and member(actor.pilot_id, owner_id) is None:
        raise DomainError("milestone.no_such_owner", "owner_id")
