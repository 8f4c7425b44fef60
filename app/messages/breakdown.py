"""Sentences about the break-down of people."""

SENTENCES: dict[str, tuple[str, str]] = {
    "breakdown.unknown": (
        "Diese Aufgliederung wird nicht angeboten.",
        "This break-down is not offered.",
    ),
    "breakdown.no_single_posts": (
        "Zahlen je Stelle sind Beschäftigtendaten; in diesem Vorhaben sind sie nicht eingeschaltet.",
        "Figures per post are staff data; this pilot has not switched them on.",
    ),
    "breakdown.same_twice": (
        "Bitte zwei verschiedene Merkmale wählen.",
        "Please choose two different characteristics.",
    ),
    "breakdown.not_left_yet": (
        "Wer in Betreuung ist, hat noch keinen Austritt: bitte ein anderes Merkmal oder Austritte "
        "wählen.",
        "Who is in care has not left yet: please choose another characteristic, or exits.",
    ),
    "action.export_breakdown": ("Aufgliederung exportiert", "break-down exported"),
}
