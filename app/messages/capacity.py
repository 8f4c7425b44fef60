"""Sentences about the forecast of capacity."""

SENTENCES: dict[str, tuple[str, str]] = {}
