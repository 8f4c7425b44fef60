"""What a month of participation costs: the page, and the same figures as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, make_response, request
from flask_babel import gettext as _

from app import charts
from app.access import Permission, requires
from app.clock import today
from app.disclosure import FEWEST
from app.finance import labels as finance
from app.finance.queries import spent_by_position_and_month
from app.formats import day as written_day
from app.formats import money, number
from app.participants.labels import OUTCOME, word
from app.reporting.allocation import labels, services
from app.reporting.allocation.figures import IN_CARE, Tables, tables
from app.reporting.allocation.queries import allocation_on, keys_of
from app.reporting.allocation.report import cost_report
from app.reporting.allocation.rules import Key, planned_per_month
from app.reporting.forms import DayForm
from app.reporting.routes import asked_day
from app.web import XLSX, actor, may, one_transaction, page, pilot
from app.wording import language

blueprint = Blueprint("allocation", __name__, template_folder="templates")

TOP = 4
"""The chart ends at so many times the planned cost: the first months would flatten all others."""


@dataclass(frozen=True)
class Words:
    """The names of the groups in the reader's language."""

    stages: dict[int | None, str]
    outcomes: dict[str, str]
    positions: dict[str, str]


def words() -> Words:
    """The names of stages, outcomes and positions."""
    preset, is_english = pilot().preset, language() == "en"
    stages: dict[int | None, str] = {
        stage.number: f"{stage.number} {stage.title_en if is_english else stage.title_de}"
        for stage in preset.stages
    }
    stages[None] = _("noch in keinem Baustein")
    outcomes = {key: str(label) for key, label in OUTCOME.items()} | {IN_CARE: _("in Betreuung")}
    return Words(stages, outcomes, finance.position_titles(preset))


def shown_on(day: date, k: int) -> Tables:
    """The tables of a day; `k` 0 protects nobody."""
    here = pilot()
    return tables(
        allocation_on(here.id, here.preset, day),
        spent_by_position_and_month(here.id, day),
        [position.code for position in here.preset.positions],
        k,
    )


@blueprint.get("/finance/participant-costs")
@requires(Permission.FINANCE)
def index() -> Any:
    """All expenditure spread over participant-months, and what it comes to."""
    here, form = pilot(), DayForm(request.args)
    day = asked_day(form)
    shown = shown_on(day, 0 if may(Permission.PARTICIPANTS) else FEWEST)
    notice, target = here.preset.notice, here.preset.target
    planned_months = target.participants * target.planned_mean_dwell_months
    planned = planned_per_month(
        notice.grant_cents, target.participants, target.planned_mean_dwell_months
    )
    body, status = page(
        "allocation/index.html",
        filters=form,
        day=day,
        is_today=day == here.day,
        shown=shown,
        planned=planned,
        planned_months=planned_months,
        target=target,
        grant_cents=notice.grant_cents,
        keys=keys_of(here.preset.allocation),
        default=Key(here.preset.allocation.default),
        key_words=labels.KEY,
        words=words(),
        word=word,
        picture=course(shown, planned) if shown.months else None,
        fewest=FEWEST,
    )
    return body, 422 if form.errors else status


@dataclass(frozen=True)
class Picture:
    """The chart as the macro `chart` takes it."""

    figure: charts.Figure
    table: dict[str, Any]
    summary: str


def course(shown: Tables, planned: int) -> Picture:
    """Cost of a participant-month, in each month and from the beginning up to its end."""
    months = [one.month for one in shown.months]
    each = [one.sum.per_month_cents if one.sum else None for one in shown.months]
    so_far = [one.so_far_cents for one in shown.months]
    figure = charts.lines(
        [
            charts.Line(_("von Beginn an"), months, [_euros(cents) for cents in so_far]),
            charts.Line(_("geplant"), months, [planned / 100] * len(months), is_plan=True),
        ],
        unit="\u00a0€",
    )
    figure["layout"]["yaxis"]["range"] = [0, TOP * planned / 100]
    head = [_("Monat"), _("Teilnehmermonate"), _("im Monat"), _("von Beginn an"), _("geplant")]
    rows = [
        [
            f"{one.month:%m/%Y}",
            number(float(one.sum.months), 2) if one.sum else _("geschützt"),
            money(alone) if one.sum else _("geschützt"),
            money(until) if until is not None else "–",
            money(planned),
        ]
        for one, alone, until in zip(shown.months, each, so_far, strict=True)
    ]
    summary = _(
        "Zugeordnete Ausgaben je Teilnehmermonat, vom Beginn bis zum Ende des Monats. Anfangs sind "
        "es viele Euro für wenige Personen, mehr als das Bild fasst; die Tabelle hat alle Werte."
    )
    return Picture(figure, {"head": head, "rows": rows}, summary)


def _euros(cents: int | None) -> float | None:
    return None if cents is None else cents / 100


@blueprint.get("/finance/participant-costs/<kind>")
@requires(Permission.FINANCE)
def download(kind: str) -> Any:
    """The figures as a workbook to be passed on: few people are protected for every reader."""
    services.check_kind(kind)
    here, form = pilot(), DayForm(request.args)
    day = asked_day(form)
    with one_transaction():
        services.announce(actor())
    named = words()
    content = services.write(
        cost_report(
            shown_on(day, FEWEST),
            title=_("Kosten je Teilnehmermonat"),
            subtitle=_("%(title)s, Stand %(day)s", title=here.preset.title, day=written_day(day)),
            stages=named.stages,
            outcomes=named.outcomes,
            positions=named.positions,
            made_on=today(),
        )
    )
    response = make_response(content)
    response.headers["Content-Type"] = XLSX
    name = f"{here.key}_participant_costs_{day.isoformat()}.{kind}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
