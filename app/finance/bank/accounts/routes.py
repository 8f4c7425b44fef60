"""The accounts of the pilot: statements of others are refused."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.access import Permission, requires
from app.errors import DomainError, NotFound
from app.finance.bank.accounts.forms import AccountForm
from app.finance.bank.accounts.queries import accounts_of
from app.finance.bank.services import accounts as services
from app.finance.bank.services.accounts import AccountKind
from app.web import actor, attempt, commit, page, pilot, say

blueprint = Blueprint("bank_accounts", __name__, template_folder="templates")

ACCOUNT = "/bank/accounts/<int(max=9223372036854775807):account_id>"
KINDS = {
    str(AccountKind.ACCOUNT): _l("Konto"),
    str(AccountKind.COST_CENTRE): _l("Kostenstelle"),
}


@blueprint.route("/bank/accounts", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def index() -> Any:
    """The accounts, and a form for a further one."""
    form = AccountForm()
    if attempt(form, lambda: services.register(actor(), form.data["number"], form.data["label"])):
        flash(_("Das Konto ist eingetragen. Seine Auszüge können eingelesen werden."), "success")
        return redirect(url_for(".index", pilot_key=pilot().key))
    is_ledger = pilot().preset.bank.source == "cost_centre"
    return page(
        "bank_accounts/index.html",
        form,
        rows=accounts_of(pilot().id),
        kinds=KINDS,
        is_ledger=is_ledger,
    )


@blueprint.post(f"{ACCOUNT}/remove")
@requires(Permission.KEEP_BOOKS)
def remove(account_id: int) -> Any:
    """Takes an account without statements off the list."""
    try:
        services.remove(actor(), account_id)
        commit()
    except NotFound:
        raise
    except DomainError as error:
        flash(say(error), "danger")
    else:
        flash(_("Das Konto ist ausgetragen."), "success")
    return redirect(url_for(".index", pilot_key=pilot().key))
