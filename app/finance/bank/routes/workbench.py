"""The workbench: entries left, vouchers right, proposals between them; matched by selection."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.access import Permission, requires
from app.errors import DomainError
from app.finance.bank import queries
from app.finance.bank.forms import CertainForm, EntryFilterForm, SelectionForm, WorkForm
from app.finance.bank.labels import month as written_month
from app.finance.bank.queries import Narrowed
from app.finance.bank.routes.frame import blueprint, ticked, to_index, wording, words
from app.finance.bank.rules.sides import certain_ones, fingerprint
from app.finance.bank.services import matching as services
from app.formats import money
from app.periods import month_starts
from app.web import actor, asked_page, attempt, commit, listing, may, page, pilot, refuse, say

PER_PAGE = 50
PER_BENCH = 25
STATES = ("open", "matched", "all")


@blueprint.get("/bank")
@requires(Permission.FINANCE)
def index() -> Any:
    """The workbench with what is open, or the list of entries with what they were matched to."""
    here, form, number = pilot(), EntryFilterForm(request.args), asked_page()
    statements = queries.statements_of(here.id)
    months = _months(statements)
    form.month.choices = [("", _("alle")), *((each, each) for each in months)]
    form.validate()
    state = form.state.data if form.state.data in STATES else "open"
    wanted = Narrowed(
        None if state == "all" else state,
        (form.text.data or "").strip() or None,
        months.get(form.month.data or ""),
        form.amount.data,
    )
    shown = _bench(statements, wanted, number) if state == "open" else _entries(wanted, number)
    acts = queries.last_acts(here.id, 1) if state == "open" else []
    return page(
        "bank/index.html",
        filters=form,
        state=state,
        standing=queries.reconciliation(here.id, here.day),
        statements=statements,
        day=here.day,
        is_filtered=wanted != Narrowed("open"),
        may_match=may(Permission.KEEP_BOOKS),
        may_import=may(Permission.IMPORTS) and may(Permission.KEEP_BOOKS),
        last_act=acts[0] if acts and not acts[0].is_signed else None,
        work=WorkForm(),
        **shown,
        **wording(),
    )


def _months(statements: Any) -> dict[str, date]:
    """The months of the statements by how they are written, the latest first."""
    if not statements:
        return {}
    first = min(each.from_day for each in statements)
    last = max(each.until_day for each in statements)
    return {written_month(each): each for each in reversed(list(month_starts(first, last)))}


def _bench(statements: Any, wanted: Narrowed, number: int) -> dict[str, Any]:
    with_outside = request.args.get("vouchers") == "all"
    found = queries.bench(pilot().id, words(), statements, wanted, with_outside, number, PER_BENCH)
    return {
        "bench": found,
        "certain": found.certain,
        "with_outside": with_outside,
        "listing": listing(found.longest, "booked_on", False, number, PER_BENCH),
    }


def _entries(wanted: Narrowed, number: int) -> dict[str, Any]:
    rows, total = queries.entries(pilot().id, pilot().day, wanted, number, PER_PAGE)
    return {
        "rows": rows,
        "certain": 0,
        "listing": listing(total, "booked_on", True, number, PER_PAGE),
    }


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
        total_cents=sum(one.sum_cents for one in rows),
        listing=listing(len(rows), "booked_on", False, number, PER_PAGE),
        **wording(),
    )


@blueprint.post("/bank/accept")
@requires(Permission.KEEP_BOOKS)
def accept() -> Any:
    """Accepts one proposal, as it was shown."""
    try:
        services.accept(actor(), words(), request.form.get("proposal", ""))
        commit()
    except DomainError as error:
        flash(say(error), "danger")
    else:
        flash(_("Die Zuordnung ist gespeichert."), "success")
    return to_index()


@blueprint.route("/bank/selection", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def selection() -> Any:
    """What is ticked, with its sums and what can be done; a form of the workbench leads here."""
    if request.method == "POST":
        parts, vouchers = (request.form.getlist(name) for name in ("part", "voucher"))
        address = url_for(".selection", pilot_key=pilot().key, part=parts, voucher=vouchers)
        return redirect(address)
    return show_selection(SelectionForm(formdata=None))


def show_selection(form: SelectionForm) -> Any:
    """The rows of the selection as they stand now."""
    parts = queries.parts_with(pilot().id, ticked("part"))
    vouchers = queries.payables_with(pilot().id, ticked("voucher"))
    return page(
        "bank/selection.html",
        form,
        parts=parts,
        vouchers=vouchers,
        part_cents=sum(part.open_cents for part in parts),
        voucher_cents=sum(one.open_cents for one in vouchers),
        **wording(),
    )


@blueprint.post("/bank/match")
@requires(Permission.KEEP_BOOKS)
def match() -> Any:
    """Matches what is ticked; where somebody else was faster, the new state is shown."""
    form = SelectionForm()
    if not form.validate_on_submit():
        return show_selection(form)
    given = form.data
    rest = services.Rest(given["kind"], given["reason"] or "") if given["kind"] else None
    parts, vouchers = ticked("part"), ticked("voucher")
    try:
        services.match(actor(), parts, vouchers, rest)
        commit()
    except DomainError as error:
        if error.key in ("bank.taken", "bank.nothing_selected"):
            flash(say(error), "danger")
            return to_index()
        refuse(form, error)
        return show_selection(form)
    left = sum(part.open_cents for part in queries.parts_with(pilot().id, parts))
    owed = sum(one.open_cents for one in queries.payables_with(pilot().id, vouchers))
    flash(_matched(left, owed), "success")
    return to_index()


def _matched(left: int, owed: int) -> str:
    if left:
        told = _("Die Zuordnung ist gespeichert. Vom Umsatz bleiben %(rest)s offen.")
    elif owed:
        told = _("Die Zuordnung ist gespeichert. Vom Beleg bleiben %(rest)s offen.")
    else:
        told = _("Die Zuordnung ist gespeichert.")
    return str(told) % {"rest": money(left or owed)}
