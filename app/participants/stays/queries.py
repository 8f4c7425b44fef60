"""Reads of interruptions, releases from secrecy and of what comes next in a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    bindparam,
    column,
    literal,
    or_,
    select,
    table,
    union_all,
)

from app import history
from app.extensions import db, fetch
from app.participants.models import Consent, Participation
from app.participants.planning.models import Goal, IntegrationPlan, PlanReview, PlanStep, Task
from app.participants.queries import AnyDay
from app.participants.stays.models import Interruption, SecrecyRelease

_PARTNER = table("partner", column("pilot_id"), column("id"), column("name"))
"""The institutions, named like the foreign key: their package is not imported here."""


@dataclass(frozen=True)
class ReleaseRow:
    """A release from secrecy with the name of the institution."""

    release: SecrecyRelease
    partner: str

    def is_in_force(self, on: date) -> bool:
        """Whether information may flow on a day; `valid_until` is the last day, included."""
        one = self.release
        return (
            one.given_on <= on
            and (one.valid_until is None or one.valid_until >= on)
            and (one.withdrawn_on is None or one.withdrawn_on > on)
        )


@dataclass(frozen=True)
class Upcoming:
    """Something dated that is still to be done: kind (task, step, review) and its day."""

    kind: str
    on: date


def is_paused_on(day: AnyDay) -> ColumnElement[bool]:
    """Whether the participation of the surrounding statement is interrupted on a day."""
    return (
        select(1)
        .where(
            Interruption.pilot_id == Participation.pilot_id,
            Interruption.participation_id == Participation.id,
            Interruption.from_day <= day,
            or_(Interruption.until_day.is_(None), Interruption.until_day > day),
        )
        .correlate(Participation)
        .exists()
    )


_PAUSES = (
    select(Interruption)
    .where(
        Interruption.pilot_id == bindparam("pilot"),
        Interruption.participation_id == bindparam("stay"),
    )
    .order_by(Interruption.from_day, Interruption.id)
)


def interruptions_of(pilot_id: int, participation_id: int) -> Sequence[Interruption]:
    """The interruptions of a stay, in time order."""
    return db.session.scalars(_PAUSES, {"pilot": pilot_id, "stay": participation_id}).all()


def interruption(pilot_id: int, participation_id: int, number: int) -> Interruption | None:
    """The interruption with that id, if it belongs to the participation."""
    found = db.session.get(Interruption, (pilot_id, number))
    return found if found is not None and found.participation_id == participation_id else None


def removed_interruptions(pilot_id: int, participation_id: int) -> list[Any]:
    """Interruptions that were taken out of the record, as they last were."""
    keys = {"pilot_id": pilot_id, "participation_id": participation_id}
    return [gone.row for gone in history.removals_of(db.session(), Interruption, **keys)]


def releases_of(pilot_id: int, participation_id: int) -> list[ReleaseRow]:
    """Every release from secrecy ever given, by institution and day."""
    rows = db.session.execute(
        select(SecrecyRelease, _PARTNER.c.name)
        .join(
            _PARTNER,
            and_(
                _PARTNER.c.pilot_id == SecrecyRelease.pilot_id,
                _PARTNER.c.id == SecrecyRelease.partner_id,
            ),
        )
        .where(
            SecrecyRelease.pilot_id == pilot_id,
            SecrecyRelease.participation_id == participation_id,
        )
        .order_by(_PARTNER.c.name, SecrecyRelease.given_on, SecrecyRelease.id)
    )
    return [ReleaseRow(release, name) for release, name in rows]


def has_representative(pilot_id: int, participation_id: int) -> bool:
    """Whether somebody signed for the person: then a page of consents shows a further name."""
    sealed = (
        select(1)
        .where(
            model.pilot_id == pilot_id,
            model.participation_id == participation_id,
            model.representative_sealed.is_not(None),
        )
        .exists()
        for model in (Consent, SecrecyRelease)
    )
    return bool(db.session.scalar(select(or_(*sealed))))


def upcoming(pilot_id: int, participation_id: int, until: date, limit: int) -> list[Upcoming]:
    """The earliest tasks, steps and reviews of a case that are due by a day and not done."""
    asked = {"pilot": pilot_id, "stay": participation_id, "until": until, "most": limit}
    return [Upcoming(kind, on) for kind, on in fetch(_upcoming(), asked)]


@cache
def _upcoming() -> Select[str, date]:
    pilot_id: BindParameter[int] = bindparam("pilot")
    participation_id: BindParameter[int] = bindparam("stay")
    until = bindparam("until", type_=Date())
    of_plan = and_(
        IntegrationPlan.pilot_id == pilot_id,
        IntegrationPlan.participation_id == participation_id,
        IntegrationPlan.ended_on.is_(None),
    )
    tasks = select(literal("task").label("kind"), Task.due_on.label("due_on")).where(
        Task.pilot_id == pilot_id,
        Task.participation_id == participation_id,
        Task.done_on.is_(None),
        Task.due_on <= until,
    )
    steps = (
        select(literal("step"), PlanStep.due_on)
        .join(Goal, and_(Goal.pilot_id == PlanStep.pilot_id, Goal.id == PlanStep.goal_id))
        .join(
            IntegrationPlan,
            and_(IntegrationPlan.pilot_id == Goal.pilot_id, IntegrationPlan.id == Goal.plan_id),
        )
        .where(of_plan, PlanStep.closed_on.is_(None), PlanStep.due_on <= until)
    )
    reviews = (
        select(literal("review"), PlanReview.due_on)
        .join(
            IntegrationPlan,
            and_(
                IntegrationPlan.pilot_id == PlanReview.pilot_id,
                IntegrationPlan.id == PlanReview.plan_id,
            ),
        )
        .where(of_plan, PlanReview.held_on.is_(None), PlanReview.due_on <= until)
    )
    due = union_all(tasks, steps, reviews).subquery()
    earliest = select(due.c.kind, due.c.due_on).order_by(due.c.due_on, due.c.kind)
    return earliest.limit(bindparam("most", type_=Integer()))
