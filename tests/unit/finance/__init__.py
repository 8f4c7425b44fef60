"""Unit tests: finance; no database."""
