"""Commitments: the list, a new one, one with its history, and its change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app.access import Permission, requires
from app.clock import BERLIN
from app.finance import labels, queries
from app.finance.forms import CommitmentFilterForm, CommitmentForm, EventForm
from app.finance.routes.frame import blueprint
from app.finance.routes.vouchers import known
from app.finance.rules import OPEN_STATES, Event, State, possible_events
from app.finance.services import commitments as services
from app.finance.services.commitments import Intent
from app.formats import day as day_text
from app.formats import money
from app.history import Change
from app.web import actor, asked_page, attempt, listing, may, page, pilot

PER_PAGE = 50
REVISABLE = (State.RESERVED, State.ORDERED, State.INVOICED)
ONE = "/finance/commitments/<int(max=2147483647):number>"


@blueprint.get("/finance/commitments")
@requires(Permission.FINANCE)
def commitments() -> Any:
    """Commitments by number, the newest first, with the sum of those still open."""
    form = CommitmentFilterForm(request.args)
    form.position.choices = labels.position_choices(pilot().preset, _("alle"))
    position = known(form.position.data, [p.code for p in pilot().preset.positions])
    rows = queries.commitments(pilot().id, form.state.data != "all", position)
    number = min(asked_page(), max(1, -(-len(rows) // PER_PAGE)))
    return page(
        "finance/commitments.html",
        filters=form,
        rows=rows[(number - 1) * PER_PAGE : number * PER_PAGE],
        open_cents=sum(row.amount_cents for row in rows if row.state in OPEN_STATES),
        listing=listing(len(rows), "number", descending=True, number=number, per_page=PER_PAGE),
        is_filtered=bool(position) or form.state.data == "all",
        titles=labels.position_titles(pilot().preset),
        states=labels.STATE,
        may_enter=may(Permission.KEEP_BOOKS),
    )


def intent_of(form: CommitmentForm) -> Intent:
    """What was entered."""
    given = form.data
    return Intent(
        given["position"],
        given["amount_cents"],
        given["payee"].strip(),
        given["reason"].strip(),
        given["expected_on"],
    )


@blueprint.route("/finance/commitments/new", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def commitments_new() -> Any:
    """Binds money before it is paid."""
    form = CommitmentForm()
    form.position.choices = labels.position_choices(pilot().preset, _("Bitte wählen"))
    numbers: list[int] = []
    if attempt(form, lambda: numbers.append(services.reserve(actor(), intent_of(form)))):
        flash(_("Vormerkung %(number)s ist eingetragen.", number=numbers[0]), "success")
        return redirect(to_commitment(numbers[0]))
    return page("finance/commitment_edit.html", form, row=None)


def to_commitment(number: int) -> str:
    """The address of a commitment."""
    return url_for(".commitments_one", pilot_key=pilot().key, number=number)


@blueprint.get(ONE)
@requires(Permission.FINANCE)
def commitments_one(number: int) -> Any:
    """A commitment, what can happen to it now, and who did what before."""
    return show(number, None)


def show(number: int, form: FlaskForm | None) -> Any:
    """The page of a commitment; `form` carries what was refused."""
    row = queries.commitment(pilot().id, number)
    state = State(row.state)
    keeps = may(Permission.KEEP_BOOKS)
    possible = possible_events(state)
    is_own = row.entered_by == actor().user_id
    return page(
        "finance/commitment.html",
        form,
        row=row,
        state=labels.STATE[state],
        entered_by=queries.user_name(row.entered_by),
        approved_by=queries.user_name(row.approved_by) if row.approved_by else None,
        voucher=queries.payment_of(pilot().id, row.id),
        titles=labels.position_titles(pilot().preset),
        history=[told(one) for one in reversed(queries.commitment_changes(pilot().id, row.id))],
        events=[str(one) for one in possible if keeps and one is not Event.APPROVE],
        may_approve=Event.APPROVE in possible and may(Permission.APPROVE) and not is_own,
        waits=Event.APPROVE in possible,
        is_own=is_own,
        may_revise=keeps and state in REVISABLE,
    )


@blueprint.route(f"{ONE}/edit", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def commitments_edit(number: int) -> Any:
    """Changes a commitment until it is approved; whoever comes second sees both versions."""
    row = queries.commitment(pilot().id, number)
    form = CommitmentForm(obj=row)
    form.position.choices = labels.position_choices(pilot().preset)

    def revise() -> None:
        services.revise(actor(), number, intent_of(form), form.data["version"])

    if attempt(form, revise):
        flash(_("Vormerkung %(number)s ist gespeichert.", number=number), "success")
        return redirect(to_commitment(number))
    row = queries.commitment(pilot().id, number)
    meanwhile = None
    if was_overtaken(form, row.version):
        meanwhile = told(queries.commitment_changes(pilot().id, row.id)[-1])
    body, status = page("finance/commitment_edit.html", form, row=row, meanwhile=meanwhile)
    return body, 409 if meanwhile else status


def was_overtaken(form: CommitmentForm | EventForm, version: int) -> bool:
    """Whether somebody else saved first; the form then carries the new version for the next try."""
    if not form.is_submitted() or form.version.data in {None, version}:
        return False
    form.version.data, form.version.raw_data = version, None
    return True


@dataclass(frozen=True)
class Told:
    """A recorded change as the timeline shows it."""

    on: date
    title: str
    text: str


def told(change: Change) -> Told:
    """Day, what changed from what to what, and by whom at what time in Germany."""
    at = change.at.astimezone(BERLIN)
    if change.is_first:
        title = _("Vorgemerkt: %(amount)s", amount=money(change.values["amount_cents"][1]))
    else:
        title = "; ".join(
            f"{labels.FIELD[name]}: {shown(name, before)} → {shown(name, after)}"
            for name, (before, after) in change.values.items()
        )
    by = queries.user_name(change.user_id)
    return Told(at.date(), title, _("%(name)s, %(time)s Uhr", name=by, time=f"{at:%H:%M}"))


def shown(name: str, value: Any) -> str:
    """A value of a field as people write it; a dash for none."""
    if value is None:
        return "–"
    if name == "state":
        return str(labels.STATE[State(value)][1])
    if name in {"entered_by", "approved_by"}:
        return queries.user_name(value)
    if isinstance(value, date):
        return day_text(value)
    return money(value) if name == "amount_cents" else f"„{value}“"
