"""Sentences about the milestone trend analysis."""

SENTENCES: dict[str, tuple[str, str]] = {}
