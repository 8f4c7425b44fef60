"""Reads of work packages and of what milestones need; each starts from the pilot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from re import compile as pattern

from sqlalchemy import select

from app import history
from app.accounts.queries import names_in
from app.errors import NotFound
from app.extensions import db
from app.milestones.models import MilestoneDependency, WorkPackage
from app.milestones.queries import ChangeRow, MilestoneRow, told

DIGITS = pattern("([0-9]+)")


@dataclass(frozen=True)
class PackageRow:
    """A work package; `milestones` are those that belong to it, by the day planned."""

    id: int
    code: str
    title: str
    title_en: str | None
    starts_on: date
    ends_on: date
    expected_start_on: date | None
    expected_end_on: date | None
    owner_id: int | None
    remark: str | None
    version: int
    milestones: Sequence[MilestoneRow] = ()

    def title_in(self, language: str) -> str:
        """The title in English where there is one, else as it was planned."""
        return self.title_en if language == "en" and self.title_en else self.title

    @property
    def reached(self) -> int:
        """How many of its milestones are reached."""
        return sum(row.standing.is_reached for row in self.milestones)

    @property
    def slip_days(self) -> int:
        """Days that its end is expected after the day planned; negative: before."""
        return ((self.expected_end_on or self.ends_on) - self.ends_on).days


def packages(pilot_id: int, rows: Sequence[MilestoneRow]) -> list[PackageRow]:
    """The work packages in the order of their numbers, with their milestones of those given."""
    found = db.session.scalars(select(WorkPackage).where(WorkPackage.pilot_id == pilot_id))
    return [_row(one, rows) for one in sorted(found, key=lambda one: counted(one.code))]


def counted(code: str) -> list[tuple[int, str]]:
    """What numbers of work packages are sorted by: AP 2 before AP 10."""
    parts = DIGITS.split(code.casefold())
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


def package(pilot_id: int, package_id: int, rows: Sequence[MilestoneRow] = ()) -> PackageRow:
    """One work package; NotFound when the pilot has none with that id."""
    found = db.session.get(WorkPackage, (pilot_id, package_id))
    if found is None:
        raise NotFound
    return _row(found, rows)


def package_codes(pilot_id: int) -> dict[int, str]:
    """What people call the work packages, in their order."""
    rows = db.session.execute(
        select(WorkPackage.id, WorkPackage.code, WorkPackage.title).where(
            WorkPackage.pilot_id == pilot_id
        )
    )
    ordered = sorted(rows, key=lambda row: counted(row.code))
    return {one: f"{code} {title}" for one, code, title in ordered}


def package_changes_of(pilot_id: int, package_id: int) -> list[ChangeRow]:
    """Who changed what of a work package when, in the order of recording."""
    return told(pilot_id, WorkPackage, id=package_id)


@dataclass(frozen=True)
class NeedChange:
    """Somebody said that a milestone needs another, changed the days between, or took it back."""

    at: datetime
    by: str | None
    needs_id: int
    lag_days: int
    is_removal: bool = False


def need_changes_of(pilot_id: int, milestone_id: int) -> list[NeedChange]:
    """What was recorded about what a milestone needs, oldest first."""
    keys = {"pilot_id": pilot_id, "milestone_id": milestone_id}
    changes = history.changes_of(db.session(), MilestoneDependency, **keys)
    removed = history.removals_of(db.session(), MilestoneDependency, **keys)
    names: Mapping[int, str] = names_in(pilot_id) if changes or removed else {}
    found = [
        NeedChange(
            one.at,
            names.get(one.user_id or 0),
            one.values["needs_id"][1],
            one.values.get("lag_days", (0, 0))[1],
        )
        for one in changes
        if one.is_first
    ]
    found += [
        NeedChange(
            one.at, names.get(one.user_id or 0), one.row.needs_id, one.row.lag_days, is_removal=True
        )
        for one in removed
    ]
    return sorted(found, key=lambda one: one.at)


def _row(one: WorkPackage, rows: Sequence[MilestoneRow]) -> PackageRow:
    return PackageRow(
        one.id,
        one.code,
        one.title,
        one.title_en,
        one.starts_on,
        one.ends_on,
        one.expected_start_on,
        one.expected_end_on,
        one.owner_id,
        one.remark,
        one.version,
        [row for row in rows if row.package_id == one.id],
    )
