"""The coach's day: a contact by keyboard only, a plan with a step, the step in the tasks, done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests import factories
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

MOST_STROKES = 12
"""At two strokes a second, slow for typing, an entry stays far below 20 seconds."""


class Keyboard:
    """A visitor's keyboard that counts what is pressed."""

    def __init__(self, visitor: Visitor) -> None:
        self.page = visitor.page
        self.strokes = 0

    def press(self, *keys: str) -> None:
        """Presses keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
            self.strokes += 1


def enter_contact(visitor: Visitor) -> int:
    """45 minutes by telephone, today, from the cursor that waits in the minutes; the strokes."""
    keyboard = Keyboard(visitor)
    with visitor.page.expect_navigation(wait_until="load"):
        keyboard.press("4", "5", "Tab", "ArrowDown", "Enter")
    visitor.check()
    return keyboard.strokes


def test_a_coach_enters_a_contact_by_keyboard_makes_a_plan_and_ticks_a_step_off(
    live_server: Any, page_as: Callable[..., Visitor]
) -> None:
    with live_server.within():
        number = factories.admitted(factories.system_actor())
    visitor = page_as("coach", with_axe=True)
    here = f"/p/gecko/participants/{number}"
    visitor.go(f"{here}/contacts")
    assert enter_contact(visitor) <= MOST_STROKES
    assert visitor.sees("Der Kontakt ist eingetragen.")
    assert visitor.sees("30.06.2024 Telefon, 45 Minuten")
    enter_one_more_by_number(visitor, number)
    make_plan(visitor)
    visitor.go("/p/gecko/tasks")
    assert visitor.sees("Bewerbung schreiben")
    visitor.press("erledigt (Schritt im Integrationsplan, Nr. 1, 05.07.2024)")
    assert visitor.sees("Heute erledigt")
    visitor.press("wieder öffnen (Schritt im Integrationsplan, Nr. 1, 05.07.2024)")
    assert not visitor.sees("Heute erledigt")
    visitor.go(f"{here}/plan/print")
    assert visitor.sees("Unterschrift betreuende Fachkraft")


def enter_one_more_by_number(visitor: Visitor, number: int) -> None:
    visitor.go("/p/gecko/participants/contacts/new")
    keyboard = Keyboard(visitor)
    with visitor.page.expect_navigation(wait_until="load"):
        keyboard.press(*str(number), "Tab", "Tab", "3", "0", "Enter")
    assert keyboard.strokes <= MOST_STROKES
    assert visitor.sees("Eingetragen für Nr. 1 Muster, Kim")
    visitor.follow("Kontakte dieser Person ansehen")
    assert visitor.sees("2 Kontakte in 15,6 Monaten in Betreuung")


def make_plan(visitor: Visitor) -> None:
    visitor.follow("Plan")
    visitor.follow("Integrationsplan aufstellen")
    visitor.press("Plan anlegen")
    visitor.follow("Ziel eintragen")
    visitor.fill(area="Arbeit", text="Wieder arbeiten")
    visitor.press("Ziel eintragen")
    visitor.follow("Schritt eintragen (Ziel 1)")
    visitor.fill(text="Bewerbung schreiben", due_on="05.07.2024")
    visitor.press("Schritt eintragen")
    visitor.follow("Als vereinbart eintragen")
    visitor.press("Als vereinbart eintragen")
    assert visitor.sees("vereinbart am 30.06.2024")
