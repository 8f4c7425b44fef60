"""Sentences about what is missing before a report."""

SENTENCES: dict[str, tuple[str, str]] = {}
