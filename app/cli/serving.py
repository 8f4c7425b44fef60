"""flask serve: the server for every use."""

from __future__ import annotations

import os
from typing import Any, cast

import click
from flask import current_app
from waitress import serve as run

from app.cli.desk import command, say


@click.command("serve")
@command
def serve() -> None:
    """Startet den Server; HOST und PORT aus der Umgebung / starts the server."""
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    say(f"Pilotbuch: http://{host}:{port} (Strg+C beendet)", f"Pilotbuch: http://{host}:{port}")
    run(
        cast(Any, current_app)._get_current_object(),
        host=host,
        port=port,
        threads=int(os.environ.get("THREADS", "4")),
        ident=None,
        channel_request_lookahead=0,
    )
