"""From a phone call of case management to a decision: one declined, one admitted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def refer(visitor: Visitor, given_name: str, customer_number: str) -> None:
    visitor.go("/p/gecko/participants/selection")
    visitor.follow("Zusteuerung erfassen")
    visitor.fill(
        family_name="Muster",
        given_name=given_name,
        birth_date="15.03.1985",
        customer_number=customer_number,
        referred_on="03.06.2024",
        reason="Anruf am Vormittag",
        health_restriction="ja",
        vocational="betriebliche Ausbildung",
        children="1",
    )
    visitor.press("Zusteuerung erfassen")


def test_one_referral_is_declined_and_another_one_admitted(
    page_as: Callable[..., Visitor],
) -> None:
    visitor = page_as("coach")
    refer(visitor, "Kim", "036D000001")
    assert visitor.sees("39 Jahre und 107 Tage am 30.06.2024")
    visitor.follow("Ablehnen")
    visitor.fill(decided_on="20.06.2024", decision_reason="kein freier Platz")
    visitor.press("Ablehnung eintragen")
    assert visitor.sees("Angaben werden gelöscht ab 18.12.2024")
    refer(visitor, "Toni", "036D000002")
    visitor.follow("Aufnehmen")
    assert visitor.sees("Aus Zusteuerung Nr. 2")
    visitor.fill(consent_participation=True)
    visitor.press("Aufnehmen")
    assert visitor.sees("Nr. 1 ist aufgenommen.")
    visitor.go("/p/gecko/participants/selection?state=all")
    assert visitor.sees("aufgenommen")
    visitor.go("/p/gecko/participants/selection/funnel")
    assert visitor.sees("Ein Punkt steht für eine Zahl, die nicht gezeigt wird")
