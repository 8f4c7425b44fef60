"""Sentences about interruptions, consents and releases from secrecy."""

SENTENCES: dict[str, tuple[str, str]] = {}
