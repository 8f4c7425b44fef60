"""The part of a record: waves and instruments, scores over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect
from flask_babel import gettext as _

from app import charts
from app.access import Permission, requires
from app.charts import Line
from app.errors import NotFound
from app.formats import day as written
from app.participants.questionnaires import crises, labels, services
from app.participants.questionnaires.forms import MissingForm
from app.participants.questionnaires.instruments import Instrument
from app.participants.questionnaires.record import Cell, Course, matrix_of
from app.participants.questionnaires.routes.frame import (
    address,
    blueprint,
    instrument_called,
    instruments,
)
from app.participants.routes.case import case_page, open_case
from app.web import actor, attempt, pilot


@dataclass(frozen=True)
class Picture:
    """The scores of an instrument over time, as a chart with its table."""

    instrument: Instrument
    figure: charts.Figure
    table: dict[str, Any]
    summary: str


@blueprint.get("/participants/<int:number>/questionnaires")
@requires(Permission.PARTICIPANTS)
def case(number: int) -> Any:
    """Waves by instruments with status and score, and what is to be done now."""
    here = pilot()
    opened = open_case(number)
    matrix = matrix_of(opened.row, here.preset, here.day)
    return case_page(
        opened,
        "questionnaires/case.html",
        matrix=matrix,
        instruments=instruments(),
        pictures=[picture(course) for course in matrix.courses if len(course.points) > 1],
        crises=crises.crises_of(opened.row.pilot_id, opened.row.id),
        has_procedure=matrix.has_procedure,
        labels=labels,
        preset=here.preset,
    )


def picture(course: Course) -> Picture:
    """The chart of a course: one line with its points between the bounds of the score."""
    one, points = course.instrument, course.points
    scale = 10**one.decimals
    values = [point.score / scale for point in points]
    line = Line(labels.title(one), [point.on for point in points], values)
    figure = charts.lines([line])
    figure["data"][0]["mode"] = "lines+markers"
    # Room for a point on the highest or lowest score, which the edge would cut in two.
    room = (one.highest - one.lowest) * 0.04
    figure["layout"]["yaxis"]["range"] = [
        (one.lowest - room) / scale,
        (one.highest + room) / scale,
    ]
    figure["layout"]["yaxis"]["tickformat"] = f",.{min(one.decimals, 1)}f"
    rows = [
        [
            labels.wave(point.wave),
            written(point.on),
            labels.score(one, point.score),
            labels.change(one, point.change) if point.change is not None else "–",
            labels.worded(band) if (band := one.band(point.score)) else "–",
        ]
        for point in points
    ]
    head = [_("Befragung"), _("Tag"), _("Punktwert"), _("Änderung seit t0"), _("Bedeutung")]
    return Picture(one, figure, {"head": head, "rows": rows}, summary(course))


def summary(course: Course) -> str:
    """The finding in one sentence: the last score, and how far it lies from t0."""
    one, last = course.instrument, course.points[-1]
    found = _(
        "Zuletzt %(score)s von %(highest)s am %(day)s",
        score=labels.score(one, last.score),
        highest=labels.score(one, one.highest),
        day=written(last.on),
    )
    if last.change is None:
        return str(_("%(finding)s, ohne Wert zu t0.", finding=found))
    change = labels.change(one, last.change)
    return str(_("%(finding)s, seit t0 %(change)s.", finding=found, change=change))


@blueprint.route(
    "/participants/<int:number>/questionnaires/<wave>/missing", methods=["GET", "POST"]
)
@requires(Permission.WORK_CASES)
def missing_wave(number: int, wave: str) -> Any:
    """Everything of a wave that is still wanted, coded as missing at once."""
    opened = open_case(number)
    cells = matrix_of(opened.row, pilot().preset, pilot().day).wanted_in(wave)
    if not cells:
        raise NotFound
    return missing_page(number, wave, cells)


@blueprint.route(
    "/participants/<int:number>/questionnaires/<wave>/<instrument>/missing",
    methods=["GET", "POST"],
)
@requires(Permission.WORK_CASES)
def missing(number: int, wave: str, instrument: str) -> Any:
    """One instrument coded as missing, also one that was filled in by mistake."""
    opened, asked = open_case(number), instrument_called(instrument)
    cell = matrix_of(opened.row, pilot().preset, pilot().day).cell(wave, asked.key)
    return missing_page(number, wave, [cell])


def missing_page(number: int, wave: str, cells: Sequence[Cell]) -> Any:
    """Asks for the reason; says what is lost where something is on record."""
    form = MissingForm()
    versions = {cell.instrument.key: cell.row.version if cell.row else 0 for cell in cells}
    # Several are coded at once only while nothing is on record about any of them.
    version = max(versions.values())
    if not form.is_submitted():
        form.renew(version)
        if len(cells) == 1 and cells[0].row is not None:
            form.missing.data = cells[0].row.missing

    def run() -> None:
        told = dict.fromkeys(versions, form.version.data or 0)
        here = pilot()
        code = form.data["missing"]
        services.code_missing(actor(), here.preset, number, wave, told, code, here.day)

    if attempt(form, run):
        flash(_("Der Grund ist eingetragen."), "success")
        return redirect(address("case", number=number))
    opened = open_case(number)
    fresh = matrix_of(opened.row, pilot().preset, pilot().day)
    present = [fresh.cell(wave, cell.instrument.key) for cell in cells]
    is_stale = form.renew(max(cell.row.version if cell.row else 0 for cell in present))
    return case_page(
        opened,
        "questionnaires/missing.html",
        form,
        cells=present,
        wave=wave,
        is_stale=is_stale,
        is_loss=any(cell.row is not None and cell.row.answered_on for cell in present),
        labels=labels,
    )
