"""Unit tests: intake; no database."""
