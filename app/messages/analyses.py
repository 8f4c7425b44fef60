"""Sentences about analyses."""

SENTENCES: dict[str, tuple[str, str]] = {
    "analyses.unknown_period": (
        "Dieser Zeitraum wird nicht angeboten. Bitte einen aus der Liste wählen.",
        "This period is not offered. Please choose one from the list.",
    ),
    "analyses.unknown_group": (
        "Danach wird nicht verglichen. Bitte etwas aus der Liste wählen.",
        "This is not compared by. Please choose from the list.",
    ),
    "analyses.unknown_choice": (
        "Das steht nicht zur Wahl. Bitte etwas aus der Liste wählen.",
        "This is no choice. Please choose from the list.",
    ),
    "action.export_analysis": ("Auswertung ausgegeben", "analysis exported"),
}
