"""Reads of milestones; each starts from the pilot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Row, bindparam, select

from app import history
from app.accounts.queries import user_by_id
from app.errors import NotFound
from app.extensions import db, fetch
from app.milestones.models import Milestone
from app.milestones.rules import Standing, State, standing


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone with its standing on the day asked about."""

    id: int
    title: str
    title_en: str | None
    baseline_on: date
    expected_on: date | None
    actual_on: date | None
    remark: str | None
    version: int
    standing: Standing

    def title_in(self, language: str) -> str:
        """The title in English where there is one, else as it was planned."""
        return self.title_en if language == "en" and self.title_en else self.title

    @property
    def due_on(self) -> date:
        """The day it is expected on, or was planned for."""
        return self.expected_on or self.baseline_on


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


# Put together once: the overview asks it, too.
_MILESTONES = (
    select(
        Milestone.id,
        Milestone.title,
        Milestone.title_en,
        Milestone.baseline_on,
        Milestone.expected_on,
        Milestone.actual_on,
        Milestone.remark,
        Milestone.version,
    )
    .where(Milestone.pilot_id == bindparam("pilot", type_=BigInteger()))
    .order_by(Milestone.baseline_on, Milestone.id)
)


def milestones(
    pilot_id: int,
    on: date,
    only_open: bool = False,
    sort: str = "baseline",
    descending: bool = False,
    language: str = "de",
) -> list[MilestoneRow]:
    """The milestones of a pilot as they stand on a day; a pilot has some dozens at most."""
    found = [_row(row, on) for row in fetch(_MILESTONES, {"pilot": pilot_id})]
    if only_open:
        found = [row for row in found if not row.standing.is_reached]
    order = ORDERS[sort]
    known = [row for row in found if order(row, language) is not None]
    known.sort(key=lambda row: order(row, language), reverse=descending)
    return known + [row for row in found if order(row, language) is None]


def next_milestones(pilot_id: int, on: date, limit: int = 3) -> list[MilestoneRow]:
    """The open milestones by the day they are expected on, overdue ones first."""
    return sorted(milestones(pilot_id, on, only_open=True), key=lambda row: row.due_on)[:limit]


def milestone(pilot_id: int, milestone_id: int, on: date) -> MilestoneRow:
    """One milestone; NotFound when the pilot has none with that id."""
    row = db.session.get(Milestone, (pilot_id, milestone_id))
    if row is None:
        raise NotFound
    return _row(row, on)


def changes_of(pilot_id: int, milestone_id: int) -> list[ChangeRow]:
    """Who changed what when, in the order of recording."""
    found = history.changes_of(db.session(), Milestone, pilot_id=pilot_id, id=milestone_id)
    users = {user_id: user_by_id(user_id) for user_id in {one.user_id for one in found} if user_id}
    names = {user_id: user.display_name for user_id, user in users.items() if user}
    return [
        ChangeRow(one.at, names.get(one.user_id or 0), one.is_first, one.values) for one in found
    ]


def _row(row: Milestone | Row[*tuple[Any, ...]], on: date) -> MilestoneRow:
    return MilestoneRow(
        row.id,
        row.title,
        row.title_en,
        row.baseline_on,
        row.expected_on,
        row.actual_on,
        row.remark,
        row.version,
        standing(row.baseline_on, row.expected_on, row.actual_on, on),
    )
