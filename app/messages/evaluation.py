"""Sentences about evaluation."""

SENTENCES: dict[str, tuple[str, str]] = {}
