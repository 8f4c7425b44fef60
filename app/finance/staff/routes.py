"""What the funded posts cost: planned, paid by the payroll, booked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import NotFound
from app.finance import labels as finance
from app.finance.staff import labels, queries, rules, services
from app.finance.staff.forms import PayForm, ReverseForm, TermsForm, YearForm
from app.finance.staff.rules import Compared
from app.finance.staff.services import Pay, PostTerms
from app.periods import month_starts
from app.pilots.queries import PostRow, posts_of
from app.web import actor, attempt, may, overtaken, page, pilot

blueprint = Blueprint("staff", __name__, template_folder="templates")

FULL = {"fte_percent": 100, "pilot_percent": 100}

POST = "/finance/staff/<int(max=2147483647):place>"
TERMS = f"{POST}/terms/<int(max=9223372036854775807):terms_id>"


def post_at(place: int) -> PostRow:
    """The post at that place of the list of posts, from 1."""
    posts = posts_of(pilot().id)
    if not 1 <= place <= len(posts):
        raise NotFound
    return posts[place - 1]


def asked_year(form: YearForm) -> int:
    """The year in the address, else the running one of the period."""
    years = pilot().preset.years
    form.year.choices = [(str(year), str(year)) for year in years]
    running = min(max(pilot().day.year, years[0]), years[-1])
    year = int(form.year.data) if form.year.data in {str(one) for one in years} else running
    form.year.data = str(year)
    return year


def months_of(year: int) -> list[date]:
    """The months of a year that lie in the funding period."""
    notice = pilot().preset.notice
    first, last = max(date(year, 1, 1), notice.starts_on), min(date(year, 12, 31), notice.ends_on)
    return list(month_starts(first, last))


@dataclass(frozen=True)
class PostLine:
    """A post in a year: its place, terms in force, and each month planned against actual."""

    place: int
    post: PostRow
    terms: queries.TermsRow | None
    months: Mapping[date, Compared]

    @property
    def planned_cents(self) -> int:
        """Planned for the months of the year."""
        return sum(one.planned_cents for one in self.months.values())

    @property
    def actual_cents(self) -> int:
        """By the payroll so far."""
        return sum(one.actual_cents or 0 for one in self.months.values())

    @property
    def difference_cents(self) -> int:
        """More than planned in the months that the payroll has; negative: less."""
        return sum(one.difference_cents or 0 for one in self.months.values())


@blueprint.get("/finance/staff")
@requires(Permission.FINANCE)
def index() -> Any:
    """The posts of a year: plan, payroll, difference; and the payroll against the books."""
    here, form = pilot(), YearForm(request.args)
    year = asked_year(form)
    months = months_of(year)
    table = comparison(months)
    lines = [
        PostLine(
            place,
            post,
            queries.terms_on(here.id, post.id, here.day),
            {month: table.get((post.id, month), Compared(0, None)) for month in months},
        )
        for place, post in enumerate(posts_of(here.id), start=1)
    ]
    return page(
        "staff/index.html",
        filters=form,
        year=year,
        months=months,
        lines=lines,
        booked=against_books(months),
        has_terms=any(line.terms for line in lines),
        may_keep=may(Permission.KEEP_BOOKS),
        may_import=may(Permission.IMPORTS) and may(Permission.KEEP_BOOKS),
        titles=finance.position_titles(here.preset),
        day=here.day,
    )


def comparison(months: list[date]) -> dict[tuple[int, date], Compared]:
    """Planned against actual by post and month."""
    here = pilot()
    planned = rules.planned_by_month(queries.all_terms(here.id), months)
    actual = {
        at: cents
        for at, cents in queries.actual_by_post_and_month(here.id, here.day).items()
        if at[1] in months
    }
    return rules.compared(planned, actual)


@dataclass(frozen=True)
class BookedMonth:
    """A staff position in a month: by the payroll, in the books."""

    position: str
    month: date
    payroll_cents: int
    booked_cents: int

    @property
    def difference_cents(self) -> int:
        """What the books hold more than the payroll."""
        return self.booked_cents - self.payroll_cents


def against_books(months: list[date]) -> list[BookedMonth]:
    """Payroll and books of the staff positions in the months that are over or running."""
    here = pilot()
    payroll = queries.payroll_by_position_and_month(here.id, here.day)
    positions = sorted({one.position for one in queries.all_terms(here.id)})
    booked = queries.booked_by_position_and_month(here.id, positions, here.day)
    return [
        BookedMonth(
            position, month, payroll.get((position, month), 0), booked.get((position, month), 0)
        )
        for position in positions
        for month in months
        if month <= here.day
    ]


@blueprint.get(POST)
@requires(Permission.FINANCE)
def post(place: int) -> Any:
    """One post: its terms in time order, and its payroll."""
    found = post_at(place)
    return page(
        "staff/post.html",
        place=place,
        post=found,
        terms=queries.terms_of(pilot().id, found.id),
        entries=queries.entries_of(pilot().id, found.id),
        kinds=labels.KIND,
        may_keep=may(Permission.KEEP_BOOKS),
    )


def to_post(place: int) -> Any:
    """Back to the post."""
    return redirect(url_for(".post", pilot_key=pilot().key, place=place))


def terms_in(form: TermsForm) -> PostTerms:
    """The terms as they were entered."""
    given = form.data
    return PostTerms(
        given["valid_from"],
        given["pay_group"].strip(),
        given["step"],
        given["fte_percent"],
        given["pilot_percent"],
        given["monthly_cents"],
        given["special_cents"] or 0,
        given["position"],
    )


@blueprint.route(f"{POST}/terms/new", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def agree(place: int) -> Any:
    """New terms from a day on; those before stay."""
    here, found = pilot(), post_at(place)
    latest = next(iter(queries.terms_of(here.id, found.id)), None)
    form = TermsForm(
        data=vars(latest) | {"valid_from": None}
        if latest
        else {"fte_percent": 100, "pilot_percent": 100}
    )
    form.position.choices = finance.position_choices(here.preset)
    if not form.is_submitted():
        form.version.data = 0
    if attempt(form, lambda: services.agree_terms(actor(), here.preset, found.id, terms_in(form))):
        flash(_("Die Bezahlung ist eingetragen."), "success")
        return to_post(place)
    return page("staff/terms.html", form, place=place, post=found, row=None)


@blueprint.route(TERMS, methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def correct(place: int, terms_id: int) -> Any:
    """Corrects terms; whoever comes second sees what was saved."""
    here, found = pilot(), post_at(place)
    row = queries.terms_with_id(here.id, found.id, terms_id)
    form = TermsForm(data=vars(row))
    form.position.choices = finance.position_choices(here.preset)

    def save() -> None:
        services.correct_terms(
            actor(), here.preset, found.id, terms_id, terms_in(form), form.data["version"]
        )

    if attempt(form, save):
        flash(_("Die Bezahlung ist gespeichert."), "success")
        return to_post(place)
    row = queries.terms_with_id(here.id, found.id, terms_id)
    is_late = overtaken(form, row.version)
    body, status = page("staff/terms.html", form, place=place, post=found, row=row, is_late=is_late)
    return body, 409 if is_late else status


@blueprint.route(f"{POST}/payroll/new", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def pay(place: int) -> Any:
    """Enters a line of the payroll by hand."""
    found, form = post_at(place), PayForm()

    def enter() -> None:
        given = form.data
        line = Pay(
            given["day"], given["kind"], given["amount_cents"], (given["remark"] or "").strip()
        )
        services.enter_pay(actor(), found.id, line, pilot().day)

    if attempt(form, enter):
        flash(_("Die Kosten sind eingetragen."), "success")
        return to_post(place)
    return page("staff/pay.html", form, place=place, post=found)


@blueprint.route(
    f"{POST}/payroll/<int(max=9223372036854775807):entry_id>/reverse", methods=["GET", "POST"]
)
@requires(Permission.KEEP_BOOKS)
def reverse(place: int, entry_id: int) -> Any:
    """Takes a line of the payroll back, with a reason."""
    found, form = post_at(place), ReverseForm()
    row = next(
        (one for one in queries.entries_of(pilot().id, found.id) if one.id == entry_id), None
    )
    if row is None:
        raise NotFound
    if attempt(
        form,
        lambda: services.reverse_pay(actor(), found.id, entry_id, form.data["reason"].strip()),
    ):
        flash(_("Die Zeile ist storniert."), "success")
        return to_post(place)
    return page("staff/reverse.html", form, place=place, post=found, row=row, kinds=labels.KIND)
