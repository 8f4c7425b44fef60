"""Whether vouchers that come in would break the funder's rules on money: said as a warning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.finance.funder_rules.queries import budget_facts
from app.finance.funder_rules.rules.findings import Finding as RuleFinding
from app.finance.funder_rules.rules.findings import Verdict
from app.finance.funder_rules.rules.judging import BUDGET_KINDS, judge
from app.finance.queries import budget_on
from app.finance.rules import BudgetLine
from app.finance.voucher_row import ListedVoucher
from app.intake.findings import Finding, Severity
from app.pilots.preset import Preset


def overruns_with(
    pilot_id: int, preset: Preset, rows: Sequence[ListedVoucher], today: date
) -> list[Finding]:
    """The rules broken once these vouchers are booked; they are taken in, since they were paid."""
    if not rows:
        return []
    positions = [position.code for position in preset.positions]
    before = budget_on(pilot_id, date.max, positions, preset.years)
    lines = [_with(line, rows) for line in before]
    if not any(line.planned_cents for line in lines):
        return []
    found = judge(preset.rule_set, budget_facts(preset, today, lines, pilot_id), BUDGET_KINDS)
    return [_warning(one) for one in found if one.verdict is Verdict.BROKEN]


def _with(line: BudgetLine, rows: Sequence[ListedVoucher]) -> BudgetLine:
    years = dict(line.years)
    added = 0
    for row in rows:
        if row.position == line.position:
            planned, paid = years.get(row.paid_on.year, (0, 0))
            years[row.paid_on.year] = (planned, paid + row.amount_cents)
            added += row.amount_cents
    return replace(line, paid_cents=line.paid_cents + added, years=years)


def _warning(found: RuleFinding) -> Finding:
    """The sentences of rules stand there once more, for vouchers that come in."""
    code = found.said.replace("funder_rules.", "voucher.rule_")
    return Finding(
        code, Severity.WARNING, params=(("norm", found.rule.norm), *found.params.items())
    )
