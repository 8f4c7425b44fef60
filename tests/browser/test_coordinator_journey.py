"""The coordinator's day: admit somebody, move them on, see the caseload."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def admit_kim(visitor: Visitor, birth_date: str) -> None:
    visitor.go("/p/gecko/participants")
    visitor.follow("Person aufnehmen")
    visitor.fill(
        family_name="Muster",
        given_name="Kim",
        birth_date=birth_date,
        customer_number="036D000001",
        referred_on="01.03.2023",
        admitted_on="14.03.2023",
        post_id="SB med. Reha 2",
        health_restriction="ja",
        vocational="betriebliche Ausbildung",
        children="1",
        consent_participation=True,
        consent_participation_on="10.03.2023",
    )


def test_the_coordinator_admits_somebody_moves_them_on_and_sees_the_caseload(
    page_as: Callable[..., Visitor],
) -> None:
    visitor = page_as("coordinator", with_axe=True)
    admit_kim(visitor, "15.03.1973")
    visitor.press("Voraussetzungen prüfen")
    assert visitor.sees("49 Jahre und 364 Tage am 14.03.2023")
    assert visitor.sees("Alle Pflichtvoraussetzungen sind erfüllt.")
    visitor.press("Aufnehmen")
    assert visitor.sees("Nr. 1 ist aufgenommen.")
    visitor.follow("In Baustein 2 wechseln")
    visitor.fill(entered_on="01.04.2023")
    visitor.press("Wechsel eintragen")
    assert visitor.sees("Situations- und Bedarfsanalyse")
    visitor.go("/p/gecko/participants/caseload")
    assert visitor.sees("24 Plätze frei")
    visitor.follow("1 in der Liste zeigen")
    assert visitor.sees("Muster, Kim")


def test_an_exception_needs_a_written_reason(page_as: Callable[..., Visitor]) -> None:
    visitor = page_as("coordinator")
    admit_kim(visitor, "14.03.1973")
    visitor.press("Aufnehmen")
    assert visitor.sees("Bitte die Ausnahme schriftlich begründen.")
    assert visitor.sees("50 Jahre und 0 Tage am 14.03.2023")
    visitor.fill(override_reason="Einen Tag vorher zugesteuert.")
    visitor.press("Aufnehmen")
    assert visitor.sees("Einen Tag vorher zugesteuert.")
