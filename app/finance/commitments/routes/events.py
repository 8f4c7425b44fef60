"""What happens to a commitment: ordered, invoiced, checked, approved, paid, renewed, cancelled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from app.access import Actor, Permission, requires
from app.errors import DomainError
from app.finance import labels as finance_labels
from app.finance.commitments import listing, queries
from app.finance.commitments.forms import (
    YES,
    CancelForm,
    InvoiceForm,
    PayForm,
    RenewForm,
    SendBackForm,
)
from app.finance.commitments.routes.entry import invoice_of
from app.finance.commitments.routes.frame import ONE, blueprint, to
from app.finance.commitments.routes.pages import shown
from app.finance.commitments.services import life
from app.finance.commitments.services.entry import invoice as note_invoice
from app.finance.commitments.services.payment import Payment
from app.finance.commitments.services.payment import pay as book_payment
from app.finance.forms import EventForm
from app.web import actor, attempt, overtaken, page, pilot

Act = Callable[[Actor, int, int, date], None]


@blueprint.post(f"{ONE}/order")
@requires(Permission.KEEP_BOOKS)
def order(number: int) -> Any:
    """The order is out."""
    return at_once(number, life.order, _("Die Bestellung ist vermerkt."))


@blueprint.post(f"{ONE}/check")
@requires(Permission.KEEP_BOOKS)
def check(number: int) -> Any:
    """The invoice is right in fact and figures."""
    said = _("Die Rechnung ist geprüft. Nun gibt eine zweite Person die Zahlung frei.")
    return at_once(number, life.check, said)


@blueprint.post(f"{ONE}/approve")
@requires(Permission.APPROVE)
def approve(number: int) -> Any:
    """A second person approves the payment."""
    said = _("Vormerkung %(number)s ist freigegeben.", number=number)
    return at_once(number, life.approve, said)


@blueprint.post(f"{ONE}/close")
@requires(Permission.KEEP_BOOKS)
def close(number: int) -> Any:
    """Nothing more is owed; the rest is free."""
    said = _("Vormerkung %(number)s ist abgeschlossen, der Rest ist wieder frei.", number=number)
    return at_once(number, life.close, said)


def at_once(number: int, act: Act, said: str) -> Any:
    """An event that needs no further input; a refusal is said on the page of the commitment."""
    form = EventForm()
    if attempt(form, lambda: act(actor(), number, form.data["version"], pilot().day)):
        flash(said, "success")
        return to("show", number=number)
    row = queries.commitment(pilot().id, number)
    body, status = shown(number, form)
    return body, 409 if overtaken(form, row.version) else status


@blueprint.route(f"{ONE}/invoice", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def invoice(number: int) -> Any:
    """The invoice is in."""
    form = InvoiceForm()

    def run() -> None:
        note_invoice(actor(), number, invoice_of(form), form.data["version"], pilot().day)

    said = _("Die Rechnung ist vermerkt. Nun ist sie sachlich und rechnerisch zu prüfen.")
    return with_input(number, form, run, said, "commitments/invoice.html")


@blueprint.route(f"{ONE}/send-back", methods=["GET", "POST"])
@requires(Permission.APPROVE)
def send_back(number: int) -> Any:
    """Whoever approves finds something wrong."""
    form = SendBackForm()

    def run() -> None:
        given = form.data
        life.send_back(actor(), number, given["reason"], given["version"], pilot().day)

    return with_input(
        number, form, run, _("Die Rechnung ist zurückgegeben."), "commitments/send_back.html"
    )


@blueprint.route(f"{ONE}/renew", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def renew(number: int) -> Any:
    """The money is bound until a new day."""
    form = RenewForm()

    def run() -> None:
        given = form.data
        life.renew(
            actor(),
            number,
            given["expires_on"],
            given["reason"] or "",
            given["version"],
            pilot().day,
        )

    said = _("Vormerkung %(number)s ist verlängert.", number=number)
    return with_input(number, form, run, said, "commitments/renew.html")


@blueprint.route(f"{ONE}/cancel", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def cancel(number: int) -> Any:
    """The money is free again."""
    form = CancelForm()

    def run() -> None:
        given = form.data
        life.cancel(actor(), number, given["reason"] or "", given["version"], pilot().day)

    said = _("Vormerkung %(number)s ist storniert.", number=number)
    return with_input(number, form, run, said, "commitments/cancel.html")


@blueprint.route(f"{ONE}/pay", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def pay(number: int) -> Any:
    """The invoice is paid, as a whole or in part: the voucher is booked, line by line."""
    row = queries.commitment(pilot().id, number)
    rests = {share: rest for share, rest in queries.rests_of(row).items() if rest.gross_cents > 0}
    form = PayForm(lines=[rest.gross_cents for rest in rests.values()])

    def run() -> None:
        amounts = [line.data or 0 for line in form.lines]
        if len(amounts) != len(rests):
            raise DomainError("commitment.lines_changed")
        payment = Payment(
            form.data["source_number"],
            form.data["paid_on"],
            {share.line: cents for share, cents in zip(rests, amounts, strict=True)},
            form.data["is_final"] == YES,
        )
        book_payment(actor(), number, payment, form.data["version"], pilot().day)

    if attempt(form, run):
        flash(_("Der Beleg ist gebucht."), "success")
        paid_under = form.data["source_number"].strip()
        return redirect(url_for("finance.booking", pilot_key=pilot().key, source_number=paid_under))
    titles = finance_labels.position_titles(pilot().preset)
    for share, line in zip(rests, form.lines, strict=False):
        line.label.text = _(
            "Bezahlt für Zeile %(line)s, %(position)s",
            line=share.line,
            position=f"{share.position} {titles.get(share.position, '')}",
        )
    return asked_again(number, form, "commitments/pay.html", rests=rests)


def with_input(
    number: int, form: EventForm, action: Callable[[], None], said: str, template: str
) -> Any:
    """An event with a form of its own."""
    if attempt(form, action):
        flash(said, "success")
        return to("show", number=number)
    return asked_again(number, form, template)


def asked_again(number: int, form: EventForm, template: str, **context: Any) -> Any:
    """The form of an event, empty or with what was refused."""
    row = queries.commitment(pilot().id, number)
    is_late = overtaken(form, row.version)
    body, status = page(
        template,
        form,
        row=row,
        standing=listing.one(row, pilot().day),
        mark=pilot().preset.voucherwork.mark,
        **context,
    )
    return body, 409 if is_late else status
