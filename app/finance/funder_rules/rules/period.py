"""Payments belong to the funding period."""

from __future__ import annotations

from datetime import timedelta

from app.finance.funder_rules.rules.facts import Facts, VoucherFact
from app.finance.funder_rules.rules.findings import Finding, Place, Rows, Verdict
from app.pilots.rule_set import Rule


def eligible_period(rule: Rule, facts: Facts) -> list[Finding]:
    """Paid inside the period (notice), or an invoice of the period paid within the grace time.

    The period stands in the notice; only what depends on the grace time needs it confirmed.
    """
    judged = [_outside(rule, facts, one) for one in facts.outside]
    found = [one for one in judged if one is not None]
    return found or [Finding(rule, Verdict.KEPT, "funder_rules.period_kept", _period(facts))]


def _period(facts: Facts) -> dict[str, object]:
    return {"starts_on": facts.starts_on, "ends_on": facts.ends_on}


def _outside(rule: Rule, facts: Facts, voucher: VoucherFact) -> Finding | None:
    grace = rule.number("grace_days")
    is_of_period = facts.starts_on <= voucher.invoiced_on <= facts.ends_on
    figures = {
        **_period(facts),
        "number": voucher.number,
        "amount_cents": voucher.gross_cents,
        "paid_on": voucher.paid_on,
        "invoiced_on": voucher.invoiced_on,
        "grace_days": grace,
    }
    if facts.starts_on <= voucher.paid_on <= facts.ends_on:
        return None
    if voucher.paid_on < facts.starts_on:
        verdict, said = Verdict.BROKEN, "funder_rules.period_before"
    elif not is_of_period:
        verdict, said = Verdict.BROKEN, "funder_rules.period_after"
    elif not rule.confirmed:
        verdict, said = Verdict.NOT_CONFIRMED, "funder_rules.period_grace_open"
    elif voucher.paid_on <= facts.ends_on + timedelta(days=grace):
        return None
    else:
        verdict, said = Verdict.BROKEN, "funder_rules.period_grace_over"
    rows = (Rows(Place.VOUCHER, number=voucher.number),)
    return Finding(rule, verdict, said, figures, voucher.number, rows=rows)
