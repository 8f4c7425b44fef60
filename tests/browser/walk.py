"""A walk through all that a role can reach: navigation, named pages, every link on them."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import MethodNotAllowed, NotFound

from tests.browser.visitor import Visitor

NAVIGATION = "nav.pb-tabs a, nav.pb-subnav a"
CONTENT = "main a[href]"


class Walk:
    """Knows which pages were seen: the navigation by address, what links lead to by endpoint.

    A link is followed if nobody has seen a page of its endpoint; so every kind of page comes
    up once, by whichever role reaches it first. axe judges each address once; its width and
    what the browser reports count for every role.
    """

    def __init__(self, web: Flask, leave_out: Iterable[str]) -> None:
        self.seen = set(leave_out)
        self.judged: set[str] = set()
        self._routes = web.url_map.bind("localhost")

    def through(self, visitor: Visitor, further: Iterable[str]) -> None:
        """Visits further addresses, the places of the navigation, and what these lead to."""
        links: list[str] = []
        places, known = visitor.addresses(NAVIGATION), set[str]()
        for path in further:
            links += self._visit(visitor, path)
        while places:
            path = places.pop()
            if path not in known:
                known.add(path)
                links += self._visit(visitor, path)
                places += visitor.addresses(NAVIGATION)
        while links:
            path = links.pop(0)
            if self._endpoint(path) not in {*self.seen, None}:
                links += self._visit(visitor, path)

    def _visit(self, visitor: Visitor, path: str) -> list[str]:
        endpoint = self._endpoint(path)
        assert endpoint is not None, path
        visitor.look_at(path, with_axe=path not in self.judged)
        self.seen.add(endpoint)
        self.judged.add(path)
        return visitor.addresses(CONTENT)

    def _endpoint(self, path: str) -> str | None:
        """What answers there; None where only forms are sent to."""
        try:
            endpoint, _arguments = self._routes.match(urlsplit(path).path, method="GET")
        except (MethodNotAllowed, NotFound):
            return None
        return str(endpoint)
