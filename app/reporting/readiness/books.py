"""What the books still lack up to a day, in a fixed number of statements."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from app.extensions import db
from app.finance.bank.queries import (
    open_payables,
    reconciliation,
    signed_until,
    statements_of,
)
from app.finance.closing.queries import closed_until, first_month
from app.finance.funder_rules.queries import facts_on
from app.finance.funder_rules.rules.facts import Facts
from app.finance.funder_rules.rules.judging import judge
from app.finance.inventory.queries import not_inventoried
from app.finance.models import Booking, VoucherBatchApproval
from app.finance.queries import bound_shares, plan_in_force
from app.intake.models import Import
from app.participants.completeness.rules import Period
from app.pilots.preset import Preset
from app.reporting.readiness.rules.counting import (
    months_open,
    months_unsigned,
    of_rules,
)
from app.reporting.readiness.rules.gaps import Counted, Tally


def of_money(pilot_id: int, preset: Preset, period: Period) -> dict[str, Counted]:
    """Everything about money: plan, approvals, months, bank, rules, commitments, tax."""
    last, vouchers = period.last, _vouchers(pilot_id, period.last)
    facts = facts_on(pilot_id, preset, last)
    found = {
        "no_plan": Counted(Tally(int(plan_in_force(pilot_id, last) is None), 1)),
        "unapproved_imports": Counted(_imports(pilot_id, last)),
        "months_open": months_open(
            first_month(pilot_id, preset.notice.starts_on),
            closed_until(pilot_id),
            last,
            period.day,
        ),
        "inventory_missing": _inventory(pilot_id, preset, facts),
        "commitments_overdue": _commitments(pilot_id, period),
        **_of_bank(pilot_id, period, vouchers),
        **of_rules(judge(preset.rule_set, facts), facts, vouchers),
    }
    if preset.grants.vat_deductible:
        found["tax_unknown"] = Counted(Tally(_without_tax(pilot_id, last), vouchers))
    return found


def _of_bank(pilot_id: int, period: Period, vouchers: int) -> dict[str, Counted]:
    """Entries without their voucher, vouchers without their entry, months not signed off.

    A voucher waits for the bank only where a statement of account covers its day.
    """
    statements = statements_of(pilot_id)
    if not statements:
        return {}
    entries = reconciliation(pilot_id, period.last)
    unmatched = [
        one
        for one in open_payables(pilot_id)
        if one.paid_on <= period.last
        and any(each.from_day <= one.paid_on <= each.until_day for each in statements)
    ]
    begins = min(each.from_day for each in statements)
    unsigned = months_unsigned(begins, signed_until(pilot_id), period.last, period.day)
    return {
        "entries_open": Counted(Tally(entries.unmatched, entries.entries)),
        "vouchers_unmatched": Counted(Tally(len(unmatched), max(vouchers, len(unmatched)))),
        "months_unsigned": Counted(unsigned),
    }


def _inventory(pilot_id: int, preset: Preset, facts: Facts) -> Counted:
    """Vouchers that are likely to hold an item that the inventory does not know."""
    missing = {one.source_number for one in not_inventoried(pilot_id, preset, facts.on)}
    kept = {one.number for one in facts.items} & facts.inventoried
    return Counted(Tally(len(missing), len(missing | kept)))


def _vouchers(pilot_id: int, last: date) -> int:
    """How many vouchers were paid up to the day."""
    counted = select(func.count(Booking.source_number.distinct())).where(
        Booking.pilot_id == pilot_id, Booking.paid_on <= last
    )
    return db.session.scalar(counted) or 0


def _imports(pilot_id: int, last: date) -> Tally:
    """Imports with vouchers paid up to the day, and those nobody has approved."""
    here = (
        select(1)
        .where(
            Booking.pilot_id == Import.pilot_id,
            Booking.import_id == Import.id,
            Booking.paid_on <= last,
        )
        .exists()
    )
    approved = (
        select(1)
        .where(
            VoucherBatchApproval.pilot_id == Import.pilot_id,
            VoucherBatchApproval.import_id == Import.id,
        )
        .exists()
    )
    rows = db.session.execute(
        select(approved).where(
            Import.pilot_id == pilot_id,
            Import.kind == "vouchers",
            Import.undone_at.is_(None),
            here,
        )
    ).scalars()
    are_approved = [bool(each) for each in rows]
    return Tally(are_approved.count(False), len(are_approved))


def _commitments(pilot_id: int, period: Period) -> Counted:
    """Commitments that still bind today, and those of them whose payment was expected by now."""
    shares = bound_shares(pilot_id, period.day)
    asked = [one for one in shares if one.expected_on <= period.last]
    overdue = [one for one in asked if one.expected_on < period.day]
    numbers = {one.number for one in overdue}
    return Counted(
        Tally(len(numbers), len({one.number for one in asked})),
        min((one.expected_on for one in overdue), default=None),
    )


def _without_tax(pilot_id: int, last: date) -> int:
    """Vouchers paid up to the day of which nobody has noted the tax, where it is got back."""
    counted = select(func.count(Booking.source_number.distinct())).where(
        Booking.pilot_id == pilot_id,
        Booking.paid_on <= last,
        Booking.vat_cents.is_(None),
        Booking.deductible_cents == 0,
        Booking.reverses_id.is_(None),
    )
    return db.session.scalar(counted) or 0
