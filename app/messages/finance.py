"""Sentences about finance."""

SENTENCES: dict[str, tuple[str, str]] = {}
