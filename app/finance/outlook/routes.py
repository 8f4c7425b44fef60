"""What will be spent until the end: positions, years, the burn chart, expectations, methods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from app import charts
from app.access import Permission, requires
from app.finance import labels as finance
from app.finance.forms import DayForm
from app.finance.outlook import labels, queries, rules, services
from app.finance.outlook.forms import (
    ExpectationForm,
    RemoveForm,
    chosen_methods,
    methods_form,
)
from app.finance.outlook.rules import NOTHING, Books, Point
from app.finance.outlook.services import ToExpect
from app.finance.routes.frame import shown_day
from app.formats import money
from app.web import actor, attempt, may, overtaken, page, pilot

blueprint = Blueprint("outlook", __name__, template_folder="templates")

ONE = "/finance/outlook/expectations/<int(max=9223372036854775807):expectation_id>"


@blueprint.get("/finance/outlook")
@requires(Permission.FINANCE)
def index() -> Any:
    """Every position at completion, the years, the course, and what is said early enough."""
    here, form = pilot(), DayForm(request.args)
    day = shown_day(form)
    books, found = queries.outlook_on(here.id, here.preset, day)
    years = rules.by_year(found)
    whole = sum((one.whole for one in found), NOTHING)
    return page(
        "outlook/index.html",
        filters=form,
        day=day,
        is_today=day == here.day,
        has_plan=bool(books.planned),
        found=found,
        years=years,
        whole=whole,
        grant_cents=here.preset.notice.grant_cents,
        unspent=[
            (year, line, transfer_until(year)) for year, line in rules.unspent_years(years, day)
        ],
        broken=[one for one in found if one.broken_in],
        picture=course(rules.burn(books, found), books),
        methods=labels.METHOD,
        titles=finance.position_titles(here.preset),
        expected=queries.expectations(here.id),
        may_expect=may(Permission.KEEP_BOOKS),
        may_import=may(Permission.IMPORTS) and may(Permission.KEEP_BOOKS),
    )


def transfer_until(year: int) -> date:
    """The day until which a transfer of a year's money to the next is asked for."""
    month, day = pilot().preset.outlook.transfer_request.split("-")
    return date(year, int(month), int(day))


@dataclass(frozen=True)
class Picture:
    """The chart as the macro `chart` takes it."""

    figure: charts.Figure
    table: dict[str, Any]
    summary: str


def course(points: list[Point], books: Books) -> Picture:
    """Spent and expected against the plan and a straight line."""
    months = [point.month for point in points]
    linear = [point.linear_cents for point in points]

    def line(name: str, values: list[int | None], *, is_forecast: bool = False) -> charts.Course:
        shown = [None if value is None else value / 100 for value in values]
        return charts.Course(name, months, shown, is_forecast=is_forecast)

    figure = charts.courses(
        [
            line(_("ausgegeben"), [point.actual_cents for point in points]),
            line(_("erwartet"), [point.expected_cents for point in points], is_forecast=True),
            charts.Course(
                _("Plan nach Jahren"),
                months,
                [point.planned_cents / 100 for point in points],
                is_plan=True,
            ),
            charts.Course(_("gleichmäßig"), months, [cents / 100 for cents in linear]),
        ],
        unit="\u00a0€",
    )
    figure["data"][-1]["line"].update(width=1, dash="dot")
    head = [_("bis Ende"), _("ausgegeben"), _("erwartet"), _("Plan nach Jahren"), _("gleichmäßig")]
    rows = [
        [
            f"{point.month:%m/%Y}",
            *(
                money(cents) if cents is not None else "–"
                for cents in (
                    point.actual_cents,
                    point.expected_cents,
                    point.planned_cents,
                    point.linear_cents,
                )
            ),
        ]
        for point in points
    ]
    here = next((point for point in points if point.month == books.on.replace(day=1)), points[-1])
    summary = _(
        "Bis heute %(actual)s ausgegeben; nach dem Plan der Jahre wären es bis Monatsende "
        "%(planned)s, gleichmäßig verteilt %(linear)s.",
        actual=money(here.actual_cents or 0),
        planned=money(here.planned_cents),
        linear=money(here.linear_cents),
    )
    return Picture(figure, {"head": head, "rows": rows}, summary)


def position_codes() -> list[str]:
    """The positions of the programme."""
    return [position.code for position in pilot().preset.positions]


def to_index() -> Any:
    """Back to the outlook."""
    return redirect(url_for(".index", pilot_key=pilot().key))


def given_in(form: ExpectationForm) -> ToExpect:
    """What was entered."""
    given = form.data
    return ToExpect(given["position"], given["day"], given["amount_cents"], given["reason"].strip())


@blueprint.route("/finance/outlook/expectations/new", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def expect() -> Any:
    """Notes what is expected and not ordered yet."""
    here, form = pilot(), ExpectationForm()
    form.position.choices = finance.position_choices(here.preset, _("Bitte wählen"))
    if attempt(
        form, lambda: services.expect(actor(), here.preset.notice, given_in(form), here.day)
    ):
        flash(_("Die Erwartung ist eingetragen."), "success")
        return to_index()
    return page("outlook/expectation.html", form, row=None)


@blueprint.route(ONE, methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def correct(expectation_id: int) -> Any:
    """Corrects what is expected."""
    here = pilot()
    row = queries.expectation(here.id, expectation_id)
    form = ExpectationForm(data=vars(row) | {"day": row.month})
    form.position.choices = finance.position_choices(here.preset)

    def save() -> None:
        services.correct(
            actor(),
            here.preset.notice,
            expectation_id,
            given_in(form),
            form.data["version"],
            here.day,
        )

    if attempt(form, save):
        flash(_("Die Erwartung ist gespeichert."), "success")
        return to_index()
    return renewed("outlook/expectation.html", form, expectation_id)


def renewed(template: str, form: ExpectationForm | RemoveForm, expectation_id: int) -> Any:
    """The form's page; who comes second sees what was saved and may try again (409)."""
    row = queries.expectation(pilot().id, expectation_id)
    is_late = overtaken(form, row.version)
    body, status = page(template, form, row=row, is_late=is_late)
    return body, 409 if is_late else status


@blueprint.route(f"{ONE}/remove", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def remove(expectation_id: int) -> Any:
    """Takes an expectation away, after a confirmation."""
    form = RemoveForm()
    if attempt(form, lambda: services.remove(actor(), expectation_id, form.data["version"])):
        flash(_("Die Erwartung ist entfernt."), "success")
        return to_index()
    return renewed("outlook/remove.html", form, expectation_id)


@blueprint.route("/finance/outlook/methods", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def methods() -> Any:
    """How the rest of each position is estimated."""
    here, codes = pilot(), position_codes()
    form = methods_form(
        finance.position_titles(here.preset), queries.methods_of(here.id, here.preset, codes)
    )
    if attempt(
        form,
        lambda: services.choose_methods(actor(), here.preset, chosen_methods(form, codes)),
    ):
        flash(_("Die Art der Schätzung ist gespeichert."), "success")
        return to_index()
    return page("outlook/methods.html", form, codes=codes)
