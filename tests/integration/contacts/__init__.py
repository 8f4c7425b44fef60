"""Integration tests: contacts and notes."""
