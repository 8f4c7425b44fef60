"""Pages of analyses: dwell, exits, scores, contacts, each a table first."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, request, send_file
from flask_babel import gettext as _

from app import audit
from app.access import Permission, long_reading, requires
from app.errors import NotFound
from app.evaluation.analyses import labels
from app.evaluation.analyses.pictures import contacts, funnel, scores, staying
from app.evaluation.analyses.question import FIELDS, Asked, asked
from app.evaluation.analyses.rules.asked import FEWEST_TO_ANALYSE
from app.evaluation.analyses.shown import Shown, Table
from app.web import XLSX, actor, one_transaction, page, pilot
from app.wording import language

blueprint = Blueprint("analyses", __name__, template_folder="templates")

ANALYSES: Mapping[str, Callable[[Asked], Shown]] = {
    "dwell": staying.dwell,
    "stages": staying.stages,
    "exits": staying.exits,
    "scores": scores.scores,
    "contacts": contacts.density,
    "dose": contacts.dose,
    "funnel": funnel.funnel,
}
"""By key in the address, in the order of the questions that people ask."""
WITHOUT_PEOPLE = frozenset({"funnel"})
"""Made of referrals: these count those who never entered, too."""
FORMATS = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}


@blueprint.get("/evaluation/analyses")
@requires(Permission.ANALYSES)
def index() -> Any:
    """All analyses of a day: the figure of each, and its answer in a sentence."""
    question = asked()
    answer = page(
        "analyses/index.html",
        question=question,
        fields=("on", "period"),
        answers={key: answered(key, question) for key in ANALYSES},
        labels=labels,
        is_filtered=bool(request.args),
        kept=kept(question),
    )
    return (answer[0], 422) if question.form.errors else answer


@blueprint.get("/evaluation/analyses/<key>")
@requires(Permission.ANALYSES)
def show(key: str) -> Any:
    """One analysis: sentence, chart, tables, what it rests on and what it cannot say."""
    if key not in ANALYSES:
        raise NotFound
    question = asked(key)
    answer = page(
        "analyses/show.html",
        key=key,
        question=question,
        fields=("on", *FIELDS[key]),
        shown=answered(key, question),
        labels=labels,
        is_filtered=bool(request.args),
        kept=kept(question),
        asked_for={name: given for name in question.form.data if (given := request.args.get(name))},
    )
    return (answer[0], 422) if question.form.errors else answer


@blueprint.post("/evaluation/analyses/<key>/export")
@requires(Permission.ANALYSES)
@long_reading
def export(key: str) -> Any:
    """A table exactly as shown, as a workbook or CSV; recorded before it is read."""
    kind, place = request.form.get("kind", ""), request.form.get("table", 0, type=int)
    if key not in ANALYSES or kind not in FORMATS:
        raise NotFound
    with one_transaction():
        audit.record(actor(), "export_analysis", "pilot", pilot().id, [key])
    question = asked(key)
    tables = answered(key, question).tables
    if question.form.errors or not 0 <= place < len(tables):
        raise NotFound
    return send_file(
        io.BytesIO(written(tables[place], question, kind)),
        mimetype=FORMATS[kind],
        as_attachment=True,
        download_name=f"auswertung-{key}-{pilot().key}-{question.day:%Y-%m-%d}.{kind}",
    )


def answered(key: str, question: Asked) -> Shown:
    """The answer of an analysis, or why none is given."""
    if key not in WITHOUT_PEOPLE and not question.is_enough:
        return Shown(
            _(
                "Unter %(count)s Personen wird nichts ausgewertet: Es ließe Einzelne erkennen.",
                count=FEWEST_TO_ANALYSE,
            )
        )
    return ANALYSES[key](question)


def kept(question: Asked) -> dict[str, str]:
    """Day and period for the addresses of other analyses."""
    period = {"period": question.period.code} if question.period else {}
    return {"on": question.day.isoformat(), **period} if request.args.get("on") else period


def written(table: Table, question: Asked, kind: str) -> bytes:
    """The table as a file."""
    # openpyxl is loaded when first needed: the start stays short.
    from exports.plain_list import Head, write_plain_csv, write_plain_list

    heads = [Head(column.label, column.kind) for column in table.columns]
    if kind == "csv":
        return write_plain_csv(heads, table.in_file(), is_german=language() == "de")
    note = _(
        "%(about)s. Kleine Zahlen sind geschützt; ein leeres Feld heißt: gibt es nicht.",
        about=question.about,
    )
    return write_plain_list(table.title, note, heads, table.in_file())
