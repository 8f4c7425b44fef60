"""Unit tests: evaluation; no database."""
