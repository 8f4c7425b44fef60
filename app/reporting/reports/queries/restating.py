"""Reads of restatements: filed figures beside what we know today, and the rows recorded since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.extensions import db
from app.finance.models import Booking, Plan, Receipt, Repayment
from app.history import as_known
from app.milestones.models import Milestone
from app.pilots.queries import PilotInForce
from app.reporting.figures.queries import figures_of, stays_of
from app.reporting.figures.rules import Scope, Source, declared, differences
from app.reporting.reports.queries import ReportRow
from app.reporting.reports.queries.filing import FilingRow, filings
from app.reporting.reports.rules.restating import Cause, Restated, Row, causes_of, changed_stays


@dataclass(frozen=True)
class Restatement:
    """A filed report with its figures that differ by what we know today."""

    report: ReportRow
    filing: FilingRow
    rows: Sequence[Restated]


def restatements(pilot: PilotInForce, until_report: ReportRow) -> list[Restatement]:
    """What a report has to tell of those filed before: periods that ended earlier, and its own
    earlier edition. Of a period filed twice the later edition counts.
    """
    before = {
        (row.kind, row.year): (row, filed)
        for row, filed in filings(pilot.id)
        if row.until_day < until_report.until_day
        or (
            (row.kind, row.year) == (until_report.kind, until_report.year)
            and row.edition < until_report.edition
        )
    }
    found = [restated(pilot, row, filed) for row, filed in before.values()]
    return [one for one in found if one.rows]


def restated(pilot: PilotInForce, row: ReportRow, filed: FilingRow) -> Restatement:
    """The figures of a filed report that would be told otherwise today, each with its causes."""
    now = figures_of(pilot.id, pilot.preset, row.scope)
    found = differences(filed.figures, now)
    if not found:
        return Restatement(row, filed, [])
    since, scope = list(_recorded_since(pilot.id, row.scope, filed.filed_at)), row.scope
    sources = {declared(one.key).source for one in found}
    then, today = (
        [stays_of(pilot.id, scope.last, known) for known in (filed.filed_at, None)]
        if Source.STAYS in sources
        else ([], [])
    )
    rows = []
    for one in found:
        causes = causes_of(one.key, scope, since)
        if declared(one.key).source is Source.STAYS:
            stays = changed_stays(one.key, then, today, scope)
            causes = [
                Cause(Row.STAY, stay.number, stay.admitted_on, str(stay.number), "")
                for stay in stays
            ]
        rows.append(Restated(one.key, one.before, one.after, causes))
    return Restatement(row, filed, rows)


def _recorded_since(pilot_id: int, scope: Scope, moment: datetime) -> Iterator[Cause]:
    """Rows of money and milestones recorded or changed since; a fixed number of statements."""
    yield from _bookings(pilot_id, scope.last, moment)
    yield from _receipts(pilot_id, scope.last, moment)
    plans = select(Plan).where(
        Plan.pilot_id == pilot_id, Plan.valid_from <= scope.last, Plan.recorded_at > moment
    )
    for plan in db.session.scalars(plans):
        yield Cause(
            Row.PLAN, plan.id, plan.valid_from, "", plan.notice, recorded_at=plan.recorded_at
        )
    yield from _milestones(pilot_id, moment)


def _bookings(pilot_id: int, last: date, moment: datetime) -> Iterator[Cause]:
    rows = db.session.scalars(
        select(Booking).where(
            Booking.pilot_id == pilot_id, Booking.paid_on <= last, Booking.booked_at > moment
        )
    )
    for row in rows:
        yield Cause(
            Row.BOOKING,
            row.id,
            row.paid_on,
            row.source_number,
            row.reason,
            row.amount_cents,
            row.position,
            row.is_eligible,
            row.booked_at,
        )


def _receipts(pilot_id: int, last: date, moment: datetime) -> Iterator[Cause]:
    came = db.session.scalars(
        select(Receipt).where(
            Receipt.pilot_id == pilot_id,
            Receipt.received_on <= last,
            Receipt.recorded_at > moment,
        )
    )
    for row in came:
        said = (row.received_on, "", row.reason, row.amount_cents, row.kind)
        yield Cause(Row.RECEIPT, row.id, *said, recorded_at=row.recorded_at)
    went = db.session.scalars(
        select(Repayment).where(
            Repayment.pilot_id == pilot_id,
            Repayment.paid_on <= last,
            Repayment.recorded_at > moment,
        )
    )
    for back in went:
        yield Cause(
            Row.REPAYMENT,
            back.id,
            back.paid_on,
            "",
            back.reason,
            -back.amount_cents,
            "draw_down",
            back.kind != "interest",
            back.recorded_at,
        )


def _milestones(pilot_id: int, moment: datetime) -> Iterator[Cause]:
    """Milestones planned, reached or dropped since."""
    known = [_promised(pilot_id, each) for each in (moment, None)]
    for milestone_id in {*known[0], *known[1]}:
        then, now = (each.get(milestone_id) for each in known)
        shown = now or then
        if then != now and shown is not None:
            yield Cause(Row.MILESTONE, milestone_id, shown[1], "", shown[0])


def _promised(
    pilot_id: int, known: datetime | None
) -> dict[int, tuple[str, date | None, str | None, int | None]]:
    """Title, day entered, and the figure that tells the day instead, by milestone."""
    milestone = as_known(Milestone, known).c
    rows = db.session.execute(
        select(
            milestone.id,
            milestone.title,
            milestone.actual_on,
            milestone.measure,
            milestone.at_least,
        ).where(milestone.pilot_id == pilot_id)
    )
    return {row.id: (row.title, row.actual_on, row.measure, row.at_least) for row in rows}
