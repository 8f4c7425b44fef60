"""Words of the invented case work: no names, nothing that happened to anybody."""

from __future__ import annotations

CONTACT_NOTES = {
    "health": (
        "Kommt gut ins Gespräch. Schlaf bleibt das Hauptthema, Tagesplan weitergeführt.",
        "Termin beim Facharzt steht; Unterlagen gemeinsam durchgesehen.",
        "Schmerztagebuch besprochen. An zwei Tagen spazieren gegangen, möchte das ausbauen.",
        "Rückenkurs läuft, erster Erfolg: wieder mit dem Rad zum Einkaufen.",
    ),
    "addiction": (
        "Seit dem letzten Gespräch stabil. Rückfallplan liegt in der Handakte.",
        "Gruppe besucht, möchte dabeibleiben.",
    ),
    "work": (
        "Praktikumsidee im Lager besprochen; Heben nur bis zehn Kilogramm.",
        "Lebenslauf überarbeitet, Lücke gut erklärt.",
    ),
    "rehabilitation": (
        "Antrag gemeinsam ausgefüllt und zur Post gegeben.",
        "Bewilligung ist da, Beginn in sechs Wochen.",
    ),
    "family": ("Kinderbetreuung ab nächstem Monat gesichert, damit sind Vormittage frei.",),
    "finances": ("Wirkt belastet, Sorgen wegen der Nachzahlung. Schuldnerberatung angeboten.",),
    "housing": ("Mieterhöhung geprüft; Wohnung kann gehalten werden.",),
    "structure": ("Wochenplan hält seit drei Wochen, frühes Aufstehen fällt leichter.",),
    "authorities": ("Bescheid gemeinsam gelesen, Widerspruch ist nicht nötig.",),
}
"""Notes to a contact, by its first topic."""
CASE_NOTES = (
    "Fallbesprechung im Team: Tempo beibehalten, keine weiteren Termine parallel beginnen.",
    "Rückmeldung der Beratungsstelle liegt vor: nimmt regelmäßig teil.",
    "Unterlagen für den Reha-Antrag sind vollständig, Kopie in der Handakte.",
    "Wünscht Termine nur vormittags; Anrufe ab 9 Uhr.",
    "Übergang ins Fallmanagement vorbereitet, gemeinsames Gespräch ist verabredet.",
)
GOALS = {
    "health": (
        "Beschwerden abklären lassen und eine passende Behandlung beginnen",
        (
            "Termin beim Facharzt vereinbaren",
            "Befunde besorgen und gemeinsam durchsehen",
            "Rückenkurs der Krankenkasse beginnen",
        ),
    ),
    "addiction": (
        "Drei Monate stabil bleiben, Rückfallplan ist besprochen",
        (
            "Erstgespräch in der Suchtberatung wahrnehmen",
            "Rückfallplan aufschreiben",
            "Selbsthilfegruppe zweimal besuchen",
        ),
    ),
    "work": (
        "Erprobung in einem Betrieb, Umfang nach ärztlichem Rat",
        (
            "Lebenslauf überarbeiten",
            "Zwei Betriebe für ein Praktikum ansprechen",
            "Leistungen zur Teilhabe am Arbeitsleben beantragen",
        ),
    ),
    "finances": (
        "Überblick über die Schulden, Raten sind vereinbart",
        (
            "Unterlagen sortieren und Liste der Gläubiger anlegen",
            "Termin bei der Schuldnerberatung wahrnehmen",
            "Haushaltsplan für drei Monate führen",
        ),
    ),
    "structure": (
        "Fester Tagesablauf an fünf Tagen in der Woche",
        (
            "Wochenplan gemeinsam aufstellen",
            "Zweimal in der Woche an der Bewegungsgruppe teilnehmen",
            "Fahrplan und Monatskarte klären",
        ),
    ),
    "family": (
        "Betreuung der Kinder ist an Vormittagen gesichert",
        (
            "Platz in der Kita anfragen",
            "Antrag auf Kostenübernahme stellen",
            "Absprache mit der Familie treffen",
        ),
    ),
}
REVIEWS = (
    "Zwei Schritte sind geschafft, das Ziel bleibt. Nächster Schwerpunkt: Tagesablauf.",
    "Behandlung läuft. Arbeitserprobung frühestens in drei Monaten.",
    "Ziel ist näher gerückt, Termine werden zuverlässig wahrgenommen.",
    "Es geht langsamer als gedacht; Schritte kleiner gefasst.",
)
TASKS = (
    "Bericht der Klinik anfordern",
    "Wegen der Fahrkosten nachfragen",
    "Gespräch mit dem Fallmanagement vorbereiten",
    "Rückruf wegen des Kurstermins",
    "Bescheid prüfen und Frist notieren",
    "Einladung zur Standortbestimmung schreiben",
)
REFERRAL_REASONS = (
    "Mehrere gesundheitliche Einschränkungen, im Fallmanagement bisher ohne Erfolg bearbeitet.",
    "Wünscht sich mehr Zeit für Gespräche und Begleitung zu Terminen.",
    "Nach längerer Behandlung soll ein beruflicher Neubeginn vorbereitet werden.",
)
PROCEDURE = """Übungstext der Vorführung. Er ersetzt kein abgestimmtes Vorgehen.

1. Sprechen Sie die Person noch am selben Tag an: ruhig, direkt, unter vier Augen.
2. Lassen Sie sie nicht allein, solange die Lage unklar ist; holen Sie jemanden aus dem Team dazu.
3. Bei akuter Gefahr: Notruf 112. Bleiben Sie bei der Person, bis Hilfe da ist.
4. Sonst: Vereinbaren Sie gemeinsam einen Termin in der Hausarztpraxis oder der Ambulanz.
5. Halten Sie hier fest, was Sie getan haben, und unterrichten Sie die Projektkoordination."""
MEASURES = (
    "Am selben Tag gesprochen: vorübergehende Gedanken nach einem Streit, keine Pläne, keine akute "
    "Gefahr. Termin in der Hausarztpraxis für den nächsten Morgen vereinbart und begleitet. "
    "Koordination unterrichtet."
)
FAMILY_NAMES = (
    *("Muster", "Beispiel", "Probe", "Übung", "Vorlage", "Entwurf", "Modell", "Versuch"),
    *("Skizze", "Raster", "Schablone", "Testfall"),
)
GIVEN_NAMES = ("Alex", "Robin", "Kim", "Toni", "Sascha", "Charlie", "Luca", "Jona", "Noa", "Mika")
