"""What is still missing before a report; each read starts from the pilot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.access import Actor, Permission
from app.extensions import db
from app.milestones.queries import milestones
from app.participants.completeness.queries import stays_until
from app.participants.completeness.rules import Looked, Period
from app.participants.questionnaires.queries import schedules_of
from app.pilots.preset import Preset
from app.reporting.figures.rules import Scope
from app.reporting.readiness.books import of_money
from app.reporting.readiness.rules.counting import (
    of_milestones,
    of_people,
    of_report,
    of_waves,
)
from app.reporting.readiness.rules.gaps import Counted, Gap, gaps, still_open
from app.reporting.reports.models import Report
from app.reporting.reports.queries import ReportRow, row_of, texts_of


@dataclass(frozen=True)
class Asked:
    """The report that is asked about: its kind, and itself once somebody has begun it."""

    kind: str = "interim"
    report: ReportRow | None = None


def open_gaps(
    pilot_id: int,
    preset: Preset,
    scope: Scope,
    due_on: date,
    on: date,
    asked: Asked | None = None,
) -> list[Gap]:
    """What is missing on a day (`on`) for a report about a scope, due on a day; what blocks first.

    Counts are those of the whole pilot: guard them (`rules.gaps.shown`) for readers who do not
    work with people.
    """
    return still_open(all_gaps(pilot_id, preset, scope, due_on, on, asked))


def all_gaps(
    pilot_id: int,
    preset: Preset,
    scope: Scope,
    due_on: date,
    on: date,
    asked: Asked | None = None,
) -> list[Gap]:
    """Every kind of gap with its count, also 0, in a fixed number of statements."""
    period, about = Period(min(scope.last, on), due_on, on), asked or Asked()
    texts = texts_of(pilot_id, about.report.id) if about.report else None
    state = about.report.state if about.report else None
    counted = {
        **_people(pilot_id, preset, period),
        **of_money(pilot_id, preset, period),
        "milestones_overdue": of_milestones(
            ((row.due_on, row.standing) for row in milestones(pilot_id, on)), period.last
        ),
        **of_report(preset, about.kind, texts, state, due_on),
    }
    return gaps(counted, due_on)


def _people(pilot_id: int, preset: Preset, period: Period) -> dict[str, Counted]:
    stays = stays_until(pilot_id, preset.consents.required_for_admission, period)
    # waves are read as somebody reads them who sees the cases of all posts
    everybody = Actor(0, pilot_id, frozenset({Permission.ALL_CASES}))
    found = schedules_of(everybody, preset, period.day, period.day)
    return {
        **of_people(preset, stays, period),
        "waves": of_waves(found, _posts(stays), period),
    }


def _posts(stays: list[Looked]) -> dict[int, int | None]:
    return {stay.id: stay.post for stay in stays}


def report_for(pilot_id: int, kind: str, year: int) -> ReportRow | None:
    """The latest edition of a report of that kind and year; None before it is begun."""
    row = db.session.scalar(
        select(Report)
        .where(Report.pilot_id == pilot_id, Report.kind == kind, Report.year == year)
        .order_by(Report.edition.desc())
        .limit(1)
    )
    return row_of(row) if row else None
