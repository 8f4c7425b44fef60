"""Sentences about questionnaires and crises."""

SENTENCES: dict[str, tuple[str, str]] = {}
