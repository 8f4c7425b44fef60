"""A position may exceed its plan where others save as much."""

from __future__ import annotations

from collections.abc import Iterator

from app.finance.funder_rules.rules.facts import Facts
from app.finance.funder_rules.rules.findings import (
    Cover,
    Finding,
    Place,
    Rows,
    Verdict,
    percent_over,
)
from app.finance.rules import BudgetLine
from app.pilots.rule_set import Rule


def position_overrun(rule: Rule, facts: Facts) -> list[Finding]:
    """The 20 % rule over the whole plan in force (ANBest-P 1.2); never by year.

    A position may exceed its plan by up to `percent` where others save as much, all of them
    together. Not yet spent is not saved: before the end a cover rests on the forecast and is
    provisional.
    """
    over = [line for line in facts.lines if line.paid_cents > line.planned_cents]
    savers = _savers(facts)
    needed = sum(line.paid_cents - line.planned_cents for line in over)
    is_covered = needed <= sum(cover.cents for cover in savers)
    found = []
    for line in over:
        covers, savers = _taken(savers, line.paid_cents - line.planned_cents)
        found.append(_over(rule, facts, line, covers, is_covered))
    found.extend(_ahead(rule, facts))
    return found or [Finding(rule, Verdict.KEPT, "funder_rules.overrun_none")]


def _savers(facts: Facts) -> list[Cover]:
    """What each position keeps free to the end, the largest first."""
    saved = [
        Cover(line.position, line.planned_cents - facts.at_completion(line)) for line in facts.lines
    ]
    return sorted(
        (cover for cover in saved if cover.cents > 0), key=lambda one: (-one.cents, one.position)
    )


def _taken(savers: list[Cover], cents: int) -> tuple[tuple[Cover, ...], list[Cover]]:
    """Who covers an amount, and what the others have left."""
    taken, left = [], []
    for saver in savers:
        part = min(saver.cents, cents)
        cents -= part
        if part:
            taken.append(Cover(saver.position, part))
        if saver.cents > part:
            left.append(Cover(saver.position, saver.cents - part))
    return tuple(taken), left


def _over(
    rule: Rule, facts: Facts, line: BudgetLine, covers: tuple[Cover, ...], is_covered: bool
) -> Finding:
    percent = rule.number("percent")
    # Whole cents below the limit: rounding up would allow part of a cent above it.
    allowed = line.planned_cents * percent // 100
    excess = line.paid_cents - line.planned_cents
    figures: dict[str, object] = {
        "position": line.position,
        "planned_cents": line.planned_cents,
        "spent_cents": line.paid_cents,
        "excess_cents": excess,
        "allowed_cents": allowed,
        "limit_percent": percent,
        "covered_cents": sum(cover.cents for cover in covers),
    }
    if line.planned_cents:
        figures["percent"] = percent_over(excess, line.planned_cents, percent)
    if not line.planned_cents:
        verdict, said, covers = Verdict.BROKEN, "funder_rules.overrun_without_plan", ()
    elif excess > allowed:
        verdict, said, covers = Verdict.BROKEN, "funder_rules.overrun_above_limit", ()
    elif not is_covered:
        verdict, said = Verdict.BROKEN, "funder_rules.overrun_not_covered"
    elif facts.is_completed:
        verdict, said = Verdict.KEPT, "funder_rules.overrun_covered"
    else:
        verdict, said = Verdict.PROVISIONAL, "funder_rules.overrun_provisional"
    rows = (Rows(Place.VOUCHERS, position=line.position),)
    return Finding(rule, verdict, said, figures, line.position, covers, rows)


def _ahead(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Positions that are in their plan today and will not be at the end."""
    percent = rule.number("percent")
    for line in facts.lines:
        expected = facts.at_completion(line)
        if not line.paid_cents <= line.planned_cents < expected:
            continue
        excess, allowed = expected - line.planned_cents, line.planned_cents * percent // 100
        figures = {
            "position": line.position,
            "planned_cents": line.planned_cents,
            "expected_cents": expected,
            "excess_cents": excess,
            "allowed_cents": allowed,
            "limit_percent": percent,
        }
        is_above = excess > allowed
        said = "funder_rules.overrun_ahead_above" if is_above else "funder_rules.overrun_ahead"
        rows = (
            Rows(Place.VOUCHERS, position=line.position),
            Rows(Place.COMMITMENTS, position=line.position),
        )
        yield Finding(rule, Verdict.WARNING, said, figures, line.position, rows=rows)
