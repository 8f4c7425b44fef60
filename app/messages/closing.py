"""Sentences about closed months and the journal."""

SENTENCES: dict[str, tuple[str, str]] = {}
