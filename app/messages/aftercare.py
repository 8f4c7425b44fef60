"""Sentences about exit and follow-up."""

SENTENCES: dict[str, tuple[str, str]] = {}
