"""The list of items, the list of a day for the funder, the stock-taking."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import request, send_file
from flask_babel import gettext as _
from flask_babel import ngettext

from app.access import Permission, long_reading, requires
from app.errors import DomainError
from app.finance.inventory import labels, queries, services
from app.finance.inventory.forms import DayForm, FilterForm, StocktakingForm
from app.finance.inventory.queries import Filters, Listed
from app.finance.inventory.routes.frame import address, blueprint, done, norm
from app.finance.inventory.rules import Condition, asks_whereabouts
from app.formats import day as written
from app.web import (
    XLSX,
    actor,
    asked_page,
    attempt,
    listing,
    may,
    one_transaction,
    page,
    pilot,
)

if TYPE_CHECKING:
    from exports.inventory import ItemLine

PER_PAGE = 50


@blueprint.get("/finance/inventory")
@requires(Permission.FINANCE)
def index() -> Any:
    """Items as they stand on the day of account, narrowed by the address, with their sums."""
    here, form = pilot(), FilterForm(request.args)
    everything = queries.items_on(here.id, here.day)
    places = sorted({row.state.place for row in everything})
    form.place.choices = [("", _("alle")), *((place, place) for place in places)]
    wanted = filters_of(form)
    rows = queries.narrowed(everything, wanted)
    number = min(asked_page(), max(1, -(-len(rows) // PER_PAGE)))
    ends_on = here.preset.notice.ends_on
    return page(
        "inventory/index.html",
        filters=form,
        rows=rows[(number - 1) * PER_PAGE : number * PER_PAGE],
        net_cents=sum(row.item.net_cents for row in rows),
        gross_cents=sum(row.item.gross_cents for row in rows),
        listing=listing(len(rows), "number", descending=False, number=number, per_page=PER_PAGE),
        is_filtered=wanted != Filters(is_there=True),
        has_items=bool(everything),
        open_vouchers=len(queries.not_inventoried(here.id, here.preset, here.day)),
        undecided=sum(map(queries.is_undecided, everything))
        if asks_whereabouts(here.day, ends_on)
        else 0,
        owing=[row for row in everything if row.state.owes_notice],
        ends_on=ends_on,
        labels=labels,
        settings=here.preset.inventory,
        norm=norm(),
        may_keep=may(Permission.KEEP_BOOKS),
    )


def filters_of(form: FilterForm) -> Filters:
    """What the address narrows the list to; nonsense counts as nothing."""
    state = {"gone": False, "all": None}.get(form.state.data or "", True)
    condition = form.condition.data or ""
    return Filters(
        place=form.place.data or None,
        condition=condition if condition in set(Condition) else None,
        is_there=state,
        text=(form.text.data or "").strip() or None,
        is_undecided=form.state.data == "undecided",
    )


def asked_day(form: DayForm) -> date:
    """The day in the address, not after the day of account; the field shows what counts."""
    given = form.day.data if form.validate() else None
    day = min(given, pilot().day) if given else pilot().day
    if not form.errors:
        form.day.data = day
    return day


@blueprint.get("/finance/inventory/stock")
@requires(Permission.FINANCE)
def stock() -> Any:
    """The list as it was on a day, with what had gone by then; made to be printed."""
    here, form = pilot(), DayForm(request.args)
    day = asked_day(form)
    rows = queries.items_on(here.id, day)
    there = [row for row in rows if row.state.is_there]
    body, status = page(
        "inventory/stock.html",
        filters=form,
        day=day,
        is_today=day == here.day,
        rows=rows,
        there=there,
        there_cents=sum(row.item.net_cents for row in there),
        net_cents=sum(row.item.net_cents for row in rows),
        labels=labels,
        notice=here.preset.notice,
        preset=here.preset,
    )
    return body, 422 if form.errors else status


@blueprint.post("/finance/inventory/stock/export")
@requires(Permission.FINANCE)
@long_reading
def export() -> Any:
    """The same list as a workbook; recorded before it leaves."""
    # openpyxl is loaded when first needed: the start stays short.
    from exports.inventory import ItemList, write_item_list

    here = pilot()
    day = asked_day(DayForm(request.args))
    with one_transaction():
        services.announce_export(actor())
    content = write_item_list(
        ItemList(
            _("Bestandsliste"),
            _(
                "%(carrier)s, %(notice)s. Stand am %(day)s.",
                carrier=here.preset.carrier,
                notice=here.preset.notice.reference,
                day=written(day),
            ),
            heads(),
            _("Summe netto"),
            lines(queries.items_on(here.id, day)),
        )
    )
    return send_file(
        io.BytesIO(content),
        mimetype=XLSX,
        as_attachment=True,
        download_name=f"bestandsliste-{here.key}-{day:%Y-%m-%d}.xlsx",
    )


def heads() -> list[str]:
    """The heads of the funder's list."""
    return [
        _("Nr."),
        _("Bezeichnung"),
        _("Typ oder Seriennummer"),
        _("Angeschafft am"),
        _("Beleg"),
        _("Preis netto"),
        _("Standort"),
        _("Zustand"),
        _("Verbleib"),
    ]


def lines(rows: Sequence[Listed]) -> list[ItemLine]:
    """The rows of the funder's list."""
    from exports.inventory import ItemLine

    return [
        ItemLine(
            row.item.number,
            row.item.description,
            row.item.serial_number or "",
            row.item.acquired_on,
            row.item.source_number or _("noch ohne Beleg"),
            row.item.net_cents,
            row.state.place,
            labels.shown("condition", row.state.condition),
            labels.whereabouts(row.state),
        )
        for row in rows
    ]


@blueprint.route("/finance/inventory/stocktaking", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def stocktaking() -> Any:
    """What is in use, to be ticked as seen on a day."""
    here, form = pilot(), StocktakingForm()
    rows = [row for row in queries.items_on(here.id, here.day) if row.state.is_there]
    if not form.is_submitted():
        form.happened_on.data = here.day

    def take() -> None:
        if not form.seen.data:
            raise DomainError("inventory.nothing_seen", "seen")
        services.take_stock(actor(), set(form.seen.data), form.data["happened_on"], here.day)

    if attempt(form, take):
        count = len(set(form.seen.data or ()))
        said = ngettext(
            "%(num)d Gegenstand ist als gesehen eingetragen.",
            "%(num)d Gegenstände sind als gesehen eingetragen.",
            count,
        )
        return done(said, address("index"))
    return page("inventory/stocktaking.html", form, rows=rows, labels=labels)
