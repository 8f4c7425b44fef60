"""Reads of what came after filing, and of the repayments in the books that answer it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.accounts.queries import names_in
from app.errors import NotFound
from app.extensions import db
from app.finance.grants import queries as grants
from app.finance.grants.account import INTEREST, RepaymentRow
from app.pilots.queries import PilotInForce
from app.reporting.reports.models import ReportStep
from app.reporting.reports.rules.review import Owed, Paid, Recorded, Step, claims, owed

DISALLOWED = "disallowed"
"""The kind of repayment in the books that gives disallowed amounts back."""


@dataclass(frozen=True)
class StepRow:
    """A step as people read it; `is_reversed`: taken back, and `reversal` says why."""

    id: int
    step: Step
    on: date
    reference: str | None
    text: str
    cents: int | None
    interest_from: date | None
    repayment_id: int | None
    by: str
    at: datetime
    reversal: str | None = None
    reversed_by: str | None = None

    @property
    def is_reversed(self) -> bool:
        """Whether it was recorded by mistake."""
        return self.reversal is not None

    @property
    def recorded(self) -> Recorded:
        """What rules need of it."""
        return Recorded(self.id, self.step, self.on, self.cents, self.interest_from)


def steps(pilot_id: int, report_id: int) -> list[StepRow]:
    """All steps of a report in the order of recording, those taken back too."""
    rows = db.session.scalars(
        select(ReportStep)
        .where(ReportStep.pilot_id == pilot_id, ReportStep.report_id == report_id)
        .order_by(ReportStep.id)
    ).all()
    names = names_in(pilot_id) if rows else {}
    back = {row.reverses_id: row for row in rows if row.reverses_id is not None}
    return [_row(row, names, back.get(row.id)) for row in rows if row.reverses_id is None]


def _row(row: ReportStep, names: Mapping[int, str], back: ReportStep | None) -> StepRow:
    return StepRow(
        row.id,
        Step(row.kind),
        row.happened_on,
        row.reference,
        row.text,
        row.amount_cents,
        row.interest_from,
        row.repayment_id,
        names.get(row.recorded_by, "–"),
        row.recorded_at,
        back.text if back else None,
        names.get(back.recorded_by, "–") if back else None,
    )


def standing_steps(found: Sequence[StepRow]) -> list[Recorded]:
    """The steps that count."""
    return [one.recorded for one in found if not one.is_reversed]


def step(pilot_id: int, report_id: int, step_id: int) -> StepRow:
    """One step of a report; NotFound when it has none with that id."""
    found = next((one for one in steps(pilot_id, report_id) if one.id == step_id), None)
    if found is None:
        raise NotFound
    return found


def free_repayments(pilot_id: int, on: date) -> list[RepaymentRow]:
    """What went back of disallowed amounts and interest, and belongs to no report yet."""
    reversed_ids = select(ReportStep.reverses_id).where(
        ReportStep.pilot_id == pilot_id, ReportStep.reverses_id.is_not(None)
    )
    taken = set(
        db.session.scalars(
            select(ReportStep.repayment_id).where(
                ReportStep.pilot_id == pilot_id,
                ReportStep.repayment_id.is_not(None),
                ReportStep.id.not_in(reversed_ids),
            )
        )
    )
    return [
        one
        for one in grants.repayments(pilot_id, on)
        if one.kind in {DISALLOWED, INTEREST} and one.id not in taken
    ]


@dataclass(frozen=True)
class Balance:
    """What must go back with interest, what of both went back, and the repayments behind it."""

    owed: Owed
    interest_paid_cents: int
    repayments: Mapping[int, RepaymentRow]
    """By id; one that was cancelled in the books since is not among them."""


def balance(pilot: PilotInForce, found: Sequence[StepRow]) -> Balance:
    """The balance of a report on the day of account."""
    named = {one.repayment_id for one in found if not one.is_reversed}
    repaid = {one.id: one for one in grants.repayments(pilot.id, pilot.day) if one.id in named}
    back = [Paid(one.paid_on, one.amount_cents) for one in repaid.values() if one.kind != INTEREST]
    rates, terms = grants.base_rates(pilot.id), grants.terms_of(pilot.preset)
    return Balance(
        owed(claims(standing_steps(found)), back, rates, terms, pilot.day),
        sum(one.amount_cents for one in repaid.values() if one.kind == INTEREST),
        repaid,
    )
