"""Pages of the break-down of people by their characteristics."""

from __future__ import annotations

import io
from typing import Any

from flask import Blueprint, request, send_file
from flask_babel import gettext as _

from app import audit
from app.access import Permission, long_reading, requires
from app.disclosure import FEWEST
from app.errors import DomainError
from app.formats import day as written_day
from app.periods import month_end
from app.reporting.breakdown import labels, queries, rules
from app.reporting.breakdown.forms import QuestionForm
from app.reporting.breakdown.rules import STAFF_DATA, By, Measure, Question, Value
from app.reporting.breakdown.shown import Shown, words_of
from app.reporting.routes import asked_day
from app.web import XLSX, actor, may, one_transaction, page, pilot, say

blueprint = Blueprint("breakdown", __name__, template_folder="templates")

SHOWN = "shown"
"""In the address: small numbers are asked for."""


@blueprint.get("/overview/breakdown")
@requires(Permission.OVERVIEW)
def index() -> Any:
    """People of a day by one characteristic or two; small numbers protected unless asked for."""
    form = question_form()
    shown, refusal = None, None
    try:
        shown = broken_down(asked(form), smallest(form))
    except DomainError as error:
        field = getattr(form, error.field, None) if error.field else None
        if field is None:
            refusal = say(error)
        else:
            field.errors = [*field.errors, say(error)]
    answer = page(
        "breakdown/index.html",
        filters=form,
        shown=shown,
        refusal=refusal,
        is_asked=bool(request.args),
        may_see=may(Permission.PARTICIPANTS),
        may_export=may(Permission.EXPORT_LIST),
        is_full=smallest(form) == 0,
        fewest=rules.FEWEST_TO_BREAK_DOWN,
        question={name: given for name in form.data if (given := request.args.get(name))},
    )
    return (answer[0], 422) if form.errors or refusal else answer


@blueprint.post("/overview/breakdown/export")
@requires(Permission.EXPORT_LIST)
@long_reading
def export() -> Any:
    """The table as shown, as a workbook; recorded before it is read."""
    # openpyxl is loaded when first needed: the start stays short.
    from exports.plain_list import Head, write_plain_list

    here, form = pilot(), question_form()
    question = asked(form)
    with one_transaction():
        audit.record(actor(), "export_breakdown", "pilot", here.id, list(question.by))
    shown = broken_down(question, smallest(form))
    first, *others = shown.head
    content = write_plain_list(
        _("Aufgliederung"),
        note(shown, is_full=smallest(form) == 0),
        [Head(first, "text"), *(Head(name, "number") for name in others)],
        (
            [name, *(in_cell(value, question.measure) for _place, value in cells)]
            for name, cells in shown.lines
        ),
    )
    return send_file(
        io.BytesIO(content),
        mimetype=XLSX,
        as_attachment=True,
        download_name=f"aufgliederung-{here.key}-{question.on:%Y-%m-%d}.xlsx",
    )


def question_form() -> QuestionForm:
    """The question as the address has it; by default who is in care, by sex."""
    form = QuestionForm(request.args)
    offered = [
        (by.value, words)
        for by, words in labels.BY.items()
        if by not in STAFF_DATA or pilot().preset.reports.per_coach
    ]
    form.count.choices = [(measure.value, words) for measure, words in labels.MEASURE.items()]
    form.rows.choices = offered
    form.columns.choices = [("", _("nichts Weiterem")), *offered]
    form.small.choices = [
        ("", _("geschützt (zum Weitergeben)")),
        (SHOWN, _("gezeigt (nur für Sie)")),
    ]
    form.count.data = form.count.data or Measure.IN_CARE.value
    form.rows.data = form.rows.data or By.SEX.value
    return form


def asked(form: QuestionForm) -> Question:
    """The question on its day: any day for who sees the cases, otherwise a month end."""
    day = asked_day(form)
    if not may(Permission.PARTICIPANTS) and not form.errors:
        day = form.on.data = month_end(day)
        form.on.raw_data = None
    has_posts = pilot().preset.reports.per_coach
    return rules.asked(
        form.count.data or "",
        form.rows.data or "",
        form.columns.data or "",
        day,
        has_posts=has_posts,
    )


def smallest(form: QuestionForm) -> int:
    """From how many people on a count is shown: from the first one only for who sees the cases."""
    return 0 if form.small.data == SHOWN and may(Permission.PARTICIPANTS) else FEWEST


def broken_down(question: Question, k: int) -> Shown:
    """The table that is asked for, with its words."""
    words = words_of(question)
    stays = queries.stays(pilot().id, question)
    return Shown(rules.broken_down(stays, question, [list(one) for one in words], k), words)


def note(shown: Shown, *, is_full: bool) -> str:
    """What the workbook shows, and whether it may be passed on."""
    unit = _(" (Tage)") if shown.question.measure is Measure.DWELL else ""
    what = _(
        "%(title)s%(unit)s, Stand am %(day)s.",
        title=shown.title,
        unit=unit,
        day=written_day(shown.question.on),
    )
    kept = (
        _("Enthält kleine Zahlen: nicht zum Weitergeben.")
        if is_full
        else _("Kleine Zahlen sind geschützt.")
    )
    return f"{what} {kept}"


def in_cell(value: Value, measure: Measure) -> str | int | None:
    """People, or whole days on average; a protected cell says so."""
    if value.people is None:
        return str(_("geschützt"))
    if measure is not Measure.DWELL:
        return value.people
    return None if value.mean_days is None else int(value.mean_days + 0.5)
