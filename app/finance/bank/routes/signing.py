"""Statements of account by month: prepared by one person, signed off by a second."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import DomainError, NotFound
from app.finance.bank import labels, queries
from app.finance.bank.forms import WithdrawForm
from app.finance.bank.routes.frame import blueprint
from app.finance.bank.rules.signing import Balance, Chain, month_end
from app.finance.bank.services import signing as services
from app.web import actor, attempt, commit, may, page, pilot, say

MONTH = "/bank/months/<month>"


def month_in(text: str) -> date:
    """The first day of the month in an address, "2023-12"; NotFound for anything else."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise NotFound from error
    return found


@blueprint.get("/bank/months")
@requires(Permission.FINANCE)
def months() -> Any:
    """The months of each account: what is open, missing, signed."""
    return page(
        "bank/months.html",
        accounts=queries.months_of(pilot().id, pilot().day),
        states=labels.MONTH_STATE,
        written=labels.month,
    )


@blueprint.get(f"{MONTH}/<path:iban>")
@requires(Permission.FINANCE)
def month(month: str, iban: str) -> Any:
    """Bank and books of an account at a month's end, as signed or as they stand."""
    return show(month_in(month), iban, WithdrawForm(formdata=None))


def show(first: date, iban: str, form: WithdrawForm) -> Any:
    """The page of a month; `form` comes back where withdrawing was refused."""
    links = queries.chain_of(pilot().id, iban)
    last = month_end(first)
    if last < links.first or first > pilot().day:
        raise NotFound
    history = queries.signoffs_of(pilot().id, iban, first)
    standing = next((one for one in history if one.is_standing), None)
    waiting = history[0] if history and history[0].is_waiting else None
    now = queries.balance_on(pilot().id, iban, last)
    shown = services.read(standing.figures) if standing else now
    return page(
        "bank/month.html",
        form,
        month=first,
        iban=iban,
        balance=shown,
        differences=queries.named(pilot().id, shown.differences),
        obstacle=obstacle(links, now, last),
        standing=standing,
        waiting=waiting,
        has_changed=_has_changed(standing or waiting, now),
        history=history,
        kinds=labels.DIFFERENCE_KIND,
        sides=labels.SIDE,
        written=labels.month,
        may_prepare=may(Permission.KEEP_BOOKS),
        may_confirm=may(Permission.APPROVE),
        is_own=waiting is not None and waiting.prepared_by == actor().user_id,
    )


def _has_changed(signed: queries.SignOff | None, now: Balance) -> bool:
    return signed is not None and signed.figures != services.written(now)


def obstacle(links: Chain, now: Balance, last: date) -> str | None:
    """Why a month cannot be signed off yet, in words."""
    try:
        if last >= pilot().day:
            raise DomainError("signing.month_runs", day=last)
        links.check(last)
        if now.unexplained_cents:
            raise DomainError("signing.unexplained", rest_cents=now.unexplained_cents)
    except DomainError as error:
        return say(error)
    return None


@blueprint.post(f"{MONTH}/prepare/<path:iban>")
@requires(Permission.KEEP_BOOKS)
def month_prepare(month: str, iban: str) -> Any:
    """Records bank and books as they stand, for the second person."""
    first = month_in(month)
    try:
        services.prepare(actor(), iban, first, pilot().day)
        commit()
    except NotFound:
        raise
    except DomainError as error:
        flash(say(error), "danger")
    else:
        flash(_("Die Abstimmung ist vorbereitet. Eine zweite Person bestätigt sie."), "success")
    return to_month(first, iban)


@blueprint.post(f"{MONTH}/confirm/<int(max=9223372036854775807):preparation_id>/<path:iban>")
@requires(Permission.APPROVE)
def month_confirm(month: str, preparation_id: int, iban: str) -> Any:
    """Signs off what the first person prepared, as it was shown."""
    first = month_in(month)
    try:
        services.confirm(actor(), iban, first, preparation_id, pilot().day)
        commit()
    except NotFound:
        raise
    except DomainError as error:
        flash(say(error), "danger")
    else:
        flash(_("Der Monat ist abgestimmt."), "success")
    return to_month(first, iban)


@blueprint.post(f"{MONTH}/withdraw/<path:iban>")
@requires(Permission.APPROVE)
def month_withdraw(month: str, iban: str) -> Any:
    """Takes a sign-off back, with a reason."""
    first, form = month_in(month), WithdrawForm()
    if attempt(form, lambda: services.withdraw(actor(), iban, first, form.data["reason"])):
        flash(_("Die Abstimmung ist zurückgenommen."), "success")
        return to_month(first, iban)
    return show(first, iban, form)


def to_month(first: date, iban: str) -> Any:
    """Back to the page of the month."""
    address = url_for("bank.month", pilot_key=pilot().key, month=f"{first:%Y-%m}", iban=iban)
    return redirect(address)
