"""What may be asked today, how the money that came is used, and the cash position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from app import charts
from app.access import Permission, requires
from app.finance import labels as money_labels
from app.finance.grants import labels, queries
from app.finance.grants.account import Account, Deadline, Usage, deadlines
from app.finance.grants.cash import CashMonth, by_month
from app.finance.grants.interest import Sum, total
from app.finance.grants.routes.frame import HERE, blueprint
from app.formats import day as day_text
from app.formats import money
from app.periods import add_months
from app.web import may, page, pilot


@dataclass(frozen=True)
class Outlook:
    """What the page says ahead of time, in sums over all draw-downs."""

    deadlines: Sequence[Deadline]
    ahead_cents: int
    ahead: Sum
    late_cents: int
    late: Sum


def outlook(usages: Sequence[Usage], on: date) -> Outlook:
    """Sums over all draw-downs that came."""
    return Outlook(
        deadlines(usages, on),
        sum(one.ahead_cents for one in usages),
        total([one for usage in usages for one in usage.ahead]),
        sum(one.late_cents for one in usages),
        total([one for usage in usages for one in usage.late]),
    )


@blueprint.get(HERE)
@requires(Permission.FINANCE)
def index() -> Any:
    """What may be asked, the requests, and the money that came with what became of it."""
    here = pilot()
    account, requests = queries.account_of(here.id, here.day), queries.draw_downs(here.id)
    demand = queries.demand_of(here.id, here.preset, account, requests)
    uses = queries.uses_of(here.id, here.preset, account)
    return page(
        "grants/index.html",
        day=here.day,
        demand=demand,
        limits=labels.LIMIT,
        requests=requests,
        standings=labels.STANDING,
        usages=list(reversed(uses.usages)),
        outlook=outlook(uses.usages, here.day),
        horizon=uses.horizon,
        use_days=here.preset.rule_set.draw_down_days,
        may_keep=may(Permission.KEEP_BOOKS),
        total=total,
    )


@blueprint.get(f"{HERE}/calculation")
@requires(Permission.FINANCE)
def calculation() -> Any:
    """The figure of today line by line, with the payments behind it."""
    here = pilot()
    return page(
        "grants/calculation.html",
        day=here.day,
        demand=queries.demand(here.id, here.preset, here.day),
        limits=labels.LIMIT,
        settings=here.preset.grants,
        rule_set=here.preset.rule_set,
        titles=money_labels.position_titles(here.preset),
        may_keep=may(Permission.KEEP_BOOKS),
    )


@blueprint.get(f"{HERE}/cash")
@requires(Permission.FINANCE)
def cash() -> Any:
    """The cash position by month, as chart and table."""
    here = pilot()
    account = queries.account_of(here.id, here.day)
    months = by_month(
        here.preset.notice.starts_on,
        here.day,
        [(one.received_on, one.amount_cents) for one in account.receipts],
        [(one.paid_on, one.amount_cents) for one in account.payments],
        [(one.paid_on, one.amount_cents) for one in account.paid_back],
    )
    return page("grants/cash.html", day=here.day, account=account, **picture(months, account))


def picture(months: Sequence[CashMonth], account: Account) -> dict[str, Any]:
    """Chart, table and finding of the cash position."""
    ends = [min(add_months(one.month, 1) - timedelta(days=1), account.on) for one in months]
    balances = [one.balance_cents / 100 for one in months]
    figure = charts.lines([charts.Line(_("Kassenbestand"), ends, balances)], unit="\u00a0€")
    rows = [
        [
            day_text(end),
            money(one.received_cents),
            money(one.spent_cents),
            money(one.repaid_cents),
            money(one.balance_cents),
        ]
        for end, one in zip(ends, months, strict=True)
    ]
    head = [_("bis"), _("Einnahmen"), _("Ausgaben"), _("Rückzahlungen"), _("Bestand")]
    now = months[-1].balance_cents
    said = (
        _(
            "Am %(day)s hat der Träger %(amount)s vorgestreckt.",
            day=day_text(ends[-1]),
            amount=money(-now),
        )
        if now < 0
        else _(
            "Am %(day)s sind %(amount)s noch nicht ausgegeben.",
            day=day_text(ends[-1]),
            amount=money(now),
        )
    )
    return {"figure": figure, "table": {"head": head, "rows": rows}, "summary": said}
