"""Sentences about reports to the funder."""

SENTENCES: dict[str, tuple[str, str]] = {}
