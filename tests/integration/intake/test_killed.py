"""`kill -9` in the middle of an import: the database is as before, and the file comes in later."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import Connection, make_url, text

from app.access import Actor
from app.audit import check_chain
from app.extensions import db
from app.intake.kinds import ImportKind
from tests.integration.intake import files
from tests.unit.finance.statement_files import Paid, Sheet, camt

ENTRIES = 4_000
SPILT = 500_000
"""Bytes of uncommitted entries in SQLite's log: more than anything else writes here."""
PATIENCE_S = 120
FOR_EVER = (
    "with recursive count_on(n) as (select 1 union all select n + 1 from count_on) "
    "select count(*) from count_on"
)


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    """A statement so large that the database writes to the disk before it is whole."""
    paid = [
        Paid(date(2023, 1, 1 + at % 28), -at - 1, "x" * 180, "y" * 480) for at in range(ENTRIES)
    ]
    path = tmp_path / "auszug.xml"
    path.write_bytes(camt(Sheet(date(2023, 1, 1), date(2023, 1, 31), 0, paid)))
    return path


def start(web: Flask, file: Path, tmp_path: Path) -> subprocess.Popen[bytes]:
    """`flask import bank` in a process of its own, on the database of the test."""
    own = web.extensions["pilotbuch_settings"]
    environment = {
        **os.environ,
        "PILOTBUCH_INSTANCE": str(tmp_path / "process"),
        "PILOTBUCH_DATABASE_URL": own.database_url,
        **{f"PILOTBUCH_{name.upper()}_KEY": key.hex() for name, key in own.keys.items()},
    }
    words = ["import", "bank", str(file), "--pilot", "gecko"]
    return subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", *words],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def until(is_so: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Waits for a sign; fails at once when the process ends before it."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline
        try:
            process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            continue
        assert process.stderr
        raise AssertionError(process.stderr.read().decode())


@contextmanager
def held_up(url: str) -> Iterator[Callable[[], bool]]:
    """Holds imports up at their first payment; gives the sign that one has come so far."""
    if url.startswith("sqlite"):
        yield from on_sqlite(Path(url.removeprefix("sqlite:///")))
    else:
        yield from on_postgresql(url)


def on_sqlite(path: Path) -> Iterator[Callable[[], bool]]:
    """A trigger counts for ever; entries that no longer fit into memory are in the log already."""
    execute(f"create trigger hold_up before insert on bank_part begin {FOR_EVER}; end")
    with closing(db.engine.raw_connection()) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    log = path.with_name(f"{path.name}-wal")
    yield lambda: log.exists() and log.stat().st_size > SPILT
    execute("drop trigger hold_up")


def on_postgresql(url: str) -> Iterator[Callable[[], bool]]:
    """Another connection holds the table of payments; the import is seen waiting for it."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    asked = "select count(*) from pg_locks where relation = 'bank_part'::regclass and not granted"
    with psycopg.connect(address) as holder, psycopg.connect(address, autocommit=True) as watcher:
        holder.execute("lock table bank_part in share row exclusive mode")

        def is_waiting() -> bool:
            row = watcher.execute(asked).fetchone()
            return bool(row and row[0])

        yield is_waiting


def execute(statement: str) -> None:
    """One statement in a transaction of its own."""
    db.session.remove()
    with db.engine.begin() as connection:
        run(connection, statement)
    db.engine.dispose()


def run(connection: Connection, statement: str) -> None:
    connection.execute(text(statement))


def test_a_killed_import_leaves_nothing_and_the_file_comes_in_later(
    web: Flask, actor: Actor, statement: Path, tmp_path: Path
) -> None:
    before = files.everything()
    db.session.remove()
    with held_up(web.extensions["pilotbuch_settings"].database_url) as has_begun:
        process = start(web, statement, tmp_path)
        until(has_begun, process)
        process.kill()
        process.communicate(timeout=PATIENCE_S)
    assert files.everything() == before
    assert check_chain(actor.pilot_id) is None
    taken = files.take_in(actor, ImportKind.BANK, statement.read_bytes())
    assert taken.outcome.tally.accepted == ENTRIES
    assert files.count(ImportKind.BANK) == ENTRIES
    assert check_chain(actor.pilot_id) is None
