"""flask export …: files for people outside; a contract for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Final

import click

from app.cli.desk import DAY, Desk, command, day_of, desk, language, say
from app.cli.later import Later
from app.clock import today
from app.evaluation.freezing import Progress, Survey
from app.evaluation.queries import how_many_stays
from app.evaluation.services import announce_preview, write_dataset
from app.evaluation.workbook import Edition
from app.extensions import db
from app.web import one_transaction, settings
from exports.columns import Bilingual

PREVIEW: Final = Bilingual(
    "Interne Vorschau, nicht zur Weitergabe", "Internal preview, not to be passed on"
)
COMMAND_LINE: Final = Bilingual("Kommandozeile (Systemkonto)", "command line (system account)")


@click.group(
    "export",
    cls=Later,
    places={"report": "app.cli.reports:report", "statement": "app.cli.statements:statement"},
)
def export() -> None:
    """Schreibt Dateien / writes files."""


@export.command("dataset")
@click.option("--pilot", "pilot_key", required=True)
@click.option("--on", "on", type=DAY, required=True, help="Stichtag / day of account")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Ordner, wird angelegt / folder, is made",
)
@command
def dataset(pilot_key: str, on: datetime, folder: Path) -> None:
    """Auswertungsdatensatz als interne Vorschau / evaluation dataset, an internal preview."""
    day = day_of(on)
    with one_transaction():
        at = desk(pilot_key)
        announce_preview(at.actor, at.pilot, day)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{at.pilot.key}_evaluation_{day.isoformat()}_preview.xlsx"
    existed = target.exists()
    survey = write(at, day, target)
    if existed:
        say("Die frühere Datei ist ersetzt.", "The earlier file is replaced.")
    say(f"Geschrieben: {target}", f"Written: {target}")
    tell(survey)


def write(at: Desk, day: date, target: Path) -> Survey:
    """Writes the workbook with its progress shown; gives what was counted."""
    edition = Edition(made_by_role=COMMAND_LINE, made_on=today(), status=PREVIEW)
    with progress_of(how_many_stays(at.pilot.id)) as progress:
        written = write_dataset(at.actor, at.pilot, day, target, settings(), edition, progress)
    db.session.rollback()
    return written.survey


def tell(survey: Survey) -> None:
    """The counts, and a word of caution where groups are small."""
    say(
        f"Personen: {survey.people}, Teilnahmen: {survey.stays}, ohne Einwilligung ausgelassen: "
        f"{survey.left_out}, kleinste Gruppe (Alter × Geschlecht): {survey.smallest_group}",
        f"People: {survey.people}, participations: {survey.stays}, left out for lack of consent: "
        f"{survey.left_out}, smallest group (age × sex): {survey.smallest_group}",
    )
    if survey.is_small:
        say(
            "Achtung: kleine Gruppen; einzelne Personen könnten wiedererkannt werden.",
            "Caution: small groups; single people might be recognised.",
        )


@contextmanager
def progress_of(length: int) -> Iterator[Progress | None]:
    """A bar on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    label = "Teilnahmen" if language() == "de" else "Participations"
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar.update
