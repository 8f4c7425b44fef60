"""Sentences about programme monitoring."""

SENTENCES: dict[str, tuple[str, str]] = {}
