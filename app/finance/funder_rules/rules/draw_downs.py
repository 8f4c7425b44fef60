"""Money that was drawn is used in time."""

from __future__ import annotations

from dataclasses import replace

from app.finance.funder_rules.rules.facts import Facts
from app.finance.funder_rules.rules.findings import Finding, Place, Rows, Verdict
from app.finance.grants.uses import Use, uses
from app.pilots.rule_set import Rule

WARNING_DAYS = 14
"""So many days before its time is over a rest is said to be at risk."""
_ROWS = (Rows(Place.DRAW_DOWNS),)


def use_of_draw_downs(rule: Rule, facts: Facts) -> list[Finding]:
    """A draw-down is used within its time, first in, first out (ANBest-P 1.4: six weeks).

    The last day of use in time is that many days after it arrived: of six weeks the 42nd.
    """
    found = []
    for place, each in enumerate(uses(facts.received, facts.spent, 0)):
        if each.key in facts.without_term:
            continue
        use = replace(each, last_timely_on=rule.last_day(each.received_on))
        found.extend(_of(rule, facts, use, str(place)))
    return found or [Finding(rule, Verdict.KEPT, "funder_rules.draw_downs_kept", rows=_ROWS)]


def _of(rule: Rule, facts: Facts, use: Use, subject: str) -> list[Finding]:
    rest, late = use.rest_cents, use.late_cents(facts.on)
    figures: dict[str, object] = {
        "received_on": use.received_on,
        "amount_cents": use.amount_cents,
        "last_on": use.last_timely_on,
        "rest_cents": rest,
        "late_cents": late,
        "days": (use.last_timely_on - facts.on).days,
    }
    if late and rest:
        said, verdict = "funder_rules.draw_down_unused", Verdict.BROKEN
    elif late:
        said, verdict = "funder_rules.draw_down_used_late", Verdict.BROKEN
    elif rest and (use.last_timely_on - facts.on).days <= WARNING_DAYS:
        said, verdict = "funder_rules.draw_down_ahead", Verdict.WARNING
    else:
        return []
    return [Finding(rule, verdict, said, figures, subject, rows=_ROWS)]
