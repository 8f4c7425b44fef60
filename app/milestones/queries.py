"""Reads of milestones; each starts from the pilot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Row, and_, bindparam, select

from app import history
from app.accounts.queries import names_in
from app.errors import NotFound
from app.extensions import db, fetch
from app.milestones.models import Milestone, MilestoneDependency, WorkPackage
from app.milestones.plan.rules import Planned, Reached, carried_over, held_up_by
from app.milestones.rules import Standing, State, standing


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone with its standing on the day asked about.

    `actual_on`: the day entered, or with a measure the first day on which the figure got there.
    `earliest_on`: by what it needs, where that is later than the day entered; `held_up_by`: the
    milestone this follows from. `needs`: days that lie between by milestone needed.
    """

    id: int
    title: str
    title_en: str | None
    baseline_on: date
    baseline_reason: str | None
    expected_on: date | None
    actual_on: date | None
    package_id: int | None
    package_code: str | None
    owner_id: int | None
    evidence_kind: str | None
    evidence: str | None
    measure: str | None
    at_least: int | None
    remark: str | None
    version: int
    standing: Standing
    needs: Mapping[int, int] = field(default_factory=dict)
    earliest_on: date | None = None
    held_up_by: int | None = None

    def title_in(self, language: str) -> str:
        """The title in English where there is one, else as it was planned."""
        return self.title_en if language == "en" and self.title_en else self.title

    @property
    def entered_on(self) -> date:
        """The day it is expected on by what was entered, or was planned for."""
        return self.expected_on or self.baseline_on

    @property
    def due_on(self) -> date:
        """The day it is to be expected on: as entered, or later by what it needs."""
        return self.earliest_on or self.entered_on


@dataclass(frozen=True)
class ChangeRow:
    """A recorded change: when (UTC), by whom, and for each field what stood before and after."""

    at: datetime
    by: str | None
    is_first: bool
    values: Mapping[str, tuple[Any, Any]]


ATTENTION: Sequence[State] = (
    State.OVERDUE,
    State.SLIPPING,
    State.ON_PLAN,
    State.REACHED_LATE,
    State.REACHED,
)
ORDERS: Mapping[str, Callable[[MilestoneRow, str], Any]] = {
    "title": lambda row, language: row.title_in(language).casefold(),
    "baseline": lambda row, _language: row.baseline_on,
    "expected": lambda row, _language: row.expected_on,
    "actual": lambda row, _language: row.actual_on,
    "state": lambda row, _language: (ATTENTION.index(row.standing.state), -row.standing.days),
}
"""What the list can be sorted by; rows without a value come last either way."""

_PILOT = bindparam("pilot", type_=BigInteger())

# Put together once: the overview asks it, too.
_MILESTONES = (
    select(
        Milestone.id,
        Milestone.title,
        Milestone.title_en,
        Milestone.baseline_on,
        Milestone.baseline_reason,
        Milestone.expected_on,
        Milestone.actual_on,
        Milestone.package_id,
        WorkPackage.code.label("package_code"),
        Milestone.owner_id,
        Milestone.evidence_kind,
        Milestone.evidence,
        Milestone.measure,
        Milestone.at_least,
        Milestone.remark,
        Milestone.version,
    )
    .outerjoin(
        WorkPackage,
        and_(
            WorkPackage.pilot_id == Milestone.pilot_id,
            WorkPackage.id == Milestone.package_id,
        ),
    )
    .where(Milestone.pilot_id == _PILOT)
    .order_by(Milestone.baseline_on, Milestone.id)
)
_NEEDS = select(
    MilestoneDependency.milestone_id, MilestoneDependency.needs_id, MilestoneDependency.lag_days
).where(MilestoneDependency.pilot_id == _PILOT)


def milestones(
    pilot_id: int,
    on: date,
    reached: Reached,
    only_open: bool = False,
    sort: str = "baseline",
    descending: bool = False,
    language: str = "de",
) -> list[MilestoneRow]:
    """The milestones of a pilot as they stand on a day; a pilot has some dozens at most.

    `reached`: what the figures tell (`reporting.figures.queries.reached_days`), from the edge.
    """
    found = all_of(pilot_id, on, reached)
    if only_open:
        found = [row for row in found if not row.standing.is_reached]
    order = ORDERS[sort]
    known = [row for row in found if order(row, language) is not None]
    known.sort(key=lambda row: order(row, language), reverse=descending)
    return known + [row for row in found if order(row, language) is None]


def all_of(pilot_id: int, on: date, reached: Reached) -> list[MilestoneRow]:
    """Every milestone by the day it was planned for, slips carried over; two statements."""
    needs = needs_of(pilot_id)
    rows = [_row(row, on, reached, needs) for row in fetch(_MILESTONES, {"pilot": pilot_id})]
    plan = plan_of(rows)
    carried = carried_over(plan)
    causes = held_up_by(plan, carried)
    return [
        replace(
            row,
            earliest_on=carried[row.id],
            held_up_by=causes[row.id],
            standing=standing(row.baseline_on, carried[row.id], row.actual_on, on),
        )
        if row.id in carried
        else row
        for row in rows
    ]


def needs_of(pilot_id: int) -> dict[int, dict[int, int]]:
    """For each milestone that needs others these with the days that lie between."""
    found: dict[int, dict[int, int]] = {}
    for one, needed, lag_days in fetch(_NEEDS, {"pilot": pilot_id}):
        found.setdefault(one, {})[needed] = lag_days
    return found


def plan_of(rows: Iterable[MilestoneRow]) -> dict[int, Planned]:
    """The milestones as the rules of carrying over see them."""
    return {
        row.id: Planned(
            row.entered_on, row.actual_on if row.standing.is_reached else None, row.needs
        )
        for row in rows
    }


def next_milestones(
    pilot_id: int, on: date, reached: Reached, limit: int = 3
) -> list[MilestoneRow]:
    """The open milestones by the day they are expected on, overdue ones first."""
    still_open = milestones(pilot_id, on, reached, only_open=True)
    return sorted(still_open, key=lambda row: row.due_on)[:limit]


def milestone(pilot_id: int, milestone_id: int, on: date, reached: Reached) -> MilestoneRow:
    """One milestone; NotFound when the pilot has none with that id."""
    found = next((row for row in all_of(pilot_id, on, reached) if row.id == milestone_id), None)
    if found is None:
        raise NotFound
    return found


def changes_of(pilot_id: int, milestone_id: int) -> list[ChangeRow]:
    """Who changed what when, in the order of recording."""
    return told(pilot_id, Milestone, id=milestone_id)


def told(pilot_id: int, model: type[Any], **keys: int) -> list[ChangeRow]:
    """The recorded changes of rows with the names of who made them."""
    found = history.changes_of(db.session(), model, pilot_id=pilot_id, **keys)
    names = names_in(pilot_id)
    return [
        ChangeRow(one.at, names.get(one.user_id or 0), one.is_first, one.values) for one in found
    ]


def _row(
    row: Row[*tuple[Any, ...]], on: date, reached: Reached, needs: Mapping[int, Mapping[int, int]]
) -> MilestoneRow:
    given = dict(row._mapping)
    if row.measure is not None:
        given["actual_on"] = reached.get((row.measure, row.at_least))
    stands = standing(row.baseline_on, row.expected_on, given["actual_on"], on)
    return MilestoneRow(**given, standing=stands, needs=needs.get(row.id, {}))
