"""Reads of plans in their versions, and of drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.accounts.queries import names_in
from app.errors import NotFound
from app.extensions import db
from app.finance.models import Plan, PlanAmount
from app.finance.plans.models import PlanDraft
from app.intake.models import Import


@dataclass(frozen=True)
class PlanVersion:
    """A version of the plan: its place in time order from 1, its notice, its amounts in cents."""

    place: int
    id: int
    notice: str
    issued_on: date | None
    valid_from: date
    recorded_at: datetime
    file_name: str | None
    amounts: dict[tuple[str, int], int]
    version: int

    @property
    def total_cents(self) -> int:
        """The sum of the plan; equals the grant."""
        return sum(self.amounts.values())


def versions(pilot_id: int) -> list[PlanVersion]:
    """All versions in the order in which they bind, the first first. Two statements."""
    rows = db.session.execute(
        select(Plan, Import.file_name)
        .outerjoin(Import, (Import.pilot_id == Plan.pilot_id) & (Import.id == Plan.import_id))
        .where(Plan.pilot_id == pilot_id)
        .order_by(Plan.valid_from, Plan.id)
    ).all()
    amounts: dict[int, dict[tuple[str, int], int]] = {}
    for plan_id, position, year, cents in db.session.execute(
        select(PlanAmount.plan_id, PlanAmount.position, PlanAmount.year, PlanAmount.amount_cents)
        .where(PlanAmount.pilot_id == pilot_id)
        .order_by(PlanAmount.position, PlanAmount.year)
    ):
        amounts.setdefault(plan_id, {})[position, year] = cents
    return [
        PlanVersion(
            place,
            plan.id,
            plan.notice,
            plan.issued_on,
            plan.valid_from,
            plan.recorded_at,
            file_name,
            amounts.get(plan.id, {}),
            plan.version,
        )
        for place, (plan, file_name) in enumerate(rows, start=1)
    ]


def version_at(pilot_id: int, place: int) -> PlanVersion:
    """The version at that place; NotFound when there is none."""
    found = versions(pilot_id)
    if not 1 <= place <= len(found):
        raise NotFound
    return found[place - 1]


def in_force_on(found: Sequence[PlanVersion], day: date) -> PlanVersion | None:
    """The version that binds on a day: the latest valid one; of two from one day the later one."""
    return next((one for one in reversed(found) if one.valid_from <= day), None)


@dataclass(frozen=True)
class Draft:
    """A draft as people see it; `drafted_by` is a name of the house."""

    number: int
    title: str
    reason: str
    state: str
    base_plan_id: int
    amounts: dict[tuple[str, int], int]
    drafted_by_id: int
    drafted_by: str
    drafted_at: datetime
    adopted_by: str | None
    adopted_plan_id: int | None
    version: int

    @property
    def is_open(self) -> bool:
        """Neither adopted nor dropped."""
        return self.state == "open"


def drafts(pilot_id: int) -> list[Draft]:
    """All drafts, the newest first."""
    rows = db.session.scalars(
        select(PlanDraft).where(PlanDraft.pilot_id == pilot_id).order_by(PlanDraft.number.desc())
    ).all()
    names = names_in(pilot_id)
    return [_draft(row, names) for row in rows]


def draft_numbered(pilot_id: int, number: int) -> Draft:
    """The draft with that number; NotFound when there is none."""
    row = draft_row(pilot_id, number)
    return _draft(row, names_in(pilot_id))


def draft_row(pilot_id: int, number: int) -> PlanDraft:
    """The draft's row, for a service that changes it."""
    row = db.session.scalar(
        select(PlanDraft).where(PlanDraft.pilot_id == pilot_id, PlanDraft.number == number)
    )
    if row is None:
        raise NotFound
    return row


def _draft(row: PlanDraft, names: Mapping[int, str]) -> Draft:
    return Draft(
        row.number,
        row.title,
        row.reason,
        row.state,
        row.base_plan_id,
        amounts_of(row),
        row.drafted_by,
        names.get(row.drafted_by, "–"),
        row.drafted_at,
        names.get(row.adopted_by) if row.adopted_by else None,
        row.adopted_plan_id,
        row.version,
    )


def amounts_of(row: PlanDraft) -> dict[tuple[str, int], int]:
    """The amounts of a draft by position and year."""
    return {(str(position), int(year)): int(cents) for position, year, cents in row.amounts}
