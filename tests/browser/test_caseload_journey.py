"""A coach opens a case in an emergency; the coordinator sees it and hands the case over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.pilots.queries import posts_of
from tests import factories
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def test_an_emergency_is_seen_and_the_cases_are_handed_over(
    live_server: Any, page_as: Callable[..., Visitor]
) -> None:
    with live_server.within():
        actor = factories.system_actor()
        for _each in range(2):
            factories.admitted(actor, post_id=posts_of(actor.pilot_id)[1].id)
    coach = page_as("coach")
    coach.go("/p/gecko/participants")
    coach.follow("Fall im Notfall öffnen")
    coach.fill(number="1", reason="Anruf der Klinik, die Kollegin ist nicht erreichbar.")
    coach.press("Fall öffnen")
    assert coach.sees("Nr. 1 steht Ihnen 24 Stunden offen.")
    coordinator = page_as("coordinator", scheme="dark")
    coordinator.go("/p/gecko/participants/caseload")
    coordinator.follow("Notfallzugriffe sichten")
    assert coordinator.sees("Anruf der Klinik, die Kollegin ist nicht erreichbar.")
    coordinator.press("Als gesehen bestätigen")
    coordinator.go("/p/gecko/participants/caseload")
    coordinator.follow("SB med. Reha 2")
    coordinator.follow("Anteil ändern")
    coordinator.fill(from_day="01.06.2024", fte_percent="0")
    coordinator.press("Anteil eintragen")
    coordinator.follow("Fälle übergeben")
    coordinator.press("Auslastung danach zeigen")
    assert coordinator.sees("23 Plätze frei")
    coordinator.press("Übergabe eintragen")
    assert coordinator.sees("2 Fälle sind übergeben.")
    coordinator.go("/p/gecko/participants/caseload")
    assert coordinator.sees("nicht besetzt")
