"""flask export report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from app.cli.desk import Desk, command, desk, language, say
from app.messages import amount
from app.reporting.figures.rules import whole_scope, year_scope
from app.reporting.package.content import content_of
from app.reporting.package.files import FORMATS, stem_of, write_files
from app.reporting.package.queries import latest_report
from app.reporting.package.services import announce_export
from app.reporting.reports.queries import ReportRow, texts_of
from app.web import one_transaction


@click.command("report")
@click.option("--pilot", "pilot_key", required=True)
@click.option("--kind", type=click.Choice(["interim", "final"]), required=True)
@click.option("--year", type=click.IntRange(1, 9998), help="Kalenderjahr, zu interim / for interim")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Ordner, wird angelegt / folder, made if missing",
)
@command
def report(pilot_key: str, kind: str, year: int | None, folder: Path) -> None:
    """Der ganze Nachweis als Vorschau: XLSX, PDF, DOCX / the whole statement as a preview."""
    with one_transaction():
        at = desk(pilot_key)
        row = asked_report(at, kind, year)
        announce_export(at.actor, row)
    folder.mkdir(parents=True, exist_ok=True)
    with progress() as told:
        texts = texts_of(at.pilot.id, row.id)
        content = content_of(at.pilot, row, texts)
        stem = f"{stem_of(at.pilot.key, row.kind, row.year, row.edition)}_preview"
        files = write_files(content, folder, told, stem)
    for target in files.values():
        say(f"Geschrieben: {target}", f"Written: {target}")
    spent = sum(line.spent_year_cents for line in content.statement.positions)
    income = sum(line.amount_cents for line in content.statement.receipts)
    say(
        f"Einnahmen {amount(income, 'de')}, Ausgaben {amount(spent, 'de')}.",
        f"Income {amount(income, 'en')}, expenditure {amount(spent, 'en')}.",
    )


def asked_report(at: Desk, kind: str, year: int | None) -> ReportRow:
    """The report that was begun last for the period; else a draft without texts."""
    notice = at.pilot.preset.notice
    if kind == "final":
        scope = whole_scope(notice, at.pilot.day)
    elif year is not None:
        scope = year_scope(notice, year)
    else:
        raise click.UsageError("--kind interim: --year fehlt / is missing")
    found = latest_report(at.pilot.id, kind, scope.last.year)
    if found is not None:
        return found
    return ReportRow(
        id=0,
        kind=kind,
        year=scope.last.year,
        edition=1,
        language=language(),
        from_day=scope.first,
        until_day=scope.last,
        state="draft",
        prepared_by=at.actor.user_id,
        checked_by=None,
        approved_by=None,
        version=1,
    )


@contextmanager
def progress() -> Iterator[Callable[[str], None] | None]:
    """A bar on a terminal, nothing in a pipe: one step to compose, one for each format."""
    if not sys.stderr.isatty():
        yield None
        return
    label = "Nachweis" if language() == "de" else "Statement"
    with click.progressbar(length=len(FORMATS), label=label, file=sys.stderr) as bar:
        bar.update(0)
        yield lambda _ending: bar.update(1)
