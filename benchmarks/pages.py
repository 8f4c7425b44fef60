"""Pages beside their floor: the same template with the same values, plus their bare statements."""

from __future__ import annotations

import gzip
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, g, template_rendered, url_for
from flask.testing import FlaskClient
from jinja2 import Template
from sqlalchemy import event

from benchmarks import bare
from benchmarks.bare import Question
from benchmarks.figures import Figure, compared
from benchmarks.house import KEY, House
from benchmarks.requests import request_of

NEWEST = "admitted_on desc, number"
LISTS = (
    (
        "in care by number",
        "/participants?state=in_care&sort=number",
        Question(bare.IN_CARE, "number"),
    ),
    (
        "all by day of entry, page 2",
        "/participants?state=all&sort=-admitted_on&page=2",
        Question("admitted_on <= :day", NEWEST, skipped=50),
    ),
    (
        "stage 3 by number",
        "/participants?state=in_care&stage=3&sort=number",
        Question(f"{bare.IN_CARE} and {bare.STAGE} = 3", "number"),
    ),
    (
        "one post by day of entry",
        "/participants?state=in_care&post=1&sort=-admitted_on",
        Question(f"{bare.IN_CARE} and {bare.CARE}", NEWEST),
    ),
)
PAGE_TARGET = 2.0
BARE_TARGET = 4.0
SIZE_TARGET_KB = 50


@dataclass
class Captured:
    """What one request did: its statements in order, its template and the values in it."""

    statements: list[tuple[str, Any, bool]] = field(default_factory=list)
    template: Template | None = None
    context: dict[str, Any] = field(default_factory=dict)
    of_request: dict[str, Any] = field(default_factory=dict)

    def render(self) -> str:
        """The page again from the same values."""
        assert self.template is not None
        return self.template.render(self.context)


@contextmanager
def watched(at: House) -> Iterator[Captured]:
    """Notes what happens inside."""
    seen = Captured()

    def on_execute(_c: Any, _cursor: Any, text: str, values: Any, _x: Any, many: bool) -> None:
        seen.statements.append((text, values, many))

    def on_end(word: str) -> Callable[[Any], None]:
        return lambda _connection: seen.statements.append((word, (), False))

    def on_page(_sender: Any, template: Template, context: dict[str, Any], **_more: Any) -> None:
        seen.template, seen.context = template, context
        seen.of_request = {name: g.get(name) for name in ("user", "pilot", "actor")}

    listeners: list[tuple[str, Callable[..., Any]]] = [
        ("before_cursor_execute", on_execute),
        ("commit", on_end("COMMIT")),
        ("rollback", on_end("ROLLBACK")),
    ]
    for name, listener in listeners:
        event.listen(at.engine, name, listener)
    try:
        with template_rendered.connected_to(on_page, at.web):
            yield seen
    finally:
        for name, listener in listeners:
            event.remove(at.engine, name, listener)


def capture(at: House, client: FlaskClient, address: str) -> Captured:
    """One request, watched; an answer other than 200 ends the run."""
    fetch(client, address)
    with watched(at) as seen:
        fetch(client, address)
    return seen


def fetch(client: FlaskClient, address: str) -> bytes:
    """The page at this address."""
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status}"
    page: bytes = answer.data
    return page


