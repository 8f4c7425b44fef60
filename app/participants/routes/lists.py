"""List, search and evidence."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flask import redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _

from app import audit
from app.access import Permission, long_reading, requires
from app.formats import day as written
from app.participants import labels, record
from app.participants.completeness.queries import stays_until
from app.participants.completeness.rules import Lack, Period, ids_lacking
from app.participants.evidence import evidence as evidence_rows
from app.participants.forms import EvidenceForm, FilterForm, SearchForm
from app.participants.list_columns import COLUMNS, Line, chosen
from app.participants.people_list import (
    ORDERS,
    Filters,
    ParticipantRow,
    most_counted,
    participants,
)
from app.participants.planning.sources import SOURCES
from app.participants.routes.frame import (
    WHO,
    address,
    blueprint,
    case_posts,
    note_reading,
    post_numbered,
    whole,
)
from app.participants.rules import dwell_days, exceeds, latest_entry
from app.periods import day_after
from app.web import (
    XLSX,
    actor,
    asked_order,
    asked_page,
    listing,
    may,
    one_transaction,
    page,
    pilot,
)

MOST_FOUND = 50
MOST_EXPORTED = 10_000
SOON = timedelta(days=14)
SPECIAL = ("due", "dwell", "criterion", "gap")
NARROWING = ("number", "state", "stage", "post", *SPECIAL)
"""What narrows the list in its address."""

FILLED_IN: Mapping[Lack, tuple[str, Mapping[str, Any]]] = {
    Lack.OUTCOME: ("aftercare.record", {"months": 0}),
    Lack.EXIT_REASON: ("participants.show", {}),
    Lack.OVERRIDE_REASON: ("participants.data", {}),
    Lack.STAGE: ("participants.move", {}),
    Lack.COACH: ("participants.care", {}),
    Lack.CONSENT: ("stays.consents", {}),
    Lack.FOLLOW_UP: ("aftercare.index", {}),
}
"""Where what is missing is filled in."""


@blueprint.get("/participants")
@requires(Permission.PARTICIPANTS)
def index() -> Any:
    """The people of the pilot on the day of account, narrowed and sorted by the address."""
    here, order = pilot(), asked_order(ORDERS, "number")
    filters = filter_form()
    rows, total = participants(actor(), here.day, narrowed(filters), order, asked_page())
    return page(
        "participants/index.html",
        filters=filters,
        search=SearchForm(),
        lines=lines(rows),
        listing=listing(total, *order, asked_page(), most=most_counted(asked_page())),
        is_filtered=any(request.args.get(name) for name in NARROWING),
        is_special=any(request.args.get(name) for name in (*SPECIAL, "columns")),
        gap=gap_shown(filters),
        may_export=may(Permission.EXPORT_LIST),
        may_open=may(Permission.OPEN_IN_EMERGENCY),
        **wording(),
    )


@blueprint.post("/participants/export")
@requires(Permission.EXPORT_LIST)
@long_reading
def export() -> Any:
    """The list as shown, all its pages, as a workbook; recorded before a name is opened."""
    # openpyxl is loaded when first needed: the start stays short.
    from exports.plain_list import Head, write_plain_list

    here, order = pilot(), asked_order(ORDERS, "number")
    wanted = narrowed(filter_form())
    shown = chosen(request.args.getlist("columns"))
    with one_transaction():
        audit.record(actor(), "export_list", "participation", None, [one.key for one in shown])
    rows, _total = participants(actor(), here.day, wanted, order, 1, MOST_EXPORTED)
    heads = [Head(_("Nr."), "number"), Head(_("Name"), "text")] if may(Permission.NAMES) else []
    heads = heads or [Head(_("Nr."), "number")]
    content = write_plain_list(
        _("Teilnehmende"),
        _("Stand am %(day)s. Vertraulich: nur für den Zweck des Vorhabens.", day=written(here.day)),
        [*heads, *(Head(str(column.label), column.kind) for column in shown)],
        (
            [line.row.number, *([line.name] if len(heads) > 1 else []), *cells]
            for line in lines(rows)
            for cells in [[column.value(line) for column in shown]]
        ),
    )
    return send_file(
        io.BytesIO(content),
        mimetype=XLSX,
        as_attachment=True,
        download_name=f"teilnehmende-{here.key}-{here.day:%Y-%m-%d}.xlsx",
    )


def narrowed(filters: FilterForm) -> Filters:
    """What the address narrows the list to."""
    first, last = admitted_between(filters.dwell.data or "")
    return Filters(
        state=filters.state.data if filters.state.data != "all" else None,
        stage=whole(filters.stage.data),
        post_id=post_numbered(filters.post.data),
        number=filters.number.data,
        admitted_from=first,
        admitted_until=last,
        criterion=filters.criterion.data or None,
        ids=both(due_ids(filters.due.data or ""), gap_ids(filters)),
    )


def both(one: Collection[int] | None, other: Collection[int] | None) -> Collection[int] | None:
    """What is in both; None narrows nothing."""
    if one is None or other is None:
        return other if one is None else one
    return set(one) & set(other)


def gap_ids(filters: FilterForm) -> Collection[int] | None:
    """The participations whose record lacks what the address names; None without this filter."""
    if filters.gap.data not in labels.LACK:
        return None
    here, period = pilot(), gap_period(filters)
    stays = stays_until(here.id, here.preset.consents.required_for_admission, period)
    return ids_lacking(here.preset, stays, Lack(filters.gap.data), period)


def gap_period(filters: FilterForm) -> Period:
    """Up to which day something is missing, and by when it is needed: today, as long as the
    address says nothing else."""
    day = pilot().day
    last = min(iso_day(filters.last.data) or day, day)
    return Period(last, iso_day(filters.by.data) or day, day)


def iso_day(text: str | None) -> date | None:
    """A day in an address; nonsense counts as none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def gap_shown(filters: FilterForm) -> dict[str, Any] | None:
    """What is missing in the records of the list, and where in a record it is filled in."""
    if filters.gap.data not in labels.LACK:
        return None
    lack = Lack(filters.gap.data)
    endpoint, arguments = FILLED_IN[lack]
    return {
        "name": labels.LACK[lack],
        "last": gap_period(filters).last,
        "address": lambda number: url_for(
            endpoint, pilot_key=pilot().key, number=number, **arguments
        ),
    }


