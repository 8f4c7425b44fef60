"""Sentences about the delivery of releases."""

SENTENCES: dict[str, tuple[str, str]] = {}
