"""Sentences about costs of participation."""

SENTENCES: dict[str, tuple[str, str]] = {}
