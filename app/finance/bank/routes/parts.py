"""One payment: what settles it, and what can be done with what is open of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app.access import Permission, requires
from app.errors import DomainError
from app.finance.bank import queries
from app.finance.bank.forms import MatchForm, ReceiptForm, ReleaseForm, RepaymentForm, RestForm
from app.finance.bank.routes.frame import PART, blueprint, is_number, to_index, wording
from app.finance.bank.services import matching as services
from app.finance.bank.services import undoing
from app.web import actor, attempt, page, pilot


@blueprint.get(PART)
@requires(Permission.KEEP_BOOKS)
def part(part_id: int) -> Any:
    """One payment: match it by hand, take it as income, or release what it was matched to."""
    return show(part_id)


def show(part_id: int, refused: FlaskForm | None = None) -> Any:
    """The page of a payment; a refused form comes back with its errors, the others empty."""
    state = queries.part_state(pilot().id, part_id)
    forms = {
        name: refused if isinstance(refused, kind) else kind(formdata=None)
        for name, kind in (
            ("match_form", MatchForm),
            ("receipt_form", ReceiptForm),
            ("repayment_form", RepaymentForm),
            ("rest_form", RestForm),
        )
    }
    rest_form = forms["rest_form"]
    if isinstance(rest_form, RestForm):
        rest_form.seen.data = str(state.part.open_cents)
    left = state.part.open_cents
    same = [one for one in queries.open_payables(pilot().id) if left and one.open_cents == -left]
    return page(
        "bank/part.html",
        refused,
        state=state,
        same=sorted(same, key=lambda one: abs((one.paid_on - state.part.booked_on).days))[:20],
        **forms,
        **wording(),
    )


@blueprint.post(f"{PART}/match")
@requires(Permission.KEEP_BOOKS)
def part_match(part_id: int) -> Any:
    """Matches a payment with a voucher by its number.

    Where the amounts differ, the selection of both is shown first.
    """
    state, form = queries.part_state(pilot().id, part_id), MatchForm()
    left = state.part.open_cents
    number = (form.source_number.data or "").strip()
    found = queries.payable_numbered(pilot().id, number)

    def run() -> None:
        if found is None:
            raise DomainError("bank.no_such_voucher", "source_number", number=number)
        services.match(actor(), {part_id: left}, {found.id: found.open_cents})

    if found and left and found.open_cents not in (0, -left) and form.validate_on_submit():
        row, voucher = f"{part_id}.{left}", f"{found.id}.{found.open_cents}"
        address = url_for(".selection", pilot_key=pilot().key, part=row, voucher=voucher)
        return redirect(address)
    return _done(part_id, form, run, _("Die Zuordnung ist gespeichert."))


@blueprint.post(f"{PART}/receive")
@requires(Permission.KEEP_BOOKS)
def receive(part_id: int) -> Any:
    """Takes a credit as income of a kind."""
    form = ReceiptForm()
    return _done(
        part_id,
        form,
        lambda: services.receive(actor(), part_id, form.data["kind"]),
        _("Die Einnahme ist gespeichert."),
    )


@blueprint.post(f"{PART}/repay")
@requires(Permission.KEEP_BOOKS)
def repay(part_id: int) -> Any:
    """Takes a payment as money that went back to the funder."""
    form = RepaymentForm()
    return _done(
        part_id,
        form,
        lambda: services.repay(actor(), part_id, form.data["kind"]),
        _("Die Rückzahlung ist gespeichert."),
    )


@blueprint.post(f"{PART}/rest")
@requires(Permission.KEEP_BOOKS)
def rest(part_id: int) -> Any:
    """Books what is open of a payment as a rest, with its reason."""
    form = RestForm()

    def run() -> None:
        seen = form.data["seen"]
        if not is_number(seen.removeprefix("-")):
            raise DomainError("bank.taken")
        told = services.Rest(form.data["kind"], form.data["reason"])
        services.book_rest(actor(), part_id, int(seen), told)

    return _done(part_id, form, run, _("Der Rest ist gebucht."))


def _done(part_id: int, form: FlaskForm, run: Callable[[], object], told: str) -> Any:
    """Back to the workbench when it went well, else the page with the errors."""
    if attempt(form, run):
        flash(told, "success")
        return to_index()
    return show(part_id, form)


@blueprint.route(f"{PART}/release", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def release(part_id: int) -> Any:
    """Takes a match back, after a confirmation."""
    form = ReleaseForm()
    if attempt(form, lambda: undoing.release(actor(), part_id)):
        flash(_("Die Zuordnung ist gelöst."), "success")
        return redirect(url_for(".part", pilot_key=pilot().key, part_id=part_id))
    return page(
        "bank/release.html", form, state=queries.part_state(pilot().id, part_id), **wording()
    )
