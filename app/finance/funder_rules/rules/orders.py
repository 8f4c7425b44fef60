"""May this be ordered? The rules with an order added: as a commitment, then as paid. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.finance.funder_rules.rules.facts import Facts, VoucherFact
from app.finance.funder_rules.rules.findings import Finding, Verdict
from app.finance.funder_rules.rules.judging import JUDGED_IN_PART, judge
from app.finance.rules import BudgetLine
from app.pilots.rule_set import Kind, Rule, RuleSet

DUTIES = frozenset({Kind.INVENTORY_LIMIT, Kind.AWARD_FOR_CONTRACTS})
"""What an order brings with it rather than breaks: an entry, a record."""
ORDER = ""
"""The number of the voucher that the order will have: none yet."""


class Permit(StrEnum):
    """The answer in one word."""

    YES = "yes"
    YES_BUT = "yes_but"
    NO = "no"
    NO_VERDICT = "no_verdict"


@dataclass(frozen=True)
class Order:
    """What is to be ordered; the net amount is without tax, None where it is not known.

    `cost_cents` is what it costs the pilot: less where the input tax is got back. `estimates` is
    the forecast with the order bound; without one the order comes on top of all that is expected.
    """

    position: str
    gross_cents: int
    net_cents: int | None
    cost_cents: int
    pay_on: date
    estimates: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Answer:
    """What the rules say of an order, gravest first.

    `changed` are findings that the order brings about or worsens, `duties` what it needs,
    `open_rules` those that would have a say and whose value nobody has confirmed.
    """

    permit: Permit
    changed: Sequence[Finding]
    duties: Sequence[Finding]
    open_rules: Sequence[Rule]


def answer(rule_set: RuleSet, facts: Facts, order: Order) -> Answer:
    """The rules before and after: the order bound today, then paid with all that is bound."""
    judging = tuple(
        rule for rule in rule_set.rules if rule.confirmed or rule.kind in JUDGED_IN_PART
    )
    silent = [rule for rule in rule_set.rules if rule not in judging]
    assumed = tuple(replace(rule, confirmed=True) for rule in silent)
    changed, duties = _effect(replace(rule_set, rules=judging), facts, order)
    would_change, open_duties = _effect(replace(rule_set, rules=assumed), facts, order)
    open_changed = [*would_change, *_of(changed, Verdict.NOT_CONFIRMED)]
    if _of(changed, Verdict.BROKEN):
        permit = Permit.NO
    elif open_changed:
        permit = Permit.NO_VERDICT
    elif changed or duties or open_duties:
        permit = Permit.YES_BUT
    else:
        permit = Permit.YES
    named = {finding.rule.key for finding in (*open_changed, *open_duties)}
    return Answer(permit, changed, duties, [rule for rule in rule_set.rules if rule.key in named])


def _effect(rule_set: RuleSet, facts: Facts, order: Order) -> tuple[list[Finding], list[Finding]]:
    """Findings that are there only with the order, and what the order itself needs."""
    bound = _new(judge(rule_set, facts), judge(rule_set, with_commitment(facts, order)))
    paid = _new(judge(rule_set, all_paid(facts)), judge(rule_set, all_paid(facts, order)))
    latest = {(one.rule.key, one.subject): one for one in (*bound, *paid)}
    found = sorted(latest.values(), key=lambda one: one.verdict is not Verdict.BROKEN)
    duties = [one for one in found if one.rule.kind in DUTIES and one.subject == ORDER]
    return [one for one in found if one not in duties], duties


def _of(findings: Sequence[Finding], verdict: Verdict) -> list[Finding]:
    return [one for one in findings if one.verdict is verdict]


def _new(before: Sequence[Finding], after: Sequence[Finding]) -> list[Finding]:
    return [one for one in after if one.verdict is not Verdict.KEPT and one not in before]


def with_commitment(facts: Facts, order: Order) -> Facts:
    """The books with the order bound, and the forecast that knows of it."""
    cost, year = order.cost_cents, order.pay_on.year
    estimates = order.estimates
    if estimates is None:
        expected = {one.position: facts.at_completion(one) for one in facts.lines}
        estimates = {**expected, order.position: expected.get(order.position, 0) + cost}
    return replace(
        facts,
        lines=_added(facts.lines, order.position, committed_cents=cost),
        estimates=estimates,
        committed_by_year={
            **facts.committed_by_year,
            year: facts.committed_by_year.get(year, 0) + cost,
        },
    )


def all_paid(facts: Facts, order: Order | None = None) -> Facts:
    """The books once all that is bound is paid, and the order too."""
    known = facts if order is None else with_commitment(facts, order)
    settled = replace(
        known,
        lines=[
            replace(line, paid_cents=line.paid_cents + line.committed_cents, committed_cents=0)
            for line in known.lines
        ],
        committed_by_year={},
        paid_later_by_year=known.committed_by_year,
    )
    return settled if order is None else _with_voucher(settled, order)


def _with_voucher(facts: Facts, order: Order) -> Facts:
    """The voucher of the order; of one paid after the period the invoice is taken as in time."""
    voucher = VoucherFact(
        ORDER,
        order.position,
        "",
        min(order.pay_on, facts.ends_on),
        order.pay_on,
        order.gross_cents,
        order.net_cents,
    )
    return replace(
        facts,
        outside=[*facts.outside, voucher],
        items=[*facts.items, voucher],
        contracts=[*facts.contracts, voucher],
    )


def _added(lines: Sequence[BudgetLine], position: str, committed_cents: int) -> list[BudgetLine]:
    return [
        replace(line, committed_cents=line.committed_cents + committed_cents)
        if line.position == position
        else line
        for line in lines
    ]
