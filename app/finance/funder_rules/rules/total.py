"""The total of the grant, or of the own plan, binds."""

from __future__ import annotations

from app.finance.funder_rules.rules.facts import Facts
from app.finance.funder_rules.rules.findings import Finding, Place, Rows, Verdict
from app.pilots.rule_set import Rule


def total_binding(rule: Rule, facts: Facts) -> list[Finding]:
    """Not a cent more than granted (ANBest-P 1.2, ANBest-Gk 1.2), or planned without a funder."""
    is_grant = rule.word("against") == "grant"
    limit = facts.granted_cents if is_grant else facts.planned_cents
    spent = facts.spent_cents
    expected = sum(facts.at_completion(line) for line in facts.lines)
    figures = {"spent_cents": spent, "granted_cents": limit}
    rows = (Rows(Place.VOUCHERS),)
    which = "grant" if is_grant else "plan"
    if spent > limit:
        figures["excess_cents"] = spent - limit
        return [
            Finding(rule, Verdict.BROKEN, f"funder_rules.total_broken_{which}", figures, rows=rows)
        ]
    if expected > limit:
        figures |= {"expected_cents": expected, "excess_cents": expected - limit}
        return [
            Finding(rule, Verdict.WARNING, f"funder_rules.total_ahead_{which}", figures, rows=rows)
        ]
    return [Finding(rule, Verdict.KEPT, f"funder_rules.total_kept_{which}", figures, rows=rows)]
