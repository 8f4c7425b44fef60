"""Each calendar year has its own allotment."""

from __future__ import annotations

from app.finance.funder_rules.rules.facts import Facts
from app.finance.funder_rules.rules.findings import Finding, Place, Rows, Verdict
from app.pilots.rule_set import Rule


def annual_allotment(rule: Rule, facts: Facts) -> list[Finding]:
    """Moving money between the years of the notice needs approval; positions are another rule.

    A payment counts in the year in which it is made. Payments after the last year of the period
    are judged by the rule on the period.
    """
    found = []
    for year, (planned, paid) in sorted(facts.years().items()):
        if not facts.starts_on.year <= year <= facts.ends_on.year:
            continue
        bound = paid + facts.committed_by_year.get(year, 0)
        figures = {"year": year, "allotted_cents": planned, "spent_cents": paid}
        rows: tuple[Rows, ...] = (Rows(Place.VOUCHERS, year=year),)
        if paid > planned:
            figures["excess_cents"] = paid - planned
            said = "funder_rules.year_broken"
            found.append(Finding(rule, Verdict.BROKEN, said, figures, str(year), rows=rows))
        elif bound > planned:
            figures |= {"bound_cents": bound, "excess_cents": bound - planned}
            said = "funder_rules.year_ahead"
            rows = (*rows, Rows(Place.COMMITMENTS))
            found.append(Finding(rule, Verdict.WARNING, said, figures, str(year), rows=rows))
    return found or [Finding(rule, Verdict.KEPT, "funder_rules.years_kept")]
