"""Sentences about the second factor."""

SENTENCES: dict[str, tuple[str, str]] = {}
