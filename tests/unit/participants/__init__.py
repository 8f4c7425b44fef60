"""Unit tests: participants; no database."""
