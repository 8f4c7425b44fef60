"""Sentences about reminders and the calendar feed."""

SENTENCES: dict[str, tuple[str, str]] = {}
