"""What happens to a commitment: ordered, invoiced, approved, paid, cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from app.access import Permission, requires
from app.finance import queries
from app.finance.forms import CancelForm, EventForm, InvoiceForm, PayForm
from app.finance.routes.commitments import ONE, show, to_commitment, was_overtaken
from app.finance.routes.frame import blueprint
from app.finance.rules import Event
from app.finance.services import commitments as services
from app.web import actor, attempt, page, pilot


@blueprint.post(f"{ONE}/order")
@requires(Permission.KEEP_BOOKS)
def commitments_order(number: int) -> Any:
    """The order is out."""
    return at_once(number, Event.ORDER, _("Die Bestellung ist vermerkt."))


@blueprint.post(f"{ONE}/approve")
@requires(Permission.APPROVE)
def commitments_approve(number: int) -> Any:
    """A second person approves the invoice."""
    return at_once(
        number, Event.APPROVE, _("Vormerkung %(number)s ist freigegeben.", number=number)
    )


def at_once(number: int, event: Event, said: str) -> Any:
    """An event that needs no further input; a refusal is said on the page of the commitment."""
    form = EventForm()
    if attempt(form, lambda: services.advance(actor(), number, event, form.data["version"])):
        flash(said, "success")
        return redirect(to_commitment(number))
    row = queries.commitment(pilot().id, number)
    body, status = show(number, form)
    return body, 409 if was_overtaken(form, row.version) else status


@blueprint.route(f"{ONE}/invoice", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def commitments_invoice(number: int) -> Any:
    """The invoice is in."""
    form = InvoiceForm()

    def note() -> None:
        given = form.data
        services.invoice(actor(), number, given["invoiced_on"], given["version"], pilot().day)

    said = _("Die Rechnung ist vermerkt. Nun gibt eine zweite Person sie frei.")
    return with_input(number, form, note, said, "finance/commitment_invoice.html")


@blueprint.route(f"{ONE}/cancel", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def commitments_cancel(number: int) -> Any:
    """The money is free again."""
    form = CancelForm()

    def cancel() -> None:
        services.advance(actor(), number, Event.CANCEL, form.data["version"])

    said = _("Vormerkung %(number)s ist storniert.", number=number)
    return with_input(number, form, cancel, said, "finance/commitment_cancel.html")


@blueprint.route(f"{ONE}/pay", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def commitments_pay(number: int) -> Any:
    """The invoice is paid: the voucher is booked."""
    form = PayForm()

    def book() -> None:
        given = form.data
        services.pay(
            actor(),
            number,
            given["source_number"],
            given["paid_on"],
            given["version"],
            pilot().day,
        )

    if attempt(form, book):
        flash(_("Der Beleg ist gebucht."), "success")
        paid_under = form.data["source_number"].strip()
        return redirect(url_for(".booking", pilot_key=pilot().key, source_number=paid_under))
    return asked_again(number, form, "finance/commitment_pay.html")


def with_input(
    number: int, form: EventForm, action: Callable[[], None], said: str, template: str
) -> Any:
    """An event with a form of its own."""
    if attempt(form, action):
        flash(said, "success")
        return redirect(to_commitment(number))
    return asked_again(number, form, template)


def asked_again(number: int, form: EventForm, template: str) -> Any:
    """The form of an event, empty or with what was refused."""
    row = queries.commitment(pilot().id, number)
    is_late = was_overtaken(form, row.version)
    if not form.is_submitted():
        form.version.data = row.version
    body, status = page(template, form, row=row)
    return body, 409 if is_late else status
