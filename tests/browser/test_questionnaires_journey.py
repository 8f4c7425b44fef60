"""An alarming answer by keyboard alone: the procedure appears at once and is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests import factories
from tests.browser.conftest import LiveServer
from tests.browser.visitor import Visitor
from tests.integration.questionnaires.waves import PROCEDURE, new_case, with_procedure

pytestmark = pytest.mark.browser
ITEMS = 9


def choose(visitor: Visitor, group: str, downs: int) -> None:
    """Chooses in the group that has the focus: Space takes the first, each arrow one further."""
    keyboard = visitor.page.keyboard
    keyboard.press("Space")
    for _n in range(downs):
        keyboard.press("ArrowDown")
    assert visitor.page.evaluate("document.activeElement.name") == group
    keyboard.press("Tab")


def test_the_phq9_is_filled_in_by_keyboard_and_the_crisis_confirmed(
    page_as: Callable[..., Visitor], live_server: LiveServer
) -> None:
    with live_server.within():
        actor = factories.system_actor()
        with_procedure(actor)
        number = new_case(actor, admitted_on=date(2024, 6, 3))
    visitor = page_as("coach")
    visitor.go("/p/gecko/participants/questionnaires")
    visitor.go(f"/p/gecko/participants/{number}/questionnaires")
    visitor.page.locator("main .pb-tiles a", has_text="PHQ-9").focus()
    with visitor.page.expect_navigation(wait_until="load"):
        visitor.page.keyboard.press("Enter")
    visitor.check()
    visitor.page.locator("[name=answered_on]").focus()
    visitor.page.keyboard.press("Tab")
    choose(visitor, "mode", 0)
    visitor.page.keyboard.press("Tab")
    for place in range(1, ITEMS + 1):
        choose(visitor, f"item_{place}", 1 if place in (1, ITEMS) else 0)
    with visitor.page.expect_navigation(wait_until="load"):
        visitor.page.keyboard.press("Enter")
    visitor.check()
    assert visitor.sees("PHQ-9 ist gespeichert: 2 von 27.")
    assert visitor.sees("Jetzt handeln")
    assert visitor.sees(PROCEDURE)
    visitor.page.locator("[name=measures]").focus()
    visitor.page.keyboard.type("Gespräch geführt, Klinik angerufen.")
    visitor.page.keyboard.press("Tab")
    with visitor.page.expect_navigation(wait_until="load"):
        visitor.page.keyboard.press("Enter")
    visitor.check()
    assert visitor.sees("Gesehen und gehandelt")
    assert visitor.sees("Bestätigte Krisen")
    visitor.go("/p/gecko/participants/questionnaires/crisis-procedure")
    visitor.go("/p/gecko/participants/questionnaires/response")
