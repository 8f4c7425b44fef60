"""Sentences about duties to notify the funder."""

SENTENCES: dict[str, tuple[str, str]] = {}
