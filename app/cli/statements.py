"""flask export statement."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.desk import command, desk, language, say
from app.messages import amount
from app.reporting.services import Language, announce_statement, file_name, write_statement
from app.web import one_transaction


@click.command("statement")
@click.option("--pilot", "pilot_key", required=True)
@click.option("--year", type=click.IntRange(1, 9998), required=True, help="Kalenderjahr")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Ordner, wird angelegt / folder, made if missing",
)
@command
def statement(pilot_key: str, year: int, folder: Path) -> None:
    """Der zahlenmäßige Nachweis eines Jahres / the statement of figures of a year."""
    with one_transaction():
        at = desk(pilot_key)
        announce_statement(at.actor, at.pilot, year)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / file_name(at.pilot, year)
    spoken: Language = "en" if language() == "en" else "de"
    totals = write_statement(at.actor, at.pilot, year, target, spoken)
    say(f"Geschrieben: {target}", f"Written: {target}")
    cash = totals.cash_cents or 0
    say(
        f"Einnahmen {amount(totals.income_cents, 'de')}, "
        f"Ausgaben {amount(totals.spent_year_cents, 'de')}, "
        f"Kassenbestand {amount(cash, 'de')}.",
        f"Income {amount(totals.income_cents, 'en')}, "
        f"expenditure {amount(totals.spent_year_cents, 'en')}, cash {amount(cash, 'en')}.",
    )
