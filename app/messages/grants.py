"""Sentences about draw-downs and repayments."""

SENTENCES: dict[str, tuple[str, str]] = {
    "grants.not_positive": (
        "Der Betrag muss größer als 0 sein.",
        "The amount must be above 0.",
    ),
}
