"""Sentences about milestones."""

SENTENCES: dict[str, tuple[str, str]] = {
    "milestone.reached_stays": (
        "Der Meilenstein ist erreicht und bleibt. Bitte zuerst den Tag des Erreichens entfernen.",
        "The milestone has been reached and stays. Please remove the day of reaching it first.",
    ),
}
