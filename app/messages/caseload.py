"""Sentences about caseload, hand-overs, deputies and emergencies."""

SENTENCES: dict[str, tuple[str, str]] = {}
