"""Budget against actual, and the funder's rules over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _

from app.access import Permission, requires
from app.finance import labels, queries, rules
from app.finance.forms import DayForm
from app.finance.routes.frame import blueprint, shown_day
from app.finance.rules import BudgetLine, RuleFinding, Verdict
from app.formats import money
from app.web import may, page, pilot


@dataclass(frozen=True)
class Totals:
    """The sums below the table, with those by year as (planned, paid)."""

    planned_cents: int
    paid_cents: int
    committed_cents: int
    remaining_cents: int
    years: Mapping[int, tuple[int, int]]


def totals(lines: Sequence[BudgetLine]) -> Totals:
    """The sums of all positions."""
    years = list(lines[0].years) if lines else []
    return Totals(
        sum(line.planned_cents for line in lines),
        sum(line.paid_cents for line in lines),
        sum(line.committed_cents for line in lines),
        sum(line.remaining_cents for line in lines),
        {
            year: (
                sum(line.years[year][0] for line in lines),
                sum(line.years[year][1] for line in lines),
            )
            for year in years
        },
    )


def lines_on(day: date) -> list[BudgetLine]:
    """Budget against actual of the pilot on a day."""
    preset = pilot().preset
    codes = [position.code for position in preset.positions]
    return queries.budget_on(pilot().id, day, codes, preset.years)


@blueprint.get("/finance/budget")
@requires(Permission.FINANCE)
def budget() -> Any:
    """Positions with planned, paid, bound and free money, and by calendar year."""
    form = DayForm(request.args)
    day = shown_day(form)
    lines = lines_on(day)
    return page(
        "finance/budget.html",
        filters=form,
        day=day,
        is_today=day == pilot().day,
        plan=queries.plan_in_force(pilot().id, day),
        lines=lines,
        total=totals(lines),
        titles=labels.position_titles(pilot().preset),
        may_import=may(Permission.IMPORTS) and may(Permission.KEEP_BOOKS),
    )


@dataclass(frozen=True)
class Judged:
    """A finding as people read it."""

    title: str
    norm: str
    verdict: Verdict
    text: str
    position: str


@blueprint.get("/finance/rules", endpoint="rules")
@requires(Permission.FINANCE)
def auxiliary_conditions() -> Any:
    """What the rule set says about the money of the day."""
    here, form = pilot(), DayForm(request.args)
    day = shown_day(form)
    lines = lines_on(day)
    notice, rule_set = here.preset.notice, here.preset.rule_set
    found = rules.position_overruns(
        lines, notice.grant_cents, rule_set.position_overrun_percent, day > notice.ends_on
    )
    return page(
        "finance/rules.html",
        filters=form,
        day=day,
        is_today=day == here.day,
        plan=queries.plan_in_force(here.id, day),
        rule_set=rule_set,
        judged=[judged(one, rule_set.position_overrun_percent) for one in found],
        percent=rule_set.position_overrun_percent,
        is_any_over=len(found) > 1,
        near=rules.nearly_used(lines),
        titles=labels.position_titles(here.preset),
        verdicts=labels.VERDICT,
        may_import=may(Permission.IMPORTS) and may(Permission.KEEP_BOOKS),
    )


def judged(finding: RuleFinding, percent: int) -> Judged:
    """A finding with its sentence and the figures it rests on."""
    figures = {name: money(cents) for name, cents in finding.figures.items()}
    if finding.rule == "total":
        text = _("Ausgegeben sind %(spent_cents)s von bewilligten %(granted_cents)s.", **figures)
    else:
        text = _(
            "Position %(position)s liegt mit %(spent_cents)s um %(excess_cents)s über ihrem Plan "
            "von %(planned_cents)s. Erlaubt sind bis zu %(percent)s %% mehr, also "
            "%(allowed_cents)s, soweit andere Positionen ebenso viel einsparen; dort sind noch "
            "%(saved_elsewhere_cents)s frei.",
            position=finding.subject,
            percent=percent,
            **figures,
        )
    title = str(labels.RULE[finding.rule])
    return Judged(title, finding.norm, finding.verdict, text, finding.subject)
