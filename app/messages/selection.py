"""Sentences about candidates and the selection."""

SENTENCES: dict[str, tuple[str, str]] = {}
