"""A rule set over the books: which evaluator judges which kind of rule."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from app.finance.funder_rules.rules.deadlines import (
    certification,
    final_statement,
    interim_statement,
    retention,
)
from app.finance.funder_rules.rules.doubles import double_funding
from app.finance.funder_rules.rules.draw_downs import use_of_draw_downs
from app.finance.funder_rules.rules.facts import Facts
from app.finance.funder_rules.rules.findings import Finding, not_confirmed
from app.finance.funder_rules.rules.inventory import inventory_limit
from app.finance.funder_rules.rules.period import eligible_period
from app.finance.funder_rules.rules.positions import position_overrun
from app.finance.funder_rules.rules.total import total_binding
from app.finance.funder_rules.rules.vouchers import award_for_contracts, mark_on_vouchers
from app.finance.funder_rules.rules.years import annual_allotment
from app.pilots.rule_set import Kind, Rule, RuleSet

EVALUATORS: Mapping[Kind, Callable[[Rule, Facts], list[Finding]]] = {
    Kind.TOTAL_BINDING: total_binding,
    Kind.POSITION_OVERRUN: position_overrun,
    Kind.ANNUAL_ALLOTMENT: annual_allotment,
    Kind.USE_OF_DRAW_DOWNS: use_of_draw_downs,
    Kind.ELIGIBLE_PERIOD: eligible_period,
    Kind.INVENTORY_LIMIT: inventory_limit,
    Kind.DOUBLE_FUNDING: double_funding,
    Kind.MARK_ON_VOUCHERS: mark_on_vouchers,
    Kind.AWARD_FOR_CONTRACTS: award_for_contracts,
    Kind.INTERIM_STATEMENT: interim_statement,
    Kind.FINAL_STATEMENT: final_statement,
    Kind.RETENTION: retention,
    Kind.CERTIFICATION: certification,
}
BUDGET_KINDS = frozenset({Kind.TOTAL_BINDING, Kind.POSITION_OVERRUN, Kind.ANNUAL_ALLOTMENT})
"""Kinds that look at plan and payments only."""
JUDGED_IN_PART = frozenset({Kind.ELIGIBLE_PERIOD})
"""Kinds of which only a part depends on the value; they say themselves which."""


def judge(
    rule_set: RuleSet, facts: Facts, kinds: Collection[Kind] = frozenset(Kind)
) -> list[Finding]:
    """What every rule of those kinds says; without a confirmed value a rule says nothing."""
    return [
        finding
        for rule in rule_set.rules
        if rule.kind in kinds
        for finding in judge_one(rule, facts)
    ]


def judge_one(rule: Rule, facts: Facts) -> list[Finding]:
    """What one rule says, at least one finding."""
    if not rule.confirmed and rule.kind not in JUDGED_IN_PART:
        return [not_confirmed(rule)]
    return EVALUATORS[rule.kind](rule, facts)
