"""flask monitoring …: what a timer does with social security numbers; prints counts only."""

from __future__ import annotations

import click
from flask import current_app

from app.cli.desk import command, desk, say
from app.config import Settings
from app.database import utc_now
from app.evaluation.monitoring import queries
from app.evaluation.monitoring.services.desk import Desk
from app.evaluation.monitoring.services.keeping import sweep as sweep_numbers
from app.evaluation.monitoring.services.vault import clear_files
from app.web import one_transaction


@click.group("monitoring")
def monitoring() -> None:
    """Programmmonitoring / programme monitoring."""


@monitoring.command("sweep")
@click.option("--pilot", "pilot_key", required=True)
@command
def sweep(pilot_key: str) -> None:
    """Vernichtet Nummern nach Fristablauf / destroys numbers that were kept for too long."""
    settings: Settings = current_app.extensions["pilotbuch_settings"]
    with one_transaction():
        at = desk(pilot_key)
        swept = sweep_numbers(Desk(at.actor, at.pilot, settings, utc_now()))
    for delivery_id in swept.ids:
        clear_files(settings, queries.delivery(at.pilot.id, delivery_id))
    say(
        f"Lieferungen mit entfernten Nummern: {swept.lapsed}",
        f"Deliveries that lost numbers: {swept.lapsed}",
    )
