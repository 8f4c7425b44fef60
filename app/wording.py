"""Translation with the catalogue looked up once per request: lists say the same word many times."""

from __future__ import annotations

from typing import Any

from flask import Flask, g, has_request_context
from flask_babel import get_translations


def catalogue() -> Any:
    """The catalogue of this request's language."""
    if not has_request_context():
        return get_translations()
    if "catalogue" not in g:
        g.catalogue = get_translations()
    return g.catalogue


def gettext(text: str) -> str:
    """The text in the reader's language, parameters still open."""
    return str(catalogue().ugettext(text))


def ngettext(one: str, many: str, number: int) -> str:
    """Singular or plural in the reader's language, parameters still open."""
    return str(catalogue().ungettext(one, many, number))


def register(app: Flask) -> None:
    """Templates translate through here."""
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
