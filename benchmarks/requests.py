"""Requests put to an application as a server would, without the test client around them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder


def request_of(web: Flask, client: FlaskClient, address: str) -> Callable[[], bytes]:
    """The request of a signed-in browser, ready to be sent again and again; gives the page."""
    cookies = [client.get_cookie(name) for name in ("pilotbuch",)]
    header = "; ".join(f"{cookie.key}={cookie.value}" for cookie in cookies if cookie)
    # The browser's own address and name too: another one would not find its session fresh.
    environ = EnvironBuilder(
        address, headers=[("Cookie", header)], environ_base=client.environ_base
    ).get_environ()

    def send() -> bytes:
        statuses: list[str] = []

        def start(status: str, _headers: Any, _error: Any = None) -> Callable[[bytes], object]:
            statuses.append(status)
            return lambda _data: None

        answer: Iterable[bytes] = web.wsgi_app({**environ, "wsgi.input": io.BytesIO()}, start)
        page = b"".join(answer)
        close = getattr(answer, "close", None)
        if close is not None:
            close()
        assert statuses[0].startswith("200"), f"{address}: {statuses[0]}"
        return page

    return send
