"""Reads of figures: the rows behind them, as we know them today or as we knew them at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app.extensions import db
from app.finance.models import Booking, Plan, PlanAmount, Receipt, Repayment
from app.history import as_known
from app.milestones.models import Milestone
from app.milestones.plan.rules import Measured
from app.participants.models import Participation, StageEvent
from app.pilots.preset import Preset
from app.reporting.figures.reaching import reached_on
from app.reporting.figures.rules import (
    Facts,
    Figures,
    Paid,
    Promised,
    Received,
    Scope,
    Stayed,
    figures,
    name_of,
)

Moment = datetime | None
"""Up to when what was recorded counts; None: all that we know today."""


def figures_of(pilot_id: int, preset: Preset, scope: Scope, known: Moment = None) -> Figures:
    """Every figure of a scope by key, in a fixed number of statements.

    With `known` as it was recorded at that moment: later bookings, corrections and changes of
    records do not count, whatever day they are about.
    """
    return figures(facts_of(pilot_id, preset, scope, known), scope)


def facts_of(pilot_id: int, preset: Preset, scope: Scope, known: Moment = None) -> Facts:
    """The rows that the figures of a scope follow from."""
    facts = Facts(
        granted_cents=preset.notice.grant_cents,
        positions=[position.code for position in preset.positions],
        stages=[stage.number for stage in preset.stages],
        planned=planned_on(pilot_id, scope.last, known),
        paid=_paid(pilot_id, scope.last, known),
        received=_received(pilot_id, scope.last, known),
        stays=stays_of(pilot_id, scope.last, known),
    )
    return replace(facts, milestones=_promised(pilot_id, facts, scope.last, known))


def reached_days(pilot_id: int, on: date, known: Moment = None) -> dict[Measured, date]:
    """For each figure that a milestone of the pilot is tied to the day on which it got there.

    Up to the day asked about; what is not reached by then is absent. At most three statements.
    """
    milestone = as_known(Milestone, known).c
    rows = db.session.execute(
        select(milestone.measure, milestone.at_least)
        .where(milestone.pilot_id == pilot_id, milestone.measure.is_not(None))
        .distinct()
    )
    asked: list[Measured] = [(key, at_least) for key, at_least in rows]
    names = {name_of(key) for key, _at_least in asked}
    facts = Facts(
        0,
        (),
        (),
        paid=_paid(pilot_id, on, known) if "spent_to_date" in names else (),
        stays=_bare_stays(pilot_id, on, known) if names - {"spent_to_date"} else (),
    )
    return _reached(facts, asked, on)


def _reached(facts: Facts, asked: Iterable[Measured], on: date) -> dict[Measured, date]:
    days = {(key, at_least): reached_on(facts, key, at_least, on) for key, at_least in asked}
    return {measured: day for measured, day in days.items() if day is not None}


def _bare_stays(pilot_id: int, last: date, known: Moment) -> list[Stayed]:
    """Every stay begun by the day, without its stage."""
    stay = as_known(Participation, known).c
    rows = db.session.execute(
        select(
            stay.person_id, stay.admitted_on, stay.exited_on, stay.exit_reason, stay.outcome
        ).where(stay.pilot_id == pilot_id, stay.admitted_on <= last)
    )
    return [Stayed(*row) for row in rows]


def recorded_until(column: Any, known: Moment) -> list[ColumnElement[bool]]:
    """The condition that a row was recorded by a moment; none for all that we know today."""
    return [] if known is None else [column <= known]


def planned_on(pilot_id: int, on: date, known: Moment) -> dict[tuple[str, int], int]:
    """Of the plan in force on the last day; of two from one day the later one."""
    latest = (
        select(Plan.id)
        .where(
            Plan.pilot_id == pilot_id,
            Plan.valid_from <= on,
            *recorded_until(Plan.recorded_at, known),
        )
        .order_by(Plan.valid_from.desc(), Plan.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(PlanAmount.position, PlanAmount.year, PlanAmount.amount_cents).where(
            PlanAmount.pilot_id == pilot_id, PlanAmount.plan_id == latest
        )
    )
    return {(position, year): cents for position, year, cents in rows}


def _paid(pilot_id: int, last: date, known: Moment) -> list[Paid]:
    rows = db.session.execute(
        select(
            Booking.position,
            Booking.paid_on,
            Booking.is_eligible,
            func.sum(Booking.amount_cents),
            func.count(),
        )
        .where(
            Booking.pilot_id == pilot_id,
            Booking.paid_on <= last,
            *recorded_until(Booking.booked_at, known),
        )
        .group_by(Booking.position, Booking.paid_on, Booking.is_eligible)
    )
    return [Paid(position, on, int(cents), own, count) for position, on, own, cents, count in rows]


def _received(pilot_id: int, last: date, known: Moment) -> list[Received]:
    """What came in; what went back lessens the draw-downs; interest is no money of the grant."""
    came = db.session.execute(
        select(Receipt.kind, Receipt.received_on, func.sum(Receipt.amount_cents))
        .where(
            Receipt.pilot_id == pilot_id,
            Receipt.received_on <= last,
            *recorded_until(Receipt.recorded_at, known),
        )
        .group_by(Receipt.kind, Receipt.received_on)
    )
    went = db.session.execute(
        select(Repayment.paid_on, func.sum(Repayment.amount_cents))
        .where(
            Repayment.pilot_id == pilot_id,
            Repayment.paid_on <= last,
            Repayment.kind != "interest",
            *recorded_until(Repayment.recorded_at, known),
        )
        .group_by(Repayment.paid_on)
    )
    return [
        *(Received(kind, on, int(cents)) for kind, on, cents in came),
        *(Received("draw_down", on, -int(cents)) for on, cents in went),
    ]


def stays_of(pilot_id: int, last: date, known: Moment = None) -> list[Stayed]:
    """Every stay begun by the day, with the stage of that day."""
    stay = as_known(Participation, known).c
    rows = db.session.execute(
        select(
            stay.person_id,
            stay.admitted_on,
            stay.exited_on,
            stay.exit_reason,
            stay.outcome,
            _stage_on(stay, last, known),
            stay.number,
        )
        .where(stay.pilot_id == pilot_id, stay.admitted_on <= last)
        .order_by(stay.number)
    )
    return [Stayed(*row) for row in rows]


def _stage_on(stay: Any, last: date, known: Moment) -> Any:
    """The latest move up to the day that nothing recorded by then had taken back."""
    move, reversal = StageEvent.__table__.alias("move"), StageEvent.__table__.alias("reversal")
    taken_back = select(1).where(
        reversal.c.pilot_id == move.c.pilot_id,
        reversal.c.reverses_id == move.c.id,
        *recorded_until(reversal.c.recorded_at, known),
    )
    return (
        select(move.c.stage)
        .where(
            move.c.pilot_id == stay.pilot_id,
            move.c.participation_id == stay.id,
            move.c.entered_on <= last,
            move.c.reverses_id.is_(None),
            ~taken_back.exists(),
            *recorded_until(move.c.recorded_at, known),
        )
        .order_by(move.c.entered_on.desc(), move.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _promised(pilot_id: int, facts: Facts, last: date, known: Moment) -> list[Promised]:
    """A milestone that a figure tells about has the day on which the figure got there."""
    milestone = as_known(Milestone, known).c
    rows = db.session.execute(
        select(
            milestone.baseline_on, milestone.actual_on, milestone.measure, milestone.at_least
        ).where(milestone.pilot_id == pilot_id)
    )
    return [
        Promised(baseline_on, reached_on(facts, key, at_least, last) if key else actual_on)
        for baseline_on, actual_on, key, at_least in rows
    ]
