"""One item: its facts with their changes, what happened to it, and its form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _

from app.access import Permission, requires
from app.clock import BERLIN
from app.finance import queries as finance
from app.finance.inventory import labels, queries, services
from app.finance.inventory.forms import ItemForm
from app.finance.inventory.queries import Recorded
from app.finance.inventory.routes.frame import ONE, address, blueprint, done, norm
from app.finance.inventory.rules import Kind, is_over, state_on
from app.finance.inventory.services import ItemFacts
from app.formats import moment
from app.history import Change
from app.web import actor, attempt, may, page, pilot

OPTIONAL = ("serial_number", "source_number", "no_voucher_reason")


@dataclass(frozen=True)
class Told:
    """A line of the timeline; `reverse_url` where it can be taken back."""

    on: date
    title: str
    text: str
    by: str
    is_reversed: bool = False
    reverse_url: str | None = None


@blueprint.get(ONE)
@requires(Permission.FINANCE)
def show(number: int) -> Any:
    """An item as it stands on the day of account."""
    here = pilot()
    row = queries.item_numbered(here.id, number)
    recorded = queries.timeline_of(row)
    state = state_on(queries.beginning_of(row), (one.event for one in recorded), here.day)
    voucher = queries.voucher_facts(here.id, row.source_number) if row.source_number else None
    siblings = queries.from_voucher(here.id, row.source_number) if row.source_number else []
    return page(
        "inventory/show.html",
        row=row,
        state=state,
        whereabouts=labels.whereabouts(state) if state else None,
        events=[told(number, one) for one in recorded],
        changes=[changed(one) for one in reversed(queries.changes_of(row)) if not one.is_first],
        voucher=voucher,
        siblings=siblings,
        siblings_cents=sum(one.net_cents for one in siblings),
        is_over=is_over(row.net_cents, here.preset.inventory.limit_net_cents),
        limit_cents=here.preset.inventory.limit_net_cents,
        norm=norm(),
        labels=labels,
        may_keep=may(Permission.KEEP_BOOKS),
    )


def told(number: int, one: Recorded) -> Told:
    """An event as the timeline shows it."""
    event = one.event
    can_reverse = event.kind is not Kind.REVERSED and not one.is_reversed
    can_reverse = can_reverse and may(Permission.KEEP_BOOKS)
    return Told(
        event.on,
        str(labels.KIND[event.kind]),
        labels.described(event),
        _("eingetragen von %(name)s, %(moment)s", name=one.by, moment=moment(one.at)),
        one.is_reversed,
        address("reverse", number=number, event_id=event.id) if can_reverse else None,
    )


def changed(change: Change) -> Told:
    """A correction of the facts: from what to what, by whom."""
    return Told(
        change.at.astimezone(BERLIN).date(),
        "; ".join(
            f"{labels.FIELD[name]}: {labels.shown(name, before)} → {labels.shown(name, after)}"
            for name, (before, after) in change.values.items()
        ),
        "",
        finance.user_name(change.user_id),
    )


@blueprint.route("/finance/inventory/new", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def new() -> Any:
    """A further item, filled in from the voucher that the address names."""
    here, form, numbers = pilot(), ItemForm(), list[int]()
    if not form.is_submitted():
        fill(form, (request.args.get("voucher") or "")[:40])
    if attempt(form, lambda: numbers.append(services.add_item(actor(), facts_of(form), here.day))):
        return done(
            _("Gegenstand %(number)s ist im Inventar.", number=numbers[0]),
            address("show", number=numbers[0]),
        )
    return page("inventory/edit.html", form, row=None, present={}, is_stale=False)


def fill(form: ItemForm, source_number: str) -> None:
    """What is known of an item before it is entered."""
    here = pilot()
    form.retained_until.data = here.preset.notice.ends_on
    found = queries.voucher_facts(here.id, source_number) if source_number else None
    if found is not None:
        form.source_number.data = found.source_number
        form.description.data, form.supplier.data = found.reason[:200], found.payee
        form.acquired_on.data = found.invoiced_on
        form.net_cents.data, form.gross_cents.data = found.net_cents, found.gross_cents


def facts_of(form: ItemForm) -> ItemFacts:
    """The item as it was entered; blank texts are none."""
    given: dict[str, Any] = {
        name: value.strip() if isinstance(value, str) else value
        for name, value in form.data.items()
        if name not in {"csrf_token", "version"}
    }
    return ItemFacts(**{**given, **{name: given[name] or None for name in OPTIONAL}})


@blueprint.route(f"{ONE}/edit", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def edit(number: int) -> Any:
    """Corrects the facts; whoever comes second sees what was saved beside the own entries."""
    here = pilot()
    row = queries.item_numbered(here.id, number)
    form = ItemForm(obj=row)
    if attempt(
        form,
        lambda: services.correct_item(
            actor(), number, facts_of(form), form.version.data or 0, here.day
        ),
    ):
        return done(_("Die Angaben sind gespeichert."), address("show", number=number))
    row = queries.item_numbered(here.id, number)
    is_stale = form.renew(row.version)
    present = (
        {
            name: labels.shown(name, getattr(row, name))
            for name in labels.FIELD
            if (getattr(row, name) or "") != (form[name].data or "")
        }
        if is_stale
        else {}
    )
    body, status = page("inventory/edit.html", form, row=row, present=present, is_stale=is_stale)
    return body, 409 if is_stale else status
