"""The books in double entry: by month, with the sums of the accounts, and as a file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, request, send_file
from flask_babel import gettext as _

from app.access import Permission, long_reading, requires
from app.errors import NotFound
from app.finance.closing.labels import month_choices, month_key, month_name
from app.finance.closing.rules import read_month
from app.finance.journal import queries, rules
from app.finance.journal.export import WRITERS, journal_file
from app.finance.journal.forms import JournalFilterForm
from app.finance.journal.labels import account_title, entry_title
from app.finance.journal.rules import Account, AccountSum
from app.finance.journal.services import announce_export
from app.web import actor, asked_page, listing, one_transaction, page, pilot

blueprint = Blueprint("journal", __name__, template_folder="templates")
PER_PAGE = 50
ALL = "all"


@blueprint.get("/finance/journal")
@requires(Permission.FINANCE)
def index() -> Any:
    """The entries of a month with both sides, and the sums of the accounts below them."""
    here, form = pilot(), JournalFilterForm(request.args)
    months = queries.months_with_entries(here.id, here.day)
    month = chosen_month(months)
    books = queries.books(here.id, money(), here.day, month)
    sums = rules.trial_balance(books.opening, books.entries)
    account = next((row.account for row in sums if row.account.code == form.account.data), None)
    offer(form, months, month, sums, account)
    shown = [entry for entry in books.entries if account is None or entry.touches(account)]
    number = min(asked_page(), max(1, -(-len(shown) // PER_PAGE)))
    return page(
        "journal/index.html",
        filters=form,
        month=month,
        month_word=month_key(month) if month else ALL,
        month_title=month_name(month) if month else _("alle Monate"),
        entries=shown[(number - 1) * PER_PAGE : number * PER_PAGE],
        account=account,
        sums=sums,
        total=rules.total(sums),
        title_of=lambda account: account_title(account, here.preset),
        entry_title=entry_title,
        listing=listing(len(shown), "number", descending=False, number=number, per_page=PER_PAGE),
        is_empty=not months,
        formats=list(WRITERS),
    )


def money() -> Account:
    """The account in which the pilot's money lies."""
    return rules.money_account(pilot().preset.bank.source)


def chosen_month(months: Sequence[date]) -> date | None:
    """The month in the address, else the latest with entries; None for all of them."""
    asked = request.args.get("month", "")
    if asked == ALL:
        return None
    return read_month(asked) or (months[0] if months else pilot().day.replace(day=1))


def offer(
    form: JournalFilterForm,
    months: Sequence[date],
    month: date | None,
    sums: Sequence[AccountSum],
    account: Account | None,
) -> None:
    """Fills in what can be chosen, and what is."""
    offered = sorted({*months, *([month] if month else [])}, reverse=True)
    form.month.choices = [*month_choices(offered, "")[1:], (ALL, _("alle"))]
    form.month.data = month_key(month) if month else ALL
    titles = [(row.account.code, account_title(row.account, pilot().preset)) for row in sums]
    form.account.choices = [("", _("alle")), *titles]
    form.account.data = account.code if account else ""


@blueprint.post("/finance/journal/download")
@requires(Permission.FINANCE)
@long_reading
def download() -> Any:
    """The whole journal up to the day of account as a file; recorded before it is written."""
    here = pilot()
    if request.form.get("format") not in WRITERS:
        raise NotFound
    with one_transaction():
        announce_export(actor())
    writer, ending = WRITERS[request.form["format"]]
    books = queries.books(here.id, money(), here.day, None)
    return send_file(
        io.BytesIO(writer(journal_file(here, books.entries))),
        mimetype="text/plain; charset=utf-8",
        as_attachment=True,
        download_name=f"journal-{here.key}-{here.day:%Y-%m-%d}.{ending}",
    )
