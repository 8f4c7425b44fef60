"""Where the rows behind a figure are, for whoever may see them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from flask import request, url_for

from app.access import Permission
from app.reporting.figures.rules import Scope
from app.web import may, pilot


class Cell(NamedTuple):
    """A value of a table with the rows behind it: an address, a figure, or None for no way there.

    The address of a figure is only made when the page is written.
    """

    value: Any
    way: str | tuple[str, Scope] | None


def behind(key: str, scope: Scope) -> str | None:
    """The page of a figure, for whoever may read reports."""
    if not may(Permission.STATEMENT):
        return None
    return _figure(pilot().key, request.script_root, scope.code, key)


@lru_cache(maxsize=4096)
def _figure(pilot_key: str, _root: str, code: str, key: str) -> str:
    """Made once: the tables of an overview have a hundred of them."""
    return url_for("figures.detail", pilot_key=pilot_key, scope=code, key=key)


Written = str | dict[str, str]
"""A cell as the macro `chart` takes it: a text, or a text with an address."""


def along(key: str, first: date, write: Callable[[Any], str]) -> Callable[[Any], Written]:
    """Writes values of a figure, each given with the last day that it counts to."""

    def written(valued: tuple[Any, date]) -> Written:
        value, last = valued
        url = behind(key, Scope(first, last))
        return write(value) if url is None else {"text": write(value), "url": url}

    return written


def linked(write: Callable[[Any], str]) -> Callable[[Cell], Written]:
    """Writes values of a table with the rows behind them."""

    def written(cell: Cell) -> Written:
        text, way = write(cell.value), cell.way
        url = behind(*way) if isinstance(way, tuple) else way
        return text if url is None else {"text": text, "url": url}

    return written
