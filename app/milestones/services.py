"""What happens to milestones: planned, expected anew, reached. Flushes, never commits."""

from __future__ import annotations

from datetime import date

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.milestones.models import Milestone
from app.pilots.preset import Preset


def plan_from_preset(actor: Actor, preset: Preset) -> None:
    """The milestones that the programme starts with."""
    for planned in preset.milestones:
        db.session.add(
            Milestone(
                pilot_id=actor.pilot_id,
                id=new_id(),
                title=planned.title_de,
                title_en=planned.title_en,
                baseline_on=planned.baseline_on,
            )
        )
    db.session.flush()
    audit.record(actor, "plan_milestones", "pilot", actor.pilot_id)


def plan(actor: Actor, title: str, baseline_on: date, remark: str, title_en: str = "") -> int:
    """A further milestone; its baseline stays as it is planned now."""
    if not title.strip():
        raise DomainError("milestone.no_title", "title")
    row = Milestone(
        pilot_id=actor.pilot_id,
        id=new_id(),
        title=title.strip(),
        title_en=title_en.strip() or None,
        baseline_on=baseline_on,
        remark=remark.strip() or None,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "plan_milestone", "milestone", row.id)
    return row.id


def revise(
    actor: Actor,
    milestone_id: int,
    expected_on: date | None,
    actual_on: date | None,
    remark: str,
    version: int,
    today: date,
) -> None:
    """A new expectation, or the day on which the milestone was reached."""
    row = _milestone(actor, milestone_id)
    if row.version != version:
        raise Stale
    if actual_on is not None and actual_on > today:
        raise DomainError("house.future", "actual_on", day=actual_on, on=today)
    row.expected_on, row.actual_on = expected_on, actual_on
    row.remark = remark.strip() or None
    db.session.flush()
    audit.record(
        actor, "revise_milestone", "milestone", row.id, ["expected_on", "actual_on", "remark"]
    )


def drop(actor: Actor, milestone_id: int, version: int) -> None:
    """Removes a milestone that was planned by mistake; its history stays."""
    row = _milestone(actor, milestone_id)
    if row.version != version:
        raise Stale
    if row.actual_on is not None:
        raise DomainError("milestone.reached_stays")
    db.session.delete(row)
    db.session.flush()
    audit.record(actor, "drop_milestone", "milestone", milestone_id)


def _milestone(actor: Actor, milestone_id: int) -> Milestone:
    """Locked until the end of the transaction, so that the version compared is the latest."""
    row = db.session.get(Milestone, (actor.pilot_id, milestone_id), with_for_update=True)
    if row is None:
        raise NotFound
    return row
