"""Months of the books, closed and opened again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm

from app.access import Permission, requires
from app.clock import BERLIN
from app.errors import DomainError, NotFound
from app.finance import labels as finance_labels
from app.finance.closing import checks, labels, queries, rules, services
from app.finance.closing.forms import CloseForm, ReasonForm, ReopenForm, YearForm
from app.finance.closing.queries import Done
from app.finance.closing.rules import Act, Figures, State, Tally
from app.finance.closing.services import Closing
from app.messages import sentence
from app.periods import add_months
from app.web import actor, attempt, may, page, pilot, say
from app.wording import language

blueprint = Blueprint("closing", __name__, template_folder="templates")
ONE = "/finance/months/<month>"


@dataclass(frozen=True)
class MonthRow:
    """A month in the list of a year; `closed` is its latest closing."""

    month: date
    state: State
    tally: Tally
    closed: Done | None


@dataclass(frozen=True)
class FigureRow:
    """A figure of a month: when it was closed, and today."""

    label: str
    position: str | None
    before: Tally | None
    now: Tally
    is_counted: bool


@blueprint.get("/finance/months")
@requires(Permission.FINANCE)
def index() -> Any:
    """The months of a year with what stands in them, and the one that comes next."""
    here, form = pilot(), YearForm(request.args)
    first = queries.first_month(here.id, here.preset.notice.starts_on)
    years = sorted({month.year for month in rules.months_of_books(first, here.day)})
    form.year.choices = [(str(year), str(year)) for year in reversed(years)]
    asked = request.args.get("year", type=int)
    year = asked if asked in years else here.day.year
    form.year.data = str(year)
    standing = queries.states_of(here.id)
    following = rules.next_to_close(first, rules.last_closed(standing))
    rows = rows_of(year, first, standing)
    return page(
        "closing/index.html",
        filters=form,
        year=year,
        rows=rows,
        total=Tally(
            sum(row.tally.count for row in rows), sum(row.tally.amount_cents for row in rows)
        ),
        following=following if here.day >= add_months(following, 1) else None,
        may_close=may(Permission.KEEP_BOOKS),
        **wording(),
    )


def rows_of(year: int, first: date, standing: Mapping[date, State]) -> list[MonthRow]:
    """The months of the books that lie in a year, up to that of the day of account."""
    here, start, until = pilot(), date(year, 1, 1), date(year + 1, 1, 1)
    sums = queries.sums_by_month(here.id, start, until)
    closed = {
        one.month: one
        for one in queries.acts(here.id, start, until)
        if one.act is Act.CLOSE and standing[one.month] is not State.OPEN
    }
    return [
        MonthRow(
            month, standing.get(month, State.OPEN), sums.get(month, Tally()), closed.get(month)
        )
        for month in rules.months_of_books(max(first, start), min(here.day, date(year, 12, 31)))
    ]


def wording() -> dict[str, Any]:
    """The words for states, acts and months."""
    return {
        "states": labels.STATE,
        "act_names": labels.ACT,
        "figure_names": labels.FIGURE,
        "month_name": labels.month_name,
        "month_key": labels.month_key,
        "titles": finance_labels.position_titles(pilot().preset),
    }


def asked_month(given: str) -> date:
    """The month in the address; NotFound for one that is none of the books."""
    here, month = pilot(), rules.read_month(given)
    first = queries.first_month(here.id, here.preset.notice.starts_on)
    if month is None or not first <= month <= here.day:
        raise NotFound
    return month


def acts_of(month: date) -> list[Done]:
    """What was done with a month, the oldest first."""
    return queries.acts(pilot().id, month, add_months(month, 1))


@blueprint.get(ONE)
@requires(Permission.FINANCE)
def one(month: str) -> Any:
    """A month: its figures, what changed since it was closed, and who did what."""
    return show(asked_month(month))


def show(month: date, form: FlaskForm | None = None) -> Any:
    """The page of a month; `form` carries what was refused."""
    here, done = pilot(), acts_of(month)
    standing = queries.states_of(here.id)
    state = standing.get(month, State.OPEN)
    closing = next((one for one in reversed(done) if one.act is Act.CLOSE), None)
    before = closing.figures if closing else None
    now = queries.figures_now(here.id, month)
    request_act = done[-1] if state is State.ASKED else None
    return page(
        "closing/month.html",
        form,
        month=month,
        state=state,
        rows=figure_rows(before, now),
        closing=closing,
        now=now,
        differences=rules.differences(before, now) if before else [],
        since=queries.booked_since(here.id, month, closing.at) if closing else [],
        later=queries.paid_but_booked_later(here.id, month),
        history=[told(one) for one in reversed(done)],
        asked=request_act,
        is_own=request_act is not None and request_act.user_id == actor().user_id,
        is_next=is_next(month, standing),
        may_close=may(Permission.KEEP_BOOKS),
        may_reopen=may(Permission.APPROVE),
        **wording(),
    )


def is_next(month: date, standing: Mapping[date, State]) -> bool:
    """Whether the month can be closed now."""
    here = pilot()
    first = queries.first_month(here.id, here.preset.notice.starts_on)
    following = rules.next_to_close(first, rules.last_closed(standing))
    return month == following and here.day >= add_months(month, 1)


def figure_rows(before: Figures | None, now: Figures) -> list[FigureRow]:
    """The figures of a month side by side: by position, then those of the whole month."""
    titles = finance_labels.position_titles(pilot().preset)
    codes = sorted({*(before.positions if before else ()), *now.positions})
    rows = [
        FigureRow(
            f"{code} {titles.get(code, '')}".strip(),
            code,
            before.positions.get(code, Tally()) if before else None,
            now.positions.get(code, Tally()),
            True,
        )
        for code in codes
    ]
    for name, label in labels.FIGURE.items():
        if name == "position":
            continue
        values = [as_tally(getattr(each, name)) if each else None for each in (before, now)]
        is_counted = not name.endswith("_cents")
        rows.append(FigureRow(str(label), None, values[0], values[1] or Tally(), is_counted))
    return rows


def as_tally(value: Tally | int) -> Tally:
    """A figure without a count as one that has none."""
    return value if isinstance(value, Tally) else Tally(0, value)


@dataclass(frozen=True)
class Told:
    """An act as the timeline shows it."""

    on: date
    title: str
    text: str


def told(done: Done) -> Told:
    """Day, act, who did it at what time in Germany, and why."""
    at = done.at.astimezone(BERLIN)
    by = _("%(name)s, %(time)s Uhr", name=done.by, time=f"{at:%H:%M}")
    text = f"{by}: {done.reason}" if done.reason else by
    return Told(at.date(), str(labels.ACT[done.act]), text)


@blueprint.get(f"{ONE}/sheet")
@requires(Permission.FINANCE)
def sheet(month: str) -> Any:
    """The closing sheet: the figures of the latest closing, to print and sign."""
    wanted = asked_month(month)
    closing = next((one for one in reversed(acts_of(wanted)) if one.act is Act.CLOSE), None)
    if closing is None or closing.figures is None:
        raise NotFound
    return page(
        "closing/sheet.html",
        month=wanted,
        closing=closing,
        rows=figure_rows(None, closing.figures),
        is_open=queries.states_of(pilot().id).get(wanted) is State.OPEN,
        obstacles=[
            sentence(each["key"], language(), checks.Obstacle(**each).params)
            for each in closing.obstacles
        ],
        preset=pilot().preset,
        **wording(),
    )


@dataclass(frozen=True)
class ToSettle:
    """An obstacle in words, with where it is settled."""

    text: str
    url: str | None
    blocks: bool


def to_settle(month: date) -> list[ToSettle]:
    """Whatever stands against closing a month."""
    found = []
    for one in checks.obstacles(pilot().id, month):
        endpoint, arguments = labels.OBSTACLE_PLACES.get(one.key, (None, {}))
        url = url_for(endpoint, pilot_key=pilot().key, **arguments) if endpoint else None
        found.append(ToSettle(sentence(one.key, language(), one.params), url, one.blocks))
    return found


@blueprint.route(f"{ONE}/close", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def close(month: str) -> Any:
    """Shows what stands in a month and what against closing it, then closes exactly that."""
    wanted, form, here = asked_month(month), CloseForm(), pilot()

    def do() -> None:
        given = Closing(wanted, form.data["looked_at"], form.data["reason"] or "")
        services.close(actor(), given, here.preset.notice.starts_on, here.day)

    if attempt(form, do):
        flash(_("%(month)s ist abgeschlossen.", month=labels.month_name(wanted)), "success")
        return to_month(wanted)
    now = queries.figures_now(here.id, wanted)
    form.looked_at.data = now.digest
    return page(
        "closing/close.html",
        form,
        month=wanted,
        obstacles=to_settle(wanted),
        rows=figure_rows(None, now),
        now=now,
        refusal=refusal_to_close(wanted),
        **wording(),
    )


def refusal_to_close(month: date) -> str | None:
    """Why a month cannot be closed now, whatever is entered; None where it can."""
    here = pilot()
    first = queries.first_month(here.id, here.preset.notice.starts_on)
    try:
        rules.check_close(month, first, queries.closed_until(here.id), here.day)
    except DomainError as error:
        return say(error)
    return None


def to_month(month: date) -> Any:
    """To the page of a month."""
    return redirect(url_for(".one", pilot_key=pilot().key, month=labels.month_key(month)))


@blueprint.route(f"{ONE}/ask", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def ask(month: str) -> Any:
    """Asks a second person to open a month again."""
    wanted, form = asked_month(month), ReasonForm()
    said = _("Die Öffnung ist beantragt. Nun entscheidet eine zweite Person.")
    return decided(
        wanted,
        form,
        lambda: services.ask_reopening(actor(), wanted, form.data["reason"]),
        said,
        "closing/ask.html",
    )


@blueprint.route(f"{ONE}/decline", methods=["GET", "POST"])
@requires(Permission.APPROVE)
def decline(month: str) -> Any:
    """Says no to the request; the month stays closed."""
    wanted, form = asked_month(month), ReasonForm()
    return decided(
        wanted,
        form,
        lambda: services.decline_reopening(actor(), wanted, form.data["reason"]),
        _("Die Öffnung ist abgelehnt."),
        "closing/decline.html",
    )


@blueprint.route(f"{ONE}/reopen", methods=["GET", "POST"])
@requires(Permission.APPROVE)
def reopen(month: str) -> Any:
    """The second person opens the month, and all that were closed after it."""
    wanted, form = asked_month(month), ReopenForm()
    opened = months_to_open(wanted)
    said = ngettext("Der Monat ist wieder offen.", "%(num)d Monate sind wieder offen.", len(opened))
    return decided(
        wanted, form, lambda: services.reopen(actor(), wanted), said, "closing/reopen.html"
    )


def months_to_open(month: date) -> Sequence[date]:
    """The months that open with one, in their order."""
    closed = queries.closed_until(pilot().id)
    return rules.reopened_with(month, closed)[::-1] if closed and month <= closed else [month]


def decided(
    month: date, form: FlaskForm, do: Callable[[], object], said: str, template: str
) -> Any:
    """One act on a month: done, or its form with what was refused."""
    if attempt(form, do):
        flash(said, "success")
        return to_month(month)
    done = acts_of(month)
    return page(
        template,
        form,
        month=month,
        asked=next((one for one in reversed(done) if one.act is Act.ASK), None),
        opened=months_to_open(month),
        state=queries.states_of(pilot().id).get(month, State.OPEN),
        **wording(),
    )
