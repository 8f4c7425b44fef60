"""A server with a fresh house, and visitors in a real browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from waitress import wasyncore
from waitress.server import create_server

from app.extensions import db
from tests import engines, factories, machine
from tests.browser.visitor import WIDE, Visitor
from tests.houses import Houses


@dataclass(frozen=True)
class LiveServer:
    """The application behind an address; `within()` is its context, to prepare data in."""

    url: str
    web: Flask

    @contextmanager
    def within(self) -> Iterator[None]:
        """Inside the application; what services did there is committed at the end."""
        with self.web.app_context():
            yield
            db.session.commit()


@pytest.fixture
def live_server(sqlite_template: Path, houses: Houses) -> Iterator[LiveServer]:
    """The house of the factories on SQLite, served by threads on a free port."""
    web = houses.as_new(engines.renewed_sqlite(houses.folder, copy_of=sqlite_template))
    sockets: dict[int, Any] = {}
    server = create_server(web, map=sockets, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield LiveServer(f"http://127.0.0.1:{server.effective_port}", web)
    server.trigger.pull_trigger(lambda: wasyncore.close_all(sockets))
    thread.join(10)
    server.task_dispatcher.shutdown()
    with web.app_context():
        factories.release_connections()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole run; every visitor has a window of their own."""
    path = machine.browser()
    assert path is not None, machine.NO_BROWSER
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=path, args=machine.browser_arguments(), chromium_sandbox=False
        )
        yield found
        found.close()


@pytest.fixture
def page_as(live_server: LiveServer, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Somebody signed in through the page: `page_as("coach")`, `page_as("coach", "en-GB")`.

    Signing in is the beginning of every journey; axe judges its pages where a test says so.
    """
    windows = []

    def sign_in(
        role: str, language: str = "de-DE", scheme: str = "light", *, with_axe: bool = False
    ) -> Visitor:
        window = browser.new_context(locale=language, viewport=WIDE, color_scheme=scheme)  # type: ignore[arg-type]
        window.set_default_timeout(10_000)
        windows.append(window)
        visitor = Visitor(window.new_page(), live_server.url)
        visitor.go("/sign-in", with_axe=with_axe)
        visitor.fill(email=f"{role}@example.org", password=factories.PASSWORD)
        visitor.page.locator("[name=password]").press("Enter")
        visitor.page.wait_for_url(lambda url: "/sign-in" not in url)
        if language == "en-GB":  # the account's own language, German, counts from here on
            visitor.press("EN English", with_axe=with_axe)
            assert visitor.page.locator("html").get_attribute("lang") == "en"
        else:
            visitor.check(with_axe=with_axe)
        return visitor

    yield sign_in
    for window in windows:
        window.close()
