"""Pages of reports: the overview of a day of account, and the statements to the funder."""

from __future__ import annotations

import io
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from flask import Blueprint, flash, redirect, request, send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.access import Permission, long_reading, requires
from app.errors import DomainError
from app.evaluation.releases.queries import matters
from app.formats import day as written_day
from app.messages import sentence
from app.milestones.duties.rules import DutyKind, duties, final_statement_due
from app.pilots.rule_set import Kind
from app.reporting import books, money_pictures, pictures, queries, rules, services
from app.reporting.cards import ahead_cards, cards
from app.reporting.concerns import address, of_releases, worded
from app.reporting.forms import DayForm
from app.web import XLSX, actor, may, one_transaction, page, pilot, say
from app.wording import language

blueprint = Blueprint("reporting", __name__, template_folder="templates")

NEXT = 4
"""How many milestones and duties the overview names."""
KINDS = {
    "draw_down": _l("Mittelabrufe"),
    "refund": _l("Erstattungen"),
    "other": _l("Sonstige Einnahmen"),
}


@blueprint.get("/overview")
@requires(Permission.OVERVIEW)
def dashboard() -> Any:
    """How the pilot stands on a day: people, money, what is to come, what needs attention."""
    here, form = pilot(), DayForm(request.args)
    day = asked_day(form)
    found = queries.overview(
        here.id, here.preset, day, may(Permission.PARTICIPANTS), may(Permission.FINANCE)
    )
    money, about = found.money, (here.preset, day, language())
    answer = page(
        "reporting/dashboard.html",
        filters=form,
        day=day,
        is_today=day == here.day,
        notices=[
            *(of_releases(matters(actor())) if day == here.day else ()),
            *worded(queries.concerns_of(found, here.preset)),
        ],
        cards=cards(found, here.preset),
        people=pictures.of_people(found, here.preset, language()),
        money=money_pictures.of_money(money, *about) if money else [],
        forecast=None if found.people.ahead else address("capacity.index", Permission.PARTICIPANTS),
        ahead=ahead_cards(found, here.preset),
        to_come=money_pictures.of_what_comes(money, *about) if money else [],
        is_guarded=found.people.is_guarded,
        breakdown=address("breakdown.index", Permission.OVERVIEW, on=written_day(day)),
        duties=next_duties(found),
        milestones=next_milestones(found),
        notice=here.preset.notice,
        elapsed=rules.elapsed(here.preset.notice, day),
    )
    return (answer[0], 422) if form.errors else answer


def asked_day(form: DayForm) -> date:
    """The day in the address, up to the day of account; what cannot be read gives the latter."""
    here = pilot()
    if not form.validate() or form.on.data is None:
        form.on.data = form.on.data or here.day
        return here.day
    if form.on.data > here.day:
        form.on.errors = [_("Bitte einen Tag bis zum %(day)s wählen.", day=written_day(here.day))]
        return here.day
    return form.on.data


def next_duties(found: queries.Overview) -> list[dict[str, Any]]:
    """The next reports as the timeline shows them; what is met or overdue stands elsewhere."""
    coming = [duty for duty in found.duties if duty.is_demanded and duty.days >= 0][:NEXT]
    return [
        {
            "on": duty.due_on,
            "title": sentence(duty.key, language(), duty.params),
            "text": duty.norm,
            "url": address("milestones.duties", Permission.MILESTONES),
        }
        for duty in coming
    ]


def next_milestones(found: queries.Overview) -> list[dict[str, Any]]:
    """The open milestones that are still to come, by day; overdue ones stand further up."""
    still_open = [row for row in found.milestones if not row.standing.is_reached]
    coming = sorted(
        (row for row in still_open if row.due_on >= found.day), key=lambda row: row.due_on
    )
    return [
        {
            "on": row.due_on,
            "title": row.title_in(language()),
            "url": address("milestones.detail", Permission.MILESTONES, milestone_id=row.id),
            "standing": row.standing,
        }
        for row in coming[:NEXT]
    ]


@blueprint.get("/statements")
@requires(Permission.STATEMENT)
def statements() -> Any:
    """The years with their deadlines, and what the statement of the chosen one will contain."""
    here = pilot()
    rows = books.years_of(here.id, here.preset.notice, here.day)
    context: dict[str, Any] = {
        "rows": rows,
        "due": {
            duty.params.get("year"): duty
            for duty in duties(here.preset, here.day)
            if duty.kind in {DutyKind.INTERIM, DutyKind.FINAL}
        },
        "final_on": final_statement_due(here.preset)
        if here.preset.rule_set.rule(Kind.FINAL_STATEMENT)
        else None,
        "chosen": None,
    }
    years = [row.year for row in reversed(rows)]
    wanted = request.args.get("year", rules.latest_complete(years, here.day), type=int)
    if wanted is None:
        return page("reporting/statements.html", **context)
    try:
        context |= contents(wanted)
    except DomainError as error:
        context["refusal"] = say(error)
    return page("reporting/statements.html", **context)


def contents(year: int) -> dict[str, Any]:
    """The figures of a year as the workbook will show them."""
    here = pilot()
    chosen = books.books_of(here.id, here.preset.notice, year, here.day)
    unmatched = books.open_entries(here.id, chosen)
    income = dict.fromkeys(KINDS, 0)
    for receipt in chosen.receipts:
        income[receipt.kind] += receipt.amount_cents
    return {
        "chosen": chosen,
        "positions": [
            services.position_line(chosen, each, spoken()) for each in here.preset.positions
        ],
        "income": [(label, income[kind]) for kind, label in KINDS.items()],
        "unmatched": unmatched,
        "gap": books.cash_gap(here.id, chosen, unmatched),
        "bank_url": address("bank.index", Permission.FINANCE, state="open"),
        "vouchers_url": address("finance.bookings", Permission.FINANCE, year=year),
    }


@blueprint.post("/statements/download")
@requires(Permission.STATEMENT)
@long_reading
def download() -> Any:
    """The statement of a year as XLSX; recorded before it is written."""
    here, year = pilot(), request.form.get("year", 0, type=int)
    try:
        with one_transaction():
            services.announce_statement(actor(), here, year)
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / services.file_name(here, year)
            services.write_statement(actor(), here, year, target, spoken())
            content = target.read_bytes()
    except DomainError as error:
        flash(say(error), "danger")
        return redirect(url_for(".statements", pilot_key=here.key))
    return send_file(
        io.BytesIO(content),
        mimetype=XLSX,
        as_attachment=True,
        download_name=services.file_name(here, year),
    )


def spoken() -> services.Language:
    """The language of the workbook: that of the page."""
    return "en" if language() == "en" else "de"
