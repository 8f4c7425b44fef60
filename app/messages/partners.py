"""Sentences about the network."""

SENTENCES: dict[str, tuple[str, str]] = {}
