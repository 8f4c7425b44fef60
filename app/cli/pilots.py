"""flask pilot create, flask pilot check."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.desk import DAY, command, day_of, say, system_user_id
from app.milestones.services import plan_from_preset
from app.pilots.reading import read_preset, shipped_preset
from app.pilots.services import create_pilot
from app.web import one_transaction


@click.group()
def pilot() -> None:
    """Geförderte Vorhaben / funded pilots."""


@pilot.command("create")
@click.option("--preset", required=True, help="Name einer Voreinstellung oder eine TOML-Datei")
@click.option("--training-day", type=DAY, help="fester Stichtag einer Übungsinstallation")
@command
def create(preset: str, training_day: object) -> None:
    """Legt ein Vorhaben an / creates a pilot."""
    file = Path(preset)
    text = file.read_text(encoding="utf-8") if file.suffix == ".toml" else shipped_preset(preset)
    programme = read_preset(text)
    with one_transaction():
        actor = create_pilot(
            system_user_id(), programme, day_of(training_day) if training_day else None
        )
        plan_from_preset(actor, programme)
    say(f"Vorhaben „{programme.key}“ angelegt.", f"Pilot “{programme.key}” created.")


@pilot.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@command
def check(file: Path) -> None:
    """Prüft eine Voreinstellung / checks a preset."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise click.ClickException("UTF-8 erwartet / UTF-8 expected") from error
    programme = read_preset(text)
    say(f"In Ordnung: {programme.title}.", f"All right: {programme.title_en}.")
