"""Sentences about contacts and notes."""

SENTENCES: dict[str, tuple[str, str]] = {}
