"""Unit tests: contacts; no database."""
