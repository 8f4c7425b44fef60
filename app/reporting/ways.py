"""Where the rows behind a figure are, for whoever may see them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from flask import request, url_for

from app.access import Permission
from app.reporting.figures.rules import Scope
from app.web import may, pilot


class Cell(NamedTuple):
    """A value of a table with the address of the rows behind it; None: no way there."""

    value: Any
    url: str | None


def behind(key: str, scope: Scope) -> str | None:
    """The page of a figure, for whoever may read reports."""
    if not may(Permission.STATEMENT):
        return None
    return _figure(pilot().key, request.script_root, scope.code, key)


@lru_cache(maxsize=4096)
def _figure(pilot_key: str, _root: str, code: str, key: str) -> str:
    """Made once: the tables of an overview have a hundred of them."""
    return url_for("figures.detail", pilot_key=pilot_key, scope=code, key=key)


def linked(write: Callable[[Any], str]) -> Callable[[Cell], str | dict[str, str]]:
    """Writes a cell as the macro `chart` takes it: a text, or a text with an address."""

    def written(cell: Cell) -> str | dict[str, str]:
        text = write(cell.value)
        return text if cell.url is None else {"text": text, "url": cell.url}

    return written
