"""Small books for the rules: what is not named is in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.finance.funder_rules.rules.facts import Facts, VoucherFact
from app.finance.funder_rules.rules.findings import Finding, Verdict
from app.finance.funder_rules.rules.judging import judge_one
from app.finance.rules import BudgetLine
from app.pilots.rule_set import Kind, Rule
from app.pilots.rule_set_files import shipped_rule_set

ON = date(2024, 6, 30)
STARTS, ENDS = date(2021, 11, 1), date(2026, 10, 31)
AFTER = date(2026, 11, 1)


def line(position: str, planned: int, paid: int, committed: int = 0) -> BudgetLine:
    return BudgetLine(position, planned, paid, committed, {2024: (planned, paid)})


def facts(*lines: BudgetLine, grant: int | None = None, on: date = ON, **more: object) -> Facts:
    planned = sum(one.planned_cents for one in lines)
    known = Facts(on, STARTS, ENDS, planned if grant is None else grant, lines)
    return replace(known, **more)  # type: ignore[arg-type]


def voucher(number: str, **more: object) -> VoucherFact:
    known = VoucherFact(number, "0831", "Bürobedarf GmbH", ON, ON, 119_00, 100_00)
    return replace(known, **more)  # type: ignore[arg-type]


def rule(kind: Kind, rule_set: str = "anbest_p", confirmed: bool = True, **values: int) -> Rule:
    found = shipped_rule_set(rule_set).rule(kind)
    assert found is not None
    return replace(found, confirmed=confirmed, values={**found.values, **values})


def said(one: Rule, books: Facts) -> list[tuple[str, Verdict]]:
    return [(found.subject, found.verdict) for found in judge_one(one, books)]


def only(one: Rule, books: Facts) -> Finding:
    (found,) = judge_one(one, books)
    return found
