"""Unit tests: plans and tasks; no database."""
