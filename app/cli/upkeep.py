"""flask backup, flask restore."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app

from app import audit
from app.access import Actor
from app.backup import check_empty, make_backup, put_keys_back, restore_backup
from app.cli.desk import command, say, system_user_id
from app.database import writing
from app.pilots.queries import pilot_ids
from app.web import one_transaction


@click.command("backup")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@command
def backup(folder: Path) -> None:
    """Sichert Datenbank und Dateien, die Schlüssel getrennt / backs everything up."""
    with one_transaction():
        audit.record(Actor(system_user_id(), audit.HOUSE, frozenset()), "backup", "house")
    settings = current_app.extensions["pilotbuch_settings"]
    archive, keys = make_backup(settings, folder, datetime.now(UTC))
    say(f"Gesichert: {archive}", f"Saved: {archive}")
    say(
        f"Schlüssel: {keys} – bitte an einem anderen Ort aufbewahren.",
        f"Keys: {keys} – please keep them in another place.",
    )


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--keys",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="die getrennt gesicherten Schlüssel / the keys saved apart",
)
@command
def restore(file: Path, keys: Path | None) -> None:
    """Stellt eine Sicherung in eine leere Datenbank wieder her / restores a backup."""
    settings = current_app.extensions["pilotbuch_settings"]
    if keys is not None:
        check_empty()
        settings = put_keys_back(settings, keys)
    with writing():
        rows = restore_backup(settings, file)
    for pilot_id in [audit.HOUSE, *pilot_ids()]:
        if audit.check_chain(pilot_id) is not None:
            say("Warnung: Die Protokollkette ist gebrochen.", "Warning: the audit chain is broken.")
    total = sum(rows.values())
    say(f"Wiederhergestellt: {total} Zeilen.", f"Restored: {total} rows.")
