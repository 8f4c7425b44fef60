"""When statements fall due and how long vouchers are kept. What was filed is not judged here."""

from __future__ import annotations

from datetime import date

from app.finance.funder_rules.rules.facts import Facts
from app.finance.funder_rules.rules.findings import Finding, Place, Rows, Verdict
from app.periods import add_months, day_of_year
from app.pilots.rule_set import Rule

WARNING_DAYS = 60
"""A statement that is due within so many days asks for attention."""
_ROWS = (Rows(Place.DUTIES),)


def interim_statement(rule: Rule, facts: Facts) -> list[Finding]:
    """The statement of a calendar year is due on a day of the next one (ANBest-P 6: 30.04.).

    No longer where the final statement is due by then.
    """
    for year in range(facts.starts_on.year, facts.ends_on.year + 1):
        due_on = day_of_year(year + 1, rule.word("due"))
        is_final = facts.final_due_on is not None and due_on >= facts.final_due_on
        if due_on >= facts.on and not is_final:
            return [_due(rule, facts, due_on, "funder_rules.interim_due", year=year)]
    return [Finding(rule, Verdict.KEPT, "funder_rules.interim_none", rows=_ROWS)]


def final_statement(rule: Rule, facts: Facts) -> list[Finding]:
    """The final statement is due some months after the end of the period (ANBest-P 6: six)."""
    due_on = add_months(facts.ends_on, rule.number("months"))
    if due_on < facts.on:
        return [Finding(rule, Verdict.KEPT, "funder_rules.final_over", {"due_on": due_on})]
    return [_due(rule, facts, due_on, "funder_rules.final_due")]


def retention(rule: Rule, _facts: Facts) -> list[Finding]:
    """Vouchers are kept for years from the final statement on (ANBest-P 6: five)."""
    years = {"years": rule.number("years")}
    return [Finding(rule, Verdict.KEPT, "funder_rules.retention_years", years, rows=_ROWS)]


def certification(rule: Rule, _facts: Facts) -> list[Finding]:
    """The recipient's own audit office certifies a statement before it is filed (ANBest-P 7.2)."""
    days = {"lead_days": rule.number("lead_days")}
    return [Finding(rule, Verdict.KEPT, "funder_rules.certified_before", days, rows=_ROWS)]


def _due(rule: Rule, facts: Facts, due_on: date, said: str, **more: object) -> Finding:
    days = (due_on - facts.on).days
    verdict = Verdict.WARNING if days <= WARNING_DAYS else Verdict.KEPT
    figures = {"due_on": due_on, "days": days, **more}
    return Finding(rule, verdict, said, figures, rows=_ROWS)
