"""The auxiliary conditions in force and what they say; one rule with all its findings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request

from app.access import Permission, requires
from app.finance import labels as money_labels
from app.finance.forms import DayForm
from app.finance.funder_rules import labels
from app.finance.funder_rules.queries import facts_on
from app.finance.funder_rules.routes.frame import (
    blueprint,
    names_of,
    preset_of_day,
    rule_keyed,
)
from app.finance.funder_rules.rules.comparing import Judged, judged
from app.finance.funder_rules.rules.facts import Facts
from app.finance.funder_rules.rules.findings import GRAVITY, Finding, Verdict
from app.finance.funder_rules.rules.judging import BUDGET_KINDS, judge_one
from app.finance.routes.frame import shown_day
from app.finance.rules import nearly_used
from app.pilots.queries import rule_set_choices
from app.web import asked_page, listing, may, page, pilot

SHOWN = 3
"""Findings of a rule on the first page; the page of the rule has them all."""
PER_PAGE = 50


@dataclass(frozen=True)
class Row:
    """A rule as the page shows it; without a plan the rules about money say nothing."""

    judged: Judged
    verdict: Verdict | None
    findings: list[Finding]
    more: int


@blueprint.get("/finance/rules")
@requires(Permission.FINANCE)
def index() -> Any:
    """Every rule of the rule set in force, with its value, its verdict and its findings."""
    here, form = pilot(), DayForm(request.args)
    day = shown_day(form)
    preset = preset_of_day(day)
    facts = facts_on(here.id, preset, day)
    rows = [_row(one, facts) for one in judged(preset.rule_set, facts)]
    rows.sort(key=lambda row: -GRAVITY[row.verdict or Verdict.KEPT])
    choices = list(reversed(rule_set_choices(here.id)))
    return page(
        "funder_rules/index.html",
        filters=form,
        day=day,
        is_today=day == here.day,
        until=labels.written_or_none(day),
        rule_set=preset.rule_set,
        rows=rows,
        counts=_counts(rows),
        has_plan=facts.planned_cents > 0,
        near=nearly_used(facts.lines),
        choices=choices,
        names=names_of(choices),
        labels=labels,
        titles=money_labels.position_titles(preset),
        may_choose=may(Permission.SET_RULES),
        may_import=may(Permission.IMPORTS) and may(Permission.KEEP_BOOKS),
    )


def _row(one: Judged, facts: Facts) -> Row:
    if one.rule.kind in BUDGET_KINDS and not facts.planned_cents:
        return Row(one, None, [], 0)
    gravest = sorted(one.findings, key=lambda found: -GRAVITY[found.verdict])
    return Row(one, one.verdict, gravest[:SHOWN], len(gravest) - SHOWN)


def _counts(rows: list[Row]) -> list[tuple[str, str, int]]:
    """Tone, words and number of rules by verdict, the gravest first, only those there are."""
    found = []
    for verdict in sorted(Verdict, key=lambda one: -GRAVITY[one]):
        count = sum(row.verdict is verdict for row in rows)
        tone, words = labels.VERDICT[verdict]
        if count:
            found.append((tone, str(words), count))
    return found


@blueprint.get("/finance/rules/of/<rule_key>")
@requires(Permission.FINANCE)
def rule(rule_key: str) -> Any:
    """One rule: its norm, source and values, and all that it says of the day."""
    form = DayForm(request.args)
    day = shown_day(form)
    preset = preset_of_day(day)
    found = rule_keyed(preset.rule_set, rule_key)
    findings = _findings_of(preset, rule_key, day)
    number = min(asked_page(), max(1, -(-len(findings) // PER_PAGE)))
    return page(
        "funder_rules/rule.html",
        filters=form,
        day=day,
        is_today=day == pilot().day,
        until=labels.written_or_none(day),
        rule=found,
        own={one.name: one for one in found.own},
        findings=findings[(number - 1) * PER_PAGE : number * PER_PAGE],
        listing=listing(len(findings), "verdict", True, number, PER_PAGE),
        labels=labels,
        may_choose=may(Permission.SET_RULES),
    )


def _findings_of(preset: Any, rule_key: str, day: date) -> list[Finding]:
    facts = facts_on(pilot().id, preset, day)
    found = rule_keyed(preset.rule_set, rule_key)
    if found.kind in BUDGET_KINDS and not facts.planned_cents:
        return []
    return sorted(judge_one(found, facts), key=lambda one: -GRAVITY[one.verdict])
