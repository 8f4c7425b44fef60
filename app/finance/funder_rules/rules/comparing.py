"""Two rule sets over the same books: what a change would change. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.finance.funder_rules.rules.facts import Facts
from app.finance.funder_rules.rules.findings import GRAVITY, Finding, Verdict, worst
from app.finance.funder_rules.rules.judging import judge_one
from app.pilots.rule_set import Kind, Rule, RuleSet


@dataclass(frozen=True)
class Judged:
    """A rule with what it says."""

    rule: Rule
    findings: Sequence[Finding]

    @property
    def verdict(self) -> Verdict:
        """The gravest of its findings."""
        return worst(self.findings)

    @property
    def gravest(self) -> Finding:
        """The first of the gravest findings; every rule has at least one."""
        return max(self.findings, key=lambda one: GRAVITY[one.verdict])


@dataclass(frozen=True)
class Pair:
    """A kind of rule under two rule sets; None where one of them has no such rule."""

    kind: Kind
    before: Judged | None
    after: Judged | None

    @property
    def is_changed(self) -> bool:
        """Whether rule or verdict differ."""
        return self.before != self.after


def judged(rule_set: RuleSet, facts: Facts) -> list[Judged]:
    """Each rule of a set with its findings, in the order of the set."""
    return [Judged(rule, judge_one(rule, facts)) for rule in rule_set.rules]


def compared(before: RuleSet, after: RuleSet, facts: Facts) -> list[Pair]:
    """Every kind of rule that either set has, side by side."""
    first, second = (
        {one.rule.kind: one for one in judged(each, facts)} for each in (before, after)
    )
    return [
        Pair(kind, first.get(kind), second.get(kind))
        for kind in Kind
        if kind in first or kind in second
    ]
