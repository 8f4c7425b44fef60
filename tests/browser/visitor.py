"""A visitor of the pages: walks through them as people do and checks each page on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, Response

AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = """async () => {
  const mild = axe._audit.rules.filter((rule) => ["minor", "moderate"].includes(rule.impact));
  const found = await axe.run(document, {
    resultTypes: ["violations"],
    rules: Object.fromEntries(mild.map((rule) => [rule.id, { enabled: false }])),
  });
  return found.violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} ${node.html}`));
}"""
"""All that a rule finds has the rule's impact, so that those of little impact need not be run."""
IS_TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
ADDRESSES = """where => Array.from(document.querySelectorAll(where))
  .filter((one) => one.origin === location.origin).map((one) => one.pathname + one.search)"""
"""Asked of the page itself: a locator would first bring its own program into each new page."""
NARROW: Any = {"width": 360, "height": 800}
WIDE: Any = {"width": 1280, "height": 900}


@cache
def axe() -> str:
    """The checker of accessibility, as text to run inside a page."""
    return AXE.read_text(encoding="utf-8")


class Visitor:
    """Somebody at the pages. `go`, `press` and `follow` check the page they arrive at.

    A page is in order when the browser reported nothing (console, refusals of the content
    security policy, missing files), axe finds nothing serious, and it fits a narrow screen.
    """

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.home = home
        self.complaints: list[str] = []
        self._screen = WIDE
        page.add_init_script(axe())  # less work than handing it to each page later
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("response", self._on_response)

    def go(self, path: str, *, with_axe: bool = True) -> None:
        """To an address of the house, e.g. "/p/gecko/participants"."""
        self.page.goto(f"{self.home}{path}")
        self.check(with_axe=with_axe)

    def look_at(self, path: str, *, with_axe: bool = True) -> None:
        """To an address that is only looked at: it comes up on the screen that the last look left.

        One page opens on a wide screen and shrinks, the next one opens on a narrow one and grows:
        each is judged on both, and laid out twice instead of three times.
        """
        self.page.goto(f"{self.home}{path}")
        self._judge(with_axe=with_axe)

    def addresses(self, where: str) -> list[str]:
        """Where the links that a selector finds lead to, as far as they stay in the house."""
        found: list[str] = self.page.evaluate(ADDRESSES, where)
        return found

    def press(self, button: str, *, with_axe: bool = True) -> None:
        """Presses a button by its words and waits for the page that follows."""
        found = self.page.get_by_role("button", name=button, exact=True)
        self._leave(found.click, with_axe=with_axe)

    def follow(self, link: str, *, with_axe: bool = True) -> None:
        """Follows a link of the page's content by its words."""
        found = self.page.locator("main").get_by_role("link", name=link, exact=True)
        self._leave(found.first.click, with_axe=with_axe)

    def fill(self, **entries: str | bool) -> None:
        """Fills fields by their names: text is typed or chosen, a truth ticks or unticks."""
        for name, value in entries.items():
            field = self.page.locator(f'main [name="{name}"]').first
            if isinstance(value, bool):
                field.set_checked(value, force=True)
            elif field.evaluate("field => field.type") == "radio":
                self.page.locator(f'main [name="{name}"][value="{value}"]').check(force=True)
            elif field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(label=value)
            else:
                field.fill(value)

    def sees(self, text: str) -> bool:
        """Whether the words stand on the page (blanks and breaks count as one blank)."""
        shown = self.page.locator("main").inner_text()
        return " ".join(text.split()) in " ".join(shown.split())

    def check(self, *, with_axe: bool = True) -> None:
        """Fails with all that is wrong with the page; goes on with a wide screen."""
        self._judge(with_axe=with_axe)
        self._use(WIDE)

    def _judge(self, *, with_axe: bool) -> None:
        """On the screen in use, then on the other one: the wide one is axe's."""
        wrong = list(self.complaints)
        for screen in (self._screen, NARROW if self._screen is WIDE else WIDE):
            self._use(screen)
            if screen is WIDE and with_axe:
                wrong += self.page.evaluate(RUN_AXE)
            if screen is NARROW and self.page.evaluate(IS_TOO_WIDE):
                wrong.append("wider than a screen of 360 pixels")
        self.complaints.clear()
        assert not wrong, "\n".join([self.page.url, *wrong])

    def _use(self, screen: Any) -> None:
        if self._screen is not screen:
            self.page.set_viewport_size(screen)
            self._screen = screen

    def _leave(self, act: Callable[[], None], *, with_axe: bool) -> None:
        with self.page.expect_navigation(wait_until="load"):
            act()
        self.check(with_axe=with_axe)

    def _on_console(self, message: ConsoleMessage) -> None:
        # what the server answers is judged below; the browser repeats it here
        is_echo = message.text.startswith("Failed to load resource")
        if message.type in ("error", "warning") and not is_echo:
            self.complaints.append(f"console: {message.text}")

    def _on_response(self, answer: Response) -> None:
        is_page = answer.request.resource_type == "document"
        expected = re.fullmatch(
            "[23]..|4(04|03|22|09)" if is_page else "[23]..", str(answer.status)
        )
        if not expected:
            self.complaints.append(f"{answer.status}: {answer.url}")
