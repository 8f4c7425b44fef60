"""Runs the revisions inside the application's context; `flask db …` comes through here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from logging.config import fileConfig
from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy.engine import Connection

config = context.config
if config.config_file_name is not None:
    fileConfig(config.config_file_name, disable_existing_loggers=False)
migrate = current_app.extensions["migrate"]


def leave_out_empty(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """No revision is written when the models equal the schema."""
    if getattr(config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


@contextmanager
def without_foreign_keys(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew, which its foreign keys would not allow.

    They are checked as a whole before the end, inside the transaction of the revisions.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def check_foreign_keys(connection: Connection) -> None:
    """Refuses to end with a row that points nowhere."""
    if connection.dialect.name == "sqlite":
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if lost:
            raise RuntimeError(f"{len(lost)} rows point nowhere, the first in {lost[0][0]}")


def run() -> None:
    """Connects to the application's database and runs the revisions asked for."""
    with migrate.db.engine.connect() as connection, without_foreign_keys(connection):
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
            check_foreign_keys(connection)


run()
