"""Imports of vouchers that wait for a second person: listed, looked through, approved."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app.access import Permission, requires
from app.errors import NotFound
from app.finance import labels
from app.finance.queries import user_name
from app.finance.routes.frame import blueprint
from app.finance.vouchers import queries, services
from app.finance.vouchers.queries import BookingFilters
from app.intake.queries import import_of
from app.web import actor, asked_page, attempt, listing, may, page, pilot

ONE = "/finance/vouchers/imports/<int(max=9223372036854775807):import_id>"


@blueprint.get("/finance/vouchers/imports")
@requires(Permission.FINANCE)
def batches() -> Any:
    """Imports that nobody has approved yet, with their counts and sums."""
    return page("finance/batches.html", rows=queries.unapproved_imports(pilot().id))


@blueprint.get(ONE)
@requires(Permission.FINANCE)
def batch(import_id: int) -> Any:
    """An import with its vouchers, and who approved it."""
    return show(import_id, None)


@blueprint.post(f"{ONE}/approve")
@requires(Permission.APPROVE)
def batch_approve(import_id: int) -> Any:
    """A second person approves the import as a whole."""
    form = FlaskForm()
    found(import_id)
    if attempt(form, lambda: services.approve_batch(actor(), import_id)):
        flash(_("Der Import ist freigegeben."), "success")
        return redirect(url_for(".batch", pilot_key=pilot().key, import_id=import_id))
    return show(import_id, form)


def found(import_id: int) -> Any:
    """The import of vouchers; one that was taken back has nothing left to approve."""
    row = import_of(pilot().id, import_id)
    if row is None or row.record.kind != "vouchers" or row.record.undone_at is not None:
        raise NotFound
    return row


def show(import_id: int, form: FlaskForm | None) -> Any:
    """The page of an import; `form` carries what was refused."""
    row, number = found(import_id), asked_page()
    wanted = BookingFilters(import_id=import_id)
    rows, sums = queries.bookings(pilot().id, date.max, wanted, ("paid_on", False), number)
    approval = queries.batch_approval(pilot().id, import_id)
    is_own = row.record.imported_by == actor().user_id
    return page(
        "finance/batch.html",
        form,
        row=row,
        rows=rows,
        sums=sums,
        listing=listing(sums.count, "paid_on", False, number),
        approval=approval,
        approved_by=user_name(approval.approved_by) if approval else None,
        is_own=is_own,
        may_approve=approval is None and may(Permission.APPROVE) and not is_own,
        titles=labels.position_titles(pilot().preset),
    )
