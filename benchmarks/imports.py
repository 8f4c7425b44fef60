"""The import of vouchers beside a bare `executemany`, and how long another writer waits."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, timed
from benchmarks.house import House
from benchmarks.pages import plain_connection
from benchmarks.vouchers import take_vouchers, voucher_list

VOUCHERS = 10_000
TARGET = 5.0
WAIT_TARGET_MS = 500
WRITER = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
print("ready", flush=True)
longest = 0.0
with open(sys.argv[2]) as stop:
    while not stop.read():
        start = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE bench_writer SET turns = turns + 1")
        connection.execute("COMMIT")
        longest = max(longest, time.perf_counter() - start)
        time.sleep(0.002)
print(longest * 1000)
"""


@dataclass
class Imports:
    """Takes the same list in again and again, each time into the same empty state."""

    at: House
    runs: int

    def figures(self) -> list[Figure]:
        """Duration beside its floor, and the longest wait of another writer."""
        with self.at.web.app_context():
            data = voucher_list(self.at.pilot, VOUCHERS)
        with closing(plain_connection(self.at.database)) as connection:
            connection.execute("CREATE TABLE bench_writer (turns INTEGER)")
            connection.execute("INSERT INTO bench_writer VALUES (0)")
        empty = self._copy("empty.sqlite")
        self._import(data)
        rows = self._rows()
        waits, times, floors = [], [], []
        for _ in range(self.runs):
            self._put_back(empty)
            times.append(timed(lambda: self._import(data)))
            floors.append(timed_floor(empty, rows))
        for _ in range(self.runs):
            self._put_back(empty)
            waits.append(self._longest_wait(data))
        group, name = "Import", f"{VOUCHERS:,} vouchers, checked and compared"
        return [
            Figure(group, name, "ms", times, TARGET, floors),
            Figure(
                group,
                "longest wait of another writer meanwhile",
                "ms",
                waits,
                WAIT_TARGET_MS,
                worst_counts=True,
            ),
        ]

    def _import(self, data: bytes) -> None:
        """Read, then compare and write in one transaction, as `flask import vouchers` does."""
        take_vouchers(self.at, data)

    def _copy(self, name: str) -> Path:
        self.at.engine.dispose()
        with closing(plain_connection(self.at.database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return Path(shutil.copyfile(self.at.database, self.at.folder / name))

    def _put_back(self, state: Path) -> None:
        self.at.engine.dispose()
        for rest in ("-wal", "-shm"):
            self.at.database.with_name(self.at.database.name + rest).unlink(missing_ok=True)
        shutil.copyfile(state, self.at.database)

    def _rows(self) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.at.database)) as connection:
            return connection.execute(
                "SELECT * FROM booking ORDER BY reverses_id IS NOT NULL, id"
            ).fetchall()

    def _longest_wait(self, data: bytes) -> float:
        stop = self.at.folder / "stop"
        stop.write_text("")
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(self.at.database), str(stop)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        self._import(data)
        stop.write_text("stop")
        return float(writer.communicate(timeout=60)[0])


def timed_floor(empty: Path, rows: list[tuple[Any, ...]]) -> float:
    """Milliseconds of one `executemany` of the same rows into the same table, with its commit."""
    target = Path(shutil.copyfile(empty, empty.with_name("floor.sqlite")))
    places = ",".join("?" * len(rows[0]))
    with closing(plain_connection(target)) as connection:

        def write() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(f"INSERT INTO booking VALUES ({places})", rows)
            connection.execute("COMMIT")

        return timed(write)
