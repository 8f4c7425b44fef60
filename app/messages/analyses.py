"""Sentences about analyses."""

SENTENCES: dict[str, tuple[str, str]] = {}
