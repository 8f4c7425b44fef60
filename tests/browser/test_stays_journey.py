"""A stay that pauses, and a consent that is given, shown on paper and withdrawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import factories
from tests.browser.conftest import LiveServer
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def test_a_coach_records_an_interruption_and_a_consent_and_prints_the_sheet(
    live_server: LiveServer, page_as: Callable[..., Visitor]
) -> None:
    with live_server.within():
        number = factories.admitted(factories.system_actor())
    visitor = page_as("coach")
    visitor.go(f"/p/gecko/participants/{number}")
    assert visitor.sees("In den nächsten vier Wochen ist nichts fällig.")
    visitor.follow("Unterbrechung eintragen")
    visitor.fill(kind="Krankenhaus", from_day="01.05.2024", until_day="31.02.2024")
    visitor.press("Unterbrechung eintragen")
    assert visitor.sees("Diesen Tag gibt es nicht.")
    visitor.fill(until_day="11.05.2024")
    visitor.press("Unterbrechung eintragen")
    assert visitor.sees("474 Tage, ohne Unterbrechungen 464 Tage")
    visitor.follow("Einwilligungen")
    visitor.follow("Einwilligung eintragen")
    visitor.fill(
        purpose="Nachbefragung nach dem Austritt", given_on="01.06.2024", signed_by="representative"
    )
    visitor.fill(representative="Alex Beispiel")
    visitor.press("Einwilligung eintragen")
    assert visitor.sees("gesetzliche Vertretung oder Betreuung: Alex Beispiel")
    visitor.follow("Blatt zum Drucken")
    assert visitor.sees("sind freiwillig")
    visitor.go(f"/p/gecko/participants/{number}/consents/participation/withdraw")
    visitor.fill(withdrawn_on="15.06.2024")
    visitor.press("Widerruf eintragen")
    visitor.follow("Akte")
    assert visitor.sees("ausgetreten am 15.06.2024")
