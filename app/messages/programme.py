"""Sentences about the view of a programme."""

SENTENCES: dict[str, tuple[str, str]] = {}
