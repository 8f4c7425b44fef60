"""From the work on barriers over the exit to the follow-up after twelve months."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from app.participants.services.consents import give_consent
from tests import factories
from tests.browser.conftest import LiveServer
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def somebody_in_care(live_server: LiveServer) -> int:
    """Admitted in 2022, with the consents to health data and to follow-ups."""
    entered = date(2022, 1, 10)
    given = dict.fromkeys(("participation", "health_data"), entered)
    with live_server.within():
        actor = factories.system_actor()
        number = factories.admitted(actor, admitted_on=entered, referred_on=entered, consents=given)
        give_consent(
            actor, factories.gecko(), number, "follow_up", entered, "written", factories.DAY
        )
        return number


def work_on_barriers(visitor: Visitor, number: int) -> None:
    visitor.go(f"/p/gecko/participants/{number}/conditions")
    visitor.follow("Hemmnis eintragen")
    visitor.fill(group="chronische Schmerzen", since="03.2019", noted_on="01.02.2022")
    visitor.press("Eintragen")
    visitor.follow("Stand ändern (chronische Schmerzen, 01.02.2022)")
    visitor.fill(state="verringert", from_day="01.12.2022")
    visitor.press("Stand eintragen")
    assert visitor.sees("chronische Schmerzen verringert")
    visitor.follow("neuer Wert (Grad der Behinderung (GdB))")
    visitor.fill(value="30", from_day="01.06.2022")
    visitor.press("Eintragen")
    assert visitor.sees("Grad der Behinderung (GdB) 30 01.06.2022")


def test_somebody_is_accompanied_from_barriers_to_the_follow_up_after_twelve_months(
    live_server: LiveServer, page_as: Callable[..., Visitor]
) -> None:
    number = somebody_in_care(live_server)
    visitor = page_as("coach")
    work_on_barriers(visitor, number)
    visitor.go(f"/p/gecko/participants/{number}/aftercare")
    visitor.follow("Austritt eintragen")
    visitor.fill(exited_on="10.01.2023", exit_reason="reguläres Ende")
    visitor.press("Austritt eintragen")
    visitor.go(f"/p/gecko/participants/{number}/aftercare")
    visitor.follow("Verbleib eintragen")
    visitor.fill(status="Ausbildung", perspective="Suche nach Arbeit", aim_em_pension="abgelehnt")
    visitor.press("Speichern")
    assert visitor.sees("„Verbleib beim Austritt“ ist eingetragen.")
    visitor.follow("Nachbefragung eintragen")
    visitor.fill(asked_on="10.07.2023", status="nicht erreicht")
    visitor.press("Speichern")
    visitor.follow("Nachbefragung eintragen")
    visitor.fill(asked_on="10.01.2024", status="Arbeit auf dem 1. Arbeitsmarkt")
    visitor.press("Speichern")
    assert visitor.sees("nach 6 Monaten 10.07.2023 12.06.2023 – 07.08.2023 fehlt")
    assert visitor.sees("nach 12 Monaten 10.01.2024 13.12.2023 – 07.02.2024 erledigt")
