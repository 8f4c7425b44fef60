"""Sentences about the funder's own workbooks."""

SENTENCES: dict[str, tuple[str, str]] = {}
