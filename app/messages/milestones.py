"""Sentences about milestones."""

SENTENCES: dict[str, tuple[str, str]] = {
    "milestone.reached_stays": (
        "Der Meilenstein ist erreicht und bleibt. Bitte zuerst den Tag des Erreichens entfernen.",
        "The milestone has been reached and stays. Please remove the day of reaching it first.",
    ),
    "milestone.no_title": (
        "Bitte nennen Sie den Meilenstein beim Namen.",
        "Please give the milestone a name.",
    ),
    "milestone.duty_interim": (
        "Zwischennachweis für %(year)s",
        "Interim statement (Zwischennachweis) for %(year)s",
    ),
    "milestone.duty_final": (
        "Verwendungsnachweis",
        "Final statement (Verwendungsnachweis)",
    ),
    "milestone.duty_monitoring": (
        "Monitoring: Daten an das Programm liefern",
        "Monitoring: deliver the data to the programme",
    ),
    "milestone.duty_retention": (
        "Ende der Aufbewahrung von Belegen und Verträgen",
        "End of the retention of vouchers and contracts",
    ),
}
