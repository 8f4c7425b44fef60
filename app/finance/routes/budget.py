"""Budget against actual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request

from app.access import Permission, requires
from app.finance import labels, queries
from app.finance.forms import DayForm
from app.finance.routes.frame import blueprint, shown_day
from app.finance.rules import BudgetLine
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
