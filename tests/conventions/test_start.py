"""A server starts with what every page needs; the rest is loaded when it is first used."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
from flask import Flask

from app.cli import PLACES
from app.config import root
from app.database import Base

LATER = {
    "alembic",
    "app.backup",
    "app.cli.demonstration",
    "app.cli.training",
    "flask_migrate",
    "mt940",
    "openpyxl",
    "pandas",
    "plotly",
}
LOADED = "import gc, sys, wsgi; print(gc.isenabled(), *sys.modules)"


def test_a_server_starts_without_what_only_commands_and_files_need(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=root(),
        env={**os.environ, "PILOTBUCH_INSTANCE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    collects, *loaded = done.stdout.split()
    assert collects == "True"
    assert "app.finance.routes" in loaded
    assert LATER.isdisjoint(loaded)


def test_no_process_holds_ways_between_rows_and_their_versions_that_nobody_goes(web: Flask) -> None:
    kept = [
        mapper for mapper in Base.registry.mappers if mapper.class_.__name__.endswith("Version")
    ]
    assert len(kept) > 30
    ways = {"versions", "version_parent"}
    assert [one for one in Base.registry.mappers if ways & set(one.relationships.keys())] == []


def test_every_command_is_where_its_name_says(web: Flask) -> None:
    context = click.Context(web.cli)
    assert set(PLACES) <= set(web.cli.list_commands(context))
    for name in PLACES:
        found = web.cli.get_command(context, name)
        assert found is not None
        assert found.name == name
