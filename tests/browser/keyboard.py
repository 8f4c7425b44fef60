"""A visitor without a mouse: reaches every control with Tab and sees where the focus is."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator

from tests.browser.visitor import Visitor

MOST_TABS = 150
"""So many controls at most lie before the wanted one; the longest form has about sixty."""
FOCUSED = "all => all.indexOf(document.activeElement)"
LOOKS = """all => all.map(one => JSON.stringify(
  [one, one.parentElement].flatMap(part => [null, "::before", "::after"].map(piece => {
    const style = getComputedStyle(part, piece);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow];
  }))))"""
OPTIONS = "one => [one.selectedIndex, ...Array.from(one.options, each => each.label)]"


class Keyboard:
    """Hands that only press keys. A control that Tab does not reach, or that looks the same
    with the focus as without it, fails.

    axe judges each address once; width and what the browser reports count every time.
    """

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page
        self._checked: set[str] = set()

    def reach(self, control: Locator) -> None:
        """Presses Tab until the control has the focus."""
        control.first.wait_for(state="attached")
        before: list[str] = control.evaluate_all(LOOKS)
        had_focus: int = control.evaluate_all(FOCUSED)
        place, tabs = had_focus, 0
        while place < 0:
            assert tabs < MOST_TABS, f"{control} is not reached with Tab on {self.page.url}"
            self._keys("Tab")
            tabs += 1
            place = control.evaluate_all(FOCUSED)
        if had_focus < 0:
            looks = control.evaluate_all(LOOKS)[place]
            assert looks != before[place], f"{control} shows no focus on {self.page.url}"

    def type(self, label: str, text: str) -> None:
        """Types into the field with that label, over what stands there."""
        self._enter(self._labelled(label), text)

    def type_into(self, name: str, text: str) -> None:
        """Types into a field by its name, where several have the same label."""
        self._enter(self._named(name), text)

    def choose(self, label: str, option: str) -> None:
        """Goes through a list with the arrow keys to an option."""
        field = self._labelled(label)
        self.reach(field)
        now, *options = field.evaluate(OPTIONS)
        steps = options.index(option) - now
        self._keys(*["ArrowDown" if steps > 0 else "ArrowUp"] * abs(steps))
        now, *options = field.evaluate(OPTIONS)
        assert options[now] == option, f"{label}: {options[now]}"

    def pick(self, name: str, choice: int) -> None:
        """Takes a choice of a group of radio buttons, counted from 0 and from none chosen."""
        group = self._named(name)
        self.reach(group)
        self._keys("Space", *["ArrowDown"] * choice)
        assert group.nth(choice).is_checked(), name

    def tick(self, label: str) -> None:
        """Ticks a box with the space bar."""
        box = self.page.locator("main").get_by_role("checkbox", name=label, exact=True)
        self.reach(box)
        self._keys("Space")
        assert box.is_checked(), label

    def press(self, button: str) -> None:
        """Presses a button and waits for the page that follows."""
        self._go(self.page.locator("main").get_by_role("button", name=button, exact=True))

    def follow(self, link: str) -> None:
        """Follows a link of the content by its words."""
        self._go(self._link(link))

    def follow_in(self, region: str, link: str) -> None:
        """Follows the link whose words begin so, in the region whose name begins so."""
        inside = self.page.get_by_role("region", name=_beginning(region))
        self._go(inside.get_by_role("link", name=_beginning(link)))

    def open(self, place: str) -> None:
        """Follows a place of the navigation."""
        self._go(self.page.get_by_role("navigation").get_by_role("link", name=place, exact=True))

    def speak_english(self) -> None:
        """Switches the language in the head of the page."""
        self._go(self.page.get_by_role("button", name="EN English", exact=True))

    def skip_to_content(self) -> None:
        """The first Tab of a page offers to leave out the navigation; Enter takes the offer."""
        self._keys("Tab")
        assert self.page.locator(".pb-skip").evaluate("one => one === document.activeElement")
        self._keys("Enter")

    def sees(self, text: str) -> bool:
        """Whether the words stand on the page."""
        return self.visitor.sees(text)

    def _enter(self, field: Locator, text: str) -> None:
        self.reach(field)
        self._keys("Control+A")
        self.page.keyboard.type(text)
        assert field.input_value() == text

    def _labelled(self, label: str) -> Locator:
        named = re.compile(f"^{re.escape(label)}( \\(.*\\))?$")
        return self.page.locator("main").get_by_label(named)

    def _named(self, name: str) -> Locator:
        return self.page.locator(f'main [name="{name}"]')

    def _link(self, words: str) -> Locator:
        return self.page.locator("main").get_by_role("link", name=words, exact=True)

    def _go(self, control: Locator) -> None:
        self.reach(control)
        self._leave(lambda: self._keys("Enter"))

    def _leave(self, act: Callable[[], None]) -> None:
        with self.page.expect_navigation(wait_until="load"):
            act()
        self.visitor.check(with_axe=self.page.url not in self._checked)
        self._checked.add(self.page.url)

    def _keys(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)


def _beginning(words: str) -> re.Pattern[str]:
    return re.compile("^" + re.escape(words))
