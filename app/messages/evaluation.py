"""Sentences about evaluation."""

SENTENCES: dict[str, tuple[str, str]] = {
    "evaluation.nobody": (
        "Für den %(day)s gibt es niemanden mit Einwilligung in die Evaluation. Bitte einen späteren "
        "Stichtag wählen oder die Einwilligungen ergänzen.",
        "Nobody has consented to evaluation on %(day)s. Please choose a later day of account or "
        "add the consents.",
    ),
}
