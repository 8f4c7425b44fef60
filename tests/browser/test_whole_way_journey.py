"""Without a mouse: one person up to the last follow-up, another one out by withdrawal."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.keyboard import Keyboard
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

WELL_BEING = (1, 2, 2, 3, 1)
"""Places of the answers to WHO-5, from "all the time" (5 points) on: 4 + 3 + 3 + 2 + 4 = 16."""
STAGES = ((2, "01.03.2022"), (3, "01.06.2022"), (4, "01.11.2022"))


def test_one_person_goes_from_the_referral_to_the_follow_up_after_twelve_months(
    page_as: Callable[..., Visitor],
) -> None:
    hands = Keyboard(page_as("coordinator"))
    is_referred(hands)
    is_admitted(hands)
    answers_the_first_questionnaire(hands)
    agrees_on_a_plan(hands)
    is_called(hands)
    goes_through_the_stages(hands)
    leaves(hands)
    is_asked_afterwards(hands)


def is_referred(hands: Keyboard) -> None:
    hands.skip_to_content()
    hands.open("Teilnehmende")
    hands.open("Auswahl")
    hands.follow("Zusteuerung erfassen")
    hands.skip_to_content()
    hands.type("Familienname", "Muster")
    hands.type("Vorname", "Kim")
    hands.type("Geburtsdatum", "15.03.1985")
    hands.type("Kundennummer", "036D000001")
    hands.type("Zugesteuert am", "03.01.2022")
    hands.choose("Gesundheitliche Einschränkung", "ja")
    hands.choose("Berufsabschluss", "betriebliche Ausbildung")
    hands.type("Kinder im Haushalt", "1")
    hands.press("Zusteuerung erfassen")
    assert hands.sees("Unter 50 Jahre am Tag der Aufnahme nötig erfüllt")


def is_admitted(hands: Keyboard) -> None:
    hands.follow("Aufnehmen")
    hands.skip_to_content()
    hands.type("Aufnahme", "10.01.2022")
    hands.choose("Betreuende Stelle", "SB med. Reha 1")
    hands.tick("Teilnahme am Vorhaben (für die Aufnahme nötig)")
    hands.tick("Gesundheitsdaten verarbeiten")
    hands.tick("Nachbefragung nach dem Austritt")
    hands.press("Voraussetzungen prüfen")
    assert hands.sees("36 Jahre und 301 Tage am 10.01.2022")
    hands.press("Aufnehmen")
    assert hands.sees("Nr. 1 ist aufgenommen.")


def answers_the_first_questionnaire(hands: Keyboard) -> None:
    hands.follow("Befragungen")
    hands.skip_to_content()
    hands.follow_in("Jetzt fragen: t0 (Eingang)", "WHO-5")
    hands.skip_to_content()
    hands.type("Beantwortet am", "20.01.2022")
    hands.pick("mode", 0)
    for place, choice in enumerate(WELL_BEING, start=1):
        hands.pick(f"item_{place}", choice)
    hands.press("Speichern")
    assert hands.sees("WHO-5 ist gespeichert: 64 von 100.")


def agrees_on_a_plan(hands: Keyboard) -> None:
    hands.follow("Plan")
    hands.follow("Integrationsplan aufstellen")
    hands.type("Aufgestellt am", "01.02.2022")
    hands.press("Plan anlegen")
    hands.follow("Ziel eintragen")
    hands.choose("Bereich", "Gesundheit")
    hands.type("Was soll erreicht werden?", "Wieder ohne Schmerzen gehen")
    hands.press("Ziel eintragen")
    hands.follow("Als vereinbart eintragen")
    hands.type("Vereinbart am", "03.02.2022")
    hands.press("Als vereinbart eintragen")
    assert hands.sees("vereinbart am 03.02.2022")


def is_called(hands: Keyboard) -> None:
    hands.follow("Kontakte")
    hands.type("Minuten", "45")
    hands.pick("kind", 1)
    hands.type("Tag", "10.02.2022")
    hands.press("Kontakt speichern")
    assert hands.sees("10.02.2022 Telefon, 45 Minuten")


def goes_through_the_stages(hands: Keyboard) -> None:
    hands.follow("Akte")
    for stage, day in STAGES:
        hands.skip_to_content()
        hands.follow(f"In Baustein {stage} wechseln")
        hands.type("Wechsel am", day)
        hands.press("Wechsel eintragen")
    assert hands.sees("4 Individuelle Überleitung, Anschlussperspektive")


def leaves(hands: Keyboard) -> None:
    hands.skip_to_content()
    hands.follow("Austritt eintragen")
    hands.type("Austritt", "10.01.2023")
    hands.choose("Grund des Austritts", "reguläres Ende")
    hands.press("Austritt eintragen")
    assert hands.sees("Der Austritt ist eingetragen.")
    hands.follow("Verbleib eintragen")
    hands.choose("Verbleib", "Ausbildung")
    hands.choose("Anschlussperspektive", "Suche nach Arbeit")
    hands.press("Speichern")
    assert hands.sees("„Verbleib beim Austritt“ ist eingetragen.")


def is_asked_afterwards(hands: Keyboard) -> None:
    for day, status in (
        ("10.07.2023", "Ausbildung"),
        ("10.01.2024", "Arbeit auf dem 1. Arbeitsmarkt"),
    ):
        hands.follow("Nachbefragung eintragen")
        hands.type("Erhoben am", day)
        hands.choose("Verbleib", status)
        hands.press("Speichern")
    assert hands.sees("nach 6 Monaten 10.07.2023 12.06.2023 – 07.08.2023 erledigt")
    assert hands.sees("nach 12 Monaten 10.01.2024 13.12.2023 – 07.02.2024 erledigt")


def test_another_person_leaves_by_withdrawing_the_consent_to_take_part(
    page_as: Callable[..., Visitor],
) -> None:
    hands = Keyboard(page_as("coordinator"))
    hands.speak_english()
    hands.open("Participants")
    hands.follow("Admit a person")
    hands.skip_to_content()
    hands.type("Family name", "Muster")
    hands.type("Given name", "Toni")
    hands.type("Date of birth", "15.03.1985")
    hands.type("Customer number", "036D000002")
    hands.type("Entry", "10.01.2023")
    hands.choose("Post in charge", "SB med. Reha 1")
    hands.choose("Health restriction", "yes")
    hands.choose("Vocational qualification", "dual apprenticeship")
    hands.tick("Taking part in the pilot (needed for admission)")
    hands.press("Admit")
    assert hands.sees("No. 1 has been admitted.")
    hands.follow("Consents")
    hands.skip_to_content()
    hands.follow("withdraw (Taking part in the pilot)")
    hands.type("Withdrawn on", "15.06.2024")
    hands.press("Record withdrawal")
    hands.follow("Record")
    assert hands.sees("exited on 15 Jun 2024")
    assert hands.sees("Consent withdrawn")
