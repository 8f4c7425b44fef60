"""Unit tests: accounts; no database."""
