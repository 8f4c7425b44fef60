"""Sentences about the break-down of people."""

SENTENCES: dict[str, tuple[str, str]] = {}
