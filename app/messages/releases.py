"""Sentences about releases."""

SENTENCES: dict[str, tuple[str, str]] = {}
