"""Sentences about staff costs and the inventory."""

SENTENCES: dict[str, tuple[str, str]] = {}
