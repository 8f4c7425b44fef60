"""Sentences about dwell time."""

SENTENCES: dict[str, tuple[str, str]] = {
    "due.transition": (
        "Übergang planen: %(months)s Monate sind vollendet",
        "Plan the transition: %(months)s months are completed",
    ),
}
