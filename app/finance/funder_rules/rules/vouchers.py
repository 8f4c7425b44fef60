"""What vouchers bear, and what contracts need."""

from __future__ import annotations

from app.finance.funder_rules.rules.facts import Facts
from app.finance.funder_rules.rules.findings import Finding, Place, Rows, Verdict
from app.pilots.rule_set import Rule


def mark_on_vouchers(rule: Rule, facts: Facts) -> list[Finding]:
    """Each voucher bears the mark of the project (ANBest-P 6)."""
    if not facts.mark:
        return [Finding(rule, Verdict.KEPT, "funder_rules.mark_none_agreed")]
    found = [
        Finding(
            rule,
            Verdict.BROKEN,
            "funder_rules.mark_missing",
            {"number": one.number, "mark": facts.mark},
            one.number,
            rows=(Rows(Place.VOUCHER, number=one.number),),
        )
        for one in facts.without_mark
    ]
    if facts.unlooked:
        figures = {"count": facts.unlooked, "mark": facts.mark}
        rows = (Rows(Place.VOUCHERS),)
        said = "funder_rules.mark_unlooked"
        found.append(Finding(rule, Verdict.WARNING, said, figures, "unlooked", rows=rows))
    kept = Finding(rule, Verdict.KEPT, "funder_rules.mark_kept", {"mark": facts.mark})
    return found or [kept]


def award_for_contracts(rule: Rule, facts: Facts) -> list[Finding]:
    """A contract above the limit has a record of its award (ANBest-P 3)."""
    limit, positions = rule.number("limit_cents"), rule.codes("positions")
    found = []
    for one in facts.contracts:
        cents = one.gross_cents if one.net_cents is None else one.net_cents
        if one.position not in positions or cents <= limit or one.number in facts.awarded:
            continue
        figures = {
            "number": one.number,
            "position": one.position,
            "amount_cents": cents,
            "limit_cents": limit,
        }
        rows = (Rows(Place.VOUCHER, number=one.number),)
        said = "funder_rules.award_missing"
        found.append(Finding(rule, Verdict.BROKEN, said, figures, one.number, rows=rows))
    kept = Finding(rule, Verdict.KEPT, "funder_rules.award_kept", {"limit_cents": limit})
    return found or [kept]
