"""The list of vouchers, one voucher, and its reversal. Nothing here edits a booking."""

from __future__ import annotations

from collections.abc import Sequence
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
from app.finance.commitments.routes.documents import panel as commitment_panel
from app.finance.forms import REFUND, BookingFilterForm, ReversalForm
from app.finance.routes import voucher_documents
from app.finance.routes.frame import blueprint, day_of
from app.finance.services import vouchers
from app.finance.vouchers import queries as voucher_queries
from app.finance.vouchers.queries import BookingFilters
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
    order, number = asked_order(voucher_queries.ORDERS, "-paid_on"), asked_page()
    rows, sums = voucher_queries.bookings(here.id, day, wanted, order, number)
    is_filtered = wanted != BookingFilters() or day != here.day
    return page(
        "finance/bookings.html",
        filters=form,
        rows=rows,
        sums=sums,
        listing=listing(sums.count, *order, number),
        is_filtered=is_filtered,
        titles=labels.position_titles(here.preset),
        may_import=may(Permission.IMPORTS) and may(Permission.KEEP_BOOKS),
        may_enter=may(Permission.KEEP_BOOKS),
        waiting=voucher_queries.count_of_unapproved_imports(here.id),
    )


def known(value: str | None, allowed: list[str]) -> str | None:
    """A value of the address when it is one of those offered."""
    return value if value in allowed else None


@blueprint.get("/finance/vouchers/<path:source_number>")
@requires(Permission.FINANCE)
def booking(source_number: str) -> Any:
    """A voucher: its lines, its documents, its payment at the bank, where it comes from."""
    lines = queries.lines_of_voucher(pilot().id, source_number)
    if not lines:
        raise NotFound
    row, origin = lines[0], voucher_queries.origin_of(lines[0])
    return page(
        "finance/booking.html",
        row=row,
        lines=lines,
        amount_cents=sum(line.amount_cents for line in lines),
        carrier_cents=sum(line.amount_cents for line in lines if not line.is_eligible),
        deductible_cents=sum(line.deductible_cents for line in lines),
        vat_cents=vat_of(lines),
        origin=origin,
        matches=bank.matches_of(pilot().id, row.id),
        cancels_out=bank.cancels_out(pilot().id, row.id),
        approved_by=queries.user_name(origin.approval.approved_by) if origin.approval else None,
        documents=voucher_documents.panel(source_number),
        inherited=commitment_panel(origin.commitment_number) if origin.commitment_number else None,
        match_rules=labels.MATCH_RULE,
        titles=labels.position_titles(pilot().preset),
        posts=labels.post_titles(pilot().preset),
        mark=pilot().preset.voucherwork.mark,
        may_reverse=may(Permission.KEEP_BOOKS)
        and origin.reverses is None
        and origin.reversed_by is None,
    )


def vat_of(lines: Sequence[Any]) -> int | None:
    """The value added tax of all lines, where it is known of any."""
    known_of = [line.vat_cents for line in lines if line.vat_cents is not None]
    return sum(known_of) if known_of else None


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
    lines = queries.lines_of_voucher(pilot().id, source_number)
    paid_cents = sum(line.amount_cents + line.deductible_cents for line in lines)
    return page("finance/reverse.html", form, row=row, paid_cents=paid_cents)