def due_ids(wanted: str) -> set[int] | None:
    """The participations with something overdue, or due soon; None without this filter."""
    if wanted not in labels.DUE:
        return None
    day = pilot().day
    until = day - timedelta(1) if wanted == "overdue" else day + SOON
    return {
        case
        for source in SOURCES
        for days, _number, _kind, case, *_act in source(actor(), pilot().preset, day, until)
        if wanted == "overdue" or days[-1] >= day
    }


def admitted_between(dwell: str) -> tuple[date | None, date | None]:
    """First and last day of admission of those that a filter by dwell means."""
    preset, day = pilot().preset, pilot().day
    target, ends_on = preset.target, day_after(preset.notice.ends_on)
    if dwell == "transition":
        return None, latest_entry(day, preset.stays.transition_from_month)
    if dwell == "beyond":
        return None, latest_entry(day - timedelta(1), target.maximum_dwell_months)
    if dwell == "short":
        return latest_entry(ends_on, target.planned_mean_dwell_months) + timedelta(1), None
    return None, None


def wording() -> dict[str, Any]:
    """What the table of people needs to read well."""
    return {
        "day": pilot().day,
        "labels": labels,
        "columns": chosen(request.args.getlist("columns")),
        "maximum": pilot().preset.target.maximum_dwell_months,
        "shows_names": may(Permission.NAMES),
        "can_work": may(Permission.WORK_CASES),
    }


def filter_form() -> FilterForm:
    """The filter as the address says it; by default those in care. Posts go by their place."""
    form, preset = FilterForm(request.args), pilot().preset
    everything = ("", _("alle"))
    form.stage.choices = [everything, *labels.stage_titles(preset).items()]
    posts = enumerate(case_posts(), start=1)
    form.post.choices = [everything, *((place, post.title) for place, post in posts)]
    form.due.choices = [everything, *labels.DUE.items()]
    form.dwell.choices = [everything, *labels.dwell_filters(preset)]
    form.criterion.choices = [
        everything,
        *((one.key, labels.title(one)) for one in preset.criteria),
    ]
    form.gap.choices = [everything, *labels.LACK.items()]
    form.columns.choices = [(column.key, column.label) for column in COLUMNS]
    form.columns.data = [column.key for column in chosen(request.args.getlist("columns"))]
    if form.state.data not in labels.STATE:
        form.state.data = "all" if form.number.data or form.gap.data else "in_care"
    return form


def lines(rows: Sequence[ParticipantRow]) -> list[Line]:
    """The rows with names, where the reader may see them, and the time in the pilot."""
    names: dict[int, str] = {}
    if rows and may(Permission.NAMES):
        # fetched closed, in the transaction of the list; opened when the reading is on the disk
        sealed = record.sealed_names_for(actor(), rows)
        note_reading(WHO)
        names = record.opened(actor(), sealed)
    day, target = pilot().day, pilot().preset.target
    stages = labels.stage_titles(pilot().preset)
    found = []
    for row in rows:
        months = record.months_of(row.admitted_on, row.exited_on, day)
        found.append(
            Line(
                row,
                names.get(row.person_id),
                dwell_days(row.admitted_on, row.exited_on, day),
                months,
                target.planned_mean_dwell_months - months,
                exceeds(row.admitted_on, row.exited_on, day, target.maximum_dwell_months),
                stages.get(row.stage or 0, "–"),
            )
        )
    return found


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
