"""The network of the demonstration: invented institutions, persons to turn to, agreements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.access import Actor
from app.partners.services.network import (
    ContactPerson,
    Institution,
    Terms,
    add_contact,
    add_partner,
    conclude,
)

KINDS = {
    "health_insurer": "Musterkasse Nord",
    "clinic": "Rehaklinik Seeblick (Muster)",
    "medical_practice": "Hausarztpraxis am Beispielplatz",
    "psychotherapy": "Psychotherapie Beispielhof",
    "counselling": "Schuldnerberatung Musterstadt",
    "addiction_help": "Suchtberatung Neuer Weg (Muster)",
    "pension_insurance": "Beispiel-Rentenversicherung, Reha-Beratung",
    "education": "Bildungswerk Musterland",
    "employer": "Gartenbau Beispiel GmbH",
    "self_help": "Selbsthilfekontaktstelle Musterkreis",
}
PLACES = ("Musterstadt", "Beispielow", "Probehagen")
PERSONS = {
    "health_insurer": ("Ines Muster", "Fallberatung"),
    "clinic": ("Dr. Jan Beispiel", "Sozialdienst"),
    "psychotherapy": ("Kim Probe", "Praxisleitung"),
    "counselling": ("Robin Vorlage", "Beratung"),
    "addiction_help": ("Toni Entwurf", "Leitung"),
    "pension_insurance": ("Sascha Modell", "Reha-Fachberatung"),
    "education": ("Alex Skizze", "Kursplanung"),
}


@dataclass(frozen=True)
class Agreed:
    """An agreement of the demonstration: from when, and days until its last day, if any."""

    kind: str
    subject: str
    valid_from: date
    ends_in_days: int | None = None


AGREEMENTS = (
    Agreed("health_insurer", "Präventionskurse und Fallabsprachen", date(2022, 2, 1)),
    Agreed("clinic", "Plätze in der ambulanten Rehabilitation", date(2022, 3, 1), 914),
    Agreed("psychotherapy", "Erstgespräche innerhalb von drei Wochen", date(2022, 7, 1), 46),
    Agreed("counselling", "Offene Sprechstunde im Haus", date(2022, 1, 10), -91),
    Agreed("addiction_help", "Begleitete Vermittlung", date(2022, 1, 15), 549),
    Agreed("pension_insurance", "Beratung zu Leistungen zur Teilhabe", date(2022, 5, 1)),
    Agreed("education", "Kurse zur beruflichen Orientierung", date(2023, 1, 1), 184),
)


def fill(actor: Actor, day: date) -> Mapping[str, int]:
    """Institutions by kind; one agreement ends soon, one has expired without a successor."""
    partners = {}
    for place, (kind, name) in enumerate(KINDS.items()):
        host = f"einrichtung{place + 1}.example"
        partners[kind] = add_partner(
            actor, Institution(name, kind, PLACES[place % len(PLACES)], "", f"kontakt@{host}")
        )
        if kind in PERSONS:
            person, function = PERSONS[kind]
            mail = f"{person.split()[-1].casefold()}@{host}"
            add_contact(actor, partners[kind], ContactPerson(person, function, "", mail))
    for agreed in AGREEMENTS:
        until = None if agreed.ends_in_days is None else day + timedelta(agreed.ends_in_days)
        signed_on = agreed.valid_from - timedelta(10)
        terms = Terms(agreed.subject, agreed.valid_from, until, signed_on)
        conclude(actor, partners[agreed.kind], terms)
    return partners
