"""Sentences about the funder's rules."""

SENTENCES: dict[str, tuple[str, str]] = {}
