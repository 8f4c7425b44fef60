"""The command line: a contract for other programs. It acts as a recorded system actor."""

from __future__ import annotations

from flask import Flask

from app.cli import (
    demonstration,
    exporting,
    importing,
    notices,
    people,
    pilots,
    selection,
    status,
    upkeep,
)


def register(web: Flask) -> None:
    """Makes every command known to `flask`."""
    for group in (
        pilots.pilot,
        people.user,
        importing.import_,
        importing.reconcile,
        exporting.export,
        status.status,
        selection.selection,
        notices.notices,
        upkeep.backup,
        upkeep.restore,
        demonstration.demo,
        demonstration.serve,
    ):
        web.cli.add_command(group)
