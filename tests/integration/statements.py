"""Counting the statements that a page runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from app.extensions import db


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements run inside."""
    run: list[str] = []

    def note(*arguments: Any) -> None:
        run.append(arguments[2])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield run
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
