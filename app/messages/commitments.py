"""Sentences about commitments, awards and stored documents."""

SENTENCES: dict[str, tuple[str, str]] = {
    "commitment.not_now": (
        "Das geht in diesem Zustand der Vormerkung nicht (mehr).",
        "This cannot be done in the present state of the commitment.",
    ),
    "commitment.not_positive": (
        "Der Betrag muss größer als 0 sein.",
        "The amount must be above 0.",
    ),
    "commitment.fixed": (
        "Freigegebene Vormerkungen werden nicht mehr geändert. Bitte stornieren und neu anlegen.",
        "Approved commitments are not changed any more. Please cancel and enter anew.",
    ),
    "commitment.four_eyes": (
        "Wer eine Vormerkung eingetragen hat, gibt sie nicht selbst frei (Vier-Augen-Prinzip).",
        "Whoever entered a commitment does not approve it (four eyes).",
    ),
}
