"""Sentences about barriers, resources and circumstances."""

SENTENCES: dict[str, tuple[str, str]] = {}