def plain_connection(database: Path) -> sqlite3.Connection:
    """A connection without SQLAlchemy, set up as the application sets up its own."""
    connection = sqlite3.connect(database, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def repeatable(text: str) -> str:
    """The statement so that it can run again: a row that is there already is written over."""
    return text.replace("INSERT INTO", "INSERT OR REPLACE INTO", 1)


def run_statements(connection: sqlite3.Connection, seen: Captured) -> None:
    """Every statement of a request again, its rows fetched."""
    for text, values, many in seen.statements:
        if text in ("COMMIT", "ROLLBACK") and not connection.in_transaction:
            continue
        if many:
            connection.executemany(text, values)
        else:
            connection.execute(text, values).fetchall()
    if connection.in_transaction:
        connection.rollback()


@dataclass
class Measured:
    """Pages of one house, measured on the house and on a copy for the bare statements."""

    at: House
    size: str
    runs: int

    def figures(self) -> list[Figure]:
        """List and dashboard beside their floor, the list beside a bare page, sizes."""
        with closing(plain_connection(self.copy())) as connection:
            found = [
                figure
                for name, path, question in LISTS
                for figure in (
                    self.beside_floor(f"list, {name}", path, connection),
                    self.beside_bare(f"list, {name}, and a bare page", path, question),
                )
            ]
            if "reporting.dashboard" in self.at.web.view_functions:
                found.append(self.beside_floor("dashboard", self._dashboard(), connection))
        return found

    def _dashboard(self) -> str:
        with self.at.web.test_request_context():
            return url_for("reporting.dashboard", pilot_key=KEY).removeprefix(f"/p/{KEY}")

    def copy(self) -> Path:
        """A copy of the house's database, to run bare statements on."""
        copy = self.at.folder / "floor.sqlite"
        with closing(plain_connection(self.at.database)) as source:
            source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(self.at.database, copy)
        return copy

    def beside_floor(self, name: str, path: str, connection: sqlite3.Connection) -> Figure:
        """A request beside its statements and its template alone."""
        client, address = self.at.client(), f"/p/{KEY}{path}"
        seen = capture(self.at, client, address)
        seen.statements = [(repeatable(text), *rest) for text, *rest in seen.statements]
        # In a context of its own: the requests beside it must not find this one open.
        apart = copy_context()
        apart.run(self._enter, address, seen)

        def floor() -> None:
            run_statements(connection, seen)
            seen.render()

        send = request_of(self.at.web, client, address)
        times = compared(self.runs, send, lambda: apart.run(floor))
        return Figure(self.size, name, "ms", times[0], PAGE_TARGET, times[1])

    def _enter(self, address: str, seen: Captured) -> None:
        self.at.web.test_request_context(address).push()
        for key, value in seen.of_request.items():
            setattr(g, key, value)

    def beside_bare(self, name: str, path: str, question: Question) -> Figure:
        """A request beside a bare Flask page of the same people."""
        client, address = self.at.client(), f"/p/{KEY}{path}"
        seen = capture(self.at, client, address)
        page = self.bare_page(seen, question)
        send = request_of(self.at.web, client, address)
        times = compared(self.runs, send, request_of(page, page.test_client(), "/"))
        return Figure(self.size, name, "ms", times[0], BARE_TARGET, times[1])

    def bare_page(self, seen: Captured, question: Question) -> Flask:
        """The bare page; it must show those whom ours shows, give or take stages taken back."""
        here = seen.of_request["pilot"]
        page = bare.create(self.at.database, here.id, here.day, question)
        shown = page.test_client().get("/").get_data(as_text=True)
        ours = {line.row.number for line in seen.context["lines"]}
        theirs = {int(number) for number in re.findall(r'scope="row"><a href="/(\d+)"', shown)}
        assert len(ours & theirs) >= 0.9 * max(len(ours), len(theirs)), (ours, theirs)
        return page


def sizes(at: House) -> list[Figure]:
    """Compressed size of each place of the navigation that the coordinator may open."""
    client = at.client()
    with watched(at) as seen:
        fetch(client, f"/p/{KEY}/participants?state=all")
    places = {
        item.url: item.label for tab in seen.context["navigation"] for item in (tab, *tab.children)
    }
    return [
        Figure(
            "Compressed pages (gzip, level 6)",
            f"{label} ({url.removeprefix(f'/p/{KEY}') or '/'})",
            "kB",
            [len(gzip.compress(fetch(client, url), 6)) / 1000],
            SIZE_TARGET_KB,
        )
        for url, label in places.items()
    ]
