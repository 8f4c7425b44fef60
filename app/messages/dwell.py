"""Sentences about dwell time."""

SENTENCES: dict[str, tuple[str, str]] = {}
