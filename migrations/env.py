"""Runs the revisions inside the application's context; `flask db …` comes through here."""

from __future__ import annotations

from logging.config import fileConfig
from typing import Any

from alembic import context
from flask import current_app

config = context.config
if config.config_file_name is not None:
    fileConfig(config.config_file_name, disable_existing_loggers=False)
migrate = current_app.extensions["migrate"]


def leave_out_empty(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """No revision is written when the models equal the schema."""
    if getattr(config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


def run() -> None:
    """Connects to the application's database and runs the revisions asked for."""
    with migrate.db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=migrate.db.metadatas[None],
            process_revision_directives=leave_out_empty,
            **{
                name: value
                for name, value in migrate.configure_args.items()
                if name != "process_revision_directives"
            },
        )
        with context.begin_transaction():
            context.run_migrations()


run()
