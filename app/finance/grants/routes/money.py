"""Money that came and went back: the list, one of them, recording by hand, cancelling."""

from __future__ import annotations

from typing import Any

from flask import flash
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app.access import Permission, requires
from app.errors import NotFound
from app.finance.grants import queries, rules
from app.finance.grants.account import Usage
from app.finance.grants.forms import CancelForm, IncomeForm, RepaymentForm
from app.finance.grants.interest import total
from app.finance.grants.routes.frame import BIG, HERE, blueprint, chosen, to
from app.finance.grants.services import money as services
from app.finance.grants.services.money import Income, Return
from app.finance.labels import RECEIPT_KIND, REPAYMENT_KIND
from app.web import actor, attempt, may, page, pilot

RECEIPT = f"{HERE}/income/<{BIG}:receipt_id>"
REPAYMENT = f"{HERE}/repayments/<{BIG}:repayment_id>"


@blueprint.get(f"{HERE}/income")
@requires(Permission.FINANCE)
def income() -> Any:
    """All that came in and went back, the newest first, and the grant that is due by it."""
    here = pilot()
    account = queries.account_of(here.id, here.day)
    refunds, other = account.received_as("refund"), account.received_as("other")
    expenditure = account.spent_cents - refunds
    return page(
        "grants/income.html",
        day=here.day,
        receipts=list(reversed(account.receipts)),
        repayments=list(reversed(account.repayments)),
        account=account,
        refund_cents=refunds,
        other_cents=other,
        grant_cents=here.preset.notice.grant_cents,
        due_cents=rules.full_funding_cents(here.preset.notice.grant_cents, expenditure, other),
        kinds=RECEIPT_KIND,
        repayment_kinds=REPAYMENT_KIND,
        may_keep=may(Permission.KEEP_BOOKS),
    )


