"""Whether vouchers that come in would break the funder's rules on positions: said as a warning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.finance.queries import budget_on
from app.finance.rules import Verdict, position_overruns
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
    added = Counter[str]()
    for row in rows:
        added[row.position] += row.amount_cents
    lines = [
        replace(line, paid_cents=line.paid_cents + added[line.position])
        for line in budget_on(pilot_id, date.max, positions, preset.years)
    ]
    if not any(line.planned_cents for line in lines):
        return []
    found = position_overruns(
        lines,
        preset.notice.grant_cents,
        preset.rule_set.position_overrun_percent,
        today > preset.notice.ends_on,
    )
    return [
        Finding(
            f"voucher.rule_{finding.rule}",
            Severity.WARNING,
            params=(
                ("position", finding.subject),
                ("norm", finding.norm),
                *((name, cents) for name, cents in finding.figures.items()),
            ),
        )
        for finding in found
        if finding.verdict is Verdict.BROKEN
    ]
