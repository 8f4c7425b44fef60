"""The reader's language, looked up once per request: lists say the same words many times."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast

from flask import Flask, has_request_context
from flask_babel import Domain, force_locale, get_locale

_language: ContextVar[str | None] = ContextVar("language", default=None)
_catalogue: ContextVar[Any] = ContextVar("catalogue", default=None)


def language() -> str:
    """The language of this request: de or en."""
    known = _language.get()
    if known is not None:
        return known
    locale = get_locale()
    found = locale.language if locale is not None else "de"
    if has_request_context():
        _language.set(found)
    return found


class Catalogues(Domain):  # type: ignore[misc]
    """Finds the catalogue of a request once, however many words are asked for."""

    def get_translations(self) -> Any:
        """The catalogue of this request's language."""
        known = _catalogue.get()
        if known is not None:
            return known
        found = super().get_translations()
        if has_request_context():
            _catalogue.set(found)
        return found


_catalogues = Catalogues()


def gettext(text: str, **values: object) -> str:
    """The text in the reader's language; without values its parameters are still open.

    For pages of many words: flask_babel's own looks up the reader for every one of them.
    """
    found = str(_catalogues.get_translations().ugettext(text))
    return found % values if values else found


def ngettext(one: str, many: str, number: int) -> str:
    """Singular or plural in the reader's language, parameters still open."""
    return str(_catalogues.get_translations().ungettext(one, many, number))


@contextmanager
def speaking(wanted: str) -> Iterator[None]:
    """All inside is said in this language, whatever the reader's: a report has its own."""
    tokens = _language.set(wanted), _catalogue.set(None)
    try:
        with force_locale(wanted):
            yield
    finally:
        _language.reset(tokens[0])
        _catalogue.reset(tokens[1])


def forget(_error: BaseException | None = None) -> None:
    """The next request, or the next reader of this one, is asked anew."""
    _language.set(None)
    _catalogue.set(None)


def register(app: Flask) -> None:
    """All words, lazy ones too, come from here; requests begin and end without a language."""
    app.before_request(forget)
    app.teardown_request(forget)
    app.extensions["babel"].instance.domain_instance = _catalogues
    cast(Any, app.jinja_env).install_gettext_callables(gettext, ngettext, newstyle=True)
