"""The command line: a contract for other programs. It acts as a recorded system actor."""

from __future__ import annotations

from typing import Final

from flask import Flask

from app.cli.later import Later

PLACES: Final = {
    "backup": "app.cli.upkeep:backup",
    "db": "flask_migrate.cli:db",
    "delivery": "app.cli.delivering:delivery",
    "demo": "app.cli.demonstration:demo",
    "export": "app.cli.exporting:export",
    "import": "app.cli.importing:import_",
    "monitoring": "app.cli.monitoring:monitoring",
    "notices": "app.cli.notices:notices",
    "pilot": "app.cli.pilots:pilot",
    "reconcile": "app.cli.importing:reconcile",
    "restore": "app.cli.upkeep:restore",
    "selection": "app.cli.selection:selection",
    "serve": "app.cli.serving:serve",
    "status": "app.cli.status:status",
    "user": "app.cli.people:user",
}


ON_DELIVERY: Final = {
    **{name: PLACES[name] for name in ("backup", "db", "restore", "serve", "user")},
    "delivery": "app.cli.receiving:delivery",
    "status": "app.cli.receiving:status",
}
"""What makes sense on a delivery instance."""


def register(web: Flask, *, is_delivery: bool = False) -> None:
    """Makes every command known to `flask`."""
    web.cli = Later(name=web.name, places=ON_DELIVERY if is_delivery else PLACES)
