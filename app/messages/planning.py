"""Sentences about plans, tasks and what is due."""

SENTENCES: dict[str, tuple[str, str]] = {}
