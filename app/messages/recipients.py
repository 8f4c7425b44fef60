"""Sentences about recipients of releases."""

SENTENCES: dict[str, tuple[str, str]] = {}
