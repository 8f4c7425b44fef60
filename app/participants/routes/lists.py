"""List, search and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import redirect, render_template, request
from flask_babel import gettext as _

from app.access import Permission, requires
from app.participants import labels, record
from app.participants.evidence import evidence as evidence_rows
from app.participants.forms import EvidenceForm, FilterForm, SearchForm
from app.participants.people_list import (
    ORDERS,
    Filters,
    ParticipantRow,
    most_counted,
    participants,
)
from app.participants.routes.frame import WHO, address, blueprint, case_posts, note_reading
from app.participants.rules import dwell_days, exceeds
from app.web import actor, asked_order, asked_page, listing, may, page, pilot

MOST_FOUND = 50


class Line(NamedTuple):
    """A line of the list as people read it."""

    row: ParticipantRow
    name: str | None
    days: int
    months: int
    is_too_long: bool


@blueprint.get("/participants")
@requires(Permission.PARTICIPANTS)
def index() -> Any:
    """The people of the pilot on the day of account, narrowed and sorted by the address."""
    here, order = pilot(), asked_order(ORDERS, "number")
    filters = filter_form()
    wanted = Filters(
        state=filters.state.data if filters.state.data != "all" else None,
        stage=whole(filters.stage.data),
        post_id=post_numbered(filters.post.data),
        number=filters.number.data,
    )
    rows, total = participants(actor(), here.day, wanted, order, asked_page())
    return page(
        "participants/index.html",
        filters=filters,
        search=SearchForm(),
        lines=lines(rows),
        listing=listing(total, *order, asked_page(), most=most_counted(asked_page())),
        is_filtered=any(request.args.get(name) for name in ("number", "state", "stage", "post")),
        may_open=may(Permission.OPEN_IN_EMERGENCY),
        **wording(),
    )


def wording() -> dict[str, Any]:
    """What the table of people needs to read well."""
    preset = pilot().preset
    return {
        "day": pilot().day,
        "stages": labels.stage_titles(preset),
        "labels": labels,
        "maximum": preset.target.maximum_dwell_months,
        "shows_names": may(Permission.NAMES),
        "can_work": may(Permission.WORK_CASES),
    }


def filter_form() -> FilterForm:
    """The filter as the address says it; by default those in care. Posts go by their place."""
    form = FilterForm(request.args)
    everything = ("", _("alle"))
    form.stage.choices = [everything, *labels.stage_titles(pilot().preset).items()]
    posts = enumerate(case_posts(), start=1)
    form.post.choices = [everything, *((place, post.title) for place, post in posts)]
    if form.state.data not in labels.STATE:
        form.state.data = "all" if form.number.data else "in_care"
    return form


def whole(text: str | None) -> int | None:
    """A number in an address; nonsense counts as none."""
    return int(text) if text and text.isdecimal() and len(text) < 6 else None


def post_numbered(text: str | None) -> int | None:
    """The post at that place of the list of posts; -1, which no post has, for an unknown one."""
    if not text:
        return None
    place, posts = whole(text), case_posts()
    return posts[place - 1].id if place and place <= len(posts) else -1


def lines(rows: Sequence[ParticipantRow]) -> list[Line]:
    """The rows with names, where the reader may see them, and the time in the pilot."""
    names: dict[int, str] = {}
    if rows and may(Permission.NAMES):
        # fetched closed, in the transaction of the list; opened when the reading is on the disk
        sealed = record.sealed_names_for(actor(), rows)
        note_reading(WHO)
        names = record.opened(actor(), sealed)
    day, maximum = pilot().day, pilot().preset.target.maximum_dwell_months
    return [
        Line(
            row,
            names.get(row.person_id),
            dwell_days(row.admitted_on, row.exited_on, day),
            record.months_of(row.admitted_on, row.exited_on, day),
            exceeds(row.admitted_on, row.exited_on, day, maximum),
        )
        for row in rows
    ]


@blueprint.route("/participants/search", methods=["GET", "POST"])
@requires(Permission.NAMES)
def search() -> Any:
    """People by name or customer number; posted, and answered at once, so no address holds it."""
    form = SearchForm()
    if request.method == "GET":
        return redirect(address("index"))
    found: list[Line] = []
    total = 0
    if form.validate_on_submit():
        note_reading((*WHO, "customer_number"))
        people = record.people_called(actor().pilot_id, form.data["wanted"])
        rows, total = participants(
            actor(),
            pilot().day,
            Filters(person_ids=people),
            ("number", False),
            1,
            MOST_FOUND,
        )
        found = lines(rows)
    status = 422 if form.errors else 200
    context = {"search": form, "lines": found, "total": total, "most": MOST_FOUND}
    return render_template("participants/search.html", **context, **wording()), status


@blueprint.get("/participants/evidence")
@requires(Permission.EVIDENCE)
def evidence() -> Any:
    """What each admission rests on, by number."""
    form = EvidenceForm(request.args)
    number = form.number.data if form.validate() else None
    rows, total = evidence_rows(pilot().id, pilot().day, number, asked_page())
    preset = pilot().preset
    return page(
        "participants/evidence.html",
        filters=form,
        is_filtered=number is not None,
        rows=rows,
        criteria=[(one.key, labels.short(one), labels.title(one)) for one in preset.criteria],
        purposes=preset.consents.purposes,
        labels=labels,
        listing=listing(total, "number", False, asked_page()),
        day=pilot().day,
    )
