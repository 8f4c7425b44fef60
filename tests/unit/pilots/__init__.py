"""Unit tests: pilots; no database."""
