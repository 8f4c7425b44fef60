"""What the pages of reports share: addresses, the report asked for, its files' contents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Blueprint, current_app, flash, redirect, url_for
from flask_wtf import FlaskForm

from app.access import Permission
from app.disclosure import FEWEST
from app.errors import DomainError
from app.reporting.figures.guarding import guarded
from app.reporting.figures.labels import label, short_label, written
from app.reporting.figures.queries import figures_of
from app.reporting.figures.rules import Figures, Unit, declared, differences, part_of
from app.reporting.reports import labels, queries
from app.reporting.reports.queries import EventRow, ReportRow
from app.reporting.reports.queries.restating import restatements
from app.reporting.reports.rules.life import Act, State
from app.reporting.reports.services.filing import Write
from app.web import attempt, may, overtaken, page, pilot, say
from app.wording import speaking

blueprint = Blueprint("reports", "app.reporting.reports", template_folder="templates")

ONE = "/reports/<int(max=9223372036854775807):report_id>"
SHOWN = (
    "planned_here",
    "spent",
    "spent_to_date",
    "income",
    "cash_closing",
    "vouchers",
    "admitted",
    "admitted_here",
    "in_care",
    "exited_here",
    "milestones_reached",
)
"""The figures that whoever checks, approves or files looks at first."""


def address(endpoint: str, **arguments: Any) -> str:
    """The address of a page of reports in this pilot."""
    return url_for(f"reports.{endpoint}", pilot_key=pilot().key, **arguments)


def elsewhere(endpoint: str, permission: Permission, **arguments: Any) -> str | None:
    """The address of a page of another room, where it exists and the reader may open it."""
    if endpoint not in current_app.view_functions or not may(permission):
        return None
    return url_for(endpoint, pilot_key=pilot().key, **arguments)


def to(endpoint: str, **arguments: Any) -> Any:
    """Sends on to a page of reports."""
    return redirect(address(endpoint, **arguments))


def report_here(report_id: int) -> ReportRow:
    """The report of the address; NotFound when this pilot has none with that id."""
    return queries.report(pilot().id, report_id)


def figures_here(row: ReportRow) -> Figures:
    """The figures of a report's period as this reader may see them."""
    return seen(figures_of(pilot().id, pilot().preset, row.scope))


def seen(found: Figures) -> Figures:
    """Figures as this reader may see them."""
    return found if may(Permission.PARTICIPANTS) else guarded(found, FEWEST)


@dataclass(frozen=True)
class FigureRow:
    """A figure to look at: its name, value and address; a part stands below its whole."""

    name: str
    value: str
    url: str | None
    is_part: bool


def figure_rows(row: ReportRow, found: Figures) -> list[FigureRow]:
    """The figures to look at first, expenditure also by position."""
    keys = [key for key in found if key in SHOWN or key.startswith("spent:")]
    return [
        FigureRow(
            (short_label if part_of(key) else label)(key, pilot().preset),
            written_for_reader(key, found[key]),
            elsewhere("figures.detail", Permission.STATEMENT, scope=row.scope.code, key=key),
            bool(part_of(key)),
        )
        for key in keys
        if found[key] != 0 or not part_of(key)
    ]


def written_for_reader(key: str, value: int | None) -> str:
    """A value in words; a count that is protected says so."""
    is_protected = value is None and declared(key).unit is Unit.PEOPLE
    return labels.protected() if is_protected else written(key, value)


def changed_since(row: ReportRow, events: list[EventRow]) -> int:
    """How many figures differ from those that were checked or approved last."""
    looked_at = queries.last_of(events, Act.APPROVE) or queries.last_of(events, Act.CHECK)
    if looked_at is None or looked_at.figures is None or row.state == State.FILED:
        return 0
    now = figures_of(pilot().id, pilot().preset, row.scope)
    return len(differences(looked_at.figures, now))


def event_page(
    row: ReportRow,
    form: FlaskForm,
    act: Callable[[], object],
    said: str,
    template: str,
    **more: Any,
) -> Any:
    """One act on a report: done, or its form with what was refused; who comes second is told."""
    if attempt(form, act):
        flash(said, "success")
        return to("show", report_id=row.id)
    row = report_here(row.id)
    is_late = overtaken(form, row.version)
    body, status = page(template, form, row=row, title=labels.title(row), **more)
    return body, 409 if is_late else status


def refusal(check: Callable[[], object]) -> str | None:
    """Why something cannot be done now, whatever is entered; None where it can."""
    try:
        check()
    except DomainError as error:
        return say(error)
    return None


def writer(row: ReportRow, is_draft: bool) -> Write:
    """What writes the files of a report, in the report's own language."""

    def write(folder: Path) -> Any:
        from app.reporting.package.content import content_of
        from app.reporting.package.files import write_files

        here = pilot()
        texts = queries.texts_of(here.id, row.id)
        found = restatements(here, row)
        with speaking(row.language):
            signatures = labels.signatures(queries.events(here.id, row.id))
            told = labels.restated_table(found, here.preset)
        content = content_of(here, row, texts, signatures, is_draft, told)
        return write_files(content, folder)

    return write
