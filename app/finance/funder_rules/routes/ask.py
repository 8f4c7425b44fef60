"""May this be ordered? The answer before the order is out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from app.access import Permission, requires
from app.finance import labels as money_labels
from app.finance.funder_rules import labels
from app.finance.funder_rules.forms import OrderForm
from app.finance.funder_rules.queries import estimates_with, facts_on
from app.finance.funder_rules.routes.frame import blueprint
from app.finance.funder_rules.rules.facts import Facts
from app.finance.funder_rules.rules.orders import Order, answer
from app.finance.funder_rules.values import CENTS, typed
from app.web import may, page, pilot


@dataclass(frozen=True)
class Figures:
    """Money of a position, a year or all before and after the order, in cents."""

    title: str
    planned_cents: int
    paid_cents: int
    committed_cents: int
    order_cents: int

    @property
    def free_cents(self) -> int:
        """What is free once the order is bound."""
        return self.planned_cents - self.paid_cents - self.committed_cents - self.order_cents


@blueprint.get("/finance/rules/ask")
@requires(Permission.FINANCE)
def ask() -> Any:
    """All rules with an order added: first as a commitment, then paid with all that is bound."""
    here, form = pilot(), OrderForm(request.args)
    form.position.choices = money_labels.position_choices(here.preset, _("Bitte wählen"))
    form.post.choices = [("", _("keine")), *((one.key, one.title) for one in here.preset.posts)]
    is_asked = any(request.args.get(name) for name in form.data)
    if not is_asked or not form.validate() or not _is_consistent(form):
        body, status = page("funder_rules/ask.html", filters=form, answer=None, labels=labels)
        return body, 422 if is_asked else status
    order = _order(form)
    facts = facts_on(here.id, here.preset, here.day)
    return page(
        "funder_rules/ask.html",
        filters=form,
        order=order,
        answer=answer(here.preset.rule_set, facts, order),
        has_plan=facts.planned_cents > 0,
        figures=_figures(facts, order),
        labels=labels,
        enter_url=_enter_url(form) if may(Permission.KEEP_BOOKS) else None,
    )


def _is_consistent(form: OrderForm) -> bool:
    net, gross = form.net.data, form.amount.data
    if net is not None and gross is not None and net > gross:
        form.net.errors = [_("Ohne Umsatzsteuer kann der Betrag nicht höher sein als mit ihr.")]
        return False
    if form.expected_on.data and form.expected_on.data < pilot().day:
        form.expected_on.errors = [_("Bitte einen Tag ab dem Stichtag wählen.")]
        return False
    return True


def _order(form: OrderForm) -> Order:
    """The order; where the input tax is got back it costs the pilot the net amount only."""
    here, given = pilot(), form.data
    gross, net, position, pay_on = (
        given[name] for name in ("amount", "net", "position", "expected_on")
    )
    cost = net if here.preset.grants.vat_deductible and net is not None else gross
    expected = estimates_with(here.id, here.preset, here.day, position, pay_on, cost)
    return Order(position, gross, net, cost, pay_on, expected)


def _figures(facts: Facts, order: Order) -> list[Figures]:
    year = order.pay_on.year
    planned, paid = facts.years().get(year, (0, 0))
    found = [
        Figures(
            _("Position %(position)s", position=one.position),
            one.planned_cents,
            one.paid_cents,
            one.committed_cents,
            order.cost_cents,
        )
        for one in facts.lines
        if one.position == order.position
    ]
    bound = facts.committed_by_year
    return [
        *found,
        Figures(_("Jahr %(year)s", year=year), planned, paid, bound.get(year, 0), order.cost_cents),
        Figures(
            _("Ganzer Plan"),
            facts.planned_cents,
            facts.spent_cents,
            sum(bound.values()),
            order.cost_cents,
        ),
    ]


def _enter_url(form: OrderForm) -> str:
    """The form of commitments with these values filled in."""
    given = form.data
    values = {
        "position": given["position"],
        "amount": typed(CENTS, given["amount"]),
        "net": typed(CENTS, given["net"]) if given["net"] else None,
        "expected_on": f"{given['expected_on']:%d.%m.%Y}",
        "post": given["post"] or None,
    }
    return url_for("commitments.new", pilot_key=pilot().key, **values)
