"""flask selection …: what a timer does with referrals; prints counts only."""

from __future__ import annotations

import click

from app.cli.desk import command, desk, say
from app.participants.selection.queries import due_for_erasure
from app.participants.selection.services import erase_due
from app.web import one_transaction


@click.group("selection")
def selection() -> None:
    """Zusteuerungen / referrals."""


@selection.command("erase-due")
@click.option("--pilot", "pilot_key", required=True)
@click.option("--dry-run", is_flag=True, help="nur zählen / count only")
@command
def erase(pilot_key: str, dry_run: bool) -> None:
    """Löscht Angaben zu nicht Aufgenommenen nach Fristablauf / erases who was not admitted."""
    with one_transaction():
        at = desk(pilot_key)
        days = at.pilot.preset.selection.erase_after_days
        if dry_run:
            due = len(due_for_erasure(at.pilot.id, at.pilot.day, days))
        else:
            due = erase_due(at.actor, days, at.pilot.day)
    if dry_run:
        say(f"Zu löschen: {due}. Nichts gelöscht.", f"To be erased: {due}. Nothing erased.")
    else:
        say(f"Gelöscht: {due}", f"Erased: {due}")
