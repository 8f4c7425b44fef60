"""Base of all tables: naming, ids, column types, the pilot as the wall, how transactions begin."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    Engine,
    ForeignKey,
    ForeignKeyConstraint,
    MetaData,
    event,
)
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from app import history

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
_EPOCH_MS = 1_609_459_200_000
_lock = threading.Lock()
_last_id = 0


history.set_up()


class Base(DeclarativeBase):
    """Base of every table."""

    metadata = MetaData(naming_convention=NAMES)
    versions: ClassVar[None] = None
    """Said here, the library adds no relationships between rows and their versions (`app.history`
    reads those with statements of its own); they took 6 MB of every process."""


def new_id() -> int:
    """A 63-bit number made here: milliseconds since 2021, then 22 random bits; rises in a process.

    No sequence is shared between pilots or machines; both engines can hold it.
    """
    global _last_id
    with _lock:
        candidate = (int(time.time() * 1000) - _EPOCH_MS) << 22 | secrets.randbits(22)
        _last_id = max(candidate, _last_id + 1)
        return _last_id


def utc_now() -> datetime:
    """The moment of recording, aware and in UTC."""
    return datetime.now(UTC)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC by both engines."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store without a zone, in UTC."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read back as aware UTC."""
        return value.replace(tzinfo=UTC) if value else None


Cents = BigInteger
"""Money in a column: integer cents."""


class PilotRow:
    """What every table of a pilot begins with: the pilot first, then our own number."""

    @declared_attr
    @classmethod
    def pilot_id(cls) -> Mapped[int]:
        """The pilot, first in the key so that no row can point into another pilot."""
        return mapped_column(
            BigInteger, ForeignKey("pilot.id"), primary_key=True, sort_order=-2, autoincrement=False
        )

    @declared_attr
    @classmethod
    def id(cls) -> Mapped[int]:
        """Our own 64-bit number."""
        return mapped_column(
            BigInteger, primary_key=True, default=new_id, sort_order=-1, autoincrement=False
        )


def within_pilot(column: str, table: str) -> ForeignKeyConstraint:
    """A foreign key that cannot leave the pilot."""
    return ForeignKeyConstraint(["pilot_id", column], [f"{table}.pilot_id", f"{table}.id"])


_writing: ContextVar[bool] = ContextVar("writing", default=False)


@contextmanager
def writing() -> Iterator[None]:
    """Transactions begun inside take SQLite's write lock at once instead of failing half way.

    A transaction that has read and then wants to write is refused by SQLite when somebody else
    wrote in between; asking for the lock first makes it wait in line instead.
    """
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def start_writing() -> None:
    """The same for the rest of the current context (a web request)."""
    _writing.set(True)


def stop_writing() -> None:
    """Back to transactions that only read until they write."""
    _writing.set(False)


def prepare_engine(engine: Engine) -> None:
    """SQLite as a server would behave: foreign keys, write-ahead log, durable commits, patience."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=10000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")
