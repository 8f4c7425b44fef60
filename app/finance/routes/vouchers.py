"""The list of vouchers, one voucher, and its reversal. Nothing here edits a booking."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import NotFound
from app.finance import labels, queries
from app.finance.bank import queries as bank
from app.finance.closing import queries as closing
from app.finance.closing.labels import month_choices
from app.finance.closing.rules import months_of_books, read_month
from app.finance.forms import REFUND, BookingFilterForm, ReversalForm
from app.finance.queries import BookingFilters
from app.finance.routes.frame import blueprint, day_of
from app.finance.services import vouchers
from app.web import actor, asked_id, asked_order, asked_page, attempt, listing, may, page, pilot


@blueprint.get("/finance/vouchers")
@requires(Permission.FINANCE)
def bookings() -> Any:
    """Vouchers up to a day, narrowed and sorted by the address, with their sum."""
    here, form = pilot(), BookingFilterForm(request.args)
    form.position.choices = labels.position_choices(here.preset, _("alle"))
    form.year.choices = labels.year_choices(here.preset)
    first = closing.first_month(here.id, here.preset.notice.starts_on)
    form.month.choices = month_choices(months_of_books(first, here.day), _("alle"))
    day = day_of(form, form.day)
    wanted = BookingFilters(
        position=known(form.position.data, [p.code for p in here.preset.positions]),
        year=int(known(form.year.data, [str(year) for year in here.preset.years]) or 0) or None,
        text=(form.text.data or "").strip() or None,
        import_id=asked_id("import"),
        month=read_month(form.month.data or ""),
    )
    order, number = asked_order(queries.ORDERS, "-paid_on"), asked_page()
    rows, total, total_cents = queries.bookings(here.id, day, wanted, order, number)
    is_filtered = wanted != BookingFilters() or day != here.day
    return page(
        "finance/bookings.html",
        filters=form,
        rows=rows,
        total_cents=total_cents,
        listing=listing(total, *order, number),
        is_filtered=is_filtered,
        titles=labels.position_titles(here.preset),
        may_import=may(Permission.IMPORTS) and may(Permission.KEEP_BOOKS),
    )


def known(value: str | None, allowed: list[str]) -> str | None:
    """A value of the address when it is one of those offered."""
    return value if value in allowed else None


@blueprint.get("/finance/vouchers/<path:source_number>")
@requires(Permission.FINANCE)
def booking(source_number: str) -> Any:
    """A voucher: its facts, its payment at the bank, where it comes from."""
    row = queries.booking_numbered(pilot().id, source_number)
    if row is None:
        raise NotFound
    origin = queries.origin_of(row)
    return page(
        "finance/booking.html",
        row=row,
        origin=origin,
        matches=bank.matches_of(pilot().id, row.id),
        cancels_out=bank.cancels_out(pilot().id, row.id),
        match_rules=labels.MATCH_RULE,
        titles=labels.position_titles(pilot().preset),
        may_reverse=may(Permission.KEEP_BOOKS)
        and origin.reverses is None
        and origin.reversed_by is None,
    )


@blueprint.route("/finance/vouchers/reverse/<path:source_number>", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def bookings_reverse(source_number: str) -> Any:
    """Takes a voucher back by booking its negative, after a confirmation."""
    row = queries.booking_numbered(pilot().id, source_number)
    if row is None:
        raise NotFound
    form = ReversalForm()
    is_refund = form.kind.data == REFUND

    def reverse() -> None:
        given = form.data
        day = given["refunded_on"] if is_refund else None
        vouchers.reverse(actor(), source_number, given["reason"], day, pilot().day)

    if form.is_submitted() and is_refund and not form.refunded_on.data:
        form.validate()
        form.refunded_on.errors = [*form.refunded_on.errors, _("Bitte den Tag angeben.")]
    elif attempt(form, reverse):
        flash(_("Beleg %(number)s ist storniert.", number=source_number), "success")
        return redirect(url_for(".booking", pilot_key=pilot().key, source_number=source_number))
    return page("finance/reverse.html", form, row=row)