@blueprint.route(f"{HERE}/income/new", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def receipt_new() -> Any:
    """Records income by hand."""
    form, ids = IncomeForm(), list[int]()

    def enter() -> None:
        given = {name: form.data[name] for name in Income.__dataclass_fields__}
        ids.append(services.enter_receipt(actor(), Income(**given), pilot().day))

    if attempt(form, enter):
        flash(_("Die Einnahme ist gespeichert."), "success")
        return to("receipt", receipt_id=ids[0])
    return page("grants/receipt_new.html", form)


@blueprint.get(RECEIPT)
@requires(Permission.FINANCE)
def receipt(receipt_id: int) -> Any:
    """Money that came in: what it paid for, what of it was late, and the interest on that."""
    return shown(receipt_id)


def shown(receipt_id: int, refused: FlaskForm | None = None) -> Any:
    """The page of a receipt; `refused` is the cancelling that came back."""
    here = pilot()
    account = queries.account_of(here.id, here.day)
    row = next((one for one in account.receipts if one.id == receipt_id), None)
    if row is None:
        raise NotFound
    uses = queries.uses_of(here.id, here.preset, account)
    usage = next((one for one in uses.usages if one.receipt.id == receipt_id), None)
    use = account.uses(here.preset.rule_set.draw_down_days)["receipt", receipt_id]
    keeps = may(Permission.KEEP_BOOKS)
    return page(
        "grants/receipt.html",
        refused,
        day=here.day,
        row=row,
        use=use,
        usage=usage,
        parts=queries.used_by(here.id, use, account.repayments),
        calculations=calculations(usage),
        kinds=RECEIPT_KIND,
        repayment_kinds=REPAYMENT_KIND,
        settings=here.preset.grants,
        use_days=here.preset.rule_set.draw_down_days,
        horizon=uses.horizon,
        total=total,
        entries=queries.fitting_entries(here.id, row.amount_cents, row.received_on)
        if keeps and row.bank_part_id is None
        else [],
        cancel_form=keeps
        and not (row.bank_part_id or row.draw_down)
        and (refused or CancelForm(formdata=None)),
        may_keep=keeps,
    )


def calculations(usage: Usage | None) -> list[tuple[str, Any]]:
    """The late amounts of a draw-down under their headings: what is late, and what will be."""
    if usage is None:
        return []
    found = [(_("Verspätet verwendet"), usage.late), (_("Droht verspätet zu werden"), usage.ahead)]
    return [(title, interests) for title, interests in found if interests]


@blueprint.post(f"{RECEIPT}/bank")
@requires(Permission.KEEP_BOOKS)
def receipt_bank(receipt_id: int) -> Any:
    """The entry of the bank behind income that was recorded by hand."""
    queries.receipt_row(pilot().id, receipt_id, pilot().day)
    chosen(
        lambda part_id: services.link_receipt_to_bank(actor(), receipt_id, part_id, pilot().day),
        _("Der Bankumsatz ist zugeordnet."),
    )
    return to("receipt", receipt_id=receipt_id)


@blueprint.post(f"{RECEIPT}/cancel")
@requires(Permission.KEEP_BOOKS)
def receipt_cancel(receipt_id: int) -> Any:
    """Takes back income that was recorded by mistake."""
    form = CancelForm()

    def cancel() -> None:
        services.cancel_receipt(actor(), receipt_id, form.data["reason"])

    if attempt(form, cancel):
        flash(_("Die Einnahme ist storniert."), "success")
        return to("income")
    return shown(receipt_id, form)


@blueprint.route(f"{HERE}/repayments/new", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def repayment_new() -> Any:
    """Records money paid back to the funder."""
    form, ids = RepaymentForm(), list[int]()

    def record() -> None:
        given = {name: form.data[name] for name in Return.__dataclass_fields__}
        ids.append(services.record_repayment(actor(), Return(**given), pilot().day))

    if attempt(form, record):
        flash(_("Die Rückzahlung ist gespeichert."), "success")
        return to("repayment", repayment_id=ids[0])
    return page("grants/repayment_new.html", form)


@blueprint.get(REPAYMENT)
@requires(Permission.FINANCE)
def repayment(repayment_id: int) -> Any:
    """Money that went back."""
    return repayment_shown(repayment_id)


def repayment_shown(repayment_id: int, refused: FlaskForm | None = None) -> Any:
    """The page of a repayment; `refused` is the cancelling that came back."""
    row = queries.repayment_row(pilot().id, repayment_id, pilot().day)
    is_open = may(Permission.KEEP_BOOKS) and row.bank_part_id is None
    return page(
        "grants/repayment.html",
        refused,
        row=row,
        kinds=REPAYMENT_KIND,
        entries=queries.fitting_entries(pilot().id, -row.amount_cents, row.paid_on)
        if is_open
        else [],
        cancel_form=is_open and (refused or CancelForm(formdata=None)),
    )


@blueprint.post(f"{REPAYMENT}/bank")
@requires(Permission.KEEP_BOOKS)
def repayment_bank(repayment_id: int) -> Any:
    """The entry of the bank behind a repayment that was recorded by hand."""
    here = pilot()
    queries.repayment_row(here.id, repayment_id, here.day)
    chosen(
        lambda part: services.link_repayment_to_bank(actor(), repayment_id, part, here.day),
        _("Der Bankumsatz ist zugeordnet."),
    )
    return to("repayment", repayment_id=repayment_id)


@blueprint.post(f"{REPAYMENT}/cancel")
@requires(Permission.KEEP_BOOKS)
def repayment_cancel(repayment_id: int) -> Any:
    """Takes back a repayment that was recorded by mistake."""
    form = CancelForm()

    def cancel() -> None:
        services.cancel_repayment(actor(), repayment_id, form.data["reason"])

    if attempt(form, cancel):
        flash(_("Die Rückzahlung ist storniert."), "success")
        return to("income")
    return repayment_shown(repayment_id, form)
