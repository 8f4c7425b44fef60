"""Commitments entered and changed, with as many lines as it takes; vouchers entered at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import flash, request
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import DomainError
from app.fields import MoneyField
from app.finance import labels as finance_labels
from app.finance.commitments import queries
from app.finance.commitments.forms import NO, YES, Asked, CommitmentForm, ShareForm, VoucherForm
from app.finance.commitments.routes.frame import ONE, blueprint, to
from app.finance.commitments.routes.timeline import Told, told_of
from app.finance.commitments.rules import ShareFacts, State, taxed
from app.finance.commitments.services import entry as services
from app.finance.commitments.services.entry import Draft, Invoice
from app.participants.numbers import is_number
from app.web import actor, attempt, overtaken, page, pilot

MORE = "more"
HAS_INVOICE = frozenset({State.INVOICED, State.CHECKED})


@blueprint.route("/finance/commitments/new", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def new() -> Any:
    """Binds money before it is paid."""
    form = CommitmentForm(data=asked_line())
    if asks_for_line(form):
        return with_line(form, None)
    numbers: list[int] = []
    if attempt(form, lambda: numbers.append(services.reserve(actor(), draft_of(form)))):
        flash(_("Vormerkung %(number)s ist eingetragen.", number=numbers[0]), "success")
        return to("show", number=numbers[0])
    return shown(form, None)


def asked_line() -> dict[str, Any]:
    """A first line as the address says it, such as the question whether to order fills it in.

    What cannot be read is left empty.
    """
    given = Asked(request.args)
    given.validate()
    gross, net = given.amount.data, given.net.data
    line = {
        "position": given.position.data,
        "gross_cents": gross,
        "vat_cents": gross - net if gross and net and 0 < net <= gross else None,
        "expected_on": given.expected_on.data,
        "post_key": given.post.data,
    }
    return {"shares": [line]} if any(line.values()) else {}


@blueprint.route("/finance/commitments/voucher", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def voucher() -> Any:
    """A voucher without an order before: a commitment invoiced at once, with the same four eyes."""
    form = VoucherForm()
    if asks_for_line(form):
        return with_line(form, None)
    numbers: list[int] = []

    def run() -> None:
        came = invoice_of(form)
        numbers.append(services.enter_invoice(actor(), draft_of(form), came, pilot().day))

    if attempt(form, run):
        flash(_("Der Beleg ist erfasst. Er wird geprüft, freigegeben und dann bezahlt."), "success")
        return to("show", number=numbers[0])
    return shown(form, None)


@blueprint.route(f"{ONE}/edit", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def edit(number: int) -> Any:
    """Changes a commitment until it is approved; whoever comes second sees both versions."""
    row = queries.commitment(pilot().id, number)
    has_invoice = State(row.state) in HAS_INVOICE
    form = (VoucherForm if has_invoice else CommitmentForm)(data=stored(row))
    if asks_for_line(form):
        return with_line(form, row)

    def run() -> None:
        came = invoice_of(form) if has_invoice else None
        draft = draft_of(form)
        if has_invoice:
            draft = replace(draft, expires_on=row.expires_on)
        services.revise(actor(), number, draft, form.data["version"], pilot().day, came)

    if attempt(form, run):
        flash(_("Vormerkung %(number)s ist gespeichert.", number=number), "success")
        return to("show", number=number)
    row = queries.commitment(pilot().id, number)
    meanwhile = told_of(row)[0] if overtaken(form, row.version) else None
    body, status = shown(form, row, meanwhile)
    return body, 409 if meanwhile else status


def asks_for_line(form: CommitmentForm) -> bool:
    """Whether "weitere Zeile" was pressed; gives the form its choices on the way."""
    asked = form.is_submitted() and MORE in request.form
    if asked and len(form.shares) < (form.shares.max_entries or 0):
        form.shares.append_entry()
    here = pilot()
    posts = [("", _("keine")), *finance_labels.post_titles(here.preset).items()]
    awards = [
        (str(number), f"{number} · {text}") for number, text in queries.award_choices(here.id)
    ]
    form.offer(
        finance_labels.position_choices(here.preset, _("Bitte wählen")),
        posts,
        [("", _("keiner")), *awards],
    )
    return asked


def with_line(form: CommitmentForm, row: Any) -> Any:
    """The form as it was filled in, with a further line; nothing is checked or saved yet."""
    body, _status = shown(form, row)
    return body, 200


def shown(form: CommitmentForm, row: Any, meanwhile: Told | None = None) -> Any:
    """The page with the form; after somebody else saved, what is stored stands beside it."""
    here = pilot()
    return page(
        "commitments/edit.html",
        form,
        row=row,
        meanwhile=meanwhile,
        compared=compared(form, row) if meanwhile else [],
        sums=sums_of(form),
        with_tax=here.preset.grants.vat_deductible,
        mark=here.preset.voucherwork.mark,
        award_positions=here.preset.voucherwork.award_positions,
        most=form.shares.max_entries,
    )


@dataclass(frozen=True)
class Sums:
    """What the lines of a form come to, as far as they are filled in."""

    gross_cents: int
    tax_cents: int
    deductible_cents: int

    @property
    def amount_cents(self) -> int:
        """The expenditure."""
        return self.gross_cents - self.deductible_cents


def sums_of(form: CommitmentForm) -> Sums | None:
    """The sums below the lines; None while there is no amount."""
    filled = [line.form for line in form.shares if line.form.gross_cents.data]
    if not filled:
        return None
    taxes = [line.tax_cents or 0 for line in filled]
    deductible = sum(tax for line, tax in zip(filled, taxes, strict=True) if is_deductible(line))
    return Sums(sum(line.gross_cents.data or 0 for line in filled), sum(taxes), deductible)


def is_deductible(line: ShareForm) -> bool:
    """Whether the tax of a line is got back: never where the carrier deducts none."""
    return pilot().preset.grants.vat_deductible and bool(line.is_deductible.data)


def draft_of(form: CommitmentForm) -> Draft:
    """What was entered; who takes part and is paid must be known by that number."""
    given = form.data
    number = given["participant_number"]
    if number is not None and not is_number(pilot().id, number):
        raise DomainError("commitment.no_such_participant", "participant_number", number=number)
    return Draft(
        payee=said(given["payee"]) or "",
        reason=given["reason"].strip(),
        shares=tuple(share_of(line.form) for line in form.shares if not line.form.is_blank),
        participant_number=number,
        expires_on=given["expires_on"],
        basis=said(given["basis"]),
        award_number=int(given["award_number"]) if given["award_number"] else None,
        no_award_reason=said(given["no_award_reason"]),
    )


def share_of(line: ShareForm) -> ShareFacts:
    """A line as entered."""
    tax, why, day = line.tax_cents, said(line.carrier_reason.data), line.expected_on.data
    assert day is not None  # an unfinished line is no valid one
    amount, deductible = taxed(line.gross_cents.data or 0, tax, is_deductible(line))
    return ShareFacts(
        position=line.position.data,
        expected_on=day,
        amount_cents=amount,
        deductible_cents=deductible,
        vat_cents=tax,
        post_key=line.post_key.data or None,
        is_eligible=why is None,
        carrier_reason=why,
    )


def invoice_of(form: Any) -> Invoice:
    """The invoice as entered."""
    return Invoice(
        invoiced_on=form.invoiced_on.data,
        number=said(form.invoice_number.data),
        bears_mark={YES: True, NO: False}.get(form.bears_mark.data),
        is_no_duplicate=bool(form.is_no_duplicate.data),
    )


def said(text: str | None) -> str | None:
    """A text without blanks around it; None for nothing."""
    return (text or "").strip() or None


def stored(row: Any) -> dict[str, Any]:
    """A commitment as its form shows it."""
    award = queries.award_of(row)
    return {
        "payee": "" if row.participant_number else row.payee,
        "participant_number": row.participant_number,
        "reason": row.reason,
        "expires_on": row.expires_on,
        "basis": row.basis,
        "award_number": str(award.number) if award else "",
        "no_award_reason": row.no_award_reason,
        "invoice_number": row.invoice_number,
        "invoiced_on": row.invoiced_on,
        "bears_mark": {True: YES, False: NO}.get(row.bears_mark),
        "is_no_duplicate": row.is_no_duplicate,
        "version": row.version,
        "shares": [
            {
                "position": share.position,
                "gross_cents": share.amount_cents + share.deductible_cents,
                "vat_rate": "",
                "vat_cents": share.vat_cents,
                "is_deductible": share.deductible_cents > 0 or not share.vat_cents,
                "expected_on": share.expected_on,
                "post_key": share.post_key or "",
                "carrier_reason": share.carrier_reason or "",
            }
            for share in queries.shares_of(row)
        ],
    }


def compared(form: CommitmentForm, row: Any) -> list[tuple[str, Any, Any, bool]]:
    """Label, stored and entered value wherever the two differ, and whether they are amounts."""
    now = stored(row)
    pairs = [
        (str(form[name].label.text), now[name], form[name].data, False)
        for name in now
        if name in form and name not in {"shares", "version"}
    ]
    for place, line in enumerate(form.shares, start=1):
        kept = now["shares"][place - 1] if place <= len(now["shares"]) else {}
        pairs += [
            (
                _("Zeile %(line)s, %(label)s", line=place, label=item.label.text),
                kept.get(item.short_name),
                item.data,
                isinstance(item, MoneyField),
            )
            for item in line.form
            if item.short_name not in {"vat_rate", "is_deductible"}
        ]
    return [pair for pair in pairs if (pair[1] or None) != (pair[2] or None)]
