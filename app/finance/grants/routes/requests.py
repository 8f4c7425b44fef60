"""Draw-downs: drafting one, its page, what happens to it, and the sheet for the funder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app.access import Permission, requires
from app.clock import BERLIN
from app.finance import labels as money_labels
from app.finance.bank import queries as bank
from app.finance.forms import EventForm
from app.finance.grants import labels, queries, rules
from app.finance.grants.forms import SendForm, WithdrawForm, for_positions
from app.finance.grants.routes.frame import HERE, blueprint, chosen, to
from app.finance.grants.rules import Event, State
from app.finance.grants.services import requests as services
from app.finance.grants.services.requests import Request
from app.finance.queries import user_name
from app.formats import money
from app.history import Change
from app.web import actor, attempt, may, overtaken, page, pilot

ONE = f"{HERE}/<int(max=2147483647):number>"


@blueprint.route(f"{HERE}/new", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def new() -> Any:
    """Drafts a draw-down; proposed is what may be asked, divided as the payments due are."""
    here = pilot()
    demand = queries.demand(here.id, here.preset, here.day)
    titles = money_labels.position_titles(here.preset)
    form = for_positions(titles, rules.split(demand.allowed_cents, demand.due_by_position))
    numbers: list[int] = []

    def draft() -> None:
        wanted = Request(form.amounts, form.data["over_reason"] or "")
        numbers.append(services.draft(actor(), here.preset, wanted, here.day))

    if attempt(form, draft):
        said = _(
            "Mittelabruf Nr. %(number)s ist entworfen. Nun gibt eine zweite Person ihn frei.",
            number=numbers[0],
        )
        flash(said, "success")
        return to("show", number=numbers[0])
    return page("grants/new.html", form, demand=demand, limits=labels.LIMIT)


@blueprint.get(ONE)
@requires(Permission.FINANCE)
def show(number: int) -> Any:
    """A draw-down, what can happen to it now, what came of it, and who did what."""
    return shown(number)


def shown(
    number: int,
    refused: FlaskForm | None = None,
    send_form: SendForm | None = None,
    withdraw_form: WithdrawForm | None = None,
) -> Any:
    """The page of a draw-down; `refused` is the form that came back."""
    here, row = pilot(), queries.draw_down(pilot().id, number)
    state, came = State(row.state), queries.receipts(here.id, here.day)
    ours = [one for one in came if one.draw_down == number]
    rest = row.amount_cents - sum(one.amount_cents for one in ours)
    keeps, is_own = may(Permission.KEEP_BOOKS), row.drafted_by == actor().user_id
    fits = (
        rules.fitting(
            queries.unlinked(came), number, rest, row.sent_on, here.preset.bank.draw_down_words
        )
        if state is State.SENT and row.sent_on and rest > 0
        else []
    )
    return page(
        "grants/show.html",
        refused,
        row=row,
        standing=labels.STANDING[rules.standing(state, row.amount_cents, row.amount_cents - rest)],
        rest_cents=rest,
        ours=ours,
        fits=fits,
        reasons=labels.REASON,
        positions=queries.positions_of(row),
        titles=money_labels.position_titles(here.preset),
        drafted_by=user_name(row.drafted_by),
        approved_by=user_name(row.approved_by) if row.approved_by else None,
        history=[told(one) for one in reversed(queries.changes_of(row))],
        waits=state is State.DRAFTED,
        is_own=is_own,
        may_approve=state is State.DRAFTED and may(Permission.APPROVE) and not is_own,
        send_form=can(Event.SEND, state, keeps) and (send_form or prepared(SendForm, row.version)),
        withdraw_form=can(Event.WITHDRAW, state, keeps and rest > 0)
        and (withdraw_form or prepared(WithdrawForm, row.version)),
        may_keep=keeps,
        is_sent=state is State.SENT,
    )


def can(event: Event, state: State, is_allowed: bool) -> bool:
    """Whether something can happen next and the user may do it."""
    return is_allowed and (state, event) in rules.TRANSITIONS


def prepared(kind: type[EventForm], version: int) -> EventForm:
    """An empty form for the version shown; the day of sending is today."""
    form = kind(formdata=None)
    form.version.data = version
    if isinstance(form, SendForm):
        form.sent_on.data = pilot().day
    return form


@dataclass(frozen=True)
class Told:
    """A recorded change as the timeline shows it."""

    on: date
    title: str
    text: str


def told(change: Change) -> Told:
    """What happened, by whom, at what time in Germany."""
    at = change.at.astimezone(BERLIN)
    _before, state = change.values.get("state", (None, State.DRAFTED))
    title = str(labels.STATE[State(state)])
    if change.is_first:
        title = f"{title}: {money(change.values['amount_cents'][1])}"
    by = user_name(change.user_id)
    return Told(at.date(), title, _("%(name)s, %(time)s Uhr", name=by, time=f"{at:%H:%M}"))


@blueprint.post(f"{ONE}/approve")
@requires(Permission.APPROVE)
def approve(number: int) -> Any:
    """A second person approves."""
    form = EventForm()
    return happened(
        number,
        form,
        lambda: services.approve(actor(), number, form.data["version"]),
        _("Mittelabruf Nr. %(number)s ist freigegeben.", number=number),
    )


@blueprint.post(f"{ONE}/send")
@requires(Permission.KEEP_BOOKS)
def send(number: int) -> Any:
    """The request has gone to the funder."""
    form = SendForm()

    def note() -> None:
        given = form.data
        services.send(actor(), number, given["sent_on"], given["version"], pilot().day)

    return happened(number, form, note, _("Der Versand ist vermerkt."))


@blueprint.post(f"{ONE}/withdraw")
@requires(Permission.KEEP_BOOKS)
def withdraw(number: int) -> Any:
    """Nothing more is awaited."""
    form = WithdrawForm()

    def take_back() -> None:
        services.withdraw(actor(), number, form.data["reason"], form.data["version"])

    return happened(
        number,
        form,
        take_back,
        _("Mittelabruf Nr. %(number)s ist zurückgezogen.", number=number),
    )


def happened(number: int, form: EventForm, act: Callable[[], None], said: str) -> Any:
    """Runs an event; a refusal is said on the page of the draw-down."""
    if attempt(form, act):
        flash(said, "success")
        return to("show", number=number)
    is_late = overtaken(form, queries.draw_down(pilot().id, number).version)
    body, status = shown(
        number,
        form,
        form if isinstance(form, SendForm) else None,
        form if isinstance(form, WithdrawForm) else None,
    )
    return body, 409 if is_late else status


@blueprint.post(f"{ONE}/receipts")
@requires(Permission.KEEP_BOOKS)
def link(number: int) -> Any:
    """A receipt is the answer to this draw-down."""
    queries.draw_down(pilot().id, number)
    chosen(
        lambda receipt_id: services.link(actor(), number, receipt_id, pilot().day),
        _("Der Eingang ist zugeordnet."),
    )
    return to("show", number=number)


@blueprint.post(f"{ONE}/receipts/release")
@requires(Permission.KEEP_BOOKS)
def unlink(number: int) -> Any:
    """A receipt is not the answer to this draw-down after all."""
    queries.draw_down(pilot().id, number)
    chosen(
        lambda receipt_id: services.unlink(actor(), number, receipt_id),
        _("Die Zuordnung ist gelöst."),
    )
    return to("show", number=number)


@blueprint.get(f"{ONE}/sheet")
@requires(Permission.FINANCE)
def sheet(number: int) -> Any:
    """The request as a sheet of paper for the funder."""
    here, row = pilot(), queries.draw_down(pilot().id, number)
    statements = bank.statements_of(here.id)
    account = queries.account_of(here.id, row.drafted_on)
    return page(
        "grants/sheet.html",
        row=row,
        preset=here.preset,
        positions=queries.positions_of(row),
        titles=money_labels.position_titles(here.preset),
        iban=statements[-1].iban if statements else None,
        drafted_by=user_name(row.drafted_by),
        approved_by=user_name(row.approved_by) if row.approved_by else None,
        drawn_cents=account.drawn_cents(),
        cash_cents=account.received_cents - account.spent_cents - account.repaid_cents,
    )
