"""The bank: statements, entries, proposals accepted one by one or all certain ones together."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm

from app.access import Permission, requires
from app.errors import DomainError, NotFound
from app.finance import labels
from app.finance.bank import queries
from app.finance.bank.forms import (
    AcceptForm,
    CertainForm,
    EntryFilterForm,
    MatchForm,
    ReceiptForm,
    ReleaseForm,
)
from app.finance.bank.rules import certain_ones, fingerprint
from app.finance.bank.services import matching as services
from app.web import actor, asked_page, attempt, commit, listing, may, page, pilot, say

blueprint = Blueprint("bank", __name__, template_folder="templates")

PART = "/bank/parts/<int(max=9223372036854775807):part_id>"
PER_PAGE = 50


def words() -> tuple[str, ...]:
    """What makes a credit a draw-down in this programme."""
    return pilot().preset.bank.draw_down_words


@blueprint.get("/bank")
@requires(Permission.FINANCE)
def index() -> Any:
    """Statements, how far they are reconciled, and the entries with their proposals."""
    here, form, number = pilot(), EntryFilterForm(request.args), asked_page()
    text = (form.text.data or "").strip() or None
    state = form.state.data if form.state.data in ("matched", "all") else "open"
    rows, total = queries.entries(
        here.id, here.day, None if state == "all" else state, text, number, PER_PAGE
    )
    found = queries.proposed(here.id, words())
    statements = queries.statements_of(here.id)
    return page(
        "bank/index.html",
        filters=form,
        state=state,
        rows=rows,
        proposals={one.part.id: one for one in found},
        certain=sum(one.proposal.is_certain for one in found),
        standing=queries.reconciliation(here.id, here.day),
        statements=statements,
        day=here.day,
        listing=listing(total, "booked_on", descending=True, number=number, per_page=PER_PAGE),
        is_filtered=bool(text) or state != "open",
        may_match=may(Permission.KEEP_BOOKS),
        may_import=may(Permission.IMPORTS) and may(Permission.KEEP_BOOKS),
        **wording(),
    )


def wording() -> dict[str, Any]:
    """The words for rules and kinds."""
    return {"rules": labels.MATCH_RULE, "kinds": labels.RECEIPT_KIND}


@blueprint.route("/bank/certain", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def certain() -> Any:
    """Shows all certain proposals, then accepts exactly those."""
    form = CertainForm()
    accepted: list[int] = []

    def accept() -> None:
        accepted.append(len(services.accept_certain(actor(), words(), form.data["looked_at"])))

    if attempt(form, accept):
        flash(
            ngettext(
                "%(num)d Vorschlag ist angenommen.",
                "%(num)d Vorschläge sind angenommen.",
                accepted[0],
            ),
            "success",
        )
        return to_index()
    rows = [one for one in queries.proposed(pilot().id, words()) if one.proposal.is_certain]
    form.looked_at.data = fingerprint(certain_ones(one.proposal for one in rows))
    number = min(asked_page(), max(1, -(-len(rows) // PER_PAGE)))
    return page(
        "bank/certain.html",
        form,
        rows=rows[(number - 1) * PER_PAGE : number * PER_PAGE],
        total_cents=sum(one.part.amount_cents for one in rows),
        listing=listing(len(rows), "booked_on", False, number, PER_PAGE),
        **wording(),
    )


def to_index() -> Any:
    """Back to the open entries."""
    return redirect(url_for(".index", pilot_key=pilot().key))


@blueprint.post(f"{PART}/accept")
@requires(Permission.KEEP_BOOKS)
def accept(part_id: int) -> Any:
    """Accepts one proposal, as it was shown."""
    form = AcceptForm()
    try:
        booking_id = shown_booking(form.data["booking_id"] or "")
        services.accept(actor(), words(), part_id, booking_id)
        commit()
    except DomainError as error:
        flash(say(error), "danger")
    else:
        flash(_("Die Zuordnung ist gespeichert."), "success")
    return to_index()


def shown_booking(given: str) -> int | None:
    """The voucher that the form named; none for a proposed income."""
    if given and not (given.isascii() and given.isdigit() and len(given) < 20):
        raise NotFound
    return int(given) if given else None


@blueprint.get(PART)
@requires(Permission.KEEP_BOOKS)
def part(part_id: int) -> Any:
    """One payment: match it by hand, take it as income, or release what it was matched to."""
    return show(part_id, MatchForm(), ReceiptForm(), None)


@blueprint.post(f"{PART}/match")
@requires(Permission.KEEP_BOOKS)
def match(part_id: int) -> Any:
    """Matches a payment with a voucher by its number."""
    form = MatchForm()
    if attempt(form, lambda: services.match(actor(), part_id, form.data["source_number"])):
        flash(_("Die Zuordnung ist gespeichert."), "success")
        return to_index()
    return show(part_id, form, ReceiptForm(formdata=None), form)


@blueprint.post(f"{PART}/receive")
@requires(Permission.KEEP_BOOKS)
def receive(part_id: int) -> Any:
    """Takes a credit as income of a kind."""
    form = ReceiptForm()
    if attempt(form, lambda: services.receive(actor(), part_id, form.data["kind"])):
        flash(_("Die Einnahme ist gespeichert."), "success")
        return to_index()
    return show(part_id, MatchForm(formdata=None), form, form)


def show(
    part_id: int, match_form: MatchForm, receipt_form: ReceiptForm, refused: FlaskForm | None
) -> Any:
    """The page of a payment with the open vouchers of the same amount."""
    state = queries.part_state(pilot().id, part_id)
    same = [
        one
        for one in queries.open_payables(pilot().id)
        if one.amount_cents == -state.part.amount_cents
    ]
    return page(
        "bank/part.html",
        refused,
        state=state,
        match_form=match_form,
        receipt_form=receipt_form,
        same=sorted(same, key=lambda one: abs((one.paid_on - state.part.booked_on).days))[:20],
        **wording(),
    )


@blueprint.route(f"{PART}/release", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def release(part_id: int) -> Any:
    """Takes a match back, after a confirmation."""
    form = ReleaseForm()
    if attempt(form, lambda: services.release(actor(), part_id)):
        flash(_("Die Zuordnung ist gelöst."), "success")
        return redirect(url_for(".part", pilot_key=pilot().key, part_id=part_id))
    return page(
        "bank/release.html", form, state=queries.part_state(pilot().id, part_id), **wording()
    )
